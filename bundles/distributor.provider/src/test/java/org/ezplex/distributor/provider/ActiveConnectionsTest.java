// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.ezplex.distributor.provider.TableScene.CLIENT;
import static org.ezplex.distributor.provider.TableScene.DVIPA;
import static org.ezplex.distributor.provider.TableScene.connection;

import java.util.List;
import java.util.Map;
import org.ezplex.net.TcpConnection;
import org.junit.jupiter.api.Test;

class ActiveConnectionsTest {
    private final TableScene scene = new TableScene();
    private final TableKeeper keeper = scene.tables().keeper();
    private final ActiveConnections active = scene.tables().active();

    @Test
    void connectionsAreCountedForEachTargetOfAPort() {
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        scene.syn(2000);
        keeper.enter("SYS2", List.of(connection(2001)), 0);
        keeper.enter("SYS3", List.of(connection(3000), new TcpConnection(DVIPA, 81, CLIENT, 3000)), 0);
        keeper.leave("SYS3", false, List.of(connection(3000)), 0);
        assertThat(active.byTarget())
                .containsOnly(entry(new TargetKey(DVIPA, 80, "SYS2"), 2L), entry(new TargetKey(DVIPA, 81, "SYS3"), 1L));
    }
}
