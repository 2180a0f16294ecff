// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.ezplex.distributor.provider.core.Owner;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.provider.core.Holding;
import org.ezplex.vipa.provider.core.VipaState;

/** Watches a world for what must hold. */
final class Monitor {
    private static final long OUT_OF_SIGHT = 3 * Agenda.SECOND;
    private static final long TWO_ANSWER = 2 * Agenda.MILLISECOND;
    private static final long HEALED = Agenda.SECOND;
    private static final long LATELY = 2 * Agenda.SECOND;

    private final World world;
    private final int dvipas;
    private final Sight sight;
    private final Map<String, Reign> reigns = new HashMap<>();
    private final Map<String, Long> bothAnswer = new HashMap<>();
    private final Set<String> strangers = new HashSet<>();
    private final Set<IpAddress> tornApart = new HashSet<>();
    private final Map<String, Set<TcpConnection>> atBid = new HashMap<>();
    private final Map<String, Set<TcpConnection>> given = new HashMap<>();
    private final Set<Life> thawedAlone = new HashSet<>();
    private Violation violation;

    private record Reign(Life life, long epoch) {}

    Monitor(World world, int dvipas) {
        this.world = world;
        this.dvipas = dvipas;
        sight = new Sight(world);
    }

    Optional<Violation> violation() {
        return Optional.ofNullable(violation);
    }

    boolean content() {
        return violation == null;
    }

    void broken(Rule rule, String how) {
        if (violation == null) {
            violation = new Violation(rule, world.agenda().now(), how);
            world.tell(violation::toString);
        }
    }

    Sight sight() {
        return sight;
    }

    /** After each step. */
    void check() {
        sight.look();
        for (int dvipa = 0; dvipa < dvipas; dvipa++) {
            answering(Names.dvipa(dvipa));
        }
    }

    // ---- owners ----------------------------------------------------------------------------------------------------

    void ownership(Life life, VipaState before, VipaState after) {
        after.holdings().forEach((dvipa, holding) -> {
            Holding earlier = before.holdings().get(dvipa);
            bids(life, dvipa, earlier, holding);
            if (holding.owns() && (earlier == null || !earlier.owns())) {
                reigns(life, dvipa, holding.epoch());
            }
        });
    }

    /** Whoever says that it is ready knows what there was when its bid began. */
    private void bids(Life life, IpAddress dvipa, Holding earlier, Holding now) {
        String bid = life.number() + " " + dvipa + " " + now.epoch();
        boolean began = earlier == null || !earlier.bids() || earlier.epoch() != now.epoch();
        if (now.bids() && began) {
            atBid.put(bid, inSight(life, dvipa));
        } else if (now.phase() == Holding.Phase.READY
                && earlier != null
                && earlier.phase() == Holding.Phase.PREPARING) {
            Set<TcpConnection> still = inSight(life, dvipa);
            still.retainAll(atBid.getOrDefault(bid, Set.of()));
            still.removeIf(c -> life.distributor().router().live(c) != RoutingTable.ABSENT);
            if (!still.isEmpty()) {
                broken(
                        Rule.TABLE_COMPLETE_WHEN_LEARNED,
                        Names.system(life.number()) + " is ready to own " + dvipa + " without " + still);
            }
        }
    }

    private Set<TcpConnection> inSight(Life life, IpAddress dvipa) {
        Set<TcpConnection> all = new HashSet<>();
        for (Host host : world.hosts()) {
            if (inSight(life, host)) {
                all.addAll(host.connections(dvipa, false));
            }
        }
        return all;
    }

    private void reigns(Life life, IpAddress dvipa, long epoch) {
        Reign earlier = reigns.put(dvipa + " " + epoch, new Reign(life, epoch));
        if (earlier != null
                && earlier.life() != life
                && stillReigns(earlier, dvipa)
                && !couldNotKnow(life.host(), earlier.life().host())) {
            broken(
                    Rule.ONE_OWNER_PER_EPOCH,
                    Names.system(life.number()) + " owns " + dvipa + " in epoch " + epoch + ", as "
                            + Names.system(earlier.life().number()) + " does");
        }
    }

    private static boolean stillReigns(Reign reign, IpAddress dvipa) {
        Holding holding = reign.life().vipa().state().holdings().get(dvipa);
        return reign.life().acts() && holding != null && holding.owns() && holding.epoch() == reign.epoch();
    }

