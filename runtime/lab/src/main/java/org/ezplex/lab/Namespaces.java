// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Named network namespaces as ip netns keeps them. */
final class Namespaces {
    private static final Path FOLDER = Path.of("/run/netns");
    private static final Pattern HOST = Pattern.compile("SWITCH|SYS\\d+|CLIENT\\d+");
    private static final Duration GRACE = Duration.ofSeconds(10);

    private Namespaces() {}

    /** The hosts that have a namespace named with {@code prefix}. */
    static List<String> withPrefix(String prefix) {
        if (!Files.isDirectory(FOLDER)) {
            return List.of();
        }
        try (Stream<Path> names = Files.list(FOLDER)) {
            return names.map(name -> name.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .map(name -> name.substring(prefix.length()))
                    .filter(host -> HOST.matcher(host).matches())
                    .sorted(Namespaces::byNumber)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends every process in a namespace of ours, whoever started it there. */
    static void empty(String namespace) {
        for (String signal : List.of("TERM", "KILL")) {
            if (Wait.until(signal.equals("TERM") ? Duration.ZERO : GRACE, () -> processes(namespace)
                    .isEmpty())) {
                return;
            }
            String pids = String.join(" ", processes(namespace));
            // One of them may end meanwhile: what counts is that none is left.
            Commands.tryRun(List.of("sh", "-c", "kill -" + signal + " " + pids), "", GRACE);
        }
        Wait.forCondition("the processes in " + namespace + " to end", GRACE, () -> processes(namespace)
                .isEmpty());
    }

    private static List<String> processes(String namespace) {
        return Commands.run("ip", "netns", "pids", namespace)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static int byNumber(String a, String b) {
        int kind = a.replaceAll("\\d", "").compareTo(b.replaceAll("\\d", ""));
        return kind != 0 ? -kind : Integer.compare(a.length(), b.length()) * 1000 + Integer.signum(a.compareTo(b));
    }
}
