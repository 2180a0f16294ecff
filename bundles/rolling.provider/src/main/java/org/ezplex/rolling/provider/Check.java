// SPDX-License-Identifier: Apache-2.0
package org.ezplex.rolling.provider;

import java.nio.file.Path;
import org.ezplex.system.Message;
import org.ezplex.upgrade.Change;
import org.ezplex.upgrade.UpgradeException;
import org.ezplex.upgrade.UpgradePlan;
import org.ezplex.upgrade.Upgrades;

/** Looks at a package as if nobody had done so before: whoever sent it need not be believed. */
record Check(Upgrades upgrades, Goal goal) {
    /** What the package would change; throws {@link UpgradeException} if it is not to be applied. */
    String of(Path file) {
        UpgradePlan plan = upgrades.plan(file);
        if (!plan.level().version().equals(goal.level())) {
            throw new UpgradeException(
                    Message.EZX8010E,
                    file,
                    "it is of level " + plan.level().version() + ", and not of " + goal.level());
        }
        if (!plan.obstacles().isEmpty()) {
            throw new UpgradeException(
                    Message.EZX8021E,
                    plan.level().version(),
                    plan.level().signer(),
                    plan.obstacles().get(0));
        }
        return plan.count(Change.CHANGED) + " CHANGED, " + plan.count(Change.NEW) + " NEW, " + plan.count(Change.GONE)
                + " GONE";
    }
}
