// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ezplex.accelerator.provider.OwnNetwork.command;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.ezplex.accelerator.AcceleratorException;
import org.ezplex.accelerator.Flow;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run that was killed has left at an interface, with the real tc. Needs root. A run that is not closed is as good as killed. */
class LeftoverTest {
    private static final MacAddress VMAC = new MacAddress(0x02_00_00_00_00_EEL);
    private static final MacAddress OTHER = new MacAddress(0x02_00_00_00_00_EFL);
    private static final int ROOM = 16;
    private static final long MAC1 = 0x02_00_00_00_00_01L;
    private static final long MAC2 = 0x02_00_00_00_00_02L;
    private static final long LEASE = TimeUnit.MINUTES.toNanos(1);
    private static final String[] DVIPAS = {"192.0.2.100", "2001:db8:1::100"};

    private static KernelFlows killed() {
        KernelFlows killed = OwnNetwork.open(VMAC, ROOM);
        killed.target(1, MAC1);
        killed.target(2, MAC2);
        for (String dvipa : DVIPAS) {
            killed.put(flow(dvipa, 2001), 1);
            killed.put(flow(dvipa, 2002), 2);
            killed.put(flow(dvipa, 2003), 2);
            killed.put(flow(dvipa, 2004), 7);
        }
        killed.renew(LEASE, LEASE);
        return killed;
    }

    private static Flow flow(String dvipa, int port) {
        IpAddress to = IpAddress.of(dvipa);
        IpAddress client = IpAddress.of(to.isV4() ? "192.0.2.201" : "2001:db8:1::201");
        return new Flow().set(client.high(), client.low(), port, to.high(), to.low(), 80);
    }

    private static boolean has(KernelFlows flows, String dvipa, int port) {
        return flows.seen(flow(dvipa, port)) != KernelFlows.NEVER;
    }

    @Test
    void itGoesOnUntilItIsClaimedByTheSameTargetWhateverItsNumberOrDisowned() {
        OwnNetwork.run(() -> {
            KernelFlows killed = killed();
            try (KernelFlows next = OwnNetwork.open(VMAC, ROOM)) {
                assertThat(next.inherited())
                        .as("all but those to a target that was nowhere")
                        .isEqualTo(6);
                next.target(1, MAC2);
                next.target(2, MAC1);
                for (String dvipa : DVIPAS) {
                    assertThat(next.claim(flow(dvipa, 2001), 2)).isTrue();
                    assertThat(next.claim(flow(dvipa, 2002), 2))
                            .as("it went elsewhere")
                            .isFalse();
                    assertThat(next.claim(flow(dvipa, 2004), 1))
                            .as("it went nowhere")
                            .isFalse();
                    next.disown(Set.of(IpAddress.of("192.0.2.101"), IpAddress.of("2001:db8:1::101")));
                    assertThat(has(next, dvipa, 2003))
                            .as("nobody has said anything of it")
                            .isTrue();
                    next.disown(Set.of(IpAddress.of(dvipa)));
                    assertThat(has(next, dvipa, 2001)).isTrue();
                    assertThat(has(next, dvipa, 2002)).isFalse();
                    assertThat(has(next, dvipa, 2003)).isFalse();
                }
            }
            killed.close();
        });
    }

    @Test
    void whatNobodyClaimsGoesInTheEnd() {
        OwnNetwork.run(() -> {
            KernelFlows killed = killed();
            try (KernelFlows next = OwnNetwork.open(VMAC, ROOM)) {
                next.put(flow(DVIPAS[0], 2001), 1);
                next.disown();
                assertThat(has(next, DVIPAS[0], 2001)).as("it is this run's").isTrue();
                assertThat(has(next, DVIPAS[0], 2002)).isFalse();
                assertThat(has(next, DVIPAS[1], 2001)).isFalse();
                assertThat(next.claim(flow(DVIPAS[0], 2001), 1))
                        .as("there is nothing to claim any more")
                        .isFalse();
            }
            killed.close();
        });
    }

