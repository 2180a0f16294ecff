// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.distributor.provider.core.Samples.DVIPA;

import java.util.List;
import java.util.stream.IntStream;
import org.ezplex.net.TcpConnection;
import org.junit.jupiter.api.Test;

class BatchesTest {
    @Test
    void aFullReportOfNoConnectionsBeginsAndEndsInOneMessage() {
        assertThat(Batches.fullReport(DVIPA, 5, List.of()))
                .containsExactly(new Report.NewConnections(DVIPA, 5, true, true, 1, List.of()));
    }

    @Test
    void aFullReportOfManyConnectionsGoesInSeveralNumberedMessages() {
        List<TcpConnection> all = connections(4001);
        assertThat(Batches.fullReport(DVIPA, 5, all))
                .containsExactly(
                        new Report.NewConnections(DVIPA, 5, true, false, 1, all.subList(0, 2000)),
                        new Report.NewConnections(DVIPA, 5, false, false, 2, all.subList(2000, 4000)),
                        new Report.NewConnections(DVIPA, 5, false, true, 3, all.subList(4000, 4001)));
        assertThat(Batches.fullReport(DVIPA, 5, all.subList(0, 2000))).hasSize(1);
    }

    @Test
    void batchesHaveEveryConnectionInOrderAndNoneIsEmpty() {
        List<TcpConnection> all = connections(4001);
        assertThat(Batches.of(all).stream().flatMap(List::stream)).isEqualTo(all);
        assertThat(Batches.of(all)).extracting(List::size).containsExactly(2000, 2000, 1);
        assertThat(Batches.of(List.of())).isEmpty();
    }

    private static List<TcpConnection> connections(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Samples.connection(1000 + i))
                .toList();
    }
}
