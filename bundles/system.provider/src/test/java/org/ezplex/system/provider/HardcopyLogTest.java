// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ezplex.system.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardcopyLogTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T20:15:03.007Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final HardcopyThread thread = new HardcopyThread(20_000);

    private HardcopyLog log(Clock clock, HardcopyFile file) {
        return new HardcopyLog(clock, "SYS1", file, thread);
    }

    private HardcopyLog log(Path file, long mostBytes) {
        return log(CLOCK, new HardcopyFile(file, mostBytes, 2));
    }

    /** Waits until everything given to the thread before is done. */
    private void settle() throws Exception {
        var done = new CompletableFuture<Boolean>();
        thread.execute(() -> done.complete(true));
        assertThat(done.get(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Keeps the thread from its work until the latch is open. What was given to it before is done. */
    private static CountDownLatch hang(HardcopyThread thread) {
        var begun = new CountDownLatch(1);
        var latch = new CountDownLatch(1);
        thread.execute(() -> {
            begun.countDown();
            await(latch);
        });
        await(begun);
        return latch;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aDiskThatHangsStallsNobodyAndLosesNothing() throws Exception {
        Path file = folder.resolve("hardcopy.log");
        try (HardcopyLog log = log(file, 100_000)) {
            CountDownLatch hangs = hang(thread);
            log.issue(Message.EZX0002I, "ONE");
            log.issue(Message.EZX0003E, "sysname", "?", "SYS1");
            log.limits(200_000, 2);
            log.issue(Message.EZX0002I, "TWO");
            assertThat(log.recent(10)).hasSize(3);
            assertThat(file).isEmptyFile();
            hangs.countDown();
        }
        assertThat(Files.readAllLines(file))
                .extracting(line -> line.substring(30, 38))
                .containsExactly("EZX0002I", "EZX0003E", "EZX0002I");
    }

    @Test
    void whatFindsNoRoomIsCountedAndToldWhereItIsMissing() throws Exception {
        Path file = folder.resolve("hardcopy.log");
        try (HardcopyLog log = log(file, 10_000_000)) {
            CountDownLatch hangs = hang(thread);
            for (int i = 0; i < HardcopyLog.MOST_WAITING + 99; i++) {
                log.issue(Message.EZX0002I, "N" + i);
            }
            log.tick();
            assertThat(log.recent(1).get(0).message()).as("still full").isEqualTo(Message.EZX0002I);
            hangs.countDown();
            settle();
            log.tick();
            assertThat(log.recent(1).get(0).message()).isEqualTo(Message.EZX0005E);
            log.issue(Message.EZX0002I, "LAST");
        }
        // One place is taken by what the disk hangs on.
        assertThat(Files.readAllLines(file))
                .hasSize(HardcopyLog.MOST_WAITING + 1)
                .satisfies(all -> assertThat(all.get(all.size() - 3)).contains("N" + (HardcopyLog.MOST_WAITING - 2)))
                .satisfies(all -> assertThat(all.get(all.size() - 2)).contains("EZX0005E 100 MESSAGES"))
                .satisfies(all -> assertThat(all.get(all.size() - 1)).contains("LAST"));
    }

    @Test
    void whatFoundNoRoomIsToldAtTheEndToo() throws Exception {
        Path file = folder.resolve("hardcopy.log");
        try (HardcopyLog log = log(file, 10_000_000)) {
            CountDownLatch hangs = hang(thread);
            for (int i = 0; i < HardcopyLog.MOST_WAITING; i++) {
                log.issue(Message.EZX0002I, "N" + i);
            }
            hangs.countDown();
        }
        assertThat(Files.readAllLines(file)).last().asString().contains("EZX0005E 1 MESSAGES");
    }

    @Test
    void theEndDoesNotWaitForADiskThatHangsAndLateMessagesAreInMemory() {
        HardcopyThread impatient = new HardcopyThread(1);
        HardcopyFile file = new HardcopyFile(folder.resolve("hardcopy.log"), 100_000, 2);
        HardcopyLog log = new HardcopyLog(CLOCK, "SYS1", file, impatient);
        CountDownLatch hangs = hang(impatient);
        log.close();
        assertThat(impatient.waiting()).isPositive();
        log.issue(Message.EZX0002I, "LATE");
        assertThat(log.recent(1)).hasSize(1);
        hangs.countDown();
    }

    @Test
    void aLineHasTimeSystemIdAndText() throws Exception {
        Path file = folder.resolve("log/hardcopy.log");
        try (HardcopyLog log = log(file, 100_000)) {
            log.issue(Message.EZX0002I, "SYS1");
        }
        assertThat(Files.readString(file))
                .isEqualTo("2026-11-21T20:15:03.007Z SYS1 EZX0002I SYSTEM SYS1 IS STOPPING\n");
    }

    @Test
    void aHostileInsertCannotForgeALine() throws Exception {
        Path file = folder.resolve("hardcopy.log");
        try (HardcopyLog log = log(file, 100_000)) {
            log.issue(Message.EZX0002I, "X\n2026-11-21T20:15:03.007Z SYS1 EZX0001I\u001b[2J\u2028\u202e");
        }
        assertThat(Files.readAllLines(file)).hasSize(1);
        assertThat(Files.readString(file)).doesNotContain("\u001b", "\u2028", "\u202e");
    }

    @Test
    void fullFilesAreSetAsideAndTheOldestDropped() throws Exception {
        Path file = folder.resolve("hardcopy.log");
        try (HardcopyLog log = log(file, 200)) {
            for (int i = 0; i < 50; i++) {
                log.issue(Message.EZX0002I, "NUMBER" + i);
            }
        }
        assertThat(folder).isDirectoryNotContaining("glob:**hardcopy.log.3");
        for (String name : new String[] {"hardcopy.log", "hardcopy.log.1", "hardcopy.log.2"}) {
            assertThat(Files.size(folder.resolve(name))).isBetween(1L, 200L);
        }
        assertThat(Files.readString(file)).contains("NUMBER49");
    }

    @Test
    void memoryKeepsTheLastLinesOldestFirst() {
        try (HardcopyLog log = log(folder.resolve("hardcopy.log"), 1_000_000)) {
            for (int i = 0; i < HardcopyLog.KEPT + 10; i++) {
                log.issue(Message.EZX0002I, "N" + i);
            }
            assertThat(log.recent(Integer.MAX_VALUE)).hasSize(HardcopyLog.KEPT);
            assertThat(log.recent(2))
                    .extracting(line -> line.text())
                    .containsExactly("SYSTEM N1008 IS STOPPING", "SYSTEM N1009 IS STOPPING");
            assertThat(log.recent(-1)).isEmpty();
        }
    }

    @Test
    void withoutAFileItGoesOnInMemory() throws Exception {
        Path notAFolder = Files.writeString(folder.resolve("file"), "");
        try (HardcopyLog log = log(notAFolder.resolve("hardcopy.log"), 1_000)) {
            log.issue(Message.EZX0002I, "SYS1");
            assertThat(log.recent(10)).hasSize(1);
        }
    }

    @Test
    void fileThatCouldNotBeOpenedIsTriedAgainAfterAMinute() throws Exception {
        Path blocked = Files.writeString(folder.resolve("log"), "");
        Path file = blocked.resolve("hardcopy.log");
        var clock = new SetClock();
        try (HardcopyLog log = log(clock, new HardcopyFile(file, 100_000, 2))) {
            settle();
            Files.delete(blocked);
            clock.pass(59);
            log.issue(Message.EZX0002I, "ONE");
            settle();
            assertThat(file).doesNotExist();
            clock.pass(1);
            log.issue(Message.EZX0002I, "TWO");
        }
        assertThat(Files.readAllLines(file)).singleElement().asString().contains("TWO");
    }

    @Test
    void fileThatCouldNotBeWrittenIsTriedAgainAfterAMinute() throws Exception {
        Path file = folder.resolve("log/hardcopy.log");
        var clock = new SetClock();
        try (HardcopyLog log = log(clock, new HardcopyFile(file, 1, 1))) {
            log.issue(Message.EZX0002I, "ONE");
            settle();
            // Where the full file is to go is a folder that is not empty.
            Path inTheWay = Files.createDirectories(folder.resolve("log/hardcopy.log.1/x"));
            log.issue(Message.EZX0002I, "TWO");
            settle();
            Files.delete(inTheWay);
            Files.delete(inTheWay.getParent());
            log.issue(Message.EZX0002I, "THREE");
            clock.pass(60);
            log.issue(Message.EZX0002I, "FOUR");
        }
        assertThat(Files.readAllLines(file)).singleElement().asString().contains("FOUR");
        assertThat(Files.readString(folder.resolve("log/hardcopy.log.1"))).contains("ONE");
    }

    @Test
    void limitsChangeWhileItRuns() throws Exception {
        Path file = folder.resolve("hardcopy.log");
        try (HardcopyLog log = log(file, 1_000_000)) {
            log.issue(Message.EZX0002I, "ONE");
            log.limits(1, 0);
            log.issue(Message.EZX0002I, "TWO");
        }
        assertThat(Files.readAllLines(file)).singleElement().asString().contains("TWO");
    }

    @Test
    void faultThatComesBackWithinAMinuteIsCounted() throws Exception {
        Path file = folder.resolve("hardcopy.log");
        var clock = new SetClock();
        try (HardcopyLog log = log(clock, new HardcopyFile(file, 100_000, 2))) {
            issue(log, FloodGuard.FREELY + 57);
            log.issue(Message.EZX0003E, "sysplex", "?", "EZPLEX1");
            log.tick();
            assertThat(log.recent(100)).hasSize(FloodGuard.FREELY + 1);
            clock.pass(60);
            log.tick();
            assertThat(log.recent(100)).hasSize(FloodGuard.FREELY + 2);
            assertThat(log.recent(1).get(0).message()).isEqualTo(Message.EZX0004I);
            assertThat(log.recent(1).get(0).text())
                    .isEqualTo("57 TIMES MORE WITHIN A MINUTE:"
                            + " EZX0003E SYSTEM CONFIGURATION sysname=? IS NOT VALID, SYS1 IS USED");
            log.issue(Message.EZX0003E, "sysname", "?", "SYS1");
            log.tick();
            assertThat(log.recent(1).get(0).message()).isEqualTo(Message.EZX0003E);
        }
        assertThat(Files.readAllLines(file)).hasSize(FloodGuard.FREELY + 3);
    }

    private static void issue(HardcopyLog log, int times) {
        for (int i = 0; i < times; i++) {
            log.issue(Message.EZX0003E, "sysname", "?", "SYS1");
        }
    }

    @Test
    void whatWasHeldBackIsToldBeforeTheNextMessageAndAtTheEnd() throws Exception {
        Path file = folder.resolve("hardcopy.log");
        var clock = new SetClock();
        try (HardcopyLog log = log(clock, new HardcopyFile(file, 100_000, 2))) {
            issue(log, FloodGuard.FREELY + 1);
            clock.pass(61);
            issue(log, FloodGuard.FREELY + 1);
            clock.pass(-3600);
            issue(log, FloodGuard.FREELY + 1);
        }
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            told.addAll(Collections.nCopies(FloodGuard.FREELY, "EZX0003E"));
            told.add("EZX0004I");
        }
        assertThat(Files.readAllLines(file))
                .extracting(line -> line.substring(30, 38))
                .isEqualTo(told);
    }

    @Test
    void informationIsNeverHeldBack() {
        try (HardcopyLog log = log(folder.resolve("hardcopy.log"), 100_000)) {
            log.issue(Message.EZX0002I, "SYS1");
            log.issue(Message.EZX0002I, "SYS1");
            assertThat(log.recent(10)).hasSize(2);
        }
    }

    @Test
    void manyDifferentFaultsAreAllLetThroughAndNotAllRemembered() {
        var guard = new FloodGuard();
        Instant now = CLOCK.instant();
        for (int i = 0; i < 2 * FloodGuard.MOST; i++) {
            assertThat(guard.admits(Message.EZX0003E, "N" + i, now)).isTrue();
        }
        for (int i = 0; i < FloodGuard.FREELY; i++) {
            guard.admits(Message.EZX0003E, "N0", now);
            guard.admits(Message.EZX0003E, "N" + FloodGuard.MOST, now);
        }
        assertThat(guard.admits(Message.EZX0003E, "N0", now)).isFalse();
        assertThat(guard.admits(Message.EZX0003E, "N" + FloodGuard.MOST, now)).isTrue();
    }

    /** A clock that a test sets. */
    private static final class SetClock extends Clock {
        private Instant now = CLOCK.instant();

        void pass(long seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
