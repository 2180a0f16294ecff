// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.ezplex.distributor.provider.TableScene.DVIPA;
import static org.ezplex.distributor.provider.TableScene.connection;
import static org.ezplex.distributor.provider.TableScene.xcf;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ezplex.distributor.DptEntry;
import org.junit.jupiter.api.Test;

class WeightsTest {
    private final TableScene scene = new TableScene();
    private final TableKeeper keeper = scene.tables().keeper();
    private final TableReports reports = scene.tables().reports();
    private final Weights weights = scene.tables().weights();

    @Test
    void weightedActiveKeepsActiveConnectionsInTheProportionOfTheWeights() {
        scene.publishWeighted(Map.of(xcf(2), 30, xcf(3), 10));
        for (int i = 0; i < 40; i++) {
            scene.syn(2000 + i);
        }
        assertThat(scene.sent()).filteredOn(mac -> mac == 2).hasSize(30);
        assertThat(scene.sent()).filteredOn(mac -> mac == 3).hasSize(10);
        assertThat(reports.destinationPortTable(scene.state()))
                .extracting(DptEntry::member, DptEntry::weight, DptEntry::method)
                .containsExactly(tuple("SYS2", 30, "WEIGHTEDACTIVE"), tuple("SYS3", 10, "WEIGHTEDACTIVE"));
    }

    @Test
    void aCandidateWithoutWeightHasTheDefault() {
        scene.publishWeighted(Map.of(xcf(2), 30));
        assertThat(reports.destinationPortTable(scene.state()))
                .extracting(DptEntry::weight)
                .containsExactly(30, 10);
    }

    @Test
    void aRecountMakesUpForConnectionsThatHaveEnded() {
        scene.publishWeighted(Map.of());
        keeper.enter("SYS2", List.of(connection(2000), connection(2001)), 0);
        keeper.enter("SYS3", List.of(connection(3000), connection(3001)), 0);
        weights.recount();
        keeper.leave("SYS2", false, List.of(connection(2000), connection(2001)), 0);
        weights.recount();
        scene.syn(2002);
        scene.syn(2003);
        assertThat(scene.sent()).containsExactly(2L, 2L);
    }

    @Test
    void changedWeightsCountForActiveConnectionsThatAreThere() {
        scene.publishWeighted(Map.of(xcf(2), 10, xcf(3), 10));
        for (int i = 0; i < 10; i++) {
            scene.syn(2000 + i);
        }
        scene.sent().clear();
        scene.publishWeighted(Map.of(xcf(2), 10, xcf(3), 30));
        for (int i = 0; i < 10; i++) {
            scene.syn(3000 + i);
        }
        assertThat(scene.sent()).as("5 and 5 become 5 and 15").containsOnly(3L);
    }

    @Test
    void nobodyCountsWhereNobodyIsWeighted() {
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        assertThat(weights.counts()).isFalse();
        scene.publishWeighted(Map.of());
        assertThat(weights.counts()).isTrue();
        keeper.withdraw(DVIPA, Set.of());
        assertThat(weights.counts()).isFalse();
    }

    @Test
    void aPortThatIsWeightedNoMoreIsNotCountedAnyMore() {
        scene.publishWeighted(Map.of());
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        assertThat(weights.counts()).isFalse();
    }
}
