// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import java.util.HashSet;
import java.util.Set;

/** What a kernel says of its TCP connections, in the form of /proc/net/tcp and tcp6. */
public final class Sockets {
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final String LISTEN = "0A";
    private static final String TIME_WAIT = "06";

    private Sockets() {}

    /** The other sides' ports of all connections of the local port {@code port} that live. */
    public static Set<Integer> remotePorts(String text, int port) {
        Set<Integer> ports = new HashSet<>();
        for (String line : text.split("\n", -1)) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length > STATE
                    && words[0].endsWith(":")
                    && portOf(words[LOCAL]) == port
                    && !words[STATE].equals(LISTEN)
                    && !words[STATE].equals(TIME_WAIT)) {
                ports.add(portOf(words[REMOTE]));
            }
        }
        return ports;
    }

    private static int portOf(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
    }
}
