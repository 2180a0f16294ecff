// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.nio.file.Path;
import java.util.List;
import org.ezplex.upgrade.UpgradeException;
import org.ezplex.upgrade.UpgradePlan;
import org.ezplex.upgrade.Upgrades;

/** UPGRADE: what a package would change, putting it in force, and going back. */
final class Upgrade {
    private final Parts parts;
    private final OperandFiles files;

    Upgrade(Parts parts, OperandFiles files) {
        this.parts = parts;
        this.files = files;
    }

    Netstat.Answer run(List<String> entered, Heading heading) {
        Words words = new Words(entered, "USAGE: " + Usage.UPGRADE);
        try {
            if (words.take("PLAN", 4)) {
                Path file = files.next(words);
                ReportOptions options = ReportOptions.read(words);
                return new Netstat.Answer(
                        UpgradeReport.plan(heading, parts.levels().plan(file), options), options.json());
            }
            if (words.take("APPLY", 5)) {
                Path file = files.next(words);
                ReportOptions options = ReportOptions.read(words);
                Upgrades levels = parts.levels();
                return done(levels.apply(file), levels, options);
            }
            if (words.take("STATUS", 4)) {
                ReportOptions options = ReportOptions.read(words);
                return new Netstat.Answer(
                        UpgradeReport.status(heading, parts.levels().status()), options.json());
            }
            if (words.take("ROLLBACK", 8)) {
                ReportOptions options = ReportOptions.read(words);
                Upgrades levels = parts.levels();
                return done(levels.rollback(), levels, options);
            }
        } catch (UpgradeException e) {
            throw CommandFailure.failed(e.id().name() + " " + e.getMessage(), e.id().response());
        }
        throw words.unknown(words.next("PLAN, APPLY, STATUS OR ROLLBACK"));
    }

    /** The engine has issued its message itself, so it is only printed here. This console may have lost its parts by then. */
    private static Netstat.Answer done(UpgradePlan plan, Upgrades levels, ReportOptions options) {
        return new Netstat.Answer(UpgradeReport.done(plan, levels.status()), options.json());
    }
}
