// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ezplex.profile.Snapshot;
import org.ezplex.profile.provider.text.ProfileText;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {
    private static final Instant TIME = Instant.parse("2026-11-30T09:00:00Z");
    private static final long PLENTY = 1 << 20;

    @TempDir
    Path home;

    private final List<String> log = new ArrayList<>();
    private Path folder;

    @BeforeEach
    void folder() {
        folder = home.resolve("history");
    }

    private History open(int most) {
        History history = new History(folder, new Log());
        history.limit(most, PLENTY);
        return history;
    }

    private static Content content(String statement) {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("etc/PROFILE.TCPIP", statement + " ; as written\nINCLUDE more");
        sources.put("etc/more", "; no more");
        return new Content("START", new ProfileText(List.of(statement), 1), true, sources, List.of("EZX1002E NO"), 1);
    }

    private static List<Integer> numbers(History history) {
        return history.snapshots().stream().map(Snapshot::number).toList();
    }

    @Test
    void whatIsKeptIsThereAtTheNextStart() throws IOException {
        History history = open(9);
        assertThat(history.keep(content("ONE"), TIME, 0)).isTrue();
        assertThat(history.keep(content("TWO"), TIME, 0)).isTrue();
        assertThat(history.current()).isEqualTo(2);
        History next = open(9);
        assertThat(next.snapshots()).isEqualTo(history.snapshots());
        assertThat(next.snapshots().get(1))
                .isEqualTo(new Snapshot(2, TIME, "START", List.of("etc/PROFILE.TCPIP", "etc/more"), 1, 1, true));
        assertThat(next.statements(1)).contains(List.of("ONE"));
        assertThat(next.statements(3)).isEmpty();
        assertThat(next.current()).isZero();
        assertThat(Files.readString(folder.resolve("0001/source-1"))).isEqualTo("ONE ; as written\nINCLUDE more");
        assertThat(Files.readString(folder.resolve("0001/messages"))).isEqualTo("EZX1002E NO\n");
        assertThat(log).isEmpty();
    }

    @Test
    void nobodyElseMayReadIt() throws IOException {
        Files.createDirectory(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        open(9).keep(content("ONE"), TIME, 0);
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all).hasSize(7).allSatisfy(path -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    /** As a kill -9 leaves it before each of the files is written, and before the last name is given. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void halfOfASnapshotIsIgnoredAndSaid(int written) throws IOException {
        open(9).keep(content("ONE"), TIME, 0);
        open(9).keep(content("TWO"), TIME, 0);
        Path part = folder.resolve("0002.part");
        Files.move(folder.resolve("0002"), part);
        List<Path> files = Durable.list(part);
        assertThat(files).hasSize(5);
        for (Path file : files.subList(written, files.size())) {
            Files.delete(file);
        }
        History next = open(9);
        assertThat(numbers(next)).containsExactly(1);
        assertThat(log)
                .containsExactly("EZX1049E FOLDER 0002.part OF " + folder + " HOLDS NO WHOLE SNAPSHOT AND IS IGNORED");
        next.keep(content("TWO AGAIN"), TIME, 0);
        assertThat(next.statements(2)).contains(List.of("TWO AGAIN"));
        assertThat(numbers(open(9))).containsExactly(1, 2);
        assertThat(log).hasSize(1);
    }

    @Test
    void whatIsNotWholeKeepsItsNumber() throws IOException {
        open(9).keep(content("ONE"), TIME, 0);
        Files.writeString(folder.resolve("0001/about"), "time=yesterday");
        History next = open(9);
        assertThat(next.snapshots()).isEmpty();
        assertThat(log).hasSize(1).allMatch(line -> line.startsWith("EZX1049E FOLDER 0001 "));
        next.keep(content("TWO"), TIME, 0);
        assertThat(numbers(next)).containsExactly(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"statements", "messages", "source-1", "source-2"})
    void whatWasDamagedOrEditedIsIgnoredAndSaid(String file) throws IOException {
        open(9).keep(content("ONE"), TIME, 0);
        Files.writeString(folder.resolve("0001").resolve(file), "");
        assertThat(open(9).snapshots()).isEmpty();
        Files.delete(folder.resolve("0001").resolve(file));
        assertThat(open(9).snapshots()).isEmpty();
        assertThat(log).hasSize(2).allMatch(line -> line.startsWith("EZX1049E FOLDER 0001 "));
    }

    @Test
    void statementsThatAreDamagedWhileTheSystemRunsAreNotGiven() throws IOException {
        History history = open(9);
        history.keep(content("ONE"), TIME, 0);
        Files.writeString(folder.resolve("0001/statements"), "");
        assertThat(history.statements(1)).isEmpty();
    }

    @Test
    void onlySoManyAreKeptAndNumbersGoOn() {
        History history = open(3);
        for (int i = 0; i < 5; i++) {
            history.keep(content("S" + i), TIME, 0);
        }
        assertThat(numbers(history)).containsExactly(3, 4, 5);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("0003", "0004", "0005");
        History next = open(3);
        next.keep(content("S5"), TIME, 0);
        assertThat(numbers(next)).containsExactly(4, 5, 6);
    }

    @Test
    void theOneThatMayComeBackIsSpared() {
        History history = open(2);
        for (int i = 0; i < 4; i++) {
            history.keep(content("S" + i), TIME, 1);
        }
        assertThat(numbers(history)).containsExactly(1, 4);
    }

    @Test
    void theyTakeOnlySoMuchRoomButTheNewestIsKept() {
        History history = open(9);
        history.limit(9, 2000);
        history.keep(content("A"), TIME, 0);
        history.keep(content("B"), TIME, 0);
        assertThat(numbers(history)).containsExactly(1, 2);
        history.keep(content("C".repeat(2000)), TIME, 0);
        assertThat(numbers(history)).containsExactly(3);
    }

    @Test
    void aStartThatChangesNothingIsTheNewestSnapshot() {
        open(9).keepIfNew(content("ONE"), TIME);
        History next = open(9);
        next.keepIfNew(content("ONE"), TIME.plusSeconds(9));
        assertThat(next.current()).isEqualTo(1);
        next.keepIfNew(content("TWO"), TIME);
        next.keepIfNew(content("ONE"), TIME);
        assertThat(numbers(next)).containsExactly(1, 2, 3);
        assertThat(next.current()).isEqualTo(3);
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidOnceUntilItCan() throws IOException {
        Files.writeString(folder, "in the way");
        History history = open(9);
        assertThat(history.keep(content("ONE"), TIME, 0)).isFalse();
        assertThat(history.keep(content("TWO"), TIME, 0)).isFalse();
        assertThat(history.current()).isZero();
        assertThat(log).hasSize(1).allMatch(line -> line.startsWith("EZX1048E "));
        Files.delete(folder);
        assertThat(history.keep(content("THREE"), TIME, 0)).isTrue();
        assertThat(numbers(history)).containsExactly(1);
        assertThat(log).hasSize(1);
    }

    @Test
    void aTrialIsKnownToTheNextStartUntilItEnds() throws IOException {
        History history = open(9);
        history.keep(content("ONE"), TIME, 0);
        assertThat(history.unfinishedTrial()).isEmpty();
        history.beginTrial(1);
        history.beginTrial(1);
        assertThat(open(9).unfinishedTrial()).contains(new Unconfirmed(2, 1));
        assertThat(history.endTrial()).isTrue();
        assertThat(open(9).unfinishedTrial()).isEmpty();
        assertThat(history.endTrial()).isTrue();
        Files.writeString(folder.resolve("trial"), "something else");
        assertThat(open(9).unfinishedTrial()).isEmpty();
        assertThat(log).hasSize(1).allMatch(line -> line.startsWith("EZX1048E "));
    }

    private final class Log implements Hardcopy {
        @Override
        public void issue(Message message, Object... inserts) {
            log.add(message + " " + message.text(inserts));
        }

        @Override
        public List<Line> recent(int most) {
            return List.of();
        }
    }
}
