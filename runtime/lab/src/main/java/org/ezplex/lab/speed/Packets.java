// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.ezplex.lab.LabHost;
import org.ezplex.lab.Wait;

/**
 * Packets per second from the client to the server, counted by their interfaces. The client's frames are those of connections that both
 * have, so that every way knows them as established; the server drops them behind its counter.
 */
final class Packets {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 1000;

    /** More than a token bucket of small frames is good for. */
    private static final int MOST = 1_000_000;

    /** What flat out is about; only for how long it takes. */
    private static final int GUESS = 300_000;

    private static final int OCTETS4 = 54;
    private static final int OCTETS6 = 74;

    private final Site site;
    private final long system;
    private final double seconds;
    private int series;

    /** Each trial takes {@code seconds}; {@code system} is the process of the one that forwards. */
    Packets(Site site, long system, double seconds) {
        this.system = system;
        this.site = site;
        this.seconds = seconds;
        site.server()
                .shell("tc qdisc add dev " + site.server().lanInterface() + " clsact 2>/dev/null\n"
                        + "tc filter add dev " + site.server().lanInterface() + " ingress pref 1 bpf da bytecode '"
                        + Frames.dropFilter(site.ipv6()) + "'");
    }

    /** What is missing, if anything is. */
    static Optional<String> obstacle(Site site) {
        return Site.has(site.client(), Trafgen.PROGRAM)
                ? Optional.empty()
                : Optional.of("packets per second are not measured: apt-get install " + Trafgen.PACKAGE);
    }

    /** Of each kind; the way has been entered. */
    Map<Traffic, PacketResult> measure(Way way) {
        Map<Traffic, PacketResult> results = new EnumMap<>(Traffic.class);
        try (HeldConnections held = new HeldConnections(site.client(), way.address(), CONNECTIONS)) {
            Frames frames = new Frames(
                    site.ipv6(),
                    site.client().mac(),
                    Site.nextMac(site.client(), way.address()),
                    site.clientAddress(),
                    way.address(),
                    held.ports());
            for (Traffic traffic : Traffic.values()) {
                Trial flatOut =
                        trial(frames, traffic, (file, count) -> Trafgen.flatOut(site.client(), file, count), GUESS);
                results.put(traffic, PacketResult.search(flatOut, rate -> paced(frames, traffic, rate), MOST));
            }
        }
        return results;
    }

    private Trial paced(Frames frames, Traffic traffic, int rate) {
        int octets = site.ipv6() ? OCTETS6 : OCTETS4;
        return trial(frames, traffic, (file, count) -> Trafgen.paced(site.client(), file, count, rate, octets), rate);
    }

    private interface Sender {
        double send(Path frames, long count);
    }

    private Trial trial(Frames frames, Traffic traffic, Sender sender, int perSecond) {
        Path file = site.file("frames.trafgen", frames.of(traffic, series++));
        settle();
        long offered = offered();
        long arrived = arrived();
        Cpu before = Cpu.now(system);
        double took = sender.send(file, Math.max(1, Math.round(perSecond * seconds)));
        // What is still under way is late.
        long arrivedNow = arrived();
        return new Trial(
                took, offered() - offered, arrivedNow - arrived, Cpu.now(system).since(before));
    }

    private void settle() {
        long[] before = {-1};
        Wait.until(PATIENCE, () -> {
            long now = arrived();
            boolean same = now == before[0];
            before[0] = now;
            return same;
        });
    }

    /** What found the first queue full was offered too. */
    private long offered() {
        return count(site.client(), "tx_packets") + count(site.client(), "tx_dropped");
    }

    private long arrived() {
        return count(site.server(), "rx_packets");
    }

    /** One of the counters of a host's interface. */
    static long count(LabHost host, String counter) {
        return Long.parseLong(host.shell("cat /sys/class/net/" + host.lanInterface() + "/statistics/" + counter)
                .strip());
    }
}
