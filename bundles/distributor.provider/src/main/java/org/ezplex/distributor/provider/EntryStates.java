// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import org.ezplex.distributor.CrtEntry;
import org.ezplex.distributor.provider.table.RoutingTable;

/** The states of entries, as the routing table has them and as others see them. */
final class EntryStates {
    private EntryStates() {}

    static CrtEntry.State of(int entryState) {
        return switch (entryState) {
            case RoutingTable.EMBRYONIC -> CrtEntry.State.EMBRYONIC;
            case RoutingTable.ESTABLISHED -> CrtEntry.State.ESTABLISHED;
            default -> CrtEntry.State.CLOSING;
        };
    }

    static int of(CrtEntry.State state) {
        return switch (state) {
            case EMBRYONIC -> RoutingTable.EMBRYONIC;
            case ESTABLISHED -> RoutingTable.ESTABLISHED;
            case CLOSING -> RoutingTable.CLOSING;
        };
    }
}
