// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.time.Duration;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.ezplex.distributor.provider.core.DistributorCore;
import org.ezplex.distributor.provider.core.Owner;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.VipaManager;
import org.ezplex.xcf.Standing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs {@link DistributorCore} with the tables and the group around it. Used on the event loop only, reports apart. */
final class DistributorPart {
    private static final Logger LOG = LoggerFactory.getLogger(DistributorPart.class);
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(3);
    /** Much longer than it takes to hear what this stack owns. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    private static final Duration READ_AGAIN = Duration.ofMillis(100);

    private final EventLoop loop;
    private final Exits exits;
    private final TableKeeper keeper;
    private final PacketPath path;
    private final Duration tick;
    private final LostStacks lost;
    private final Legacies legacies = new Legacies();
    private volatile DistributorCore.State state;
    /** DVIPAs some of whose connections found no room. */
    private final Set<IpAddress> incomplete = new HashSet<>();

    private boolean minority;
    private volatile boolean closed;

    /**
     * What is around the distributor.
     *
     * @param hardcopy the operator
     * @param outbox sends reports
     * @param reader reads much at a time, beside the event loop
     * @param vipas is told what has been learned
     * @param host asks on the LAN whether the host of a member lives
     * @param handover reads what the next owner of a DVIPA is to be told
     * @param bequest reads what whoever would be that is to be told of a stack that is out of sight
     * @param copies reads what others have left here of such a stack
     * @param judged is told of a DVIPA whether a connection to it that the table has not is none; often, though nothing has changed
     */
    record Exits(
            Hardcopy hardcopy,
            Outbox outbox,
            Executor reader,
            VipaManager vipas,
            BiFunction<String, Report.Host, CompletionStage<Boolean>> host,
            Function<DistributedRoute, List<Report>> handover,
            Function<Report.Bequest, List<Report>> bequest,
            Function<Report.Bequest, List<Report>> copies,
            BiConsumer<IpAddress, Boolean> judged) {}

    DistributorPart(EventLoop loop, Exits exits, TableKeeper keeper, PacketPath path, Duration tick) {
        this.loop = loop;
        this.exits = exits;
        this.keeper = keeper;
        this.path = path;
        this.tick = tick;
        lost = new LostStacks(loop, exits.host(), new Losses());
        state = DistributorCore.State.initial(exits.vipas().self().member());
        Set<IpAddress> left = keeper.planned();
        if (!left.isEmpty()) {
            loop.schedule(SETTLED, () -> endLeft(left));
        }
    }

    /** What a predecessor has routed and this one has heard nothing of is not this stack's any more. */
    private void endLeft(Set<IpAddress> left) {
        for (IpAddress dvipa : left) {
            if (!closed && !state.owners().containsKey(dvipa) && !state.relays().containsKey(dvipa)) {
                withdraw(dvipa);
            }
        }
    }

    /** For reports; on any thread. */
    DistributorCore.State state() {
        return state;
    }

    /** The numbers of the targets that are out of sight while their hosts live: nobody reports what ends there. */
    BitSet outOfSight() {
        return keeper.numbers(lost.outOfSight());
    }

    /** Timers may still go off; they find nothing to do. */
    void close() {
        closed = true;
        lost.close();
    }

    void apply(DistributorCore.Event event) {
        if (closed) {
            return;
        }
        DistributorCore.Step step = DistributorCore.apply(state, event);
        state = step.state();
        LOG.debug("{} -> {}", event, step.actions());
        step.actions().forEach(this::perform);
    }

    /** Who has lost sight of most of the sysplex does not know what connections there are, and resets none. */
    void stands(Standing standing) {
        boolean now = standing == Standing.MINORITY;
        if (!closed && now != minority) {
            minority = now;
            state.owners().values().forEach(this::publish);
        }
    }

    private void perform(DistributorCore.Action action) {
        if (!(onOwnership(action) || onConnections(action) || onBequests(action) || onMembers(action))) {
            later(action);
        }
    }

