// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.concurrent.TimeUnit;
import org.ezplex.accelerator.AcceleratorException;
import org.ezplex.accelerator.Flow;
import org.ezplex.accelerator.FlowBatch;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel's maps. Needs root. */
class EbpfFlowsTest {
    private static final MacAddress VMAC = new MacAddress(0x02_00_00_00_00_EEL);

    private static final KernelFlows.News NOBODY = new KernelFlows.News() {
        @Override
        public void opening(Flow flow, int target) {
            throw new AssertionError("nothing has come");
        }

        @Override
        public void established(Flow flow) {
            throw new AssertionError("nothing has come");
        }
    };

    private DryRun kernel;

    @BeforeEach
    void open() {
        String why = "";
        try {
            kernel = DryRun.open(VMAC, 2);
        } catch (AcceleratorException e) {
            why = e.getMessage();
        }
        assumeThat(why).as("the kernel takes the program").isEmpty();
    }

    @AfterEach
    void close() {
        if (kernel != null) {
            kernel.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConnectionIsThereFromPutToRemoveAndWasSeenWhenItWasPut(boolean v4) {
        KernelFlows flows = kernel.flows();
        assertThat(flows.seen(flow(v4, 2000))).isEqualTo(KernelFlows.NEVER);
        long before = System.nanoTime();
        assertThat(flows.put(flow(v4, 2000), 1)).isTrue();
        assertThat(flows.seen(flow(v4, 2000))).isBetween(before - TimeUnit.MILLISECONDS.toNanos(3), System.nanoTime());
        assertThat(flows.seen(flow(v4, 2001))).isEqualTo(KernelFlows.NEVER);
        flows.remove(flow(v4, 2000));
        flows.remove(flow(v4, 2000));
        assertThat(flows.seen(flow(v4, 2000))).isEqualTo(KernelFlows.NEVER);
    }

    @Test
    void eachFamilyHasRoomForSoManyAndNoMore() {
        KernelFlows flows = kernel.flows();
        for (boolean v4 : new boolean[] {true, false}) {
            assertThat(flows.put(flow(v4, 1), 1)).isTrue();
            assertThat(flows.put(flow(v4, 2), 1)).isTrue();
            assertThat(flows.put(flow(v4, 3), 1)).isFalse();
            assertThat(flows.put(flow(v4, 2), 7)).as("one that is there").isTrue();
            flows.remove(flow(v4, 1));
            assertThat(flows.put(flow(v4, 3), 1)).isTrue();
        }
    }

    @Test
    void manyAreThereThatArePutAtOnce() {
        int many = 5000;
        try (DryRun large = DryRun.open(VMAC, many)) {
            FlowBatch batch = new FlowBatch();
            for (int i = 0; i < many; i++) {
                add(batch, i % 3 > 0, i);
                if (batch.size() == FlowBatch.ROOM || i == many - 1) {
                    assertThat(Long.bitCount(large.flows().putAll(batch))).isEqualTo(batch.size());
                    batch.clear();
                }
            }
            for (int i = 0; i < many; i++) {
                assertThat(large.flows().seen(flow(i % 3 > 0, i))).isNotEqualTo(KernelFlows.NEVER);
            }
        }
    }

    @Test
    void ofManyThatArePutAtOnceOneThatFindsNoRoomKeepsNoOtherOut() {
        KernelFlows flows = kernel.flows();
        FlowBatch batch = new FlowBatch();
        for (int port : new int[] {1, 2, 3, 2}) {
            add(batch, true, port);
        }
        add(batch, false, 1);
        assertThat(flows.putAll(batch)).isEqualTo(0b11011);
        assertThat(flows.seen(flow(true, 3))).isEqualTo(KernelFlows.NEVER);
        batch.clear();
        assertThat(flows.putAll(batch)).isZero();
    }

    @Test
    void turnsAreGivenWhereThereAreSomeButNotTooMany() {
        KernelFlows flows = kernel.flows();
        IpAddress dvipa = IpAddress.of("192.0.2.100");
        assertThat(flows.turns(dvipa, 80, new int[256], 7)).isTrue();
        assertThat(flows.turns(dvipa, 80, new int[257], 7)).isFalse();
        assertThat(flows.turns(dvipa, 80, new int[0], 7)).isFalse();
        flows.endTurns(dvipa, 80);
        flows.endTurns(dvipa, 80);
        assertThat(flows.awaitNews()).as("it goes on").isTrue();
        flows.listen(NOBODY);
        assertThat(flows.hear()).isTrue();
    }

    @Test
    void whatIsClosedDoesNothing() {
        KernelFlows flows = kernel.flows();
        kernel.close();
        assertThat(flows.put(flow(true, 1), 1)).isFalse();
        assertThat(flows.seen(flow(true, 1))).isEqualTo(KernelFlows.NEVER);
        assertThat(flows.forwarded()).isZero();
        assertThat(flows.opened()).isZero();
        assertThat(flows.putOpening(flow(true, 1), 1)).isFalse();
        FlowBatch batch = new FlowBatch();
        add(batch, true, 1);
        assertThat(flows.putAll(batch)).isZero();
        assertThat(flows.turns(IpAddress.of("192.0.2.100"), 80, new int[] {1}, 0))
                .isFalse();
        assertThat(flows.awaitNews()).isFalse();
        flows.endTurns(IpAddress.of("192.0.2.100"), 80);
        assertThat(flows.hear()).as("there is nothing more to hear").isTrue();
        flows.target(1, 2);
        flows.remove(flow(true, 1));
        flows.renew(1, 1);
        flows.close();
    }

    @Test
    void anInterfaceThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> new EbpfAccelerator().open("no-such-if", VMAC, 16))
                .isInstanceOf(AcceleratorException.class)
                .hasMessageContaining("there is no interface no-such-if");
    }

    private static void add(FlowBatch batch, boolean v4, int port) {
        name(batch.add(1, false), v4, port);
    }

    private static Flow flow(boolean v4, int port) {
        return name(new Flow(), v4, port);
    }

    private static Flow name(Flow flow, boolean v4, int port) {
        IpAddress client = IpAddress.of(v4 ? "192.0.2.201" : "2001:db8:1::201");
        IpAddress dvipa = IpAddress.of(v4 ? "192.0.2.100" : "2001:db8:1::100");
        return flow.set(client.high(), client.low(), port, dvipa.high(), dvipa.low(), 80);
    }
}
