// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import jakarta.json.JsonObject;
import java.util.List;

/** Reads the console's reports. */
public final class Reports {
    private Reports() {}

    /** How many active members {@code system} sees in its XCF group. */
    public static long activeMembers(LabSystem system) {
        return system.console("display xcf group --json").rows().stream()
                .filter(row -> row.getString("state", "").equals("ACTIVE"))
                .count();
    }

    /** The destination port table of {@code system}. */
    public static List<JsonObject> destinationPortTable(LabSystem system) {
        return system.console("netstat vdpt --json").rows();
    }
}
