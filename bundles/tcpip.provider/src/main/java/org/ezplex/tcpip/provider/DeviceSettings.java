// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import org.ezplex.tcpip.StackException;

/** The kernel settings of a data device: it takes packets of any sender and says nothing by itself. */
final class DeviceSettings {
    private static final String CONF4 = "net/ipv4/conf/";
    private static final String CONF6 = "net/ipv6/conf/";
    private static final String RP_FILTER = "/rp_filter";

    private final Sysctls sysctls;
    private final HostChanges changes;

    DeviceSettings(Sysctls sysctls, HostChanges changes) {
        this.sysctls = sysctls;
        this.changes = changes;
    }

    /** Prepares {@code device}, which is there but down. Its own settings go with it; the others {@link HostChanges} restores. */
    void prepare(String device) {
        ownRpFilterCounts();
        put(CONF4 + device + RP_FILTER, 0);
        put(CONF6 + device + "/addr_gen_mode", 1);
        put(CONF6 + device + "/accept_ra", 0);
        put(CONF6 + device + "/autoconf", 0);
        put(CONF6 + device + "/router_solicitations", 0);
    }

    /**
     * The kernel uses the maximum of {@code all} and the interface's own reverse path filter, and any filter refuses every
     * packet that comes in on a device without an address. So {@code all} becomes 0, and every other interface gets by itself
     * what it had through {@code all}.
     */
    private void ownRpFilterCounts() {
        int all = sysctls.read(CONF4 + "all" + RP_FILTER).orElse(0);
        if (all == 0) {
            return;
        }
        for (String other : sysctls.ipv4Interfaces()) {
            if (!other.equals("all")) {
                changes.raise(CONF4 + other + RP_FILTER, all);
            }
        }
        changes.set(CONF4 + "all" + RP_FILTER, 0);
    }

    private void put(String key, int value) {
        if (!Sysctls.isKey(key)) {
            throw new StackException("no such setting: " + key);
        }
        int present = sysctls.read(key).orElse(value);
        if (present != value) {
            sysctls.write(key, value);
        }
    }

    /** Whether {@code key} is one of the settings that let packets in by a device without an address. */
    static boolean lets(String key) {
        return key.endsWith(RP_FILTER);
    }
}
