// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Map;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.Wait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The only owner is killed: its kernel goes on, and its next run goes on with what the kernel has. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdoptionIT {
    private static final int LEASE_MILLIS = 300_000;

    private Scene scene;
    private Tidy tidy;

    @BeforeAll
    void open() {
        LabPlan plan = LabPlan.standard()
                .named("adoption")
                .withAdapter(LabPlan.Adapter.ACCELERATOR)
                .configured("org.ezplex.osa", Map.of("leaseMillis", LEASE_MILLIS));
        scene = new Scene(plan, Scene.DEFINE, "");
        tidy = new Tidy(scene);
        LabSystem system = scene.system("SYS1");
        Wait.forCondition(
                "SYS1 to forward in the kernel, or to say why not",
                Scene.PATIENCE,
                () -> said(system, "EZX4004I") || said(system, "EZX4005E"));
        assumeThat(said(system, "EZX4005E")).as("EZX4005E").isFalse();
    }

    @AfterAll
    void close() {
        if (scene != null) {
            scene.close();
        }
    }

    @Test
    void whatTheKernelForwardsGoesOnWhileTheSystemIsAwayAndWhenItIsBack() {
        LabSystem system = scene.system("SYS1");
        scene.hold();
        assertThat(scene.lost()).isEmpty();
        system.kill();
        assertThat(scene.lost("SYS1")).as("lost while there was no system").isEmpty();
        system.launch();
        assertThat(scene.lost("SYS1")).as("lost while it started").isEmpty();
        system.awaitConsole();
        Wait.forCondition("SYS1 to say EZX4007I", Scene.PATIENCE, () -> said(system, "EZX4007I"));
        assertThat(scene.lost("SYS1")).as("lost when it went on").isEmpty();
        scene.awaitOwner("SYS1");
        scene.awaitTargets("SYS1", scene.names());
        assertThat(scene.lost("SYS1")).as("lost when it was back").isEmpty();
        tidy.check("SYS1");
        system.stop();
        assertThat(system.exec("tc", "qdisc", "show", "dev", "lan0").output())
                .as("left in the kernel")
                .doesNotContain("clsact");
    }

    private static boolean said(LabSystem system, String id) {
        return system.console("display messages max all").output().contains(id);
    }
}