    @Test
    void whatIsLeftGoesOnForItsSuccessorAndIsNoBusinessOfItsOwnAnyMore() {
        OwnNetwork.run(() -> {
            KernelFlows left = killed();
            left.leave();
            assertThat(command("tc", "filter", "show", "dev", "lan0", "ingress"))
                    .contains("ezplex");
            assertThat(left.put(flow(DVIPAS[0], 2009), 1)).isFalse();
            try (KernelFlows next = OwnNetwork.open(VMAC, ROOM)) {
                assertThat(next.inherited()).isEqualTo(6);
                left.close();
                assertThat(has(next, DVIPAS[0], 2001)).isTrue();
                assertThat(next.restore()).as("it was taken away").isFalse();
            }
            assertThat(command("tc", "qdisc", "show", "dev", "lan0")).doesNotContain("clsact");
        });
    }

    @Test
    void aRunThatIsKilledBeforeItHasClaimedAnythingLeavesItToTheNext() {
        OwnNetwork.run(() -> {
            KernelFlows killed = killed();
            KernelFlows killedToo = OwnNetwork.open(VMAC, ROOM);
            killedToo.target(1, MAC2);
            killedToo.put(flow(DVIPAS[0], 2005), 1);
            try (KernelFlows next = OwnNetwork.open(VMAC, ROOM)) {
                assertThat(next.inherited()).isEqualTo(7);
                next.target(1, MAC1);
                next.target(2, MAC2);
                assertThat(next.claim(flow(DVIPAS[0], 2001), 1)).isTrue();
                assertThat(next.claim(flow(DVIPAS[0], 2002), 2)).isTrue();
                assertThat(next.claim(flow(DVIPAS[0], 2005), 2)).isTrue();
            }
            killed.close();
            killedToo.close();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"the lease is over", "more room"})
    void whatIsNoneOfThisRunsIsNotTakenOver(String why) {
        OwnNetwork.run(() -> {
            KernelFlows killed = killed();
            if (why.equals("the lease is over")) {
                killed.renew(1, 1);
            }
            try (KernelFlows next = OwnNetwork.open(VMAC, why.equals("more room") ? 2 * ROOM : ROOM)) {
                assertThat(next.inherited()).isZero();
                assertThat(has(next, DVIPAS[0], 2001)).isFalse();
            }
            killed.close();
        });
    }

    @Test
    void anotherSystemsStaysAsLongAsThatForwards() {
        OwnNetwork.run(() -> {
            KernelFlows other = killed();
            new EbpfAccelerator().clear("lan0", OTHER);
            assertThatThrownBy(() -> new EbpfAccelerator().open("lan0", OTHER, ROOM))
                    .isInstanceOf(AcceleratorException.class)
                    .hasMessageContaining("another system forwards on lan0");
            assertThat(other.restore()).as("it was taken away").isFalse();
            other.renew(0, 0);
            OwnNetwork.open(OTHER, ROOM).close();
            assertThat(command("tc", "qdisc", "show", "dev", "lan0")).doesNotContain("clsact");
            other.close();
        });
    }

    @Test
    void whatIsToAnAddressToBeKeptGoesOnlyWhenThatIsDisowned() {
        OwnNetwork.run(() -> {
            KernelFlows killed = killed();
            try (KernelFlows next = OwnNetwork.open(VMAC, ROOM)) {
                next.target(1, MAC1);
                next.keep(IpAddress.of(DVIPAS[0]));
                next.disown();
                assertThat(has(next, DVIPAS[0], 2002)).isTrue();
                assertThat(has(next, DVIPAS[1], 2002)).isFalse();
                assertThat(next.claim(flow(DVIPAS[0], 2001), 1)).isTrue();
                next.disown(Set.of(IpAddress.of(DVIPAS[0])));
                assertThat(has(next, DVIPAS[0], 2001)).isTrue();
                assertThat(has(next, DVIPAS[0], 2002)).isFalse();
            }
            killed.close();
        });
    }

    @Test
    void noneOfItStaysWhenTheNextRunEndsInOrder() {
        OwnNetwork.run(() -> {
            KernelFlows killed = killed();
            OwnNetwork.open(VMAC, ROOM).close();
            assertThat(command("tc", "qdisc", "show", "dev", "lan0")).doesNotContain("clsact");
            killed.close();
        });
    }

    @Test
    void noneOfItStaysWhenTheNextRunDoesNotGoOnWithIt() {
        OwnNetwork.run(() -> {
            KernelFlows killed = killed();
            new EbpfAccelerator().clear("lan0", VMAC);
            assertThat(command("tc", "qdisc", "show", "dev", "lan0")).doesNotContain("clsact");
            new EbpfAccelerator().clear("lan0", VMAC);
            new EbpfAccelerator().clear("no-such-if", VMAC);
            killed.close();
        });
    }
}
