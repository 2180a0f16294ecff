// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.List;
import java.util.Set;
import org.ezplex.distributor.provider.Outbox;
import org.ezplex.distributor.provider.core.Batches;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.distributor.provider.core.TargetCore;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.tcpip.TcpListener;

/** Runs {@link TargetCore} for one life of a system. */
final class TargetPart {
    private static final TcpListener SERVER = new TcpListener(IpAddress.of("0.0.0.0"), Host.PORT, false, 1);

    private final Life life;
    private TargetCore.State state = TargetCore.State.INITIAL;

    TargetPart(Life life) {
        this.life = life;
    }

    void listeners(boolean serving) {
        apply(new TargetCore.Listeners(serving ? Set.of(SERVER) : Set.of()));
    }

    void apply(TargetCore.Event event) {
        if (life.ended()) {
            return;
        }
        TargetCore.Step step = TargetCore.apply(state, event);
        state = step.state();
        life.world().trace(life.number(), event, step.actions());
        for (TargetCore.Action action : step.actions()) {
            life.world().tamper().action(action).forEach(this::perform);
        }
    }

    private void perform(TargetCore.Action action) {
        if (action instanceof TargetCore.Send a) {
            life.outbox().send(a.member(), a.report());
        } else if (action instanceof TargetCore.ReportAll a) {
            life.outbox().outdated(a.dvipa(), state.earliest(a));
            Outbox.Flow flow = life.outbox().begin(a.member(), new Report.OfTarget(a.dvipa()), a.epoch(), a.asked());
            if (flow != null) {
                life.read(() -> reportAll(a, flow));
            }
        } else if (action instanceof TargetCore.BequeathAll a) {
            List<Outbox.Flow> flows =
                    life.outbox().begin(a.heirs(), new Report.OfBequest(a.dvipa(), self()), a.epoch(), false);
            life.read(() -> bequeathAll(a, flows));
        }
    }

    private void reportAll(TargetCore.ReportAll what, Outbox.Flow flow) {
        List<TcpConnection> all = life.host().connections(what.dvipa(), what.halfOpen());
        List<Report> full = Batches.fullReport(what.dvipa(), what.epoch(), all);
        life.loop().execute(() -> life.outbox().fill(flow, full));
    }

    private void bequeathAll(TargetCore.BequeathAll what, List<Outbox.Flow> flows) {
        List<TcpConnection> all = life.host().connections(what.dvipa(), what.halfOpen());
        List<Report> full = Batches.bequest(Report.Bequest.of(what.dvipa(), what.epoch(), self(), List.of()), all);
        life.loop().execute(() -> flows.forEach(flow -> life.outbox().fill(flow, full)));
    }

    private String self() {
        return Names.member(life.number());
    }
}
