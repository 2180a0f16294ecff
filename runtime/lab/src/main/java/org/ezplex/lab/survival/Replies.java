// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

/**
 * What a client's host and the address say to each other and the bench looks at, as filters of tcpdump.
 *
 * @param address IPv4 or IPv6
 */
record Replies(String address) {
    private static final int RST = 4;
    private static final int SYN = 2;

    /** Those the client gets. */
    String resets() {
        return "src host " + address + " and " + with(RST);
    }

    /** The client's SYNs and their answers, and the RSTs of both. */
    String opening() {
        return "host " + address + " and (" + with(SYN) + " or " + with(RST) + ")";
    }

    private String with(int flags) {
        // tcpdump's own names for TCP's flags know IPv4 only; its "and" and "or" bind alike.
        String octet = address.contains(":") ? "ip6[6] == 6 and ip6[53]" : "tcp[13]";
        return "(" + octet + " & " + flags + " == " + flags + ")";
    }
}
