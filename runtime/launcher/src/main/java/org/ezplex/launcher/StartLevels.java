// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import java.util.List;

/**
 * The level at which a bundle is started, by its role. The order matters four times: messages of level 2 want the log, the
 * Configurator of level 2 has put every configuration in place before a component of level 4 asks for its own, what checks
 * the settings on their way to a component is there by then, on level 3, and so are all NIC drivers that an adapter may choose from.
 */
public final class StartLevels {
    static final int LOGGING = 1;
    static final int SERVICES = 2;
    static final int THIRD_PARTY = 3;
    static final int EZPLEX = 4;
    static final int CONSOLE = 5;

    private static final List<String> BEFORE_OURS =
            List.of("org.ezplex.jgroups", "org.ezplex.pcap4j", "org.ezplex.settings.provider");

    private StartLevels() {}

    /** For a bundle of the distribution, and for who makes a package of a level. */
    public static int of(String symbolicName) {
        if (symbolicName.startsWith("org.ops4j.pax.logging")) {
            return LOGGING;
        }
        if (symbolicName.startsWith("org.apache.felix.gogo") || symbolicName.startsWith("org.jline")) {
            return CONSOLE;
        }
        if (symbolicName.startsWith("org.apache.felix") || symbolicName.startsWith("org.osgi")) {
            return SERVICES;
        }
        boolean before = BEFORE_OURS.contains(symbolicName) || symbolicName.startsWith("org.ezplex.nic.");
        return symbolicName.startsWith("org.ezplex.") && !before ? EZPLEX : THIRD_PARTY;
    }
}
