// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.LabSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All systems that may own the DVIPAs are gone for a while; only a target runs on, and knows which there were. */
@EndToEnd
class LastHeirIT {
    @RegisterExtension
    private static final Stage STAGE = new Stage(
            LabPlan.standard().named("lastheir").withAdapter(LabPlan.Adapter.PCAP),
            Scene.DEFINE,
            Scene.moveableBackup(200),
            "");

    private final Scene scene = STAGE.scene();
    private final Tidy tidy = STAGE.tidy();

    @Test
    void theFirstOfTwoKilledOwnersComesBackFirst() {
        both(LabSystem::kill, "SYS1", "SYS2");
    }

    @Test
    void theLastOfTwoKilledOwnersComesBackFirst() {
        both(LabSystem::kill, "SYS2", "SYS1");
    }

    @Test
    void bothWereStoppedInOrder() {
        both(LabSystem::stop, "SYS1", "SYS2");
    }

    private void both(Consumer<LabSystem> away, String first, String second) {
        scene.hold();
        away.accept(scene.system("SYS1"));
        scene.awaitOwner("SYS2");
        assertThat(scene.lost()).as("lost when SYS1 went").isEmpty();
        scene.hold();
        away.accept(scene.system("SYS2"));
        scene.system(first).start();
        scene.awaitOwner(first);
        assertThat(scene.lost()).as("lost when " + first + " came back").isEmpty();
        scene.system(second).start();
        scene.lab().awaitSysplex();
        scene.awaitOwner("SYS1");
        scene.awaitTargets("SYS1", List.of("SYS1", "SYS2", "SYS3"));
        assertThat(scene.lost()).as("lost when all were back").isEmpty();
        tidy.settled("SYS1");
    }
}
