// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program that is started and waits for its input, so that what it is to do is done within a millisecond of being asked. */
public final class Trigger implements AutoCloseable {
    private final Process process;
    private final String input;

    private Trigger(Process process, String input) {
        this.process = process;
        this.input = input;
    }

    static Trigger armed(List<String> command, String input) {
        return new Trigger(
                Commands.start(new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)),
                input);
    }

    static Trigger signal(String signal, long pid) {
        return armed(List.of("sh"), "kill -" + signal + " " + pid + "\n");
    }

    /** Does it, once. @return when, as System.nanoTime tells */
    public long pull() {
        try {
            long now = System.nanoTime();
            process.getOutputStream().write(input.getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
            return now;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Commands.endByInput(process);
    }
}
