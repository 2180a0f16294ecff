// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.osa.Registration;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.system.Message;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.StackInfo;
import org.ezplex.vipa.provider.core.Holding.Mark;
import org.ezplex.vipa.provider.core.Holding.Phase;
import org.ezplex.vipa.provider.core.Holding.Refusals;
import org.ezplex.vipa.provider.core.Holding.Use;

/** Brings this stack's own DVIPAs in line with the profile, the adapter and the claims of the others: what is had, lost and given. */
final class HoldingsTurn {
    /** So many patrols ask for all that is owned. */
    private static final int PATROLS = 10;

    private final VipaTurn turn;
    private final BidTurn bids;

    HoldingsTurn(VipaTurn turn) {
        this.turn = turn;
        bids = new BidTurn(turn);
    }

    void reconcile() {
        followProfile();
        learn();
        patrol();
        for (IpAddress dvipa : List.copyOf(turn.holdings.keySet())) {
            loseIfMust(dvipa);
            giveIfWanted(dvipa);
            bids.reconcile(dvipa);
            distribute(dvipa);
            callClients(dvipa);
            forgetIfFree(dvipa);
        }
        if (turn.membership.leaving()
                && turn.membership.inGroup()
                && turn.holdings.values().stream().allMatch(this::settledElsewhere)) {
            turn.act(new VipaAction.LeaveGroup());
        }
    }

    /** Frames are relayed until the new owner announces itself. */
    private boolean settledElsewhere(Holding holding) {
        return !holding.owns()
                && (!beingTaken(turn, holding)
                        || turn.strongestOther(holding.dvipa()).isPresent());
    }

    /** Whether it was given to a stack that lives and is about to own it: nobody else needs to bid. */
    static boolean beingTaken(VipaTurn turn, Holding holding) {
        return holding.marks().has(Mark.RELAYING)
                && holding.route()
                        .filter(next -> turn.lists.containsKey(next.owner()))
                        .flatMap(next -> turn.lists.get(next.owner()).claim(next.dvipa()))
                        .filter(claim -> claim.bid().isPresent())
                        .isPresent();
    }

    private void followProfile() {
        Map<IpAddress, DvipaDefinition> wanted = turn.definitions.stream()
                .collect(Collectors.toMap(d -> d.address().address(), Function.identity(), (first, second) -> first));
        turn.holdings.replaceAll((dvipa, holding) -> {
            DvipaDefinition definition = wanted.get(dvipa);
            if (definition == null) {
                return holding.marked(holding.marks().use(Use.DELETED));
            }
            Holding defined = holding.definition().equals(definition) ? holding : redefined(holding, definition);
            return defined.marks().use() == Use.DELETED
                    ? defined.marked(defined.marks().use(Use.NORMAL))
                    : defined;
        });
        wanted.forEach((dvipa, definition) -> turn.holdings.computeIfAbsent(dvipa, d -> Holding.waiting(definition)));
    }

    /** A backup that becomes a VIPADEFINE has its turn like a new one. */
    private static Holding redefined(Holding holding, DvipaDefinition definition) {
        boolean promoted = holding.definition().backup() && !definition.backup();
        Holding defined = holding.define(definition);
        return promoted && !holding.owns() ? defined.marked(holding.marks().with(Mark.FRESH)) : defined;
    }

    // ---- what the event says of one of them ------------------------------------------------------------------------

