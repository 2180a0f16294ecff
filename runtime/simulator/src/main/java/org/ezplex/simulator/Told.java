// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.ezplex.distributor.provider.core.Owner;
import org.ezplex.net.IpAddress;

/**
 * What each system must have been told of the connections that end at another, so that it must know them when that one is out of sight: of
 * those that were opened before some moment all, of later ones none. Follows what an owner promises, by what could be said, and looks at
 * nobody's table:
 *
 * <ul>
 *   <li>an owner that has learned knows what ends at whoever talks with it;
 *   <li>its heirs know what ends at the owner itself;
 *   <li>whoever talks with it knows what it knew of those it has lost.
 * </ul>
 *
 * <p>To tell takes {@link #TELLING} where two talk: both run and have each other in view, and the network is whole between them; longer
 * while it is slow.
 */
final class Told {
    /** An owner looks every ten milliseconds for what clients have opened, a reader and a message take up to twenty each. */
    private static final long TELLING = 50 * Agenda.MILLISECOND;

    private static final long PERIOD = 5 * Agenda.MILLISECOND;
    private static final long NEVER = -1;

    private final World world;
    private final int size;
    private final long[][] talking;
    private final long[][] lost;
    private final Life[] lives;
    private final Map<IpAddress, Tales> tales = new HashMap<>();
    private long looked;

    /** Of one DVIPA. */
    private static final class Tales {
        /** Since when a system has owned it and has learned. */
        private final long[] reigning;
        /** Before when what ends at the second system was opened that the first must know. */
        private final long[][] upTo;

        private Tales(int size) {
            reigning = new long[size];
            Arrays.fill(reigning, NEVER);
            upTo = never(size);
        }
    }

    Told(World world) {
        this.world = world;
        size = world.hosts().size();
        talking = never(size);
        lost = never(size);
        lives = new Life[size];
    }

    private static long[][] never(int size) {
        long[][] times = new long[size][size];
        for (long[] row : times) {
            Arrays.fill(row, NEVER);
        }
        return times;
    }

    /** Whether a system must know a connection that was opened at {@code server} at that time. */
    boolean knows(int system, int server, IpAddress dvipa, long opened) {
        Tales of = tales.get(dvipa);
        return of != null && opened < of.upTo[system][server];
    }

    /** Takes note of what is so now; not after each step, which would take as long as all the rest. */
    void look() {
        if (world.agenda().now() - looked < PERIOD) {
            return;
        }
        looked = world.agenda().now();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                talking[i][j] = since(talking[i][j], i != j && talks(i, j) && talks(j, i));
                lost[i][j] = since(lost[i][j], i != j && life(i) != null && !sees(i, j));
            }
            if (life(i) != lives[i]) {
                lives[i] = life(i);
                forget(i);
            }
        }
        for (Life life : world.lives()) {
            life.distributor()
                    .state()
                    .owners()
                    .keySet()
                    .forEach(dvipa -> tales.computeIfAbsent(dvipa, d -> new Tales(size)));
        }
        tales.forEach((dvipa, of) -> world.lives().forEach(life -> look(life, dvipa, of)));
    }

    private void forget(int system) {
        for (Tales of : tales.values()) {
            of.reigning[system] = NEVER;
            Arrays.fill(of.upTo[system], NEVER);
        }
    }

    private Life life(int system) {
        return world.hosts().get(system).life();
    }

    private boolean sees(int i, int j) {
        return life(i).vipa().state().lists().containsKey(Names.member(j));
    }

    private boolean talks(int i, int j) {
        return life(i) != null
                && !life(i).frozen()
                && life(i).xcf().sees(j)
                && sees(i, j)
                && !world.network().isCut(i, j);
    }

    private long since(long before, boolean now) {
        if (!now) {
            return NEVER;
        }
        return before == NEVER ? world.agenda().now() : before;
    }

    /** Three messages may follow from each other: that a report is wanted, the report, what is told of it. */
    private long telling() {
        return TELLING + 3 * world.network().slowness();
    }

    private boolean longEnough(long since) {
        return since != NEVER && world.agenda().now() - since >= telling();
    }

    private void look(Life life, IpAddress dvipa, Tales of) {
        int system = life.number();
        Owner owner = life.distributor().state().owners().get(dvipa);
        boolean reigns = owner != null
                && !owner.learning()
                && life.distributor().router().distributes(dvipa);
        if (!reigns && of.reigning[system] != NEVER) {
            abdicates(life, dvipa, of.upTo[system]);
        }
        of.reigning[system] = since(of.reigning[system], reigns);
        if (longEnough(of.reigning[system]) && !life.frozen()) {
            learns(system, of.upTo[system]);
            for (int heir = 0; heir < size; heir++) {
                if (longEnough(talking[system][heir])) {
                    tells(owner, system, heir, of.upTo);
                }
            }
        }
    }

    /** What can be reported, or has been handed over, is not kept. */
    private void abdicates(Life life, IpAddress dvipa, long[] upTo) {
        boolean gave = life.distributor().state().relays().containsKey(dvipa);
        for (int server = 0; server < size; server++) {
            if (gave || sees(life.number(), server)) {
                upTo[server] = NEVER;
            }
        }
    }

    /** What ends at a host that does not answer on the LAN is given up. */
    private void learns(int owner, long[] upTo) {
        for (int server = 0; server < size; server++) {
            if (longEnough(talking[owner][server])) {
                upTo[server] = world.agenda().now();
            } else if (world.monitor().knowledge().unheard(owner, server)) {
                upTo[server] = NEVER;
            }
        }
    }

    private void tells(Owner what, int owner, int heir, long[][] upTo) {
        if (what.route().heirs().contains(Names.member(heir))) {
            upTo[heir][owner] = Math.max(upTo[heir][owner], world.agenda().now() - telling());
        }
        for (int server = 0; server < size; server++) {
            if (server != heir && longEnough(lost[owner][server])) {
                upTo[heir][server] = Math.max(upTo[heir][server], upTo[owner][server]);
            }
        }
    }
}
