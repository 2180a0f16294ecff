// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A program on a lab host that takes commands from its standard input, a line each, and answers them by lines. */
public final class Dialogue implements AutoCloseable {
    private static final String END = "\u0000end of output";

    private final Process process;
    private final Path log;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private Dialogue(Process process, Path log) {
        this.process = process;
        this.log = log;
        Thread reader = new Thread(this::readLines, "dialogue");
        reader.setDaemon(true);
        reader.start();
    }

    /** Its error output goes to {@code log}. */
    static Dialogue start(List<String> command, Path log) {
        return new Dialogue(
                Commands.start(
                        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))),
                log);
    }

    Process process() {
        return process;
    }

    /** Sends a command. */
    public void tell(String command) {
        try {
            process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new LabException(
                    "cannot send '" + command + "': " + e.getMessage() + "\n"
                            + Logs.tail(log).strip(),
                    e);
        }
    }

    /** Sends a command and waits for its answer: the lines up to the first that begins with {@code last}, that one included. */
    public List<String> ask(String command, String last, Duration patience) {
        tell(command);
        return await(command, last, patience);
    }

    /** As {@link #ask}, for a command that has been sent. */
    public List<String> await(String command, String last, Duration patience) {
        List<String> answer = new ArrayList<>();
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            String line = next(end - System.nanoTime());
            if (line.isEmpty() || line.equals(END)) {
                throw new LabException("no answer to '" + command + "'"
                        + (line.isEmpty() ? " within " + patience.toSeconds() + " s" : ", the program has ended") + "\n"
                        + Logs.tail(log).strip());
            }
            answer.add(line);
            if (line.startsWith(last)) {
                return answer;
            }
        }
    }

    /** The next line; empty if there is none in time. */
    private String next(long nanos) {
        try {
            String line = lines.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            return line == null ? "" : line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted", e);
        }
    }

    private void readLines() {
        try (var in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            // The program was ended; what it had to say has been read.
            lines.add(END);
            return;
        }
        lines.add(END);
    }

    /** Ends its input, which ends the program. */
    @Override
    public void close() {
        Commands.endByInput(process);
    }
}