    /** Whether two hosts have heard each other on the LAN for at least so long. */
    private boolean hear(Host a, Host b, long time) {
        Lan lan = world.lan();
        return lan.part(a.lanPort()) == lan.part(b.lanPort())
                && lan.settled(a.lanPort()) >= time
                && lan.settled(b.lanPort()) >= time;
    }

    /** Whether two are apart, and what else there is to know of each other by has failed as well. */
    private boolean couldNotKnow(Host a, Host b) {
        return sight.apartFor(a.number(), b.number(), 0)
                && (lanTroubled() || thawedAlone.contains(a.life()) || thawedAlone.contains(b.life()));
    }

    /** A system goes on that had nobody in view when it froze: there is nobody to ask whether another has gone on without it. */
    void thawsAlone(Life life) {
        thawedAlone.add(life);
    }

    /** Whether some hosts do not hear each other on the LAN, or have not for long. */
    private boolean lanTroubled() {
        Host first = world.hosts().get(0);
        return world.hosts().stream().anyMatch(host -> !hear(first, host, HEALED));
    }

    private void answering(IpAddress dvipa) {
        List<Host> hosts = world.hosts();
        for (int i = 0; i < hosts.size(); i++) {
            for (int j = i + 1; j < hosts.size(); j++) {
                pair(dvipa, hosts.get(i), hosts.get(j));
            }
        }
    }

    private static boolean answers(Host host, IpAddress dvipa) {
        return host.life() != null
                && host.life().adapter().answers(dvipa)
                && host.life().acts();
    }

    private void pair(IpAddress dvipa, Host a, Host b) {
        boolean both = answers(a, dvipa) && answers(b, dvipa);
        if (!both && bothAnswer.isEmpty() && strangers.isEmpty()) {
            return;
        }
        String pair = dvipa + " " + a.number() + " " + b.number();
        if (!both) {
            strangers.remove(pair);
            bothAnswer.remove(pair);
        } else if (!hear(a, b, 0)) {
            strangers.add(pair);
            tornApart.add(dvipa);
            bothAnswer.remove(pair);
        } else {
            if (!bothAnswer.containsKey(pair) && couldNotKnow(a, b)) {
                strangers.add(pair);
                tornApart.add(dvipa);
            }
            twoAnswer(pair, dvipa, a, b);
        }
    }

    private void twoAnswer(String pair, IpAddress dvipa, Host a, Host b) {
        boolean excused = strangers.contains(pair);
        long now = world.agenda().now();
        if (excused && sight.apartFor(a.number(), b.number(), 0)) {
            bothAnswer.put(pair, now);
            return;
        }
        long since = bothAnswer.computeIfAbsent(pair, p -> now);
        if (now - since > (excused ? HEALED : TWO_ANSWER)) {
            broken(
                    Rule.ONE_STACK_ANSWERS,
                    Names.system(a.number()) + " and " + Names.system(b.number()) + " both answer for " + dvipa
                            + " for " + (now - since) / 1000 + " ms");
        }
    }

    // ---- connections -----------------------------------------------------------------------------------------------

    void reset(Frame.Segment segment, int by, String who) {
        Optional<Host> holder = world.holder(segment.socket());
        boolean open = world.conversation(segment.connection())
                .filter(c -> c.phase() != Conversation.Phase.CLOSED && c.socket() == segment.socket())
                .isPresent();
        if (holder.isEmpty() || !open || opensElsewhere(segment.connection(), holder.get())) {
            return;
        }
        if (!couldNotKnow(by, holder.get(), segment.connection().local())) {
            int server = holder.get().number();
            broken(
                    Rule.CONNECTION_NEVER_RESET,
                    who + " resets " + segment.connection() + ", which lives on the host of " + Names.system(server));
        }
    }

    /** Whether another host has answered a SYN of the connection too: its report may have come between. */
    private boolean opensElsewhere(TcpConnection connection, Host holder) {
        return world.hosts().stream()
                .anyMatch(host -> host != holder && (host.socket(connection) != 0 || host.hasGivenUp(connection)));
    }

