// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabSystem;

/** Runs systems of a lab as {@code dist/ezplex.service} does: as a user of their own, whom this machine need not know. */
final class ServiceUser {
    private static final String USER = "64300";

    /** A program of a lab has a mount namespace of its own. In there the device is open to all, as udev makes it. */
    private static final String OPEN_TUN =
            "mount -t tmpfs -o mode=755 tmpfs /dev/net && mknod -m 666 /dev/net/tun c 10 200 && exec \"$@\"";

    private ServiceUser() {}

    /** Those that the unit has. */
    static List<String> capabilities(Lab lab) {
        Path unit = lab.plan().distribution().resolve("dist/ezplex.service");
        try {
            return Files.readAllLines(unit).stream()
                    .filter(line -> line.startsWith("AmbientCapabilities="))
                    .flatMap(line -> List.of(line.replaceFirst(".*=", "").split(" ", -1)).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a system with these capabilities and no others; waits until its console answers. */
    static void start(Lab lab, LabSystem system, List<String> capabilities) {
        letIn(lab.folder());
        system.exec("chown", "-R", USER + ":" + USER, system.home().toString()).output();
        List<String> command = new ArrayList<>(List.of("sh", "-c", OPEN_TUN, "sh", "setpriv", "--no-new-privs"));
        command.addAll(List.of("--reuid", USER, "--regid", USER, "--clear-groups"));
        String set = capabilities.stream()
                .map(name -> ",+" + name.substring("CAP_".length()).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("", "-all", ""));
        for (String kind : List.of("bounding-set", "inh-caps", "ambient-caps")) {
            command.addAll(List.of("--" + kind, set));
        }
        system.launchUnder(command);
        system.awaitConsole();
    }

    /** To the home in it, which is the user's. */
    private static void letIn(Path folder) {
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
