// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.Wait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Backups are up before the owner ever was. */
@EndToEnd
class BackupFirstIT {
    private Scene scene;
    private Tidy tidy;

    @BeforeEach
    void open() {
        scene = new Scene(
                LabPlan.standard().named("backupfirst").hostsOnly(),
                Scene.DEFINE,
                Scene.backup(200),
                Scene.moveableBackup(100));
        tidy = new Tidy(scene);
    }

    @AfterEach
    void close() {
        if (scene != null) {
            scene.close();
        }
    }

    private void start(String name) {
        scene.system(name).start();
        scene.lab().awaitSysplex();
    }

    private List<String> states(String name) {
        return scene.system(name).console("netstat vipadyn max all --json").rows().stream()
                .map(row -> row.getString("status"))
                .toList();
    }

    @Test
    void oneWithMoveableTakesItAndTheOwnerTakesItFromThatUnderConnections() {
        start("SYS2");
        Wait.forCondition(
                "SYS2 to be a backup", Scene.PATIENCE, () -> states("SYS2").equals(List.of("BACKUP", "BACKUP")));
        start("SYS3");
        scene.watch("SYS3");
        scene.hold();

        start("SYS1");
        scene.awaitOwner("SYS1");
        scene.awaitTargets("SYS1", scene.names());
        assertThat(scene.lost()).as("lost when the owner came").isEmpty();
        scene.hold();

        // They have had an owner: now SYS2 may take them, too, and its rank is higher.
        scene.system("SYS1").stop();
        scene.awaitOwner("SYS2");
        scene.awaitTargets("SYS2", List.of("SYS2", "SYS3"));
        assertThat(scene.lost()).as("lost when the owner went").isEmpty();
        tidy.settled("SYS2");

        start("SYS1");
        scene.awaitOwner("SYS1");
        scene.awaitTargets("SYS1", scene.names());
        tidy.settled("SYS1");
    }
}
