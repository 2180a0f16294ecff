// SPDX-License-Identifier: Apache-2.0
package org.ezplex.rolling.provider;

import java.nio.file.Path;
import org.ezplex.system.Message;
import org.ezplex.upgrade.Change;
import org.ezplex.upgrade.UpgradeException;
import org.ezplex.upgrade.UpgradePlan;
import org.ezplex.upgrade.Upgrades;

/**
 * What a system does with a package, and says of it in one line. A level that cannot be applied to a running system is put in place, and the
 * system is started again.
 */
final class LevelWork {
    /** Said of a level that cannot be applied to the running system. */
    static final String WITH_A_RESTART = ", WITH A RESTART: ";

    private final Upgrades upgrades;
    private final Runnable restart;

    /** @param restart starts the system again; ends with an exception when that begins, or cannot */
    LevelWork(Upgrades upgrades, Runnable restart) {
        this.upgrades = upgrades;
        this.restart = restart;
    }

    /** Looks at a package as if nobody had done so before: whoever sent it need not be believed. */
    String check(Path file, Goal goal) {
        UpgradePlan plan = upgrades.plan(file);
        if (!plan.level().version().equals(goal.level())) {
            throw new UpgradeException(
                    Message.EZX8010E,
                    file,
                    "it is of level " + plan.level().version() + ", and not of " + goal.level());
        }
        if (!plan.faults().isEmpty()) {
            throw new UpgradeException(
                    Message.EZX8021E,
                    plan.level().version(),
                    plan.level().signer(),
                    plan.faults().get(0));
        }
        String counts = plan.count(Change.CHANGED) + " CHANGED, " + plan.count(Change.NEW) + " NEW, "
                + plan.count(Change.GONE) + " GONE";
        return plan.obstacles().isEmpty()
                ? counts
                : counts + WITH_A_RESTART + plan.obstacles().get(0);
    }

    String apply(Path file) {
        if (upgrades.plan(file).obstacles().isEmpty()) {
            return from(upgrades.apply(file));
        }
        UpgradePlan staged = upgrades.stage(file);
        restart.run();
        return from(staged);
    }

    String back() {
        try {
            return from(upgrades.rollback());
        } catch (UpgradeException e) {
            if (e.id() != Message.EZX8021E) {
                throw e;
            }
        }
        UpgradePlan staged = upgrades.stageBack();
        restart.run();
        return from(staged);
    }

    private static String from(UpgradePlan plan) {
        return "FROM LEVEL " + plan.runs();
    }
}
