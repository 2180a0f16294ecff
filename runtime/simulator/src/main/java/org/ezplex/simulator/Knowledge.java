// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.HashSet;
import java.util.Set;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;

/** What a system can know of others: what it cannot know it is excused for. */
final class Knowledge {
    /** For so long two have been on one LAN again before they must have noticed. */
    static final long HEALED = Agenda.SECOND;

    private static final long OUT_OF_SIGHT = 3 * Agenda.SECOND;

    private final World world;
    private final Sight sight;
    private final Told told;
    private final Set<IpAddress> tornApart = new HashSet<>();
    private final Set<Life> thawedAlone = new HashSet<>();

    Knowledge(World world) {
        this.world = world;
        sight = new Sight(world);
        told = new Told(world);
    }

    /** After each step. */
    void look() {
        sight.look();
        told.look();
    }

    /** Whether two systems do not have each other in sight. */
    boolean apart(Host a, Host b) {
        return sight.apartFor(a.number(), b.number(), 0);
    }

    /** A DVIPA has had two owners, since neither could know of the other. */
    void tornApart(IpAddress dvipa) {
        tornApart.add(dvipa);
    }

    /** Whether it has: a client's SYN may have gone to a server by each, and one of the two sockets is nobody's. */
    boolean wasTornApart(IpAddress dvipa) {
        return tornApart.contains(dvipa);
    }

    /** A system goes on that had nobody in view when it froze: there is nobody to ask whether another has gone on without it. */
    void thawsAlone(Life life) {
        thawedAlone.add(life);
    }

    /** Whether two hosts have heard each other on the LAN for at least so long. */
    boolean hear(Host a, Host b, long time) {
        Lan lan = world.lan();
        return lan.part(a.lanPort()) == lan.part(b.lanPort())
                && lan.settled(a.lanPort()) >= time
                && lan.settled(b.lanPort()) >= time;
    }

    /** Whether a system that has another out of sight could ask that one's host on the LAN all the time since, and can now. */
    boolean canAsk(Host by, Host lost) {
        return hear(by, lost, HEALED) && !sight.unheard(by.number(), lost.number());
    }

    /** Whether two are apart, and what else there is to know of each other by has failed as well. */
    boolean couldNotKnow(Host a, Host b) {
        return apart(a, b) && (lanTroubled() || thawedAlone.contains(a.life()) || thawedAlone.contains(b.life()));
    }

    /** Whether some hosts do not hear each other on the LAN, or have not for long. */
    private boolean lanTroubled() {
        Host first = world.hosts().get(0);
        return world.hosts().stream().anyMatch(host -> !hear(first, host, HEALED));
    }

    /** Whether the hosts of two could not hear each other on the LAN, or had no link, at some time while the systems were apart. */
    boolean unheard(int a, int b) {
        return sight.unheard(a, b);
    }

    /**
     * Whether a system has the server's system out of sight, and nobody who knew the connection has had the time to tell it: see
     * {@link Told}; or it does not hear the server's host; or it has slept while it was alone, when others may have come and gone.
     */
    boolean couldNotKnow(int by, Host server, TcpConnection connection) {
        if (by == Frame.Segment.NOBODY || by == server.number() || !sight.apartFor(by, server.number(), OUT_OF_SIGHT)) {
            return false;
        }
        long opened = server.openedAt(server.socket(connection));
        return !told.knows(by, server.number(), connection.local(), opened)
                || unheard(by, server.number())
                || thawedAlone.contains(world.hosts().get(by).life());
    }

    static boolean known(Life life, Host host) {
        return host.life() == life
                || (host.life() != null && life.vipa().state().lists().containsKey(Names.member(host.number())));
    }

    boolean inSight(Life life, Host host) {
        return known(life, host)
                && (host.life() == life || !sight.apartFor(life.number(), host.number(), OUT_OF_SIGHT));
    }
}
