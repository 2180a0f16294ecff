// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.LabSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The owner fails while another system does not run, or is not in the group, though its host and its server go on. */
@EndToEnd
class AbsentIT {
    private static final String ABSENT = "SYS3";

    @RegisterExtension
    private static final Stage STAGE =
            new Stage(LabPlan.standard().named("absent"), Scene.DEFINE, Scene.backup(200), Scene.backup(100));

    private final Scene scene = STAGE.scene();
    private final Tidy tidy = STAGE.tidy();

    @Test
    void ofASystemThatWasKilledNothingIsLost() {
        absent(LabSystem::kill, LabSystem::start);
    }

    @Test
    void ofASystemThatWasStoppedNothingIsLost() {
        absent(LabSystem::stop, LabSystem::start);
    }

    @Test
    void ofASystemThatHasLeftTheGroupNothingIsLost() {
        absent(
                system -> system.console("vary sysplex leavegroup").output(),
                system -> system.console("vary sysplex joingroup").output());
    }

    private void absent(Consumer<LabSystem> away, Consumer<LabSystem> back) {
        scene.hold();
        away.accept(scene.system(ABSENT));
        scene.awaitTargets("SYS1", List.of("SYS1", "SYS2"));
        assertThat(scene.lost()).as("lost when " + ABSENT + " went").isEmpty();
        scene.hold();
        scene.system("SYS1").kill();
        scene.awaitOwner("SYS2");
        assertThat(scene.lost()).as("lost when the owner was killed too").isEmpty();
        scene.system("SYS1").start();
        back.accept(scene.system(ABSENT));
        scene.lab().awaitSysplex();
        scene.awaitOwner("SYS1");
        scene.awaitTargets("SYS1", List.of("SYS1", "SYS2", ABSENT));
        assertThat(scene.lost()).as("lost when all were back").isEmpty();
        tidy.settled("SYS1");
    }
}
