// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ezplex.tcpip.StackException;

/** Kernel settings with a whole number as value, by their path under {@code /proc/sys}. */
final class Sysctls {
    private static final Pattern KEY = Pattern.compile("net/ipv[46]/conf/(?!\\.\\.?/)[^/\\s]{1,15}/[a-z_]{1,40}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}");

    private final Path root;

    Sysctls(Path root) {
        this.root = root;
    }

    /** Whether {@code key} names a setting this provider may change. */
    static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }

    /** The value; empty if the host has no such setting or it is no number. */
    OptionalInt read(String key) {
        try {
            String text = Files.readString(root.resolve(key)).strip();
            return NUMBER.matcher(text).matches() ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }

    void write(String key, int value) {
        try {
            Files.writeString(root.resolve(key), value + "\n");
        } catch (IOException e) {
            String name = key.replace('/', '.');
            throw new StackException(
                    "cannot set " + name + " to " + value + ": " + e.getMessage()
                            + "; it takes CAP_NET_ADMIN and a /proc/sys that is not mounted read-only, or set it beforehand",
                    e);
        }
    }

    /** The names that have a folder of their own in {@code net/ipv4/conf}, {@code all} and {@code default} included. */
    List<String> ipv4Interfaces() {
        try (Stream<Path> folders = Files.list(root.resolve("net/ipv4/conf"))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new StackException("cannot list " + root.resolve("net/ipv4/conf") + ": " + e.getMessage(), e);
        }
    }
}
