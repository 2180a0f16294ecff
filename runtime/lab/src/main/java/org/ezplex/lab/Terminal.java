// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The terminal of this process in raw mode, put back at the end. Where standard input is none, nothing is changed. */
final class Terminal implements AutoCloseable {
    private final String saved;
    private final String size;

    private Terminal(String saved, String size) {
        this.saved = saved;
        this.size = size;
    }

    static Terminal raw() {
        String saved = stty("-g");
        String size = stty("size");
        if (!saved.isEmpty()) {
            stty("raw", "-echo");
        }
        return new Terminal(saved, size);
    }

    String columns() {
        return size.isEmpty() ? "80" : size.substring(size.indexOf(' ') + 1);
    }

    String rows() {
        return size.isEmpty() ? "24" : size.substring(0, size.indexOf(' '));
    }

    String type() {
        String type = System.getenv("TERM");
        return saved.isEmpty() || type == null || type.isBlank() ? "dumb" : type;
    }

    @Override
    public void close() {
        if (!saved.isEmpty()) {
            stty(saved);
        }
    }

    private static String stty(String... arguments) {
        var command = new java.util.ArrayList<>(List.of("stty"));
        command.addAll(List.of(arguments));
        Process process = Commands.start(new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.DISCARD));
        try {
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return process.waitFor() == 0 ? answer : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted", e);
        }
    }
}
