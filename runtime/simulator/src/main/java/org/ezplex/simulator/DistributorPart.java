// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ezplex.distributor.provider.Legacies;
import org.ezplex.distributor.provider.LostStacks;
import org.ezplex.distributor.provider.Outbox;
import org.ezplex.distributor.provider.core.Batches;
import org.ezplex.distributor.provider.core.DistributorCore;
import org.ezplex.distributor.provider.core.Owner;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.xcf.Standing;

/** Runs {@link DistributorCore} for one life of a system. */
final class DistributorPart {
    private static final long ASK_AGAIN = 3 * Agenda.SECOND;
    private static final long TICK = 500 * Agenda.MILLISECOND;

    private final Life life;
    private final Router router;
    private final LostStacks lost;
    private final Legacies legacies = new Legacies();
    private DistributorCore.State state;
    private boolean minority;

    DistributorPart(Life life) {
        this.life = life;
        router = new Router(life);
        lost = new LostStacks(
                new LoopOfProduct(life.loop(), life.world().agenda()),
                (member, host) -> life.adapter().alive(Names.number(member)),
                new Losses());
        state = DistributorCore.State.initial(Names.member(life.number()));
    }

    Router router() {
        return router;
    }

    DistributorCore.State state() {
        return state;
    }

    void apply(DistributorCore.Event event) {
        if (life.ended()) {
            return;
        }
        SortedMap<IpAddress, Owner> before = state.owners();
        DistributorCore.Step step = DistributorCore.apply(state, event);
        state = step.state();
        life.world().trace(life.number(), event, step.actions());
        for (DistributorCore.Action action : step.actions()) {
            life.world().tamper().action(action).forEach(this::perform);
        }
        life.world().monitor().tables().learned(life, before, state.owners());
    }

    /** Who has lost sight of most of the sysplex does not know what connections there are, and resets none. */
    void stands(Standing standing) {
        minority = standing == Standing.MINORITY;
        state.owners().values().forEach(this::publish);
    }

    private void perform(DistributorCore.Action action) {
        if (!(onTable(action) || onRoutes(action))) {
            tell(action);
        }
    }

    private boolean onRoutes(DistributorCore.Action action) {
        if (action instanceof DistributorCore.Publish a) {
            publish(a.owner());
        } else if (action instanceof DistributorCore.Withdraw a) {
            withdraw(a.dvipa());
        } else if (action instanceof DistributorCore.Forget a) {
            router.forgetRouted(a.dvipa());
            lost.forget(a.dvipa());
        } else if (action instanceof DistributorCore.Inherit a) {
            router.inherit(a.dvipa(), a.present(), a.owned());
            legacies.inherit(a.dvipa(), a.present(), lost, (member, host) -> router.locate(number(member), host));
        } else if (action instanceof DistributorCore.Relearn a) {
            lost.forget(a.dvipa());
        } else if (action instanceof DistributorCore.Relay a) {
            router.relay(a.dvipa(), a.vmac());
        } else {
            return false;
        }
        return true;
    }

    private void withdraw(IpAddress dvipa) {
        List<Report.Bequest> outOfSight = lost.bequests(dvipa, 0);
        router.withdraw(dvipa, outOfSight.stream().map(Report.Bequest::target).collect(Collectors.toSet()));
        legacies.renounce(outOfSight);
    }

    private boolean onTable(DistributorCore.Action action) {
        if (action instanceof DistributorCore.Enter a) {
            router.enter(number(a.member()), a.connections());
        } else if (action instanceof DistributorCore.BeginReport a) {
            router.beginReport(number(a.member()), a.dvipa());
        } else if (action instanceof DistributorCore.EndReport a) {
            router.endReport(number(a.member()), a.dvipa(), a.serves());
            lost.reported(a.member(), a.dvipa());
        } else if (action instanceof DistributorCore.Adopt a) {
            router.adopt(number(a.member()), a.state(), a.connections());
        } else if (action instanceof DistributorCore.Leave a) {
            router.leave(number(a.member()), a.remember(), a.connections());
        } else if (action instanceof DistributorCore.LoseMember a) {
            life.outbox().forget(a.stack().member());
            if (!lost.lose(a.stack().member(), Report.Host.of(a.stack()))) {
                router.lose(number(a.stack().member()));
            }
        } else if (action instanceof DistributorCore.Locate a) {
            router.locate(number(a.member()), a.host());
            lost.find(a.member(), a.host());
        } else if (action instanceof DistributorCore.MeetMember a) {
            legacies.meet(a.member());
            if (lost.meet(a.member())) {
                askAll(a.member());
                life.loop().schedule(ASK_AGAIN, () -> askAll(a.member()));
            }
        } else {
            return false;
        }
        return true;
    }

    private static int number(String member) {
        return Names.number(member);
    }

