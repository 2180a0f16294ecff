// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assumptions.assumeThat;

import jakarta.json.JsonObject;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.Wait;

/** What a system says of what its kernel does by itself. */
final class KernelPath {
    private KernelPath() {}

    /** Waits until it forwards in the kernel, as its profile wants. A kernel that takes no program is no fault of this one's. */
    static void assumeTaken(LabSystem system) {
        Wait.forCondition(
                system.name() + " to forward in the kernel, or to say why not",
                Scene.PATIENCE,
                () -> name(system).equals("ACCELERATOR") || said(system, "EZX4005E"));
        assumeThat(said(system, "EZX4005E")).as("EZX4005E").isFalse();
    }

    static boolean said(LabSystem system, String id) {
        return messages(system).contains(id);
    }

    /** What it has said so far. */
    static String messages(LabSystem system) {
        return system.console("display messages max all").output();
    }

    static void await(LabSystem system, String name) {
        Wait.forCondition(system.name() + " to forward by " + name, Scene.PATIENCE, () -> name(system)
                .equals(name));
    }

    static String name(LabSystem system) {
        return info(system).getString("dataPath");
    }

    static long counter(LabSystem system, String counter) {
        return info(system).getJsonObject("counters").getJsonNumber(counter).longValue();
    }

    private static JsonObject info(LabSystem system) {
        return system.console("display osainfo --json").rows().get(0).getJsonObject("info");
    }
}
