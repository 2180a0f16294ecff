// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider.core;

import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.osa.Probe;
import org.ezplex.profile.Moveable;
import org.ezplex.system.Message;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.DvipaOrigin;
import org.ezplex.vipa.DvipaStatus;
import org.ezplex.vipa.provider.core.Holding.Mark;
import org.ezplex.vipa.provider.core.Holding.Phase;
import org.ezplex.vipa.provider.core.Holding.Use;

/** Decides whether this stack is to own a DVIPA it does not own, and goes on with what it has begun. */
final class BidTurn {
    private static final String NO_ADAPTER =
            "THERE IS NO SHARED ADAPTER WITH A LINK (interfaceName, driver.target OF CONFIGURATION org.ezplex.osa)";

    private final VipaTurn turn;

    BidTurn(VipaTurn turn) {
        this.turn = turn;
    }

    void reconcile(IpAddress dvipa) {
        Holding holding = turn.holdings.get(dvipa);
        Optional<Ownership> owner = turn.strongestOther(dvipa);
        if (holding.phase() == Phase.ACTIVE || holding.phase() == Phase.REFUSED) {
            return;
        }
        String hindrance = hindrance(dvipa, holding, owner);
        if (holding.bids() && (!hindrance.isEmpty() || overtaken(holding, owner))) {
            withdraw(dvipa);
        }
        if (hindrance.isEmpty()) {
            goOn(dvipa, owner);
        } else {
            tellWhy(dvipa, hindrance);
        }
    }

    /** Whether the epoch of the bid is used up, or the adapter asks for what has an owner. */
    private static boolean overtaken(Holding holding, Optional<Ownership> owner) {
        return owner.isPresent()
                && (holding.phase() == Phase.REGISTERING || owner.get().claim().epoch() >= holding.epoch());
    }

    private void goOn(IpAddress dvipa, Optional<Ownership> owner) {
        Holding holding = turn.holdings.get(dvipa);
        if (holding.phase() == Phase.WAITING && owner.isPresent()) {
            prepare(dvipa, Phase.PREPARING, owner.get().member());
            turn.act(new VipaAction.Admit(dvipa));
        } else if (holding.phase() == Phase.WAITING) {
            prepare(dvipa, Phase.REGISTERING, "");
            turn.act(new VipaAction.Register(dvipa, probe(dvipa)));
        } else if (holding.phase() != Phase.REGISTERING && owner.isEmpty()) {
            takeUp(dvipa, holding);
        }
    }

    /**
     * The owner is none any more. What it has opened since the bid began is handed over if it has given the DVIPA; else the targets must
     * report anew, and they do so for another epoch only.
     *
     * <p>Whoever was refused before by another than the giver asks even then: that one may have it after a cut, and be out of sight still.
     * The giver is silent by now, and relays.
     */
    private void takeUp(IpAddress dvipa, Holding holding) {
        Optional<VipaList> giver = giver(dvipa, holding);
        if (giver.isPresent()) {
            turn.holdings.put(dvipa, holding.bidding(Phase.REGISTERING, holding.epoch()));
            boolean explained =
                    holding.marks().refusals().areOnlyBy(giver.get().stack().vmac());
            turn.act(new VipaAction.Register(dvipa, explained ? Probe.NONE : Probe.QUICK));
        } else {
            prepare(dvipa, Phase.REGISTERING, "");
            turn.act(new VipaAction.Register(dvipa, probe(dvipa)));
        }
    }

    /** Who has given it to this stack, as it says itself. */
    private Optional<VipaList> giver(IpAddress dvipa, Holding holding) {
        return Optional.ofNullable(turn.lists.get(holding.marks().from())).filter(list -> list.claim(dvipa)
                .filter(claim -> claim.status() == DvipaStatus.MOVING || claim.status() == DvipaStatus.QUIESCING)
                .filter(claim -> claim.given().equals(turn.self.member()))
                .isPresent());
    }

    /** A stack that lives and bids, and that the owner has given it to: two may have bid for the same epoch. */
    private Optional<String> receiver(IpAddress dvipa) {
        return turn.others(dvipa)
                .map(o -> o.claim().given())
                .filter(member -> turn.lists.containsKey(member))
                .filter(member -> turn.lists
                        .get(member)
                        .claim(dvipa)
                        .filter(claim -> claim.bid().isPresent())
                        .isPresent())
                .findFirst();
    }

    private void prepare(IpAddress dvipa, Phase phase, String from) {
        Holding holding = turn.holdings.get(dvipa);
        long epoch = Math.max(turn.nextEpoch(dvipa), VipaTurn.after(holding.epoch()));
        DistributedRoute route =
                new DistributedRoute(dvipa, turn.self.member(), epoch, turn.entries(dvipa), turn.holders(dvipa));
        turn.holdings.put(
                dvipa,
                holding.bidding(phase, epoch)
                        .told(Optional.of(route))
                        .marked(holding.marks().from(from).without(Mark.RELAYING)));
        turn.act(new VipaAction.Prepare(route));
    }

