// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.nio.file.Path;
import java.util.List;
import org.ezplex.system.Message;
import org.ezplex.upgrade.SysplexUpgrade;
import org.ezplex.upgrade.SysplexUpgrades;
import org.ezplex.upgrade.UpgradeException;
import org.ezplex.upgrade.UpgradePlan;
import org.ezplex.upgrade.Upgrades;

/** UPGRADE: what a package would change, putting it in force here or on all systems, and going back. */
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
            if (words.take("STAGE", 5)) {
                Path file = files.next(words);
                ReportOptions options = ReportOptions.read(words);
                Upgrades levels = parts.levels();
                return done(levels.stage(file), levels, options);
            }
            if (words.take("SYSPLEX", 7)) {
                return sysplex(words, heading);
            }
            if (words.take("STATUS", 4)) {
                if (words.take("SYSPLEX", 7)) {
                    return sysplex(heading, parts.rolling().status(), ReportOptions.read(words));
                }
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
        throw words.unknown(words.next("PLAN, APPLY, STAGE, SYSPLEX, STATUS OR ROLLBACK"));
    }

    private Netstat.Answer sysplex(Words words, Heading heading) {
        if (words.take("ROLLBACK", 8)) {
            ReportOptions options = ReportOptions.read(words);
            return sysplex(heading, parts.rolling().rollback(), options);
        }
        boolean trial = words.take("PLAN", 4);
        Path file = files.next(words);
        ReportOptions options = ReportOptions.read(words);
        SysplexUpgrades rolling = parts.rolling();
        SysplexUpgrade upgrade = trial ? rolling.plan(file) : rolling.begin(file);
        if (upgrade.phase() == SysplexUpgrade.Phase.WITHDRAWN
                && !upgrade.reason().isEmpty()) {
            throw new UpgradeException(Message.EZX8041E, upgrade.level(), upgrade.reason());
        }
        return sysplex(heading, upgrade, options);
    }

    private static Netstat.Answer sysplex(Heading heading, SysplexUpgrade upgrade, ReportOptions options) {
        return new Netstat.Answer(UpgradeReport.sysplex(heading, upgrade), options.json());
    }

    /** The engine has issued its message itself, so it is only printed here. This console may have lost its parts by then. */
    private static Netstat.Answer done(UpgradePlan plan, Upgrades levels, ReportOptions options) {
        return new Netstat.Answer(UpgradeReport.done(plan, levels.status()), options.json());
    }
}
