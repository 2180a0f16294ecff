// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** Levels for all systems of the sysplex, one system after the other. Safe for any thread. */
@ProviderType
public interface SysplexUpgrades {
    /**
     * Hands {@code file} to every active system, and gives what each of them says of it. Changes nothing. Whoever calls waits for the
     * answers, some seconds; those that have not come after 50 s are missing from what is given.
     *
     * @throws UpgradeException if this system refuses the package, or the sysplex is not ready for it
     */
    SysplexUpgrade plan(Path file);

    /**
     * As {@link #plan}, and begins the rolling upgrade if no system has refused. It goes on by itself, also when this system ends.
     *
     * @throws UpgradeException if this system refuses the package, or the sysplex is not ready for it
     */
    SysplexUpgrade begin(Path file);

    /**
     * Gives the last rolling upgrade up: the systems that have its level go back, one after the other. Gives what that begins with.
     *
     * @throws UpgradeException if there is none
     */
    SysplexUpgrade rollback();

    /** The level of each system, and how the last rolling upgrade stands. */
    SysplexUpgrade status();
}