    private void learn() {
        if (turn.event instanceof VipaEvent.RegistrationEnded e) {
            learnRegistration(e.dvipa(), e.outcome());
        } else if (turn.event instanceof VipaEvent.RetryRegistration e) {
            change(e.dvipa(), h -> h.phase() == Phase.REFUSED ? h.in(Phase.WAITING) : h);
        } else if (turn.event instanceof VipaEvent.Learned e) {
            change(
                    e.dvipa(),
                    h -> h.phase() == Phase.PREPARING && h.epoch() == e.epoch()
                            ? h.bidding(Phase.READY, e.epoch())
                            : h);
        } else if (turn.event instanceof VipaEvent.MovedIdle e) {
            change(e.dvipa(), h -> h.marked(h.marks().without(Mark.MOVING)));
        } else if (turn.event instanceof VipaEvent.StragglersOver e) {
            endRelay(e.dvipa(), e.epoch());
        } else if (turn.event instanceof VipaEvent.Deactivate e) {
            change(e.dvipa(), h -> h.marked(h.marks().use(Use.DEACTIVATED)));
        } else if (turn.event instanceof VipaEvent.ContestOver e) {
            endContest(e.dvipa());
        } else if (turn.event instanceof VipaEvent.Reactivate e) {
            change(
                    e.dvipa(),
                    h -> h.marks().use() == Use.DEACTIVATED ? h.marked(h.marks().use(Use.NORMAL)) : h);
        }
    }

    /**
     * Two halves that are cut off from each other altogether may each have an owner. When the LAN is whole again before the group is,
     * neither would hear of the other unless one asks. It is no announcement: that would bring it segments of the other's clients before
     * either knows of the other. Some at a time, so that it may be often, however many there are: where one is the other's too, all
     * are asked for.
     */
    private void patrol() {
        if (turn.event instanceof VipaEvent.Patrol patrol && turn.half()) {
            List<IpAddress> next = ownedAfter(patrol.last());
            next.forEach(dvipa -> turn.act(new VipaAction.Inquire(dvipa)));
            turn.act(new VipaAction.AwaitPatrol(next.stream().reduce((before, dvipa) -> dvipa)));
        }
    }

    /** A share of them; after the last comes the first. */
    private List<IpAddress> ownedAfter(Optional<IpAddress> last) {
        List<IpAddress> owned = owned().toList();
        Predicate<IpAddress> later =
                dvipa -> last.filter(before -> before.compareTo(dvipa) < 0).isPresent();
        return Stream.concat(owned.stream().filter(later), owned.stream().filter(later.negate()))
                .limit((owned.size() + PATROLS - 1) / PATROLS)
                .toList();
    }

    private Stream<IpAddress> owned() {
        return turn.holdings.values().stream().filter(Holding::owns).map(Holding::dvipa);
    }

    private void change(IpAddress dvipa, UnaryOperator<Holding> what) {
        turn.holdings.computeIfPresent(dvipa, (d, h) -> what.apply(h));
    }

    private void learnRegistration(IpAddress dvipa, Registration outcome) {
        Holding holding = turn.holdings.get(dvipa);
        boolean registered = outcome instanceof Registration.Registered;
        if (holding == null || holding.phase() != Phase.REGISTERING) {
            if (registered && (holding == null || !holding.owns())) {
                turn.act(new VipaAction.Deregister(dvipa));
            }
        } else if (registered) {
            activate(dvipa, holding);
        } else {
            // Withdrawn too: not by this stack, so the adapter is about to go; asking at once would ask again and
            // again.
            refused(dvipa, holding, holder(outcome));
        }
    }

    private static Optional<MacAddress> holder(Registration outcome) {
        return outcome instanceof Registration.InUse inUse ? Optional.of(inUse.holder()) : Optional.empty();
    }

    private void activate(IpAddress dvipa, Holding holding) {
        // Whoever owned it while this stack was asking has the epoch of the bid, or a later one.
        long epoch = Math.max(holding.epoch(), turn.nextEpoch(dvipa));
        Optional<StackInfo> before = turn.memory(dvipa).owner();
        turn.remember(dvipa, m -> m.epoch(epoch).ownerless());
        turn.holdings.put(dvipa, holding.active(epoch, turn.now));
        turn.act(new VipaAction.Tell(Message.EZX5001I, dvipa, epoch));
        before.ifPresent(stack -> turn.act(new VipaAction.Tell(
                holding.marks().from().isEmpty() ? Message.EZZ8301I : Message.EZZ8302I,
                dvipa,
                stack.stack(),
                stack.system())));
    }

