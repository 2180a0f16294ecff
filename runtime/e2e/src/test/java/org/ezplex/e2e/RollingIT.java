// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabException;
import org.ezplex.lab.LabHost;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.Levels;
import org.ezplex.lab.Load;
import org.ezplex.lab.Wait;
import org.junit.jupiter.api.Test;

/** A sysplex is brought to another level by one command, while clients hold connections and make new ones. */
@EndToEnd
class RollingIT {
    private static final int WEB = 8081;
    private static final int REQUESTS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Map<String, String> OTHER = Map.of("Bundle-Version", "0.1.1");

    /** Some of each kind: with and without a part in the way of packets, and the bundle that does the rolling upgrade. */
    private static final Map<String, Map<String, String>> CHANGED =
            List.of("settings", "profile", "xcf", "vipa", "rolling", "operator").stream()
                    .collect(Collectors.toMap(name -> "org.ezplex." + name + ".provider", name -> OTHER));

    private static Scene scene() {
        LabPlan plan = LabPlan.standard().named("rolling").withAdapter(LabPlan.Adapter.ACCELERATOR);
        Scene scene = new Scene(plan, Scene.DEFINE + Scene.distribute(WEB), Scene.backup(10), "", "");
        scene.lab().systems().forEach(system -> system.startServer(WEB));
        scene.awaitTargets("SYS1", scene.names());
        return scene;
    }

    @Test
    void everySystemHasTheLevelAndNoRequestHasFailed() {
        try (Scene scene = scene()) {
            Path file = new Levels(scene.lab()).make("0.2.0", CHANGED);
            scene.hold();
            assertThat(scene.system("SYS2").console("upgrade sysplex " + file).output())
                    .contains("LEVEL: 0.2.0");
            loadUntil(scene, () -> phase(scene, "DONE"));
            assertThat(levels(scene)).isEqualTo(List.of("0.2.0", "0.2.0", "0.2.0", "0.2.0"));
            assertThat(scene.lost()).isEmpty();
            scene.awaitOwner("SYS1");
            scene.awaitTargets("SYS1", scene.names());
        }
    }

    @Test
    void aSystemThatIsKilledInTheMiddleAndStartedAgainHasTheLevelToo() {
        try (Scene scene = scene()) {
            Path file = new Levels(scene.lab()).make("0.2.0", CHANGED);
            scene.system("SYS2").console("upgrade sysplex " + file);
            Wait.forCondition("the turn of SYS3", PATIENCE, () -> says(scene, "SYS4", "TURN: SYS3"));
            scene.system("SYS3").kill();
            scene.system("SYS3").start();
            Wait.forCondition("the end", PATIENCE, () -> phase(scene, "DONE"));
            assertThat(levels(scene)).isEqualTo(List.of("0.2.0", "0.2.0", "0.2.0", "0.2.0"));
        }
    }

    @Test
    void aLevelThatNeedsARestartComesWithoutAFailedRequestToo() {
        try (Scene scene = scene()) {
            Path file = new Levels(scene.lab()).make("0.2.0", Map.of("org.ezplex.system.api", OTHER));
            List<Long> processes = processes(scene);
            scene.hold();
            assertThat(scene.system("SYS2").console("upgrade sysplex " + file).output())
                    .contains("WITH A RESTART");
            loadUntil(scene, () -> phase(scene, "DONE"));
            scene.lab().systems().forEach(LabSystem::awaitConsole);
            assertThat(levels(scene)).isEqualTo(List.of("0.2.0", "0.2.0", "0.2.0", "0.2.0"));
            assertThat(processes(scene)).isEqualTo(processes);
            assertThat(scene.lost()).isEmpty();
            scene.awaitOwner("SYS1");
            scene.awaitTargets("SYS1", scene.names());
        }
    }

    private static List<Long> processes(Scene scene) {
        return scene.lab().systems().stream().map(LabSystem::pid).toList();
    }

    /** New connections and kept ones at once, again and again. */
    private static void loadUntil(Scene scene, BooleanSupplier done) {
        LabHost client = scene.lab().host("CLIENT1");
        long begin = System.nanoTime();
        while (!done.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("the rolling upgrade: %s", status(scene, "SYS4"))
                    .isLessThan(PATIENCE);
            LabHost.Background kept = load(client, "--keep-alive");
            LabHost.Background fresh = load(client);
            assertThat(Load.outcome(kept).failures()).isEqualTo(Map.of());
            assertThat(Load.outcome(fresh).failures()).isEqualTo(Map.of());
        }
    }

    private static LabHost.Background load(LabHost client, String... more) {
        List<String> options = new ArrayList<>(List.of("--threads", "4", "--timeout-ms", "20000", "--pause-ms", "20"));
        options.addAll(List.of(more));
        return Load.start(client, Lab.DVIPA4, WEB, REQUESTS, options.toArray(String[]::new));
    }

    private static boolean phase(Scene scene, String phase) {
        return says(scene, "SYS4", "PHASE: " + phase);
    }

    private static boolean says(Scene scene, String system, String text) {
        return status(scene, system).contains(text);
    }

    /** Nothing while the console is exchanged. */
    private static String status(Scene scene, String system) {
        try {
            return scene.system(system).console("upgrade status sysplex").output();
        } catch (LabException e) {
            return "";
        }
    }

    private static List<String> levels(Scene scene) {
        return scene.lab().systems().stream().map(RollingIT::level).toList();
    }

    private static String level(LabSystem system) {
        String runs = "RUNS: ";
        return system.console("upgrade status")
                .output()
                .lines()
                .filter(line -> line.startsWith(runs))
                .map(line -> line.substring(runs.length()))
                .findFirst()
                .orElse("");
    }
}
