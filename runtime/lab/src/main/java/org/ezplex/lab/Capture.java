// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A running tcpdump on one interface of a host, into a file. */
public final class Capture implements AutoCloseable {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final LabHost host;
    private final Path file;
    private final LabHost.Background process;

    private Capture(LabHost host, Path file, LabHost.Background process) {
        this.host = host;
        this.file = file;
        this.process = process;
    }

    static Capture start(LabHost host, String interfaceName, String filter) {
        String key = "capture-" + System.nanoTime();
        Path file = host.folder().resolve(key + ".pcap");
        LabHost.Background process = host.startProgram(
                key,
                List.of(
                        "tcpdump",
                        "-i",
                        interfaceName,
                        "-n",
                        "-p",
                        "-U",
                        "--immediate-mode",
                        "-s",
                        "128",
                        "-Z",
                        "root",
                        "-B",
                        "16384",
                        "-w",
                        file.toString(),
                        filter));
        process.waitUntil("tcpdump to listen", () -> listening(process.log()));
        return new Capture(host, file, process);
    }

    private static boolean listening(Path log) {
        try {
            return Files.readString(log).contains("listening on");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many captured packets match {@code filter} too; an empty one matches all. Ends the capture. */
    public long count(String filter) {
        return lines(filter).size();
    }

    /** The captured packets that match {@code filter}, one line of tcpdump each, with link headers. Ends the capture. */
    public List<String> lines(String filter) {
        close();
        return Commands.run(List.of("tcpdump", "-r", file.toString(), "-n", "-e", filter))
                .lines()
                .toList();
    }

    /**
     * A captured packet.
     *
     * @param nanos when it came, as System.nanoTime, by the kernel's time stamp
     * @param line what tcpdump says of it, with absolute sequence numbers
     */
    public record Timed(long nanos, String line) {}

    /** The captured packets that match {@code filter}, in the order of time. Ends the capture. */
    public List<Timed> timed(String filter) {
        close();
        Instant now = Instant.now();
        long ahead = now.getEpochSecond() * NANOS_PER_SECOND + now.getNano() - System.nanoTime();
        return Commands.run(List.of("tcpdump", "-r", file.toString(), "-n", "-S", "-tt", filter))
                .lines()
                .map(line -> new Timed(epochNanos(line) - ahead, line))
                .toList();
    }

    static long epochNanos(String line) {
        return new BigDecimal(line.substring(0, line.indexOf(' ')))
                .movePointRight(9)
                .longValueExact();
    }

    /** The host it runs on. */
    public LabHost host() {
        return host;
    }

    @Override
    public void close() {
        process.close();
    }
}