    /**
     * An address that had an owner in sight of most is asked for shortly: whoever is cut off gives way. Who is cut off itself asks so
     * long that it hears of the others first, if they are to be heard of again.
     */
    private Probe probe(IpAddress dvipa) {
        if (turn.minority()) {
            return Probe.PATIENT;
        }
        return turn.epoch(dvipa) > 0 ? Probe.QUICK : Probe.THOROUGH;
    }

    private void withdraw(IpAddress dvipa) {
        Holding holding = turn.holdings.get(dvipa);
        turn.act(new VipaAction.Deregister(dvipa));
        turn.act(new VipaAction.StopDistributing(dvipa));
        turn.holdings.put(
                dvipa,
                holding.in(Phase.WAITING)
                        .told(Optional.empty())
                        .marked(holding.marks().from("").without(Mark.RELAYING)));
    }

    // ---- whether to bid --------------------------------------------------------------------------------------------

    /** Why this stack does not bid; empty if it does. */
    private String hindrance(IpAddress dvipa, Holding holding, Optional<Ownership> owner) {
        if (!turn.settled()) {
            return "THE SYSPLEX GROUP IS NOT JOINED YET";
        }
        if (!able(turn, holding)) {
            return turn.self.mac().isEmpty() ? NO_ADAPTER : "IT IS NOT TO BE USED HERE";
        }
        if (owner.isPresent() && !mayTakeFrom(dvipa, holding, owner.get())) {
            return "IT IS ACTIVE ON " + owner.get().member();
        }
        if (owner.isEmpty() && HoldingsTurn.beingTaken(turn, holding)) {
            return holding.route().orElseThrow().owner() + " IS ABOUT TO TAKE IT";
        }
        Optional<String> receiver = owner.isEmpty() ? receiver(dvipa) : Optional.empty();
        if (receiver.isPresent()) {
            return receiver.get() + " IS ABOUT TO TAKE IT";
        }
        if (owner.isEmpty() && !entitled(turn, holding)) {
            return "IT HAS HAD NO OWNER YET";
        }
        if (owner.isEmpty()) {
            Optional<Ownership> better = better(dvipa, holding);
            better.ifPresent(
                    o -> turn.holdings.put(dvipa, holding.marked(holding.marks().without(Mark.FRESH))));
            return better.map(o -> o.member() + " COMES FIRST").orElse("");
        }
        return "";
    }

    /** Whether this stack could own it now. One that it owns already stays, even if it does not fit any more: clients use it. */
    static boolean able(VipaTurn turn, Holding holding) {
        return turn.self.mac().isPresent()
                && turn.fits(holding.dvipa())
                && !turn.membership.leaving()
                && holding.marks().use() == Use.NORMAL;
    }

    /** Whether it may own it without having it from an owner: a backup needs MOVEABLE or a DVIPA that had one. */
    static boolean entitled(VipaTurn turn, Holding holding) {
        return !holding.definition().backup()
                || holding.definition().moveable() != Moveable.NONE
                || turn.epoch(holding.dvipa()) > 0;
    }

    private boolean mayTakeFrom(IpAddress dvipa, Holding holding, Ownership owner) {
        if (owner.claim().standing().offered()) {
            return better(dvipa, holding).isEmpty();
        }
        return !holding.definition().backup()
                && (owner.claim().identity().origin() == DvipaOrigin.VIPABACKUP
                        || holding.marks().has(Mark.FRESH));
    }

    /** Another stack that would take it and comes before this one. */
    private Optional<Ownership> better(IpAddress dvipa, Holding holding) {
        Candidate self = new Candidate(turn.self.member(), holding.definition().rank());
        return turn.others(dvipa)
                .filter(o -> o.claim().standing().eligible() && !o.claim().owns())
                .filter(o -> Candidate.of(o.member(), o.claim()).before(self))
                .findFirst();
    }

    private void tellWhy(IpAddress dvipa, String hindrance) {
        Holding holding = turn.holdings.get(dvipa);
        boolean defined = !holding.definition().backup()
                && holding.marks().use() == Use.NORMAL
                && turn.fits(dvipa)
                && !turn.membership.leaving();
        if (defined && turn.settled() && !hindrance.equals(holding.hindrance())) {
            turn.holdings.put(dvipa, holding.hindered(hindrance));
            turn.act(new VipaAction.Tell(Message.EZX5002I, dvipa, hindrance));
        }
    }
}
