// SPDX-License-Identifier: Apache-2.0
package org.ezplex.microbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.packet.Ethernet;
import org.junit.jupiter.api.Test;

/** Every benchmark does what it says, as often as it is asked. */
class BenchmarksTest {
    private static final int TIMES = 2000;

    @Test
    void aLookupFindsTheTargetOfEachConnection() {
        LookupBenchmark benchmark = new LookupBenchmark();
        benchmark.connections = TIMES / 2;
        benchmark.fill();
        for (int i = 0; i < TIMES; i++) {
            assertThat(benchmark.route()).isEqualTo(Connections.TARGET);
            assertThat(benchmark.reference()).isEqualTo(Connections.TARGET);
        }
    }

    @Test
    void theOrderOfConnectionsLeavesNoneOut() {
        int number = 0;
        for (int i = 1; i < TIMES; i++) {
            number = Connections.after(number, TIMES);
            assertThat(number).isNotZero();
        }
        assertThat(Connections.after(number, TIMES)).isZero();
    }

    @Test
    void aChoiceGoesRoundTheTargets() {
        ChoiceBenchmark benchmark = new ChoiceBenchmark();
        assertThat(benchmark.turns()).isEqualTo(1);
        assertThat(benchmark.turns()).isEqualTo(2);
        assertThat(benchmark.weightedActive()).isEqualTo(4);
        assertThat(benchmark.weightedActive()).isEqualTo(3);
        assertThat(benchmark.reference()).isZero();
    }

    @Test
    void whatTheCodecEncodesItDecodes() throws Exception {
        CodecBenchmark benchmark = new CodecBenchmark();
        assertThat(benchmark.encode()).isEqualTo(benchmark.reference());
        assertThat(benchmark.decode())
                .hasValueSatisfying(report -> assertThat(((Report.NewConnections) report).connections())
                        .hasSize(100)
                        .contains(Connections.connection(99)));
    }

    @Test
    void segmentsGoToTheirTargetAndOpenNothing() {
        ForwarderBenchmark benchmark = new ForwarderBenchmark();
        ByteBuffer last = benchmark.segment();
        for (int i = 0; i < TIMES; i++) {
            last = benchmark.segment();
            assertThat(Ethernet.destination(last, 0)).isEqualTo(ForwarderBenchmark.TARGET_MAC);
        }
        assertThat(benchmark.opened()).isZero();
        assertThat(benchmark.reference()).isEqualTo(last);
    }

    @Test
    void eachSynOpensAConnectionHoweverManyThereWere() {
        ForwarderBenchmark benchmark = new ForwarderBenchmark();
        int many = 100_000;
        for (int i = 0; i < many; i++) {
            benchmark.syn();
        }
        assertThat(Ethernet.destination(benchmark.syn(), 0)).isEqualTo(ForwarderBenchmark.TARGET_MAC);
        assertThat(benchmark.opened()).isEqualTo(many + 1);
    }
}
