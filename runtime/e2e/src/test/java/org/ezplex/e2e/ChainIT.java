// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.LabSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Owners that fail one after the other, and come back in another order. */
@EndToEnd
class ChainIT {
    @RegisterExtension
    private static final Stage STAGE = new Stage(
            LabPlan.standard().named("chain"), Scene.DEFINE, Scene.backup(200), Scene.backup(100), Scene.backup(50));

    private final Scene scene = STAGE.scene();

    @Test
    void connectionsOutliveThreeOwnersAndTheirReturn() {
        scene.hold();
        failOver("SYS1", "SYS2");
        failOver("SYS2", "SYS3");
        failOver("SYS3", "SYS4");
        comeBack("SYS3", "SYS4");
        comeBack("SYS1", "SYS1");
        comeBack("SYS2", "SYS1");
    }

    /**
     * The JVM is killed; its host and the server on it go on. Nobody reports the connections there any more: each owner has left them to
     * the next, with those of the owners before it.
     */
    private void failOver(String owner, String next) {
        Hardcopy hardcopy = Hardcopy.since(scene.system(next));
        scene.system(owner).kill();
        scene.awaitOwner(next);
        Lab.DVIPAS.forEach(dvipa -> hardcopy.await("EZZ8301I VIPA " + dvipa + " TAKEN OVER FROM TCPIP ON " + owner));
        assertThat(scene.lost()).as("lost when " + owner + " was killed").isEmpty();
        scene.awaitTargets(next, running());
        scene.hold();
    }

    private void comeBack(String name, String owner) {
        scene.system(name).start();
        scene.lab().awaitSysplex();
        scene.awaitOwner(owner);
        scene.awaitTargets(owner, running());
        assertThat(scene.owns(owner)).as(owner + " is the owner").isTrue();
        assertThat(scene.lost()).as("lost when " + name + " came back").isEmpty();
        scene.hold();
    }

    private List<String> running() {
        return scene.running().stream().map(LabSystem::name).toList();
    }
}
