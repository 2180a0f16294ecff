// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ezplex.lab.LabException;
import org.ezplex.lab.LabHost;
import org.ezplex.lab.LabSystem;

/**
 * SYNs of ever new connections to the port that honest clients use, as many as one processor can send. The server drops them behind its
 * counter, as one that is protected itself: the product is to be seen, and not the server.
 */
final class Flood {
    private static final int SECONDS_OF_WARMTH = 1;

    /** Times the sources of a series, and the ports of each: some four million connections. */
    private static final int SERIES = 8;

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final long KIBI = 1024;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Site site;
    private final LabHost attacker;
    private final LabSystem owner;
    private final Path script;

    /** Marked frames are dropped by the server already; {@code script} makes wrk say what it has found. */
    Flood(Site site, LabHost attacker, LabSystem owner, Path script) {
        this.site = site;
        this.attacker = attacker;
        this.owner = owner;
        this.script = script;
    }

    /** What honest clients get without it, and with it; the way has been entered. */
    FloodResult measure(Way way, int connections, int seconds) {
        HttpResult quiet = HttpResult.run(site.client(), script, way.address(), connections, true, seconds);
        Path frames = site.file("flood.trafgen", frames(way));
        long memory = memory();
        try (LabHost.Background flood = attacker.startProgram("flood", Trafgen.endless(attacker, frames))) {
            long sent = sent();
            flood.waitUntil("a flood to begin", () -> sent() > sent);
            // The honest ones begin when the tables are full of it.
            HttpResult.run(site.client(), script, way.address(), connections, true, SECONDS_OF_WARMTH);
            long before = sent();
            long begin = System.nanoTime();
            HttpResult kept = HttpResult.run(site.client(), script, way.address(), connections, true, seconds);
            HttpResult opened = HttpResult.run(site.client(), script, way.address(), 1, false, seconds);
            double perSecond = (sent() - before) * NANOS_PER_SECOND / (System.nanoTime() - begin);
            if (!flood.alive()) {
                throw new LabException(
                        "the flood has ended early: " + flood.awaitOutput().strip());
            }
            return new FloodResult(way.name(), perSecond, quiet, kept, opened, memory() - memory);
        }
    }

    private String frames(Way way) {
        Frames frames = new Frames(
                site.ipv6(),
                attacker.mac(),
                Site.nextMac(attacker, way.address()),
                site.clientAddress(),
                way.address(),
                List.of());
        return IntStream.range(0, SERIES)
                .mapToObj(series -> frames.of(Traffic.SYN, series))
                .collect(Collectors.joining());
    }

    private long sent() {
        return Packets.count(attacker, "tx_packets");
    }

    /** Octets that the owner's process has in memory. */
    private long memory() {
        try {
            return resident(Files.readString(Path.of("/proc/" + owner.pid() + "/status")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long resident(String status) {
        Matcher matcher = RESIDENT.matcher(status);
        if (!matcher.find()) {
            throw new LabException("a process's status does not say what it has in memory: " + status.strip());
        }
        return Long.parseLong(matcher.group(1)) * KIBI;
    }
}
