// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.List;
import java.util.SortedMap;
import org.ezplex.distributor.provider.core.Batches;
import org.ezplex.distributor.provider.core.DistributorCore;
import org.ezplex.distributor.provider.core.Owner;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.vipa.DistributedRoute;

/** Runs {@link DistributorCore} for one life of a system. */
final class DistributorPart {
    private static final long TICK = 500 * Agenda.MILLISECOND;
    private static final int NO_STATE = 1;

    private final Life life;
    private final Router router;
    private DistributorCore.State state;

    DistributorPart(Life life) {
        this.life = life;
        router = new Router(life);
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
        life.world().monitor().learned(life, before, state.owners());
    }

    private void perform(DistributorCore.Action action) {
        if (!(onTable(action) || onRoutes(action))) {
            tell(action);
        }
    }

    private boolean onRoutes(DistributorCore.Action action) {
        if (action instanceof DistributorCore.Publish a) {
            router.publish(a.owner());
        } else if (action instanceof DistributorCore.Withdraw a) {
            router.withdraw(a.dvipa());
        } else if (action instanceof DistributorCore.Relay a) {
            router.relay(a.dvipa(), a.vmac());
        } else {
            return false;
        }
        return true;
    }

    private boolean onTable(DistributorCore.Action action) {
        if (action instanceof DistributorCore.Enter a) {
            router.enter(number(a.member()), a.connections());
        } else if (action instanceof DistributorCore.BeginReport a) {
            router.beginReport(number(a.member()), a.dvipa());
        } else if (action instanceof DistributorCore.EndReport a) {
            router.endReport(number(a.member()), a.dvipa());
        } else if (action instanceof DistributorCore.Adopt a) {
            router.adopt(number(a.member()), a.state(), a.connections());
        } else if (action instanceof DistributorCore.Leave a) {
            router.leave(number(a.member()), a.remember(), a.connections());
        } else if (action instanceof DistributorCore.LoseMember a) {
            router.lose(number(a.stack().member()));
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
            send(a.member(), new Report.Wanted(a.dvipa(), a.epoch()));
        } else if (action instanceof DistributorCore.AwaitTick a) {
            life.loop().schedule(TICK, () -> apply(a.tick()));
        } else if (action instanceof DistributorCore.Learned a) {
            life.learned(a.dvipa(), a.epoch());
        } else if (action instanceof DistributorCore.HandOver a) {
            handOver(a.next());
        }
    }

    private void send(String member, Report report) {
        life.xcf().send(number(member), new Message.OfDistributor(report));
    }

    private void handOver(DistributedRoute next) {
        life.world().monitor().surrendered(life, next);
        int[] number = {0};
        router.routed(next.dvipa()).forEach((route, connections) -> {
            for (List<TcpConnection> some : Batches.of(connections)) {
                number[0]++;
                send(next.owner(), handover(next, false, number[0], route.target(), route.state(), some));
            }
        });
        send(next.owner(), handover(next, true, number[0] + 1, life.number(), NO_STATE, List.of()));
    }

    private static Report handover(
            DistributedRoute next, boolean last, int number, int target, int state, List<TcpConnection> some) {
        return new Report.Handover(next.dvipa(), next.epoch(), last, number, Names.member(target), state, some);
    }
}
