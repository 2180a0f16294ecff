// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.Load;
import org.ezplex.lab.Reports;
import org.ezplex.lab.Wait;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A system needs no root: the user and the capabilities of the systemd unit do, and one that is missing is told. */
@EndToEnd
class PrivilegeIT {
    private static final int REQUESTS = 20;

    private static Lab lab(int systems, LabPlan.Adapter adapter) {
        return Lab.up(LabPlan.standard()
                .named("privilege")
                .hosts(systems, 1)
                .withAdapter(adapter)
                .hostsOnly());
    }

    @ParameterizedTest
    @EnumSource(LabPlan.Adapter.class)
    void theUserOfTheUnitForwardsServesAndTakesOver(LabPlan.Adapter adapter) throws IOException {
        try (Lab lab = lab(2, adapter)) {
            for (LabSystem system : lab.systems()) {
                ServiceUser.start(lab, system, ServiceUser.capabilities(lab));
                assertIsNoRoot(system.pid());
                system.startServer(Lab.PORT);
            }
            lab.awaitSysplex();
            LabSystem owner = lab.system("SYS1");
            if (adapter == LabPlan.Adapter.ACCELERATOR) {
                KernelPath.assumeTaken(owner);
            }
            assertServe(lab, owner, List.of("SYS1", "SYS2"));
            owner.stop();
            LabSystem backup = lab.system("SYS2");
            Wait.forCondition("SYS2 to own the DVIPAs", Scene.PATIENCE, () -> Reports.activeDvipas(backup)
                    .containsAll(Lab.DVIPAS));
            assertThat(Load.run(lab.host("CLIENT1"), Lab.DVIPA4, Lab.PORT, REQUESTS)
                            .failures())
                    .isEmpty();
        }
    }

    private static void assertIsNoRoot(long pid) throws IOException {
        assertThat(Files.readString(Path.of("/proc/" + pid + "/status")))
                .containsPattern("Uid:\\s64300\\s64300\\s")
                .containsPattern("NoNewPrivs:\\s1");
    }

    private static void assertServe(Lab lab, LabSystem owner, List<String> names) {
        for (String dvipa : Lab.DVIPAS) {
            Wait.forCondition(
                    names + " to be ready for " + dvipa,
                    Scene.PATIENCE,
                    () -> Reports.ready(owner, dvipa, Lab.PORT).stream()
                            .sorted()
                            .toList()
                            .equals(names));
            Load load = Load.run(lab.host("CLIENT1"), dvipa, Lab.PORT, REQUESTS);
            assertThat(load.failures()).isEmpty();
            assertThat(load.served()).containsOnlyKeys(names);
        }
    }

    @ParameterizedTest
    @CsvSource({"CAP_NET_ADMIN, EZX0010E", "CAP_NET_RAW, EZX4001E", "CAP_BPF, EZX4005E"})
    void aCapabilityThatIsMissingIsTold(String missing, String id) {
        try (Lab lab = lab(1, LabPlan.Adapter.ACCELERATOR)) {
            LabSystem system = lab.system("SYS1");
            List<String> rest = ServiceUser.capabilities(lab).stream()
                    .filter(name -> !name.equals(missing))
                    .toList();
            ServiceUser.start(lab, system, rest);
            Wait.forCondition(id + " to name " + missing, Scene.PATIENCE, () -> KernelPath.messages(system)
                    .lines()
                    .anyMatch(line -> line.contains(id) && line.contains(missing)));
        }
    }
}
