// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import java.util.Locale;
import org.ezplex.system.Message;
import org.ezplex.upgrade.BundleChange;
import org.ezplex.upgrade.Change;
import org.ezplex.upgrade.Level;
import org.ezplex.upgrade.SysplexUpgrade;
import org.ezplex.upgrade.UpgradePlan;
import org.ezplex.upgrade.UpgradeStatus;

/** UPGRADE PLAN, UPGRADE STATUS and UPGRADE SYSPLEX. */
final class UpgradeReport {
    private UpgradeReport() {}

    static Report plan(Heading heading, UpgradePlan plan, ReportOptions options) {
        Level level = plan.level();
        Report.Lines lines = new Report.Lines()
                .add(heading.message(Message.EZX8030I, level.version(), level.name(), level.signer(), plan.runs()));
        Table table = new Table(
                0,
                Table.column("BUNDLE", 30),
                Table.column("CHANGE", 7),
                Table.column("FROM", 8),
                Table.column("TO", 8),
                Table.column("EXCHANGE", 8),
                Table.column("RESTARTS", 8),
                Table.column("TRAFFIC NOTICES", 15));
        for (BundleChange bundle : plan.bundles()) {
            if (bundle.change() != Change.SAME || options.detail()) {
                row(table, bundle, options);
            }
        }
        lines.add(table)
                .add(
                        "%d CHANGED, %d NEW, %d GONE, %d THE SAME",
                        plan.count(Change.CHANGED),
                        plan.count(Change.NEW),
                        plan.count(Change.GONE),
                        plan.count(Change.SAME));
        plan.faults().forEach(fault -> lines.add("CANNOT WORK: " + fault));
        plan.obstacles().forEach(obstacle -> lines.add("NEEDS A ROLLING RESTART OF SYSTEMS: " + obstacle));
        return lines.report(List.of(plan));
    }

    private static void row(Table table, BundleChange bundle, ReportOptions options) {
        table.row(
                bundle.symbolicName(),
                bundle.change(),
                bundle.from(),
                bundle.to(),
                bundle.exchange(),
                bundle.restarts().size(),
                bundle.traffic().toUpperCase(Locale.ROOT));
        if (options.detail() && !bundle.restarts().isEmpty()) {
            table.note("  WITH IT: " + String.join(", ", bundle.restarts()));
        }
    }

    static Report status(Heading heading, UpgradeStatus status) {
        Report.Lines lines = new Report.Lines()
                .add(heading.message(Message.EZX8031I, heading.sysname()))
                .add("RUNS: %s", status.runs())
                .add("NEXT START: %s", status.starts())
                .add("ROLLBACK TO: %s", status.previous().orElse("NONE"))
                .add("GOING ON: %s", Addresses.yes(status.busy()).toUpperCase(Locale.ROOT))
                .add("SIGNERS TRUSTED: %s", status.trusted().isEmpty() ? "NONE" : String.join(", ", status.trusted()));
        status.last().ifPresent(last -> lines.add("LAST: %s %s", heading.moment(last.time()), last.text()));
        return lines.report(List.of(status));
    }

    static Report sysplex(Heading heading, SysplexUpgrade upgrade) {
        Report.Lines lines = new Report.Lines().add(heading.message(Message.EZX8032I, heading.sysname()));
        if (upgrade.phase() != SysplexUpgrade.Phase.NONE) {
            lines.add("LEVEL: %s", upgrade.level())
                    .add("ASKED FOR AT: %s", upgrade.origin())
                    .add("PHASE: %s", upgrade.phase())
                    .add("TURN: %s", upgrade.turn().isEmpty() ? "NONE" : upgrade.turn());
        }
        if (!upgrade.reason().isEmpty()) {
            lines.add("REASON: %s", upgrade.reason());
        }
        Table table = new Table(
                0,
                Table.column("SYSTEM", 8),
                Table.column("ACTIVE", 6),
                Table.column("LEVEL", 10),
                Table.column("PROGRESS", 8),
                Table.column("DETAIL", 20));
        for (SysplexUpgrade.SystemLevel system : upgrade.systems()) {
            table.row(
                    system.system(),
                    Addresses.yes(system.active()).toUpperCase(Locale.ROOT),
                    system.level().isEmpty() ? "UNKNOWN" : system.level(),
                    system.progress(),
                    system.detail());
        }
        return lines.add(table).report(List.of(upgrade));
    }

    /** What the engine has said of {@code plan}, which is done. */
    static Report done(UpgradePlan plan, UpgradeStatus status) {
        return new Report(status.last().map(UpgradeStatus.Result::text).stream().toList(), List.of(plan));
    }
}
