// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
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
 * @param configuration attributes by PID that every system's configuration has besides what the lab needs
 */
public record LabPlan(
        String name,
        int systems,
        int clients,
        Optional<Path> profiles,
        Adapter adapter,
        Path distribution,
        boolean startSystems,
        JsonObject configuration) {
    /** The name of the lab of the command line. */
    public static final String DEFAULT_NAME = "default";

    /** The most systems, and the most clients: so many have addresses beside the DVIPAs. */
    public static final int MOST = 32;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,15}");

    /** How adapters take frames. */
    public enum Adapter {
        /** By the NIC driver that is best. */
        RING,
        /** By libpcap. */
        PCAP,
        /** As RING, with QDIOACCELERATOR in the profiles: the kernel forwards established connections. */
        ACCELERATOR
    }

    /** Checks bounds. */
    public LabPlan {
        Objects.requireNonNull(profiles);
        Objects.requireNonNull(adapter);
        Objects.requireNonNull(distribution);
        Objects.requireNonNull(configuration);
        checkName(name);
        if (systems < 1 || systems > MOST || clients < 0 || clients > MOST) {
            throw new LabException("a lab has 1 to " + MOST + " systems and 0 to " + MOST + " clients");
        }
    }

    /**
     * A lab's name becomes part of the names of namespaces and of a folder that is deleted with all that is in it.
     *
     * @return {@code name}
     * @throws LabException if it may not be one
     */
    static String checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new LabException(
                    "a lab's name is 1 to 16 lower case letters and digits, a letter first, not '" + name + "'");
        }
        return name;
    }

    /** Four systems and a client, with the built-in profiles. */
    public static LabPlan standard() {
        return new LabPlan(
                DEFAULT_NAME,
                4,
                1,
                Optional.empty(),
                Adapter.RING,
                Distribution.folder(),
                true,
                JsonObject.EMPTY_JSON_OBJECT);
    }

    /** With another name. */
    public LabPlan named(String newName) {
        return new LabPlan(newName, systems, clients, profiles, adapter, distribution, startSystems, configuration);
    }

    /** With other numbers of hosts. */
    public LabPlan hosts(int newSystems, int newClients) {
        return new LabPlan(name, newSystems, newClients, profiles, adapter, distribution, startSystems, configuration);
    }

    /** With profiles of one's own, in a folder. */
    public LabPlan withProfiles(Path folder) {
        return new LabPlan(
                name, systems, clients, Optional.of(folder), adapter, distribution, startSystems, configuration);
    }

    /** With another adapter. */
    public LabPlan withAdapter(Adapter newAdapter) {
        return new LabPlan(name, systems, clients, profiles, newAdapter, distribution, startSystems, configuration);
    }

    /** With these attributes of a PID added to every system's configuration; {@link JsonValue#NULL} leaves one to the product. */
    public LabPlan configured(String pid, Map<String, Object> attributes) {
        JsonObject more = Json.createObjectBuilder(configuration)
                .add(pid, Json.createObjectBuilder(attributes))
                .build();
        return new LabPlan(name, systems, clients, profiles, adapter, distribution, startSystems, more);
    }

    /** With this failureDetectionMillis on every system; the product's own, not the patient one of labs, if there is none. */
    public LabPlan detecting(OptionalInt millis) {
        JsonValue value = millis.isPresent() ? Json.createValue(millis.getAsInt()) : JsonValue.NULL;
        return configured("org.ezplex.xcf", Map.of("failureDetectionMillis", value));
    }

    /** With hosts only: no system is started. */
    public LabPlan hostsOnly() {
        return new LabPlan(name, systems, clients, profiles, adapter, distribution, false, configuration);
    }
}