    /**
     * Whether a system has the server's system out of sight, and cannot tell which host may know: it has never met that, or has slept
     * while it was alone, when others may have come and gone; or it has lost several, or does not hear that host; or the port is not
     * distributed, so that what is unknown is its own; or there have been two owners, since neither could know of the other.
     */
    private boolean couldNotKnow(int by, Host server, IpAddress dvipa) {
        if (by == Frame.Segment.NOBODY || by == server.number() || !sight.apartFor(by, server.number(), OUT_OF_SIGHT)) {
            return false;
        }
        Host self = world.hosts().get(by);
        boolean torn = tornApart.contains(dvipa);
        boolean own = self.life() == null || !self.life().distributor().router().distributes(dvipa);
        boolean unmet =
                self.life() == null || !self.life().hasMet(server.number()) || thawedAlone.contains(self.life());
        boolean unheard = sight.unheard(by, server.number());
        boolean several = world.hosts().stream()
                .anyMatch(
                        other -> other != server && other != self && sight.apartFor(by, other.number(), OUT_OF_SIGHT));
        return torn || own || unmet || unheard || several;
    }

    /** What still comes to whoever has given an address away is for the next owner. */
    void dropped(Life life, Frame.Segment segment) {
        Holding holding =
                life.vipa().state().holdings().get(segment.connection().local());
        if (holding != null && holding.marks().relaying()) {
            broken(Rule.STRAGGLERS_ARE_RELAYED, Names.system(life.number()) + " drops " + segment);
        }
    }

    void circle(Frame.Segment segment) {
        broken(Rule.NO_CIRCLE, segment + " goes round and round");
    }

    void internalRemoved(Life life, IpAddress dvipa) {
        List<TcpConnection> open = life.host().connections(dvipa, false);
        if (!open.isEmpty()) {
            broken(
                    Rule.ADDRESS_STAYS_FOR_CONNECTIONS,
                    Names.system(life.number()) + " takes " + dvipa + " away from " + open);
        }
    }

    /** An owner has handed over what it knows. */
    void surrendered(Life life, DistributedRoute next) {
        Set<TcpConnection> known = new HashSet<>();
        life.distributor().router().routed(next.dvipa()).forEach((route, connections) -> {
            if (route.state() == RoutingTable.ESTABLISHED) {
                known.addAll(connections);
            }
        });
        given.put(next.owner() + " " + next.dvipa() + " " + next.epoch(), known);
    }

    /** The distributor's core has made a step. */
    void learned(Life life, SortedMap<IpAddress, Owner> before, SortedMap<IpAddress, Owner> after) {
        after.forEach((dvipa, owner) -> {
            Owner earlier = before.get(dvipa);
            boolean known =
                    earlier != null && earlier.route().epoch() == owner.route().epoch() && !earlier.learning();
            if (!owner.learning() && !known) {
                learned(life, owner);
            }
        });
    }

    private void learned(Life life, Owner owner) {
        IpAddress dvipa = owner.route().dvipa();
        String reign =
                Names.member(life.number()) + " " + dvipa + " " + owner.route().epoch();
        for (Host host : world.hosts()) {
            if (inSight(life, host)) {
                missing(life, host, dvipa)
                        .ifPresent(c -> broken(
                                Rule.TABLE_COMPLETE_WHEN_LEARNED,
                                Names.system(life.number()) + " has learned all, but not " + c + " on "
                                        + Names.system(host.number())));
            }
        }
        for (TcpConnection connection : given.getOrDefault(reign, Set.of())) {
            checkKept(life, connection);
        }
    }

    private void checkKept(Life life, TcpConnection connection) {
        boolean lives = world.hosts().stream()
                .filter(host -> known(life, host))
                .anyMatch(host -> host.holds(host.socket(connection)));
        if (lives && life.distributor().router().live(connection) == RoutingTable.ABSENT) {
            broken(
                    Rule.MOVE_KEEPS_KNOWN_CONNECTIONS,
                    Names.system(life.number()) + " was given " + connection + ", and does not know it");
        }
    }

    private static boolean known(Life life, Host host) {
        return host.life() == life
                || (host.life() != null && life.vipa().state().lists().containsKey(Names.member(host.number())));
    }

    private boolean inSight(Life life, Host host) {
        return known(life, host)
                && (host.life() == life || !sight.apartFor(life.number(), host.number(), OUT_OF_SIGHT));
    }

