// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.file;

import org.osgi.framework.Version;

/** Comparing versions. */
public final class Versions {
    private Versions() {}

    /** The higher of the two. */
    public static Version higher(Version one, Version other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
