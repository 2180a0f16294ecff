// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabHost;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.LabSystem.Cable;
import org.ezplex.lab.Wait;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A sysplex in two halves, each with an owner, targets and clients of its own, becomes one again. */
@EndToEnd
class HalvesIT {
    private static final String OTHER_CLIENT = "CLIENT3";

    @RegisterExtension
    private static final Stage STAGE = new Stage(
            LabPlan.standard().named("halves"),
            Scene.DEFINE,
            Scene.backup(200),
            Scene.moveableBackup(100),
            Scene.backup(50));

    private final Scene scene = STAGE.scene();
    private final Tidy tidy = STAGE.tidy();
    private final List<LabHost> otherHalf = Stream.of("SYS3", "SYS4", "CLIENT2", OTHER_CLIENT)
            .map(scene.lab()::host)
            .toList();

    /**
     * CLIENT2 asks who has the addresses each few milliseconds and believes each answer: it is none to hold connections.
     */
    @BeforeAll
    static void addClient() {
        STAGE.scene().lab().addClient();
    }

    @Test
    void theLanIsWholeFirst() {
        split();
        long healed = System.nanoTime();
        scene.lab().join(Cable.LAN, otherHalf);
        awaitOneOwnerEach();
        assertThat(scene.millisUntilOneAnswers(healed))
                .as("milliseconds after healing until one answers")
                .isLessThanOrEqualTo(Cuts.LONGEST_MILLIS);
        scene.lab().join(Cable.XCF, otherHalf);
        assertNothingLost();
    }

    @Test
    void theXcfNetworkIsWholeFirst() {
        split();
        scene.lab().join(Cable.XCF, otherHalf);
        awaitOneOwnerEach();
        scene.lab().join(Cable.LAN, otherHalf);
        assertNothingLost();
    }

    /** Each half has an owner, ready targets, and a client with connections. */
    private void split() {
        scene.lab().split(Cable.ALL, otherHalf);
        Wait.forCondition("each half to have an owner", Scene.PATIENCE, () -> Lab.DVIPAS.stream()
                .allMatch(dvipa -> scene.owners(dvipa).equals(List.of("SYS1", "SYS3"))));
        scene.awaitTargets("SYS1", List.of("SYS1", "SYS2"));
        scene.awaitTargets("SYS3", List.of("SYS3", "SYS4"));
        scene.hold();
        scene.holder(OTHER_CLIENT).hold();
    }

    private void awaitOneOwnerEach() {
        Wait.forCondition("one half to give way", Scene.PATIENCE, () -> Lab.DVIPAS.stream()
                .allMatch(dvipa -> scene.owners(dvipa).size() == 1));
    }

    private void assertNothingLost() {
        scene.lab().awaitSysplex();
        scene.awaitOwner("SYS1");
        assertThat(scene.lost()).as("lost in the one half").isEmpty();
        assertThat(scene.holder(OTHER_CLIENT).lost()).as("lost in the other").isEmpty();
        scene.awaitTargets("SYS1", scene.names());
        tidy.settled("SYS1");
    }
}