    private void refused(IpAddress dvipa, Holding holding, Optional<MacAddress> by) {
        Refusals refusals = holding.marks().refusals().another(by);
        turn.act(new VipaAction.Deregister(dvipa));
        stopDistributing(dvipa);
        change(dvipa, h -> h.in(Phase.REFUSED)
                .marked(h.marks().refused(refusals).from("")));
        turn.act(new VipaAction.AwaitRetry(dvipa, refusals.count()));
    }

    private void endRelay(IpAddress dvipa, long epoch) {
        Holding holding = turn.holdings.get(dvipa);
        if (holding != null
                && holding.marks().has(Mark.RELAYING)
                && holding.route().filter(r -> r.epoch() == epoch).isPresent()) {
            turn.act(new VipaAction.Deregister(dvipa));
            stopDistributing(dvipa);
        }
    }

    private void stopDistributing(IpAddress dvipa) {
        Holding holding = turn.holdings.get(dvipa);
        if (holding.route().isPresent()) {
            turn.act(new VipaAction.StopDistributing(dvipa));
        }
        turn.holdings.put(
                dvipa, holding.told(Optional.empty()).marked(holding.marks().without(Mark.RELAYING)));
    }

    // ---- what is lost ----------------------------------------------------------------------------------------------

    private void loseIfMust(IpAddress dvipa) {
        Holding holding = turn.holdings.get(dvipa);
        boolean adapter = turn.self.mac().isPresent();
        if (holding.phase() == Phase.WAITING && !holding.marks().has(Mark.RELAYING)) {
            return;
        }
        if (!turn.membership.inGroup()) {
            resign(dvipa, "THE STACK LEFT THE SYSPLEX GROUP");
        } else if (turn.event instanceof VipaEvent.Expelled) {
            resign(dvipa, "THE SYSPLEX WENT ON WITHOUT THIS STACK");
        } else if (!adapter) {
            resign(dvipa, "THE SHARED ADAPTER OR ITS LINK IS GONE");
        } else if (holding.owns()) {
            loseToAnother(dvipa, holding);
        }
    }

    private void loseToAnother(IpAddress dvipa, Holding holding) {
        Optional<Ownership> other = turn.strongestOther(dvipa);
        if (other.isPresent() && other.get().strongerThan(mine(holding))) {
            Ownership winner = other.get();
            turn.act(new VipaAction.Tell(
                    Message.EZX5003E, dvipa, winner.member(), winner.claim().epoch()));
            give(dvipa, winner, winner.claim().epoch());
        } else if (turn.event instanceof VipaEvent.ClaimSeen e && e.dvipa().equals(dvipa)) {
            answerClaim(e);
        } else if (turn.claimWithdrawn(dvipa)) {
            // Whoever has believed the other one on the LAN must hear where the address is.
            turn.act(new VipaAction.Announce(dvipa));
        }
    }

    private void answerClaim(VipaEvent.ClaimSeen claim) {
        IpAddress dvipa = claim.dvipa();
        if (givesWay(claim)) {
            turn.act(new VipaAction.Tell(turn.minority() ? Message.EZX5011E : Message.EZX5014E, dvipa, claim.by()));
            resign(dvipa, "");
            refused(dvipa, turn.holdings.get(dvipa), Optional.of(claim.by()));
        } else if (turn.outOfSight(claim.by()) && (turn.half() || !claim.probe())) {
            contest(dvipa, claim.by());
        }
    }

    /** The wait begins anew with each claim. */
    private void contest(IpAddress dvipa, MacAddress by) {
        if (!turn.holdings.get(dvipa).marks().has(Mark.CONTESTED)) {
            turn.act(new VipaAction.Tell(Message.EZX5018E, dvipa, by));
            inquireForAllBut(dvipa);
        }
        change(dvipa, h -> h.marked(h.marks().with(Mark.CONTESTED)));
        turn.act(new VipaAction.AwaitContestOver(dvipa));
    }

