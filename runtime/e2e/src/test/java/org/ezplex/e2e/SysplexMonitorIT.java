// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
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

/** GLOBALCONFIG SYSPLEXMONITOR: the owner's LAN cable is out for longer than TIMERSECS. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SysplexMonitorIT {
    /** Longer than it takes a system that may rejoin by itself to do so: it looks every two seconds. */
    private static final Duration LOOKS = Duration.ofSeconds(5);

    private Scene scene;
    private Tidy tidy;
    private LabSystem owner;
    private Hardcopy one;
    private String profile;

    @BeforeAll
    void open() {
        scene = new Scene(LabPlan.standard().named("monitor"), Scene.DEFINE, Scene.backup(200), "");
        tidy = new Tidy(scene);
        owner = scene.system("SYS1");
    }

    @AfterAll
    void close() {
        Tidy.end(scene, tidy, "SYS1");
    }

    @BeforeEach
    void connect() throws IOException {
        profile = Files.readString(owner.profile());
        scene.hold();
        one = Hardcopy.since(owner);
    }

    @AfterEach
    void check() throws IOException {
        Files.writeString(owner.profile(), profile);
        owner.heal(Cable.LAN);
        scene.awaitOwner("SYS1");
        assertThat(scene.lost("SYS1")).as("connections lost").isEmpty();
        tidy.settled("SYS1");
        scene.awaitTargets("SYS1", scene.names());
    }

    private void configure(String settings) {
        scene.obeyAll("SYS1", "GLOBALCONFIG SYSPLEXMONITOR " + settings + "\n");
    }

    private String presence() {
        return owner.console("display sysplex monitor").output();
    }

    private void awaitMembers(long count) {
        Wait.forCondition(
                count + " members in sight of SYS2",
                Scene.PATIENCE,
                () -> Reports.activeMembers(scene.system("SYS2")) == count);
    }

    private void backWithSys1() {
        awaitMembers(3);
        scene.lab().awaitSysplex();
        scene.awaitOwner("SYS1");
    }

    @Test
    void withRecoveryItLeavesTheGroupAndWithAutorejoinItComesBack() {
        configure("NORECOVERY NOAUTOREJOIN MONINTERFACE TIMERSECS 10");
        owner.cut(Cable.LAN);
        one.await("EZX5009E");
        scene.awaitOwner("SYS2");
        one.await("EZX5041E");
        awaitMembers(3);
        assertThat(one.has("EZX5044E")).as("left without RECOVERY").isFalse();

        configure("RECOVERY AUTOREJOIN");
        one.await("EZX5044E");
        one.await("EZX2009I");
        awaitMembers(2);
        assertThat(scene.owns("SYS2")).as("SYS2 owns the DVIPAs").isTrue();
        assertThat(scene.lost("SYS1")).as("lost when SYS1 left").isEmpty();

        owner.heal(Cable.LAN);
        one.await("EZX5040I");
        one.await("EZX5045I");
        backWithSys1();
    }

    @Test
    void withoutAutorejoinItStaysOutUntilJoingroup() {
        configure("RECOVERY NOAUTOREJOIN MONINTERFACE TIMERSECS 10");
        owner.cut(Cable.LAN);
        scene.awaitOwner("SYS2");
        one.await("EZX5044E");
        awaitMembers(2);

        owner.heal(Cable.LAN);
        one.await("EZX5040I");
        Wait.until(LOOKS, () -> one.has("EZX5045I"));
        assertThat(one.has("EZX5045I")).as("rejoins by itself").isFalse();
        assertThat(Reports.activeMembers(scene.system("SYS2"))).isEqualTo(2);
        assertThat(scene.owns("SYS2")).as("SYS2 owns the DVIPAs").isTrue();

        owner.console("vary sysplex joingroup").output();
        backWithSys1();
    }

    @Test
    void withDelayjoinItJoinsWhenItsLanIsThere() throws IOException {
        Files.writeString(owner.profile(), "GLOBALCONFIG SYSPLEXMONITOR DELAYJOIN\n", StandardOpenOption.APPEND);
        owner.stop();
        scene.awaitOwner("SYS2");
        owner.cut(Cable.LAN);
        one = Hardcopy.since(owner);
        owner.start();
        one.await("EZX5047I");
        assertThat(presence()).contains("DELAYED");
        assertThat(Reports.activeMembers(scene.system("SYS2"))).isEqualTo(2);
        assertThat(scene.owns("SYS2")).as("SYS2 owns the DVIPAs").isTrue();

        owner.heal(Cable.LAN);
        backWithSys1();
    }
}
