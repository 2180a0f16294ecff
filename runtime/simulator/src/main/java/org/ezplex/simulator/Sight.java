// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.List;

/** Since when two systems have had each other in sight: both are in the group, and each has the other's VIPA list. */
final class Sight {
    private static final long REUNITED = 3 * Agenda.SECOND;

    private final World world;
    private final long[][] lastApart;
    private final boolean[][] apart;
    private final boolean[][] unheard;

    Sight(World world) {
        this.world = world;
        int size = world.hosts().size();
        lastApart = new long[size][size];
        apart = new boolean[size][size];
        unheard = new boolean[size][size];
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
                    unheard[i][j] |= cutOff(hosts.get(i), hosts.get(j));
                } else if (world.agenda().now() - lastApart[i][j] > REUNITED) {
                    unheard[i][j] = false;
                }
            }
        }
    }

    private boolean cutOff(Host a, Host b) {
        return !a.linked()
                || !b.linked()
                || world.lan().part(a.lanPort()) != world.lan().part(b.lanPort());
    }

    /** Whether the hosts of two could not hear each other on the LAN, or had no link, at some time while the systems were apart. */
    boolean unheard(int a, int b) {
        return unheard[Math.min(a, b)][Math.max(a, b)];
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
