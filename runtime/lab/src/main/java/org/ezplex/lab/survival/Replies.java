// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

/**
 * What a client's host gets from the address and the bench looks at, as filters of tcpdump.
 *
 * @param address IPv4 or IPv6
 */
record Replies(String address) {
    private static final int RST = 4;
    private static final int SYN_ACK = 2 | 16;

    String all() {
        return "src host " + address + " and (" + resets() + " or " + synAcks() + ")";
    }

    String resets() {
        return with(RST);
    }

    String synAcks() {
        return with(SYN_ACK);
    }

    private String with(int flags) {
        // tcpdump's own names for TCP's flags know IPv4 only.
        String octet = address.contains(":") ? "ip6[6] == 6 and ip6[53]" : "tcp[13]";
        return octet + " & " + flags + " == " + flags;
    }
}