    /** A connection of a host that an owner does not know; what is not distributed it need not know of itself. */
    private static Optional<TcpConnection> missing(Life owner, Host host, IpAddress dvipa) {
        boolean own = host.life() == owner
                && !owner.distributor()
                        .state()
                        .owners()
                        .get(dvipa)
                        .entry(Host.PORT)
                        .isPresent();
        return host.connections(dvipa, false).stream()
                .filter(c -> !own && owner.distributor().router().live(c) != host.number())
                .findFirst();
    }

    // ---- in the end ------------------------------------------------------------------------------------------------

    /** The network has been whole for long enough, and nothing has happened. */
    void settled() {
        for (int i = 0; i < dvipas; i++) {
            settled(Names.dvipa(i));
        }
    }

    private void settled(IpAddress dvipa) {
        List<Life> owners =
                world.lives().stream().filter(life -> owns(life, dvipa)).toList();
        boolean wanted = world.lives().stream().anyMatch(life -> couldOwn(life, dvipa));
        if (owners.size() != (wanted ? 1 : 0)) {
            broken(Rule.CONVERGES, dvipa + " has " + owners.size() + " owners: " + phases(dvipa));
        }
        for (Life life : world.lives()) {
            if (life.adapter().answers(dvipa) != owns(life, dvipa)) {
                broken(
                        Rule.CONVERGES,
                        Names.system(life.number()) + (owns(life, dvipa) ? " owns " : " answers for ") + dvipa + ": "
                                + phases(dvipa));
            }
            Holding holding = life.vipa().state().holdings().get(dvipa);
            if (holding != null && holding.bids() && !waitsForIdle(holding)) {
                broken(Rule.CONVERGES, Names.system(life.number()) + " still bids for " + dvipa + ": " + phases(dvipa));
            }
        }
        for (Life owner : owners) {
            knowsAll(owner, dvipa);
        }
    }

    private String phases(IpAddress dvipa) {
        StringBuilder text = new StringBuilder();
        for (Life life : world.lives()) {
            Holding holding = life.vipa().state().holdings().get(dvipa);
            text.append(Names.system(life.number()))
                    .append(life.xcf().inGroup() ? "" : " (not in the group)")
                    .append(' ')
                    .append(holding == null ? "NONE" : holding.phase() + " " + holding.epoch() + " " + holding.marks())
                    .append("; ");
        }
        return text.toString();
    }

    private static boolean owns(Life life, IpAddress dvipa) {
        Holding holding = life.vipa().state().holdings().get(dvipa);
        return holding != null && holding.owns();
    }

    private static boolean bids(Life life, IpAddress dvipa) {
        Holding holding = life.vipa().state().holdings().get(dvipa);
        return holding != null && holding.bids();
    }

    private static boolean couldOwn(Life life, IpAddress dvipa) {
        VipaState state = life.vipa().state();
        Holding holding = state.holdings().get(dvipa);
        return holding != null
                && holding.marks().use() == Holding.Use.NORMAL
                && state.membership().inGroup()
                && !state.membership().leaving()
                && life.host().linked()
                && (!holding.definition().backup()
                        || holding.definition().moveable() != org.ezplex.profile.Moveable.NONE
                        || state.epoch(dvipa) > 0);
    }

    /**
     * A bidder with MOVEABLE WHENIDLE may wait for as long as there are connections, and whoever it outbids with it; and a little
     * longer, as an owner does not look at every moment whether it is idle.
     */
    private boolean waitsForIdle(Holding holding) {
        IpAddress dvipa = holding.definition().address().address();
        return holding.phase() == Holding.Phase.READY
                && world.lives().stream().anyMatch(other -> patient(other, dvipa))
                && (world.lives().stream().anyMatch(other -> busy(other, dvipa))
                        || world.hosts().stream()
                                .anyMatch(host -> world.agenda().now() - host.lastEnd() < LATELY));
    }

    private static boolean busy(Life life, IpAddress dvipa) {
        return !life.host().connections(dvipa, true).isEmpty()
                || life.distributor().router().connections(dvipa) > 0;
    }

    private static boolean patient(Life life, IpAddress dvipa) {
        Holding holding = life.vipa().state().holdings().get(dvipa);
        return holding != null
                && holding.bids()
                && holding.definition().moveable() == org.ezplex.profile.Moveable.WHENIDLE;
    }

    private void knowsAll(Life owner, IpAddress dvipa) {
        for (Host host : world.hosts()) {
            if (host.life() != null && host.life().xcf().inGroup()) {
                missing(owner, host, dvipa)
                        .ifPresent(c -> broken(
                                Rule.CONVERGES,
                                Names.system(owner.number()) + " owns " + dvipa + " and does not know " + c + " on "
                                        + Names.system(host.number())));
            }
        }
    }

