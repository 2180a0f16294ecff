// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.distributor.provider.Fakes.fake;
import static org.ezplex.distributor.provider.TableScene.DVIPA;
import static org.ezplex.distributor.provider.TableScene.connection;

import java.util.ArrayList;
import java.util.List;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.distributor.provider.core.TargetCore;
import org.ezplex.net.PortRange;
import org.ezplex.net.TcpConnection;
import org.ezplex.tcpip.TcpipStack;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.VipaManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TargetPartTest {
    private static final String OWNER = "SYS1_TCPIP";

    private final ManualLoop loop = new ManualLoop();
    private final List<List<TcpConnection>> ended = new ArrayList<>();
    private final Outbox outbox = new Outbox((member, report) -> {
        if (report instanceof Report.EndedConnections e) {
            ended.add(e.connections());
        }
    });
    private final TargetPart part = new TargetPart(
            loop,
            fake(TcpipStack.class, args -> List.of()),
            outbox,
            Runnable::run,
            fake(VipaManager.class, args -> TableScene.stack(2)));

    @BeforeEach
    void isATarget() {
        part.apply(new TargetCore.Assigned(new DistributedRoute(
                DVIPA,
                OWNER,
                5,
                List.of(new DistributedRoute.Entry(
                        List.of(PortRange.of(80)), List.of(TableScene.xcf(2)), "ROUNDROBIN")))));
        loop.run();
    }

    @Test
    void whatEndsAtTheSameTimeIsToldInOneMessage() {
        end(1);
        end(2);
        assertThat(ended).isEmpty();
        loop.elapse();
        assertThat(ended).containsExactly(List.of(connection(1), connection(2)));
        end(3);
        loop.elapse();
        assertThat(ended.get(1)).containsExactly(connection(3));
        assertThat(loop.timersWaiting()).isZero();
    }

    @Test
    void whatHasEndedIsToldBeforeWhatComesAfterIt() {
        end(1);
        part.apply(new TargetCore.Established(List.of(connection(1))));
        assertThat(ended).containsExactly(List.of(connection(1)));
        loop.elapse();
        assertThat(ended).hasSize(1);
    }

    @Test
    void whatHasEndedIsToldBeforeThePartCloses() {
        end(1);
        part.close();
        assertThat(ended).containsExactly(List.of(connection(1)));
        loop.elapse();
        assertThat(ended).hasSize(1);
    }

    private void end(int clientPort) {
        part.connectionsEnded(List.of(connection(clientPort)));
    }
}
