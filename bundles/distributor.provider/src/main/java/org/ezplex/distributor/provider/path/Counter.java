// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.path;

/** What the packet path counts. */
public enum Counter {
    /** Frames sent on to another stack. */
    FORWARDED,
    /** Frames handed to this stack's own TCP/IP. */
    LOCAL,
    /** Connections routed. */
    CONNECTIONS,
    /** ICMP errors sent on. */
    ICMP,
    /** Resets sent: no target ready, or no such connection. */
    RESET,
    /** Segments of connections nobody has reported, sent to the host of a lost stack. */
    STRAY,
    /** Frames held for a report. */
    HELD,
    /** Held frames that no report came for. */
    HELD_IN_VAIN,
    /** Frames that could not be held: too many, or too long. */
    NOT_HELD,
    /** Later fragments, which do not say where they belong. */
    FRAGMENTS,
    /** Frames for addresses this stack does not route. */
    NOT_OURS,
    /** Frames that are no sound IP. */
    MALFORMED,
    /** SYNs dropped because the routing table is full of established connections. */
    TABLE_FULL,
    /** Frames whose target takes none now. */
    UNREACHABLE
}
