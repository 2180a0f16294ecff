// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa;

import org.ezplex.net.MacAddress;

/** The outcome of a registration. */
public sealed interface Registration {
    /** The adapter answers for the address now. */
    record Registered() implements Registration {}

    /** The adapter holds it already: code E005 of the real OSA. */
    record AlreadyRegistered() implements Registration {}

    /**
     * Somebody on the LAN answers for it: code E00A of the real OSA.
     *
     * @param holder the MAC address that answered
     */
    record InUse(MacAddress holder) implements Registration {}

    /** The registration was withdrawn, or the adapter closed, before the probe ended. */
    record Withdrawn() implements Registration {}
}