    private void tell(DistributorCore.Action action) {
        if (action instanceof DistributorCore.Ask a) {
            life.outbox().send(a.member(), new Report.Wanted(a.dvipa(), a.epoch()));
        } else if (action instanceof DistributorCore.AwaitTick a) {
            life.loop().schedule(TICK, () -> apply(a.tick()));
        } else if (action instanceof DistributorCore.Learned a) {
            life.learned(a.dvipa(), a.epoch());
        } else if (action instanceof DistributorCore.HandOver a) {
            handOver(a.next());
        } else if (action instanceof DistributorCore.Keep a) {
            keep(a.bequest());
        } else if (action instanceof DistributorCore.Revoke a) {
            router.revoke(a.revoked());
        } else if (action instanceof DistributorCore.Bequeath a) {
            bequeath(a);
        }
    }

    private void publish(Owner owner) {
        IpAddress dvipa = owner.route().dvipa();
        boolean contested = owner.route().contested();
        router.publish(owner, contested ? lost.strayOfOne(dvipa) : lost.stray(dvipa), !contested && !minority);
    }

    private void handOver(DistributedRoute next) {
        life.world().monitor().tables().surrendered(life, next);
        Outbox.Flow flow = life.outbox().begin(next.owner(), new Report.OfHandover(next.dvipa()), next.epoch(), true);
        if (flow != null) {
            life.read(() -> {
                List<Report> messages = handover(next);
                life.loop().execute(() -> {
                    life.outbox().fill(flow, messages);
                    forgetGiven(next);
                });
            });
        }
    }

    private void keep(Report.Bequest bequest) {
        boolean whole = router.keep(bequest);
        if (bequest.last()) {
            boolean inSight = state.stacks().containsKey(bequest.target());
            legacies.told(bequest, whole && bequest.complete() && !inSight);
        } else {
            legacies.note(bequest);
        }
    }

    private void bequeath(DistributorCore.Bequeath what) {
        lost.bequests(what.dvipa(), what.epoch()).forEach(head -> bequeath(head, what.heirs(), this::bequest));
    }

    private void bequeath(
            Report.Bequest head, SortedSet<String> heirs, Function<Report.Bequest, List<Report>> connections) {
        List<Outbox.Flow> flows = life.outbox().begin(heirs, head.subject(), head.epoch(), false);
        life.read(() -> {
            List<Report> messages = connections.apply(head);
            life.loop().execute(() -> flows.forEach(flow -> life.outbox().fill(flow, messages)));
        });
    }

    /** A bidder that has come late may never have met stacks that are out of sight. */
    void tellOfLost(DistributedRoute next) {
        for (Report.Bequest known : lost.notMetBy(next.owner(), next.dvipa(), next.epoch())) {
            bequeath(
                    known.copied(),
                    new TreeSet<>(Set.of(next.owner())),
                    head -> Batches.bequest(head, router.bequeathed(head.dvipa(), number(head.target()))));
        }
    }

    private List<Report> bequest(Report.Bequest head) {
        List<TcpConnection> live = new ArrayList<>();
        router.routed(head.dvipa()).forEach((route, connections) -> {
            if (route.target() == number(head.target()) && route.state() == RoutingTable.ESTABLISHED) {
                live.addAll(connections);
            }
        });
        return Batches.bequest(head, live);
    }

    private void forgetGiven(DistributedRoute next) {
        if (next.equals(state.relays().get(next.dvipa()))) {
            router.forgetRouted(next.dvipa());
        }
    }

    private List<Report> handover(DistributedRoute next) {
        List<Report> messages = new ArrayList<>();
        SortedMap<Router.Route, List<TcpConnection>> routed = router.routed(next.dvipa());
        Set<TcpConnection> unknown = new LinkedHashSet<>(life.host().connections(next.dvipa(), true));
        routed.values().forEach(unknown::removeAll);
        if (!unknown.isEmpty()) {
            routed.computeIfAbsent(new Router.Route(life.number(), RoutingTable.ESTABLISHED), r -> new ArrayList<>())
                    .addAll(unknown);
        }
        routed.forEach((route, connections) -> Batches.of(connections)
                .forEach(some ->
                        messages.add(handover(next, false, messages.size() + 1, route.target(), route.state(), some))));
        messages.add(handover(next, true, messages.size() + 1, life.number(), RoutingTable.CLOSING, List.of()));
        return messages;
    }

    private void askAll(String member) {
        state.owners().forEach((dvipa, owner) -> life.outbox()
                .send(member, new Report.Wanted(dvipa, owner.route().epoch())));
    }

    /** What becomes of stacks that are out of sight. */
    private final class Losses implements LostStacks.Exits {
        @Override
        public void gone(String member) {
            router.forget(number(member));
        }

        @Override
        public void changed() {
            state.owners().values().forEach(DistributorPart.this::publish);
        }
    }

    private Report handover(
            DistributedRoute next, boolean last, int number, int target, int state, List<TcpConnection> some) {
        return new Report.Handover(
                next.dvipa(), next.epoch(), last, number, Names.member(target), router.host(target), state, some);
    }
}