    /** Once: the answers come all together, and each is a contest. */
    private void inquireForAllBut(IpAddress dvipa) {
        if (owned().noneMatch(owned -> turn.holdings.get(owned).marks().has(Mark.CONTESTED))) {
            owned().filter(other -> !other.equals(dvipa)).forEach(other -> turn.act(new VipaAction.Inquire(other)));
        }
    }

    private void endContest(IpAddress dvipa) {
        Holding holding = turn.holdings.get(dvipa);
        if (holding != null && holding.owns() && holding.marks().has(Mark.CONTESTED)) {
            turn.holdings.put(dvipa, holding.marked(holding.marks().without(Mark.CONTESTED)));
            turn.act(new VipaAction.Tell(Message.EZX5019I, dvipa));
        }
    }

    /** The other half will give way, and its clients are to come here; but not before the distributor knows that there are such. */
    private void callClients(IpAddress dvipa) {
        if (turn.event instanceof VipaEvent.ClaimSeen claim
                && claim.dvipa().equals(dvipa)
                && turn.half()
                && turn.holdings.get(dvipa).owns()
                && turn.outOfSight(claim.by())
                && !turn.comesFirst(claim.by())) {
            turn.act(new VipaAction.Announce(dvipa));
        }
    }

    /** Of two halves one keeps what both have; whoever only asks is told no. */
    private boolean givesWay(VipaEvent.ClaimSeen claim) {
        return turn.minority() || (turn.half() && !claim.probe() && turn.comesFirst(claim.by()));
    }

    /** Gives up what is held, asked for or relayed; {@code why} is told to the operator unless it is empty. */
    private void resign(IpAddress dvipa, String why) {
        Holding holding = turn.holdings.get(dvipa);
        if (holding.owns() || holding.bids() || holding.marks().has(Mark.RELAYING)) {
            turn.act(new VipaAction.Deregister(dvipa));
        }
        stopDistributing(dvipa);
        if (holding.owns()) {
            if (!why.isEmpty()) {
                turn.act(new VipaAction.Tell(Message.EZX5004I, dvipa, why));
            }
            turn.keepForConnections(dvipa);
        }
        change(dvipa, h -> h.in(Phase.WAITING)
                .hindered("")
                .marked(h.marks().without(Mark.OFFERED).from("")));
    }

    // ---- what is given ---------------------------------------------------------------------------------------------

    private void giveIfWanted(IpAddress dvipa) {
        Holding holding = turn.holdings.get(dvipa);
        if (!holding.owns()) {
            return;
        }
        Optional<Ownership> bidder = turn.others(dvipa)
                .filter(o -> o.claim()
                        .bid()
                        .filter(b -> b.ready() && b.epoch() > holding.epoch())
                        .isPresent())
                .reduce((a, b) -> b.outbids(a) ? b : a);
        boolean surplus = surplus(holding);
        if (bidder.isPresent() && (surplus || !mustWait(dvipa, bidder.get().claim()))) {
            Bid bid = bidder.get().claim().bid().orElseThrow();
            give(dvipa, bidder.get(), bid.epoch());
            StackInfo stack = turn.lists.get(bidder.get().member()).stack();
            turn.act(new VipaAction.Tell(Message.EZZ8303I, dvipa, stack.stack(), stack.system()));
        } else if (surplus && nobodyTakes(dvipa, holding)) {
            resign(dvipa, why(holding));
            // The command that deactivates says it itself.
            if (holding.marks().use() != Use.DEACTIVATED && turn.heirs(dvipa).isEmpty()) {
                turn.act(new VipaAction.Tell(Message.EZX5015E, dvipa));
            }
        } else if (surplus && !holding.marks().has(Mark.OFFERED)) {
            change(dvipa, h -> h.marked(h.marks().with(Mark.OFFERED)));
            turn.act(new VipaAction.AwaitTaker(dvipa, holding.epoch()));
        }
    }

    private boolean surplus(Holding holding) {
        return turn.membership.leaving() || holding.marks().use() != Use.NORMAL;
    }

