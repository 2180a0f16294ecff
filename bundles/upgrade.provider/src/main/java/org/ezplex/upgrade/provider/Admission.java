// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.provider;

import java.time.Duration;
import java.time.Instant;
import org.ezplex.system.Message;
import org.ezplex.upgrade.UpgradeException;
import org.ezplex.upgrade.file.LevelManifest;
import org.osgi.framework.Version;

/**
 * Whether a level that is well signed may be applied here and now.
 *
 * @param sysplex this system's
 * @param runs the level that runs
 * @param now the time
 */
record Admission(String sysplex, Version runs, Instant now) {
    /** How far the clocks of two hosts may differ. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    /** Throws {@link UpgradeException} if not. */
    void check(LevelManifest level, String signer) {
        if (!level.sysplex().equals("*") && !level.sysplex().equals(sysplex)) {
            throw new UpgradeException(Message.EZX8020E, level.version(), signer, level.sysplex(), sysplex);
        }
        if (level.created().isAfter(now.plus(SKEW))) {
            throw new UpgradeException(Message.EZX8018E, level.version(), signer, level.created());
        }
        if (!now.isBefore(level.expires())) {
            throw new UpgradeException(Message.EZX8017E, level.version(), signer, level.expires());
        }
        if (level.version().compareTo(runs) <= 0) {
            throw new UpgradeException(Message.EZX8019E, level.version(), signer, runs);
        }
        if (runs.compareTo(level.lowest()) < 0) {
            throw new UpgradeException(Message.EZX8023E, level.version(), signer, level.lowest(), runs);
        }
    }
}