    private boolean onOwnership(DistributorCore.Action action) {
        if (action instanceof DistributorCore.Publish a) {
            publish(a.owner());
        } else if (action instanceof DistributorCore.Withdraw a) {
            withdraw(a.dvipa());
            incomplete.remove(a.dvipa());
        } else if (action instanceof DistributorCore.Forget a) {
            keeper.forgetEarlier(a.dvipa());
            incomplete.remove(a.dvipa());
            lost.forget(a.dvipa());
        } else if (action instanceof DistributorCore.Inherit a) {
            inherit(a, System.nanoTime());
        } else if (action instanceof DistributorCore.Relearn a) {
            lost.forget(a.dvipa());
        } else if (action instanceof DistributorCore.Relay a) {
            keeper.relay(a.dvipa(), a.vmac());
            path.review();
        } else if (action instanceof DistributorCore.HandOver a) {
            handOver(a.next());
        } else if (action instanceof DistributorCore.Learned a) {
            exits.vipas().learned(a.dvipa(), a.epoch());
        } else {
            return false;
        }
        return true;
    }

    private void withdraw(IpAddress dvipa) {
        List<Report.Bequest> outOfSight = lost.bequests(dvipa, 0);
        keeper.withdraw(dvipa, outOfSight.stream().map(Report.Bequest::target).collect(Collectors.toSet()));
        legacies.renounce(outOfSight);
        // Here nobody waits for its connections any more: what comes is relayed to its next owner.
        exits.judged().accept(dvipa, true);
    }

    private void inherit(DistributorCore.Inherit what, long now) {
        boolean room = keeper.inherit(what.dvipa(), what.present(), what.owned(), now);
        legacies.inherit(what.dvipa(), what.present(), lost, keeper::locate)
                .forEach(member -> keeper.loseMember(member, now));
        if (!room && incomplete.add(what.dvipa())) {
            exits.hardcopy().issue(Message.EZX6003E, what.dvipa());
        }
    }

    private void publish(Owner owner) {
        IpAddress dvipa = owner.route().dvipa();
        boolean contested = owner.route().contested();
        Optional<String> stray = contested ? lost.strayOfOne(dvipa) : lost.stray(dvipa);
        boolean resets = !contested && !minority && !incomplete.contains(dvipa);
        keeper.publish(owner, stray, resets);
        exits.judged().accept(dvipa, resets && stray.isEmpty() && !owner.learning());
        path.review();
    }

    private void handOver(DistributedRoute next) {
        if (!gives(next)) {
            return;
        }
        Outbox.Flow flow = exits.outbox().begin(next.owner(), new Report.OfHandover(next.dvipa()), next.epoch(), true);
        if (flow != null) {
            Reader.read(exits.reader(), loop, () -> connectionsFor(next), messages -> {
                exits.outbox().fill(flow, messages);
                handedOver(next, messages);
            });
        }
    }

    /** What its kernel opened until it was relayed is this stack's to hand over. */
    private List<Report> connectionsFor(DistributedRoute next) {
        path.catchUp();
        return exits.handover().apply(next);
    }

    /** What has been handed over is the next owner's, and would be out of date when the DVIPA comes back. What could not be read is not. */
    private void handedOver(DistributedRoute next, List<Report> messages) {
        if (messages.isEmpty()) {
            loop.schedule(READ_AGAIN, () -> handOver(next));
        } else if (gives(next)) {
            keeper.forgetRouted(next.dvipa());
        }
    }

    private boolean gives(DistributedRoute next) {
        return !closed && next.equals(state.relays().get(next.dvipa()));
    }

    private boolean onConnections(DistributorCore.Action action) {
        long now = System.nanoTime();
        if (action instanceof DistributorCore.Enter a) {
            path.catchUp();
            check(keeper.enter(a.member(), a.connections(), now), a.connections());
            path.review();
        } else if (action instanceof DistributorCore.Adopt a) {
            path.catchUp();
            check(keeper.adopt(a.member(), a.state(), a.connections(), now), a.connections());
            path.review();
        } else if (action instanceof DistributorCore.BeginReport a) {
            keeper.beginReport(a.member(), a.dvipa(), now);
        } else if (action instanceof DistributorCore.EndReport a) {
            IntSupplier sweep = keeper.endReport(a.member(), a.dvipa(), a.serves() ? QUIET_NANOS : 0, now);
            exits.reader()
                    .execute(() -> LOG.debug(
                            "{} connections to {} at {} had ended without notice",
                            sweep.getAsInt(),
                            a.dvipa(),
                            a.member()));
            lost.reported(a.member(), a.dvipa());
        } else if (action instanceof DistributorCore.Leave a) {
            path.catchUp();
            keeper.leave(a.member(), a.remember(), a.connections(), now);
        } else {
            return false;
        }
        return true;
    }

