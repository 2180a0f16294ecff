// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile;

/** How a DVIPA may move. */
public enum Moveable {
    /** Not coded. */
    NONE,
    /** At once; connections are kept. */
    IMMEDIATE,
    /** When the last connection has ended. */
    WHENIDLE,
    /** VIPARANGE: at once; connections are kept. */
    NONDISRUPTIVE,
    /** VIPARANGE: connections break. */
    DISRUPTIVE
}
