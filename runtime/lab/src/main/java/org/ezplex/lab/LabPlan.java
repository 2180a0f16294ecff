// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a lab is to be.
 *
 * @param name the lab's name; several labs can be up side by side, each in namespaces of its own
 * @param systems how many systems, 1 to 32
 * @param clients how many clients, 0 to 32
 * @param profiles a folder with SYSn.profile files or DEFAULT.profile; empty for the built-in profiles
 * @param adapter how the systems' adapters take frames from the LAN
 * @param distribution the folder with the product's distribution
 * @param startSystems whether the systems' JVMs are started; without it there are hosts only
 */
public record LabPlan(
        String name,
        int systems,
        int clients,
        Optional<Path> profiles,
        Adapter adapter,
        Path distribution,
        boolean startSystems) {
    /** The name of the lab of the command line. */
    public static final String DEFAULT_NAME = "default";

    /** The most systems, and the most clients: so many have addresses beside the DVIPAs. */
    public static final int MOST = 32;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,15}");

    /** How adapters take frames. */
    public enum Adapter {
        /** libpcap. */
        PCAP,
        /** libpcap and the in-kernel fast path. */
        ACCELERATOR
    }

    /** Checks bounds. */
    public LabPlan {
        Objects.requireNonNull(profiles);
        Objects.requireNonNull(adapter);
        Objects.requireNonNull(distribution);
        if (!NAME.matcher(name).matches()) {
            throw new LabException("a lab's name is 1 to 16 lower case letters and digits, not " + name);
        }
        if (systems < 1 || systems > MOST || clients < 0 || clients > MOST) {
            throw new LabException("a lab has 1 to " + MOST + " systems and 0 to " + MOST + " clients");
        }
    }

    /** Four systems and a client, with the built-in profiles. */
    public static LabPlan standard() {
        return new LabPlan(DEFAULT_NAME, 4, 1, Optional.empty(), Adapter.PCAP, Distribution.folder(), true);
    }

    /** With another name. */
    public LabPlan named(String newName) {
        return new LabPlan(newName, systems, clients, profiles, adapter, distribution, startSystems);
    }

    /** With other numbers of hosts. */
    public LabPlan hosts(int newSystems, int newClients) {
        return new LabPlan(name, newSystems, newClients, profiles, adapter, distribution, startSystems);
    }

    /** With profiles from a folder. */
    public LabPlan withProfiles(Path folder) {
        return new LabPlan(name, systems, clients, Optional.of(folder), adapter, distribution, startSystems);
    }

    /** With another adapter. */
    public LabPlan withAdapter(Adapter newAdapter) {
        return new LabPlan(name, systems, clients, profiles, newAdapter, distribution, startSystems);
    }

    /** With hosts only: no system is started. */
    public LabPlan hostsOnly() {
        return new LabPlan(name, systems, clients, profiles, adapter, distribution, false);
    }
}
