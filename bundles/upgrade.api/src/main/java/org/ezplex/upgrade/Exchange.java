// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade;

/** How a bundle is exchanged. */
public enum Exchange {
    /** Not at all. */
    NONE,
    /** The new one is started beside the old one, which goes when the new one works. */
    BESIDE,
    /** The old one is taken out before the new one is put in: its services are away between. */
    IN_PLACE,
    /** At the next start of the system; the old one goes on until then. */
    NEXT_START
}
