// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

/** What must hold in every run; {@link Monitor} and the rules it has say when exactly. */
enum Rule {
    ONE_OWNER_PER_EPOCH,
    ONE_STACK_ANSWERS,
    STRAGGLERS_ARE_RELAYED,
    CONNECTION_NEVER_RESET,
    CONNECTION_NEVER_HANGS,
    ADDRESS_STAYS_FOR_CONNECTIONS,
    TABLE_COMPLETE_WHEN_LEARNED,
    MOVE_KEEPS_KNOWN_CONNECTIONS,
    CONVERGES,
    NOTHING_LEFT_OVER,
    NO_CIRCLE,
    NO_EXCEPTION
}
