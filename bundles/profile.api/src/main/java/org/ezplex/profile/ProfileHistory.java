// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The profiles that were in force, kept as numbered snapshots, and changes that come undone by themselves. Safe for any thread;
 * changes are made one after the other, together with those of {@link ProfileService}.
 */
@ProviderType
public interface ProfileHistory {
    /** What is kept, oldest first; bounded, so that numbers before the first one are gone. */
    List<Snapshot> snapshots();

    /** The number of the snapshot in force; 0 if what is in force could not be kept. */
    int currentSnapshot();

    /**
     * The statements that say all that was in force with snapshot {@code number}, one for each line but for what is indented; they can
     * be obeyed by a stack without a profile. Empty if there is no such snapshot.
     */
    Optional<List<String>> statements(int number);

    /** The change that waits for confirmation. */
    Optional<Trial> trial();

    /**
     * As {@link ProfileService#obey}, but what was in force comes back after {@code time} unless the change is confirmed; also if the
     * system ends before. Nothing waits if the file changes nothing. Throws {@link ProfileException} if it cannot be so.
     *
     * @param time at least a second
     */
    Compilation obey(Path file, Duration time);

    /**
     * Puts snapshot {@code number} in force in place of what is; only the dynamic XCF address stays. Throws {@link ProfileException} if
     * it cannot be restored. While a change waits for confirmation only the one before it can be, which ends the wait.
     *
     * @param time empty for good, else it comes undone as with {@link #obey}
     */
    Compilation rollback(int number, Optional<Duration> time);

    /** Keeps the change that waits for confirmation. Throws {@link ProfileException} if there is none. Returns its number. */
    int confirm();
}
