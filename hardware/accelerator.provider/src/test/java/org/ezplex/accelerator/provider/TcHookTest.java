// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ezplex.accelerator.provider.OwnNetwork.command;

import org.ezplex.accelerator.AcceleratorException;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.net.MacAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program at an interface's ingress, with the real tc. Needs root. */
class TcHookTest {
    private static final MacAddress VMAC = new MacAddress(0x02_00_00_00_00_EEL);

    private static KernelFlows open() {
        return OwnNetwork.open(VMAC, 16);
    }

    private static String ingress() {
        return command("tc", "filter", "show", "dev", "lan0", "ingress");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tc qdisc del dev lan0 clsact", "tc filter del dev lan0 ingress"})
    void whatSomebodyTakesAwayIsPutThereAgain(String away) {
        OwnNetwork.run(() -> {
            try (KernelFlows flows = open()) {
                assertThat(flows.restore()).as("nothing is missing").isFalse();
                command(away.split(" "));
                assertThat(flows.restore()).isTrue();
                assertThat(ingress()).contains("ezplex_forward");
                assertThat(flows.restore()).isFalse();
            }
            assertThat(ingress()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingress", "egress"})
    void othersFiltersStayAndWithThemTheQueueingDiscipline(String side) {
        OwnNetwork.run(() -> {
            KernelFlows flows = open();
            // Bytecode that lets every frame pass.
            command("tc", "filter", "add", "dev", "lan0", side, "bpf", "bytecode", "1,6 0 0 4294967295");
            flows.close();
            assertThat(command("tc", "filter", "show", "dev", "lan0", side))
                    .contains("bytecode")
                    .doesNotContain("ezplex_forward");
        });
    }

    @Test
    void aQueueingDisciplineThatWasThereBeforeStays() {
        OwnNetwork.run(() -> {
            command("tc", "qdisc", "add", "dev", "lan0", "clsact");
            open().close();
            assertThat(command("tc", "qdisc", "show", "dev", "lan0")).contains("clsact");
            new EbpfAccelerator().clear("lan0", VMAC);
            assertThat(command("tc", "qdisc", "show", "dev", "lan0")).contains("clsact");
        });
    }

    @Test
    void aQueueingDisciplineThatNobodyUsesGoesWithTheProgram() {
        OwnNetwork.run(() -> {
            open().close();
            assertThat(command("tc", "qdisc", "show", "dev", "lan0")).doesNotContain("clsact");
        });
    }

    @Test
    void aProgramThatSomebodyElseHasPutInThePlaceOfThisOneStays() {
        OwnNetwork.run(() -> {
            KernelFlows flows = open();
            command("tc", "filter", "del", "dev", "lan0", "ingress", "pref", "226");
            // Bytecode that lets every frame pass.
            command(
                    "tc",
                    "filter",
                    "add",
                    "dev",
                    "lan0",
                    "ingress",
                    "pref",
                    "226",
                    "protocol",
                    "all",
                    "handle",
                    "1",
                    "bpf",
                    "bytecode",
                    "1,6 0 0 4294967295");
            assertThatThrownBy(flows::restore)
                    .isInstanceOf(AcceleratorException.class)
                    .hasMessageContaining("lan0");
            flows.close();
            assertThat(ingress()).contains("bytecode");
        });
    }

    @Test
    void whatCannotBePutThereAgainIsSaidWithAReason() {
        OwnNetwork.run(() -> {
            try (KernelFlows flows = open()) {
                command("ip", "link", "del", "lan0");
                for (int i = 1; i < 5; i++) {
                    assertThat(flows.restore())
                            .as("the kernel may say it next time")
                            .isFalse();
                }
                assertThatThrownBy(flows::restore)
                        .isInstanceOf(AcceleratorException.class)
                        .hasMessageContaining("lan0");
            }
        });
    }

    @Test
    void whatIsClosedIsNotPutThereAgain() {
        OwnNetwork.run(() -> {
            KernelFlows flows = open();
            flows.close();
            assertThat(flows.restore()).isFalse();
            assertThat(ingress()).isEmpty();
        });
    }
}
