// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ezplex.lab.ConsoleReply;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.Wait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What operators do to systems, DVIPAs and servers while clients are connected, and the messages they read. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorsIT {
    private static final List<String> ALL = List.of("SYS1", "SYS2", "SYS3");
    private static final List<String> TWO = List.of("SYS1", "SYS2");

    private Scene scene;
    private Tidy tidy;
    private Hardcopy one;
    private Hardcopy two;
    private Hardcopy three;

    @BeforeAll
    void open() {
        scene = new Scene(LabPlan.standard().named("operators"), Scene.DEFINE, Scene.backup(200), "");
        tidy = new Tidy(scene);
    }

    @AfterAll
    void close() {
        Tidy.end(scene, tidy, "SYS1");
    }

    @BeforeEach
    void connect() {
        scene.hold();
        one = Hardcopy.since(scene.system("SYS1"));
        two = Hardcopy.since(scene.system("SYS2"));
        three = Hardcopy.since(scene.system("SYS3"));
    }

    @AfterEach
    void check() {
        noneLost("when all was over");
        tidy.settled("SYS1");
    }

    private void noneLost(String when) {
        assertThat(scene.lost()).as("connections lost " + when).isEmpty();
    }

    private String accepted(String system, String command) {
        return scene.system(system).console(command).output();
    }

    private void refused(String system, String command, String message) {
        ConsoleReply reply = scene.system(system).console(command);
        assertThat(reply.ok()).as(command).isFalse();
        assertThat(reply.text()).contains(message);
    }

    private String status(String system, String dvipa) {
        return scene.system(system).console("netstat vipadyn max all --json").rows().stream()
                .filter(row -> row.getString("address").startsWith(dvipa + "/"))
                .map(row -> row.getString("status"))
                .findFirst()
                .orElse("none");
    }

    private void movedToSys2() {
        scene.awaitOwner("SYS2");
        for (String dvipa : Lab.DVIPAS) {
            one.await("EZZ8303I VIPA " + dvipa + " GIVEN TO TCPIP ON SYS2");
            two.await("EZZ8302I VIPA " + dvipa + " TAKEN FROM TCPIP ON SYS1");
        }
    }

    private void backOnSys1() {
        scene.awaitOwner("SYS1");
        for (String dvipa : Lab.DVIPAS) {
            two.await("EZZ8303I VIPA " + dvipa + " GIVEN TO TCPIP ON SYS1");
            one.await("EZZ8302I VIPA " + dvipa + " TAKEN FROM TCPIP ON SYS2");
        }
        scene.awaitTargets("SYS1", ALL);
    }

    @Test
    void anOwnerThatLeavesTheGroupGivesItsDvipasAwayAndTakesThemBackWhenItJoins() {
        assertThat(accepted("SYS1", "vary sysplex leavegroup"))
                .contains("EZX7006I COMMAND VARY SYSPLEX,LEAVEGROUP ACCEPTED");
        movedToSys2();
        one.await("EZX2009I THIS SYSTEM LEFT GROUP");
        two.await("EZX2001I MEMBER SYS1");
        assertThat(accepted("SYS1", "netstat vipadyn")).contains("EZZ2502I STACK TCPIP IS NOT IN A SYSPLEX GROUP");
        refused("SYS1", "vary sysplex leavegroup", "EZX5013E");
        noneLost("when the owner left");

        assertThat(accepted("SYS1", "vary sysplex joingroup"))
                .contains("EZX7006I COMMAND VARY SYSPLEX,JOINGROUP ACCEPTED");
        one.await("EZD1176I");
        backOnSys1();
        refused("SYS1", "vary sysplex joingroup", "EZX5013E");
    }

    @Test
    void aTargetThatLeavesTheGroupGetsNoNewConnectionsUntilItJoins() {
        accepted("SYS3", "vary sysplex leavegroup");
        scene.awaitTargets("SYS1", TWO);
        three.await("EZX2009I THIS SYSTEM LEFT GROUP");
        noneLost("when a target left");
        accepted("SYS3", "vary sysplex joingroup");
        three.await("EZD1176I");
        scene.awaitTargets("SYS1", ALL);
        assertThat(one.has("EZX2002E") || one.has("EZX2013E"))
                .as("taken for failed")
                .isFalse();
    }

    @Test
    void aDeactivatedDvipaIsTheBackupsUntilItIsReactivated() {
        for (String dvipa : Lab.DVIPAS) {
            assertThat(accepted("SYS1", "vary sysplex deactivate " + dvipa))
                    .contains("EZX7006I COMMAND VARY SYSPLEX,DEACTIVATE,DVIPA=" + dvipa + " ACCEPTED");
        }
        movedToSys2();
        assertThat(status("SYS1", Lab.DVIPA4)).isIn("QUIESCING", "DEACTIVATED");
        refused("SYS1", "vary sysplex deactivate " + Lab.DVIPA4, "EZX5012E");
        noneLost("when the DVIPAs were deactivated");

        for (String dvipa : Lab.DVIPAS) {
            accepted("SYS1", "vary sysplex reactivate " + dvipa);
        }
        backOnSys1();
        refused("SYS1", "vary sysplex reactivate " + Lab.DVIPA4, "EZX5012E");
    }

    @Test
    void aDeactivatedBackupDoesNotTakeOver() {
        for (String dvipa : Lab.DVIPAS) {
            accepted("SYS2", "vary sysplex deactivate " + dvipa);
        }
        assertThat(status("SYS2", Lab.DVIPA4)).isEqualTo("DEACTIVATED");
        for (String dvipa : Lab.DVIPAS) {
            accepted("SYS1", "vary sysplex deactivate " + dvipa);
        }
        for (String dvipa : Lab.DVIPAS) {
            one.await("EZX5004I DVIPA " + dvipa);
            Wait.forCondition("nobody to own " + dvipa, Scene.PATIENCE, () -> scene.owners(dvipa)
                    .isEmpty());
            accepted("SYS1", "vary sysplex reactivate " + dvipa);
        }
        scene.awaitOwner("SYS1");
        for (String dvipa : Lab.DVIPAS) {
            accepted("SYS2", "vary sysplex reactivate " + dvipa);
        }
        assertThat(two.has("EZX5001I")).as("the backup has owned it").isFalse();
        scene.awaitTargets("SYS1", ALL);
    }

    @Test
    void aQuiescedTargetGetsNoNewConnectionsFromWhoeverOwnsTheDvipa() {
        assertThat(accepted("SYS3", "vary sysplex quiesce target")).contains("EZX6010I");
        scene.awaitTargets("SYS1", TWO);
        refused("SYS3", "vary sysplex quiesce target", "EZX6012I");
        for (String dvipa : Lab.DVIPAS) {
            accepted("SYS1", "vary sysplex deactivate " + dvipa);
        }
        movedToSys2();
        scene.awaitTargets("SYS2", TWO);
        noneLost("with a quiesced target");
        for (String dvipa : Lab.DVIPAS) {
            accepted("SYS1", "vary sysplex reactivate " + dvipa);
        }
        scene.awaitOwner("SYS1");
        assertThat(accepted("SYS3", "vary sysplex resume target")).contains("EZX6011I");
        backOnSys1();
    }

    @Test
    void aQuiescedPortGetsNoNewConnectionsUntilItIsResumed() {
        assertThat(accepted("SYS3", "vary sysplex quiesce port=" + Lab.PORT)).contains("EZX6010I PORT=" + Lab.PORT);
        scene.awaitTargets("SYS1", TWO);
        noneLost("with a quiesced port");
        assertThat(accepted("SYS3", "vary sysplex resume port=" + Lab.PORT)).contains("EZX6011I PORT=" + Lab.PORT);
        scene.awaitTargets("SYS1", ALL);
        refused("SYS3", "vary sysplex resume port=" + Lab.PORT, "EZX6013I");
    }

    @Test
    void aDeletedDvipaGoesToTheBackupAndComesBackWhenItIsDefinedAgain() {
        scene.obey("SYS1", "VIPADELETE " + Lab.DVIPA4 + "\nVIPADELETE V6DVIPA\n");
        movedToSys2();
        noneLost("when the DVIPAs were deleted");
        scene.obey("SYS1", Scene.DEFINE);
        backOnSys1();
    }

    @Test
    void connectionsOutliveThatTheirTargetIsTakenOutOfTheDistribution() {
        scene.obey(
                "SYS1",
                """
                VIPADISTRIBUTE DELETE %1$s PORT %2$d DESTIP ALL
                VIPADISTRIBUTE DELETE V6DVIPA PORT %2$d DESTIP ALL
                VIPADISTRIBUTE DEFINE DISTMETHOD ROUNDROBIN %1$s PORT %2$d DESTIP 198.51.100.11 198.51.100.12
                VIPADISTRIBUTE DEFINE DISTMETHOD ROUNDROBIN V6DVIPA PORT %2$d DESTIP 2001:db8:2::11 2001:db8:2::12
                """
                        .formatted(Lab.DVIPA4, Lab.PORT));
        scene.awaitTargets("SYS1", TWO);
        assertThat(status("SYS3", Lab.DVIPA4)).isEqualTo("QUIESCING");
        noneLost("when their target was taken out");
        scene.obey(
                "SYS1",
                """
                VIPADISTRIBUTE DELETE %1$s PORT %2$d DESTIP 198.51.100.11 198.51.100.12
                VIPADISTRIBUTE DELETE V6DVIPA PORT %2$d DESTIP 2001:db8:2::11 2001:db8:2::12
                VIPADISTRIBUTE DEFINE DISTMETHOD ROUNDROBIN %1$s PORT %2$d DESTIP ALL
                VIPADISTRIBUTE DEFINE DISTMETHOD ROUNDROBIN V6DVIPA PORT %2$d DESTIP ALL
                """
                        .formatted(Lab.DVIPA4, Lab.PORT));
        scene.awaitTargets("SYS1", ALL);
    }
}