    private String why(Holding holding) {
        return switch (holding.marks().use()) {
            case DEACTIVATED -> "DEACTIVATED BY THE OPERATOR";
            case DELETED -> "DELETED BY THE PROFILE";
            case NORMAL -> "THE STACK LEAVES THE SYSPLEX GROUP";
        };
    }

    private boolean nobodyTakes(IpAddress dvipa, Holding holding) {
        boolean late = turn.event instanceof VipaEvent.OfferTimeout e
                && e.dvipa().equals(dvipa)
                && e.epoch() == holding.epoch();
        return late || turn.others(dvipa).noneMatch(o -> o.claim().standing().eligible());
    }

    /** A bidder with MOVEABLE WHENIDLE takes it when there is no connection. */
    private boolean mustWait(IpAddress dvipa, VipaClaim claim) {
        boolean idle = turn.event instanceof VipaEvent.OwnerIdle e && e.dvipa().equals(dvipa);
        if (claim.standing().patient() && !idle) {
            turn.act(new VipaAction.WatchOwnerIdle(dvipa));
            return true;
        }
        return false;
    }

    private void give(IpAddress dvipa, Ownership to, long epoch) {
        DistributedRoute next =
                new DistributedRoute(dvipa, to.member(), epoch, to.claim().entries());
        turn.act(new VipaAction.Silence(dvipa));
        turn.act(new VipaAction.Surrender(next));
        turn.act(new VipaAction.AwaitStragglers(dvipa, epoch));
        turn.act(new VipaAction.WatchMoved(dvipa));
        turn.keepForConnections(dvipa);
        change(dvipa, h -> h.in(Phase.WAITING)
                .told(Optional.of(next))
                .hindered("")
                .marked(h.marks()
                        .without(Mark.FRESH)
                        .with(Mark.MOVING)
                        .with(Mark.RELAYING)
                        .without(Mark.OFFERED)
                        .from("")));
    }

    // ---- what is had -----------------------------------------------------------------------------------------------

    private void distribute(IpAddress dvipa) {
        Holding holding = turn.holdings.get(dvipa);
        if (!holding.owns()) {
            return;
        }
        Optional<DistributedRoute> before = holding.route()
                .filter(r -> r.epoch() == holding.epoch() && r.owner().equals(turn.self.member()));
        boolean first = justActivated(dvipa);
        Set<String> holders = first
                ? given(holding, before)
                : before.map(DistributedRoute::holders).orElse(Set.of());
        DistributedRoute route = new DistributedRoute(
                dvipa,
                turn.self.member(),
                holding.epoch(),
                turn.entries(dvipa),
                holders,
                turn.heirs(dvipa),
                holding.marks().has(Mark.CONTESTED));
        if (first) {
            turn.act(new VipaAction.AddInternal(dvipa));
        }
        if (first || !before.equals(Optional.of(route))) {
            turn.holdings.put(
                    dvipa,
                    holding.told(Optional.of(route))
                            .marked(holding.marks().from("").without(Mark.RELAYING)));
            turn.act(new VipaAction.Distribute(route));
        }
    }

    private boolean justActivated(IpAddress dvipa) {
        return turn.event instanceof VipaEvent.RegistrationEnded e && e.dvipa().equals(dvipa);
    }

    /** Who has yet to say something: the owner before, which hands over; everybody, where nobody was asked in this epoch. */
    private Set<String> given(Holding holding, Optional<DistributedRoute> prepared) {
        if (prepared.isEmpty()) {
            return turn.holders(holding.dvipa());
        }
        return holding.marks().from().isEmpty()
                ? Set.of()
                : Set.of(holding.marks().from());
    }

    private void forgetIfFree(IpAddress dvipa) {
        Holding holding = turn.holdings.get(dvipa);
        if (holding.marks().use() == Use.DELETED
                && holding.phase() == Phase.WAITING
                && !holding.marks().has(Mark.MOVING)
                && !holding.marks().has(Mark.RELAYING)) {
            turn.holdings.remove(dvipa);
        }
    }

    private Ownership mine(Holding holding) {
        return new Ownership(turn.self.member(), ListTurn.ownClaim(turn, holding));
    }
}
