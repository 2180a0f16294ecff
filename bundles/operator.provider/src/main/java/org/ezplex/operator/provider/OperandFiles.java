// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The files that a command may name, relative to the home. What a file holds comes back in messages, so whoever may not read every file
 * of the host may name only profiles and packages of the home.
 */
final class OperandFiles {
    private static final Pattern HARMLESS = Pattern.compile("(?i)profile(\\..*)?|.*\\.(profile|tcpip|package)");

    private final Path home;
    private final boolean confined;

    OperandFiles(Path home, boolean confined) {
        this.home = home;
        this.confined = confined;
    }

    /** The file that the next word names. */
    Path next(Words words) {
        String name = words.next("FILE");
        try {
            Path file = home.resolve(name).normalize();
            if (confined && !harmless(file)) {
                throw CommandFailure.refused(
                        name + " IS NO FILE FOR THIS ROLE",
                        "name a file of the home called PROFILE.*, *.profile, *.tcpip or *.package, or let an"
                                + " administrator enter this");
            }
            return file;
        } catch (InvalidPathException e) {
            throw words.wrong(name + " IS NOT A FILE NAME: " + e.getReason());
        }
    }

    private boolean harmless(Path file) {
        try {
            Path there = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path within = Files.exists(file)
                    ? home.toRealPath()
                    : home.toAbsolutePath().normalize();
            return there.startsWith(within)
                    && HARMLESS.matcher(there.getFileName().toString()).matches();
        } catch (IOException e) {
            return false;
        }
    }
}
