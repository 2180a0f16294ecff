// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.List;

/** Since when two systems have had each other in sight: both are in the group, and each has the other's VIPA list. */
final class Sight {
    private final World world;
    private final long[][] lastApart;
    private final boolean[][] apart;

    Sight(World world) {
        this.world = world;
        int size = world.hosts().size();
        lastApart = new long[size][size];
        apart = new boolean[size][size];
        for (boolean[] row : apart) {
            java.util.Arrays.fill(row, true);
        }
    }

    /** Takes note of what is so now. */
    void look() {
        List<Host> hosts = world.hosts();
        for (int i = 0; i < hosts.size(); i++) {
            for (int j = i + 1; j < hosts.size(); j++) {
                boolean now = !(sees(hosts.get(i), hosts.get(j)) && sees(hosts.get(j), hosts.get(i)));
                if (now || apart[i][j]) {
                    apart[i][j] = now;
                    lastApart[i][j] = world.agenda().now();
                }
            }
        }
    }

    private static boolean sees(Host a, Host b) {
        return a.life() != null
                && a.life().xcf().sees(b.number())
                && a.life().vipa().state().lists().containsKey(Names.member(b.number()));
    }

    /** Whether they are apart, or were less than {@code ago} ago. */
    boolean apartFor(int a, int b, long ago) {
        int i = Math.min(a, b);
        int j = Math.max(a, b);
        return i != j && (apart[i][j] || world.agenda().now() - lastApart[i][j] < ago);
    }
}
