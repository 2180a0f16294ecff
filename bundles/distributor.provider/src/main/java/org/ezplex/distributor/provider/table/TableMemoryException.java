// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.table;

/** There is not the memory for a table of that size. */
public final class TableMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long needed;
    private final long found;

    TableMemoryException(long needed, long found, OutOfMemoryError cause) {
        super("a routing table needs " + needed + " bytes, and " + found + " are to be had", cause);
        this.needed = needed;
        this.found = found;
    }

    /** Bytes of the whole table. */
    public long needed() {
        return needed;
    }

    /** Bytes that were to be had, to within a segment. */
    public long found() {
        return found;
    }
}
