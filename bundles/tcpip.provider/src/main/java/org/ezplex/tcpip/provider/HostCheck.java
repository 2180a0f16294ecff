// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the host allows, for the one message that says what is missing. */
final class HostCheck {
    private static final int CAP_NET_ADMIN = 12;

    static final String NO_CHANGES = "no internal addresses, no data device";

    private HostCheck() {}

    /** Why internal addresses or the data device will not work; empty if nothing speaks against them. */
    static List<Missing> missing(Path processStatus, Path tun) {
        List<Missing> missing = new ArrayList<>();
        if (!hasNetAdmin(processStatus)) {
            missing.add(new Missing("no capability CAP_NET_ADMIN", NO_CHANGES));
        }
        if (!Files.exists(tun)) {
            missing.add(new Missing("no " + tun, "no data device"));
        } else if (!Files.isWritable(tun)) {
            missing.add(new Missing(tun + " is closed to this user", "no data device"));
        }
        return missing;
    }

    private static boolean hasNetAdmin(Path processStatus) {
        try {
            return Files.readAllLines(processStatus).stream()
                    .filter(line -> line.startsWith("CapEff:"))
                    .anyMatch(
                            line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) >>> CAP_NET_ADMIN & 1) != 0);
        } catch (IOException e) {
            return false;
        }
    }

    /** What identifies this boot and network namespace. */
    static String scope() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + " "
                    + Files.readSymbolicLink(Path.of("/proc/self/ns/net"));
        } catch (IOException e) {
            return "unknown";
        }
    }

    /**
     * Something the host lacks.
     *
     * @param what it lacks
     * @param without what does not work without it
     */
    record Missing(String what, String without) {}
}
