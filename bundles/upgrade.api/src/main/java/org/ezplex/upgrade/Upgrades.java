// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Levels of the product, from signed packages. One upgrade or rollback at a time; safe for any thread. Whoever calls waits, for
 * minutes if a component takes so long; an interrupt ends the waiting and not what is being done.
 */
@ProviderType
public interface Upgrades {
    /**
     * What {@code file} would change. Changes nothing; its obstacles and faults are in the plan.
     *
     * @throws UpgradeException if the package is refused
     */
    UpgradePlan plan(Path file);

    /**
     * Puts the level of {@code file} in force, and gives what it changed. It runs then, and is what the next start of the system starts.
     *
     * @throws UpgradeException if the package is refused, or failed; the level before runs then
     */
    UpgradePlan apply(Path file);

    /**
     * Puts the level of {@code file} in place for the next start of the system, and gives what that will change; {@link #rollback} before that
     * start takes it back. What runs goes on.
     *
     * @throws UpgradeException if the package is refused, has a fault, or cannot be put in place
     */
    UpgradePlan stage(Path file);

    /**
     * Puts the level before the last upgrade in place for the next start of the system. What runs goes on.
     *
     * @throws UpgradeException if there is none, or it has a fault
     */
    UpgradePlan stageBack();

    /** The version of the level that runs. Cheap: meant to be asked again and again. */
    String runs();

    /** Whether an upgrade or rollback is going on. Cheap: meant to be asked again and again. */
    boolean busy();

    /** What runs, and what became of the last upgrade. */
    UpgradeStatus status();

    /**
     * Puts the level before the last upgrade in force again, and gives what that changed.
     *
     * @throws UpgradeException if there is none, or it failed; the same level as before runs then
     */
    UpgradePlan rollback();
}