    private boolean onBequests(DistributorCore.Action action) {
        if (action instanceof DistributorCore.Keep a) {
            keep(a.bequest());
        } else if (action instanceof DistributorCore.Revoke a) {
            keeper.revoke(a.revoked());
        } else if (action instanceof DistributorCore.Bequeath a) {
            bequeath(a);
        } else {
            return false;
        }
        return true;
    }

    private void keep(Report.Bequest bequest) {
        keeper.keep(bequest, System.nanoTime());
        if (bequest.last()) {
            TableKeeper.Kept kept = keeper.endKeeping(bequest);
            exits.reader().execute(kept.cleaning());
            boolean inSight = state.stacks().containsKey(bequest.target());
            legacies.told(bequest, kept.whole() && bequest.complete() && !inSight);
        } else {
            legacies.note(bequest);
        }
    }

    private void bequeath(DistributorCore.Bequeath what) {
        lost.bequests(what.dvipa(), what.epoch()).forEach(head -> bequeath(head, what.heirs(), exits.bequest()));
    }

    private void bequeath(
            Report.Bequest head, SortedSet<String> heirs, Function<Report.Bequest, List<Report>> connections) {
        List<Outbox.Flow> flows = exits.outbox().begin(heirs, head.subject(), head.epoch(), false);
        if (!flows.isEmpty()) {
            Reader.read(
                    exits.reader(),
                    loop,
                    () -> connections.apply(head),
                    messages -> flows.forEach(flow -> exits.outbox().fill(flow, messages)));
        }
    }

    /** What found no room may live: nothing that is not known of its DVIPA is reset any more. */
    private void check(boolean room, List<TcpConnection> connections) {
        if (!room && incomplete.add(connections.get(0).local())) {
            IpAddress dvipa = connections.get(0).local();
            exits.hardcopy().issue(Message.EZX6003E, dvipa);
            publish(state.owners().get(dvipa));
        }
    }

    /**
     * A bidder that has come late may never have met stacks that are out of sight, and no owner may be left to tell of them: so it hears from
     * here where their hosts are, and what owners have left here of their connections.
     */
    void tellOfLost(DistributedRoute next) {
        if (!closed) {
            lost.notMetBy(next.owner(), next.dvipa(), next.epoch())
                    .forEach(known -> bequeath(known.copied(), new TreeSet<>(Set.of(next.owner())), exits.copies()));
        }
    }

    private boolean onMembers(DistributorCore.Action action) {
        if (action instanceof DistributorCore.LoseMember a) {
            exits.outbox().forget(a.stack().member());
            String member = a.stack().member();
            if (!lost.lose(member, keeper.host(member))) {
                keeper.loseMember(member, System.nanoTime());
            }
        } else if (action instanceof DistributorCore.Locate a) {
            keeper.locate(a.member(), a.host());
            lost.find(a.member(), a.host());
        } else if (action instanceof DistributorCore.MeetMember a) {
            legacies.meet(a.member());
            if (lost.meet(a.member())) {
                askAll(a.member());
                loop.schedule(ASK_AGAIN, () -> askAll(a.member()));
            }
        } else if (action instanceof DistributorCore.Ask a) {
            exits.outbox().send(a.member(), new Report.Wanted(a.dvipa(), a.epoch()));
        } else {
            return false;
        }
        return true;
    }

    private void later(DistributorCore.Action action) {
        if (action instanceof DistributorCore.AwaitTick a) {
            loop.schedule(tick, () -> apply(a.tick()));
        } else if (action instanceof DistributorCore.Tell a) {
            exits.hardcopy().issue(a.message(), a.inserts().toArray());
        }
    }

    /**
     * One that is no target any more would not report by itself what has ended while it was out of sight. Asked twice, since a connection
     * that has just carried a packet is taken for alive, whatever the first report says.
     */
    private void askAll(String member) {
        state.owners().forEach((dvipa, owner) -> exits.outbox()
                .send(member, new Report.Wanted(dvipa, owner.route().epoch())));
    }

    /** What becomes of stacks that are out of sight. */
    private final class Losses implements LostStacks.Exits {
        @Override
        public void gone(String member) {
            if (!closed) {
                keeper.forgetMember(member);
            }
        }

        @Override
        public void changed() {
            if (!closed) {
                state.owners().values().forEach(DistributorPart.this::publish);
            }
        }
    }
}
