// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.provider;

import org.osgi.framework.Version;

/**
 * The level that runs: told by the launcher, and changed by an upgrade. A property of the JVM, because it has to live exactly as long as
 * that does: this bundle may be exchanged before.
 */
final class RunningLevel {
    private static final String PROPERTY = "ezplex.level";

    private final Version distribution;

    /** @param distribution the version of the bundles that came with the launcher */
    RunningLevel(Version distribution) {
        this.distribution = distribution;
    }

    /** Its version, or that it is the distribution. */
    String name() {
        return System.getProperty(PROPERTY, LevelStore.DISTRIBUTION);
    }

    Version version() {
        return name().equals(LevelStore.DISTRIBUTION) ? distribution : Version.parseVersion(name());
    }

    void set(String name) {
        System.setProperty(PROPERTY, name);
    }
}
