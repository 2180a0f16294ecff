// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The reports of NETSTAT with their keywords, and the option letters of the z/OS UNIX command. */
enum NetstatReport {
    VIPADCFG(6, "-F", "what the profile says of dynamic VIPAs"),
    VIPADYN(6, "-v", "the dynamic VIPAs on this stack and their states"),
    VDPT(2, "-O", "the destination port table"),
    VCRT(2, "-V", "the current routing table"),
    HOME(2, "-h", "the home list"),
    CONN(2, "-c", "TCP connections and listeners"),
    DEVLINKS(2, "-d", "interfaces and the shared adapter"),
    SRCIP(2, "-J", "where the source addresses of outgoing connections come from");

    private final int shortest;
    private final String letter;
    private final String purpose;

    NetstatReport(int shortest, String letter, String purpose) {
        this.shortest = shortest;
        this.letter = letter;
        this.purpose = purpose;
    }

    static Optional<NetstatReport> named(String word) {
        return Arrays.stream(values())
                .filter(r -> r.letter.equals(word) || Keywords.is(word, r.name(), r.shortest))
                .findFirst();
    }

    /** A line for each report. */
    static String list() {
        return Arrays.stream(values())
                .map(r -> String.format(
                        java.util.Locale.ROOT,
                        "  %-9s %s  %s%n",
                        r.name().toLowerCase(java.util.Locale.ROOT),
                        r.letter,
                        r.purpose))
                .collect(Collectors.joining());
    }

    /** Whether rows have an address to select by. */
    boolean hasAddress() {
        return this != DEVLINKS && this != SRCIP;
    }

    /** Whether rows have a port to select by. */
    boolean hasPort() {
        return this == VDPT || this == VCRT || this == CONN;
    }
}
