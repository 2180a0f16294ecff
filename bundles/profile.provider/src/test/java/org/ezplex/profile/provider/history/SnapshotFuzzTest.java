// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ezplex.fuzz.Fuzz;
import org.ezplex.profile.Snapshot;
import org.ezplex.profile.provider.text.ProfileText;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files of snapshots: a start goes on without them, and no statements come from them but those that were written. */
class SnapshotFuzzTest {
    private static final int ROUNDS = 1_000;
    private static final List<String> STATEMENTS = List.of("VIPADYNAMIC", "ENDVIPADYNAMIC");
    private static final List<String> FILES =
            List.of("0001/about", "0001/statements", "0001/source-1", "trial", "handover");

    @TempDir
    Path folder;

    private static final class Silent implements Hardcopy {
        @Override
        public void issue(Message message, Object... inserts) {
            assertThat(message.text(inserts)).isNotBlank();
        }

        @Override
        public List<Line> recent(int most) {
            return List.of();
        }
    }

    private History open() {
        History history = new History(folder, new Silent());
        history.limit(9, 1 << 20);
        return history;
    }

    @Test
    void onlyWhatWasWrittenComesBack() throws Exception {
        History history = open();
        history.keep(
                new Content("START", new ProfileText(STATEMENTS, 1), true, Map.of("etc/P", "x"), List.of(), 0),
                Instant.EPOCH,
                0);
        history.beginTrial(1);
        history.handOver();
        List<byte[]> sound = new ArrayList<>();
        for (String file : FILES) {
            sound.add(Files.readAllBytes(folder.resolve(file)));
        }
        Fuzz.of(SnapshotFuzzTest.class, sound).run(ROUNDS, input -> {
            boolean one = false;
            for (int i = 0; i < FILES.size(); i++) {
                Files.write(folder.resolve(FILES.get(i)), input);
                one |= look(open());
                Files.write(folder.resolve(FILES.get(i)), sound.get(i));
            }
            return one;
        });
        assertThat(look(open())).isTrue();
    }

    private static boolean look(History history) {
        history.unfinishedTrial();
        history.takeOver();
        for (Snapshot snapshot : history.snapshots()) {
            history.statements(snapshot.number())
                    .ifPresent(lines -> assertThat(lines).isEqualTo(STATEMENTS));
        }
        return !history.snapshots().isEmpty();
    }
}
