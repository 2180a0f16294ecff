// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabHost;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.LabSystem.Cable;
import org.ezplex.lab.Reports;
import org.ezplex.lab.Wait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A system starts and sees no other: what it finds of an earlier time it keeps for connections only, and joining it is a member as ever. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AloneAtStartIT {
    private Scene scene;
    private Tidy tidy;
    private long begin;

    @BeforeAll
    void open() {
        scene = new Scene(LabPlan.standard().named("aloneatstart"), Scene.DEFINE, Scene.backup(200), "");
        tidy = new Tidy(scene);
    }

    @AfterAll
    void close() {
        Tidy.end(scene, tidy, "SYS1");
    }

    @BeforeEach
    void connect() {
        scene.hold();
        begin = System.nanoTime();
    }

    @AfterEach
    void check() {
        // Whatever a test left behind is not for the next.
        scene.lab().systems().forEach(system -> system.listen(Cable.XCF));
        scene.lab().systems().stream().filter(system -> !system.running()).forEach(LabSystem::start);
        joined();
        tidy.settled("SYS1");
        assertThat(scene.twoMillis(begin))
                .as("milliseconds with two that answer")
                .isLessThanOrEqualTo(Cuts.AT_ONCE_MILLIS);
    }

    /** Its link is up, but nobody is heard or hears it on the XCF network. */
    private void isolate(String name) {
        List<LabSystem> others = others(name);
        scene.system(name).ignore(Cable.XCF, others);
        others.forEach(other -> other.ignore(Cable.XCF, List.of(scene.system(name))));
    }

    private List<LabSystem> others(String name) {
        return scene.lab().systems().stream()
                .filter(system -> !system.name().equals(name))
                .toList();
    }

    private void killAndStartAlone(String name) {
        LabSystem system = scene.system(name);
        system.kill();
        isolate(name);
        Hardcopy hardcopy = Hardcopy.since(system);
        system.start();
        hardcopy.await("EZD1176I");
        assertThat(Reports.activeMembers(system)).as("members in sight").isEqualTo(1);
    }

    private void join() {
        scene.lab().systems().forEach(system -> system.listen(Cable.XCF));
        joined();
    }

    private void joined() {
        scene.lab().awaitSysplex();
        scene.awaitOwner("SYS1");
        scene.awaitTargets("SYS1", scene.names());
    }

    private static List<String> internal(LabSystem system) {
        String addresses = system.shell("ip -o address show dev lo");
        return Lab.DVIPAS.stream()
                .filter(dvipa -> addresses.contains(" " + dvipa + "/"))
                .toList();
    }

    private static void awaitNone(LabSystem system) {
        Wait.forCondition("no DVIPA to be left on " + system.name(), Scene.PATIENCE, () -> internal(system)
                .isEmpty());
    }

    @Test
    void aTargetTakesWhatIsLeftOverAwayWhenNoConnectionNeedsItAndIsATargetAgainWhenItJoins() {
        LabSystem system = scene.system("SYS3");
        killAndStartAlone("SYS3");
        assertThat(internal(system)).as("what connections need").isEqualTo(Lab.DVIPAS);
        assertThat(scene.lost()).as("lost when SYS3 was killed").isEmpty();
        scene.drop();
        awaitNone(system);
        join();
    }

    @Test
    void aTargetThatWasAloneLeavesNothingWhenItIsStopped() {
        scene.drop();
        killAndStartAlone("SYS3");
        scene.system("SYS3").stop();
        awaitNone(scene.system("SYS3"));
        tidy.settled("SYS1");
        scene.system("SYS3").start();
        join();
    }

    @Test
    void aTargetThatCouldNotJoinLeavesNothingWhenItIsStoppedAndJoinsWhenItCan() {
        LabSystem system = scene.system("SYS3");
        scene.drop();
        system.kill();
        system.cut(Cable.XCF);
        Hardcopy hardcopy = Hardcopy.since(system);
        system.start();
        hardcopy.await("EZX2004E");
        system.stop();
        awaitNone(system);
        system.start();
        system.heal(Cable.XCF);
        joined();
    }

    @Test
    void anOwnerFindsOnTheLanThatAnotherHasItsDvipasAndTakesThemBackWhenItJoins() {
        LabSystem system = scene.system("SYS1");
        Hardcopy hardcopy = Hardcopy.since(system);
        system.kill();
        scene.awaitOwner("SYS2");
        isolate("SYS1");
        system.start();
        hardcopy.await("EZZ4327I");
        assertThat(scene.owns("SYS2")).as("SYS2 still owns the DVIPAs").isTrue();
        assertThat(scene.lost()).as("lost while SYS1 was alone").isEmpty();
        join();
        assertThat(scene.lost()).as("lost when SYS1 joined").isEmpty();
    }

    @Test
    void aBackupThatWasAloneLeavesNothingWhenItIsStopped() {
        killAndStartAlone("SYS2");
        assertThat(scene.owners(Lab.DVIPAS.get(0))).isEqualTo(List.of("SYS1"));
        assertThat(scene.lost()).as("lost when SYS2 was killed").isEmpty();
        scene.drop();
        awaitNone(scene.system("SYS2"));
        scene.system("SYS2").stop();
        assertThat(scene.running().stream().map(LabHost::name)).containsExactly("SYS1", "SYS3");
        tidy.settled("SYS1");
        scene.system("SYS2").start();
        join();
    }
}