    /** Every connection has asked and been given time for an answer. */
    void answered(long since) {
        for (Client client : world.clients()) {
            for (Conversation conversation : client.conversations()) {
                IpAddress dvipa = conversation.connection().local();
                boolean waits = world.lives().stream().anyMatch(life -> owns(life, dvipa))
                        && conversation.waitingSince() >= 0
                        && conversation.waitingSince() <= since;
                boolean known = world.holder(conversation.socket())
                        .filter(host -> world.lives().stream()
                                .noneMatch(life -> owns(life, dvipa) && couldNotKnow(life.number(), host, dvipa)))
                        .isPresent();
                if (waits && known) {
                    broken(
                            Rule.CONNECTION_NEVER_HANGS,
                            conversation + " has had no answer since "
                                    + conversation.waitingSince() / 1000 + " ms; its server is on "
                                    + Names.system(world.holder(conversation.socket())
                                            .orElseThrow()
                                            .number()));
                }
            }
        }
    }

    /** These were opened when all was well. */
    void opened(List<Conversation> fresh) {
        for (Conversation conversation : fresh) {
            IpAddress dvipa = conversation.connection().local();
            boolean served = world.lives().stream()
                    .filter(life -> owns(life, dvipa))
                    .map(life -> life.distributor().state().owners().get(dvipa))
                    .anyMatch(owner -> owner != null
                            && (owner.route().entries().isEmpty()
                                    || !owner.ready().isEmpty()));
            if (served && conversation.socket() == 0) {
                broken(Rule.CONNECTION_NEVER_HANGS, conversation + " cannot be opened");
            }
        }
    }

    /** All connections are closed, and every wait is over. */
    void cleared() {
        for (Client client : world.clients()) {
            for (Conversation conversation : client.conversations()) {
                boolean owned = world.lives().stream()
                        .anyMatch(life -> owns(life, conversation.connection().local()));
                boolean unanswered = world.holder(conversation.socket()).isEmpty() && someAreLost();
                if (owned && !unanswered && conversation.phase() != Conversation.Phase.CLOSED) {
                    broken(Rule.CONNECTION_NEVER_HANGS, conversation + " cannot be closed");
                }
            }
        }
        for (Life life : world.lives()) {
            for (int i = 0; i < dvipas; i++) {
                cleared(life, Names.dvipa(i));
            }
        }
    }

    /** What nobody knows is sent to the host of a stack that is out of sight, and that does not answer if it never had the address. */
    private boolean someAreLost() {
        return world.hosts().stream()
                .anyMatch(host -> host.powered()
                        && (host.life() == null || !host.life().xcf().inGroup()));
    }

    private void cleared(Life life, IpAddress dvipa) {
        boolean owner = owns(life, dvipa);
        VipaState state = life.vipa().state();
        boolean target =
                state.targets().containsKey(dvipa) && state.targets().get(dvipa).serving();
        Router router = life.distributor().router();
        left(life, dvipa, life.host().internal().contains(dvipa) && !owner && !target, "the internal address");
        left(life, dvipa, state.targets().containsKey(dvipa) && !target && !owner, "a target's role");
        left(life, dvipa, life.adapter().knows(dvipa) && !owner && !bids(life, dvipa), "an entry of the adapter");
        left(life, dvipa, router.relayed().contains(dvipa), "a relay");
        left(life, dvipa, router.routed().contains(dvipa) && !owner && !bids(life, dvipa), "a plan");
        router.routed(dvipa)
                .forEach((route, connections) -> left(
                        life,
                        dvipa,
                        route.state() != RoutingTable.CLOSING && reports(route.target()),
                        route + " " + connections + " in the routing table"));
    }

    /** What ends at a host whose system does not run, or has left, nobody can report the end of. */
    private boolean reports(int system) {
        Life life = world.hosts().get(system).life();
        return life != null && life.xcf().inGroup();
    }

    private void left(Life life, IpAddress dvipa, boolean there, String what) {
        if (there) {
            broken(
                    Rule.NOTHING_LEFT_OVER,
                    Names.system(life.number()) + " still has " + what + " of " + dvipa + ": " + phases(dvipa));
        }
    }
}
