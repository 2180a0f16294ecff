// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Runs programs of the host: ip, sh, tcpdump, java. */
final class Commands {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long GRACE_SECONDS = 5;

    private Commands() {}

    /** Runs {@code command}; fails if it does. */
    static String run(List<String> command) {
        return tryRun(command, "", PATIENCE).output();
    }

    /** Runs {@code command}; fails if it does. */
    static String run(String... command) {
        return run(List.of(command));
    }

    /** Runs {@code command} with {@code input} on its standard input, ends it after {@code deadline}. */
    static ExecResult tryRun(List<String> command, String input, Duration deadline) {
        Process process = start(new ProcessBuilder(command));
        try {
            CompletableFuture<String> out = inOwnThread(() -> readAll(process.getInputStream()));
            CompletableFuture<String> err = inOwnThread(() -> readAll(process.getErrorStream()));
            feed(process, input);
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new LabException(
                        String.join(" ", command) + " did not end within " + deadline.toSeconds() + " s");
            }
            return new ExecResult(command, process.exitValue(), out.join(), err.join());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while waiting for " + String.join(" ", command), e);
        }
    }

    /**
     * Does what blocks. Not in the common pool: it has one thread where there are two processors, and from Java 25 on a second
     * task waits there for the end of the first, also when that one waits for the second.
     */
    static <T> CompletableFuture<T> inOwnThread(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, Commands::startThread);
    }

    private static void startThread(Runnable task) {
        Thread thread = new Thread(task, "lab-waits");
        thread.setDaemon(true);
        thread.start();
    }

    /** Runs {@code command} on the terminal of this process. */
    static int runInteractive(List<String> command) {
        Process process = start(new ProcessBuilder(command).inheritIO());
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while waiting for " + String.join(" ", command), e);
        }
    }

    /**
     * What runs {@code command} so that it goes on when the terminal that started it is closed. Not in a session of its own: the kernel
     * shares processors out among sessions, whatever nice values are in them, and hosts of their own would not share any.
     */
    static List<String> detached(List<String> command) {
        List<String> all = new ArrayList<>(List.of("nohup"));
        all.addAll(command);
        return all;
    }

    static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new LabException(
                    "cannot run " + builder.command().get(0) + ": " + e.getMessage()
                            + "\nInstall the package that has it (iproute2, tcpdump, curl), or run ./ezplex doctor.",
                    e);
        }
    }

    /** Ends the input of a program that ends with it; forcibly what goes on for seconds. */
    static void endByInput(Process process) {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void feed(Process process, String input) {
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The program ended without reading its input: its exit code and error output tell why.
            if (process.isAlive()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String readAll(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
