// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What runs, and what became of the last upgrade.
 *
 * @param runs the version of the level that runs
 * @param starts the version of the level that the next start of the system starts; {@code distribution} for the bundles that came with
 *     the launcher
 * @param previous the level that a rollback goes back to
 * @param busy whether an upgrade or rollback is going on
 * @param trusted the names of the signers that this system trusts
 * @param last the last upgrade or rollback since the system was started
 */
public record UpgradeStatus(
        String runs,
        String starts,
        Optional<String> previous,
        boolean busy,
        List<String> trusted,
        Optional<Result> last) {
    /** Copies the list. */
    public UpgradeStatus {
        trusted = List.copyOf(trusted);
    }

    /**
     * How an upgrade or rollback ended.
     *
     * @param time when
     * @param done whether it did what it said
     * @param text the operator's message with its id
     */
    public record Result(Instant time, boolean done, String text) {}
}
