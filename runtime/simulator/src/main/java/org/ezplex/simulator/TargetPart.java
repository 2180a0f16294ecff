// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.Set;
import org.ezplex.distributor.provider.core.Batches;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.distributor.provider.core.TargetCore;
import org.ezplex.net.IpAddress;
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
            send(a.member(), a.report());
        } else if (action instanceof TargetCore.ReportAll a) {
            Batches.fullReport(a.dvipa(), a.epoch(), life.host().connections(a.dvipa(), a.halfOpen()))
                    .forEach(report -> send(a.member(), report));
        }
    }

    private void send(String member, Report report) {
        life.xcf().send(Names.number(member), new Message.OfDistributor(report));
    }
}
