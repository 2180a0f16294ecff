// SPDX-License-Identifier: Apache-2.0
package org.ezplex.rolling.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.ezplex.rolling.provider.MadeUpSysplex.MadeUpSystem;
import org.ezplex.upgrade.SysplexUpgrade;
import org.ezplex.upgrade.SysplexUpgrade.Phase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollingEngineTest {
    private static final int ENOUGH = 20_000;

    @TempDir
    private Path folder;

    private MadeUpSysplex sysplex;

    @BeforeEach
    void four() throws IOException {
        sysplex = new MadeUpSysplex(folder, new Random(1), "SYS1", "SYS2", "SYS3", "SYS4");
        sysplex.settle();
    }

    private static void begin(MadeUpSysplex sysplex, boolean trial) {
        RollingEngine engine = sysplex.system("SYS1").engine;
        CompletableFuture<Void> answered = engine.begin(sysplex.file, trial);
        assertThat(answered).as("nobody can have answered yet").isNotDone();
    }

    private SysplexUpgrade status(String system) {
        return sysplex.system(system).engine.status();
    }

    /** Goes on until the sysplex says that. */
    private void await(Phase phase) {
        for (int i = 0; status("SYS2").phase() != phase; i++) {
            assertThat(i).as("steps until %s: %s", phase, status("SYS2")).isLessThan(ENOUGH);
            sysplex.step();
        }
    }

    @Test
    void allHaveTheLevelInTheEndAndThePackageNoMore() throws IOException {
        begin(sysplex, false);
        await(Phase.DONE);
        sysplex.settle();
        assertThat(sysplex.levels()).containsExactly(MadeUpSysplex.NEW);
        assertThat(sysplex.messages)
                .anyMatch(m -> m.startsWith("SYS1 EZX8040I"))
                .anyMatch(m -> m.startsWith("SYS1 EZX8043I"));
        for (String system : sysplex.systems.keySet()) {
            assertThat(Files.exists(folder.resolve(system).resolve("rolling/package")))
                    .isFalse();
        }
    }

    @Test
    void aTrialChangesNothing() {
        begin(sysplex, true);
        await(Phase.WITHDRAWN);
        sysplex.settle();
        assertThat(sysplex.levels()).containsExactly(MadeUpSysplex.OLD);
        assertThat(status("SYS1").reason()).isEmpty();
    }

    @Test
    void whatWasAskedAboutMayBeginThen() {
        begin(sysplex, true);
        sysplex.settle();
        begin(sysplex, false);
        sysplex.settle();
        assertThat(sysplex.levels()).containsExactly(MadeUpSysplex.NEW);
    }

    @Test
    void oneThatRefusesIsToldOfAndNothingHasChanged() {
        sysplex.system("SYS3").refuses = true;
        begin(sysplex, false);
        await(Phase.WITHDRAWN);
        sysplex.settle();
        assertThat(sysplex.levels()).containsExactly(MadeUpSysplex.OLD);
        assertThat(sysplex.messages).anyMatch(m -> m.startsWith("SYS1 EZX8041E") && m.contains("SYS3: EZX8011E"));
    }

    @Test
    void whatNoRestartCuresIsRefused() {
        sysplex.system("SYS3").faults = List.of("A NEEDS B");
        begin(sysplex, false);
        await(Phase.WITHDRAWN);
        assertThat(status("SYS1").reason()).contains("SYS3: EZX8021E").contains("A NEEDS B");
    }

    /** And does not become ready by it. */
    @Test
    void oneThatRefusesStillDoesWhenItsOperatorHasEnteredACommand() {
        MadeUpSystem system = sysplex.system("SYS3");
        system.refuses = true;
        begin(sysplex, false);
        await(Phase.WITHDRAWN);
        sysplex.settle();
        for (boolean changing : new boolean[] {true, false}) {
            system.changing = changing;
            sysplex.settle();
            assertThat(status("SYS1").systems())
                    .filteredOn(s -> s.system().equals("SYS3"))
                    .extracting(SysplexUpgrade.SystemLevel::progress)
                    .containsExactly(changing ? "WORKING" : "REFUSED");
        }
    }

    @Test
    void ifOneFailsTheOthersGoBack() {
        sysplex.system("SYS3").fails = true;
        begin(sysplex, false);
        await(Phase.BACK);
        assertThat(sysplex.system("SYS2").level).isEqualTo(MadeUpSysplex.NEW);
        sysplex.settle();
        assertThat(sysplex.levels()).containsExactly(MadeUpSysplex.OLD);
        assertThat(sysplex.messages)
                .anyMatch(m -> m.startsWith("SYS1 EZX8044E") && m.contains("SYS3: EZX8003E"))
                .anyMatch(m -> m.startsWith("SYS1 EZX8046I") && m.endsWith("NONE"));
    }

    /** SYS2 is the first that has its turn. */
    @Test
    void theEndOfTheWayBackIsToldAlsoIfNobodyHasTheLevel() {
        sysplex.system("SYS2").fails = true;
        begin(sysplex, false);
        sysplex.settle();
        assertThat(sysplex.messages).anyMatch(m -> m.startsWith("SYS1 EZX8046I") && m.endsWith("NONE"));
    }

    @Test
    void whenTheCoordinatorIsKilledTheOldestGoesOn() {
        begin(sysplex, false);
        await(Phase.ROLLING);
        sysplex.system("SYS1").kill();
        sysplex.settle();
        assertThat(List.of("SYS2", "SYS3", "SYS4"))
                .allMatch(s -> sysplex.system(s).level.equals(MadeUpSysplex.NEW));
        assertThat(sysplex.messages).anyMatch(m -> m.startsWith("SYS2 EZX8045I") && m.contains("APPLIED TO SYS1"));
        sysplex.system("SYS1").start();
        sysplex.settle();
        assertThat(sysplex.levels()).containsExactly(MadeUpSysplex.NEW);
        assertThat(status("SYS2").phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void theOperatorOfAnySystemGivesItUp() {
        begin(sysplex, false);
        await(Phase.DONE);
        sysplex.settle();
        sysplex.system("SYS3").engine.giveUp();
        sysplex.settle();
        assertThat(sysplex.levels()).containsExactly(MadeUpSysplex.OLD);
    }

    @Test
    void oneThatIsDoneIsGivenUpAlsoWhenAnotherWasAskedAboutSince() {
        begin(sysplex, false);
        await(Phase.DONE);
        sysplex.settle();
        assertThat(sysplex.system("SYS1").engine.begin(sysplex.file, true))
                .as("all run it, so it is answered")
                .isDone();
        await(Phase.WITHDRAWN);
        sysplex.settle();
        sysplex.system("SYS3").kill();
        sysplex.system("SYS3").start();
        sysplex.settle();
        sysplex.system("SYS3").engine.giveUp();
        sysplex.settle();
        assertThat(sysplex.levels()).containsExactly(MadeUpSysplex.OLD);
    }

    @Test
    void whoIsLostBeforeItsTurnIsToldOfWhenAnotherWasWithdrawnSince() {
        begin(sysplex, false);
        await(Phase.ROLLING);
        sysplex.system("SYS4").kill();
        MadeUpSystem another = sysplex.new MadeUpSystem("SYS5");
        another.refuses = true;
        sysplex.systems.put("SYS5", another);
        another.start();
        sysplex.settle();
        begin(sysplex, false);
        await(Phase.WITHDRAWN);
        sysplex.system("SYS4").start();
        sysplex.settle();
        assertThat(sysplex.messages)
                .filteredOn(m -> m.contains("EZX8048E SYS4 RUNS LEVEL 0.1.0"))
                .hasSize(1);
    }

    @Test
    void whoWasNotThereAndIsTooOldIsToldOf() throws IOException {
        sysplex.system("SYS4").kill();
        begin(sysplex, false);
        await(Phase.DONE);
        sysplex.system("SYS4").start();
        sysplex.settle();
        assertThat(sysplex.system("SYS4").level).isEqualTo(MadeUpSysplex.OLD);
        assertThat(sysplex.messages)
                .filteredOn(m -> m.contains("EZX8048E SYS4 RUNS LEVEL 0.1.0"))
                .hasSize(1);
    }

    @Test
    void aLevelThatNeedsARestartIsStartedOnOneAfterTheOther() {
        sysplex.systems.values().forEach(s -> s.needsRestart = true);
        begin(sysplex, false);
        sysplex.settle();
        assertThat(sysplex.levels()).containsExactly(MadeUpSysplex.NEW);
        sysplex.system("SYS4").engine.giveUp();
        sysplex.settle();
        assertThat(sysplex.levels()).containsExactly(MadeUpSysplex.OLD);
    }

    /** The launcher has started the level before in its place. */
    @Test
    void aLevelThatDoesNotStartHasFailed() {
        sysplex.systems.values().forEach(s -> s.needsRestart = true);
        sysplex.system("SYS3").fails = true;
        begin(sysplex, false);
        sysplex.settle();
        assertThat(sysplex.levels()).containsExactly(MadeUpSysplex.OLD);
        assertThat(sysplex.messages).anyMatch(m -> m.contains("EZX8044E") && m.contains("SYS3: EZX8028E LEVEL 0.2.0"));
    }

    @Test
    void allThatAreKilledAtOnceGoOn() {
        begin(sysplex, false);
        await(Phase.ROLLING);
        sysplex.systems.values().forEach(MadeUpSystem::kill);
        sysplex.systems.values().forEach(MadeUpSystem::start);
        sysplex.settle();
        assertThat(sysplex.levels()).containsExactly(MadeUpSysplex.NEW);
    }

    /** Whoever fails, is killed, returns and gives it up, and whenever: in the end there is one level. */
    @Test
    void thereIsOneLevelWhateverHappens() throws IOException {
        for (int i = 0; i < 40; i++) {
            long seed = System.nanoTime();
            Random random = new Random(seed);
            MadeUpSysplex any = new MadeUpSysplex(
                    Files.createDirectory(folder.resolve("any" + i)), random, "SYS1", "SYS2", "SYS3", "SYS4");
            any.settle();
            any.systems.values().forEach(s -> s.fails = random.nextInt(8) == 0);
            boolean restart = random.nextInt(3) == 0;
            any.systems.values().forEach(s -> s.needsRestart = restart);
            begin(any, false);
            for (int fault = 0; fault < random.nextInt(8); fault++) {
                any.run(random.nextInt(200));
                List<MadeUpSystem> all = List.copyOf(any.systems.values());
                MadeUpSystem one = all.get(random.nextInt(all.size()));
                if (one.up) {
                    one.engine.look();
                }
                if (one.up && one.engine.status().phase() == Phase.ROLLING && random.nextInt(4) == 0) {
                    one.engine.giveUp();
                } else if (one.up) {
                    one.kill();
                } else {
                    one.start();
                }
            }
            any.systems.values().stream().filter(s -> !s.up).forEach(MadeUpSystem::start);
            any.settle();
            assertThat(any.levels())
                    .as(
                            "levels with seed %d: %s, %s",
                            seed, any.system("SYS1").engine.status(), any.messages)
                    .hasSize(1);
        }
    }
}
