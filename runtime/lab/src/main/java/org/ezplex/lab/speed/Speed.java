// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabException;
import org.ezplex.lab.LabHost;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.Reports;
import org.ezplex.lab.Wait;

/**
 * Connections, requests and bulk per second straight to a server, through the product to the same server with each of its data paths, and
 * through other load balancers to it, round after round in one lab: so all meet the same machine.
 */
public final class Speed {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String OWNER = "SYS1";
    private static final int OPENING = 32;
    private static final int KEEPING = 8;
    private static final int PEERS = 3;

    /** Of the time of a measurement: there are many. */
    private static final double TRIAL = 1 / 3.0;

    /** The built-in profiles distribute HTTP only. */
    private static final String BULK =
            """
            VIPADYNAMIC
            VIPADISTRIBUTE DEFINE DISTMETHOD ROUNDROBIN %1$s PORT %3$d DESTIP ALL
            VIPADISTRIBUTE DEFINE DISTMETHOD ROUNDROBIN %2$s PORT %3$d DESTIP ALL
            ENDVIPADYNAMIC
            """
                    .formatted(Lab.DVIPA4, "V6DVIPA", Site.BULK_PORT);

    private final SpeedPlan plan;
    private final Site site;
    private final Path script;
    private final Consumer<String> progress;
    private final Map<Way, List<Measured.Round>> rounds = new LinkedHashMap<>();
    private final List<String> absent = new ArrayList<>();

    private Speed(SpeedPlan plan, Lab lab, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
        site = new Site(lab, plan.ipv6());
        script = site.file("wrk.lua", HttpResult.SCRIPT);
    }

    /**
     * Measures.
     *
     * @param progress is told what has been measured, a line each
     */
    public static SpeedResult run(SpeedPlan plan, Consumer<String> progress) {
        try (Lab lab = Lab.up(LabPlan.standard().named(plan.name()).hosts(2, 2 + PEERS))) {
            for (String program : List.of("wrk", "nginx", "iperf3")) {
                if (!Site.has(lab.host("CLIENT1"), program)) {
                    throw new LabException("the bench needs " + program
                            + "\nInstall what it measures with: apt-get install wrk nginx-light iperf3.");
                }
            }
            return new Speed(plan, lab, progress).measure();
        }
    }

    private SpeedResult measure() {
        Peers peers = new Peers(site);
        try {
            site.startServers();
            LabSystem owner = site.lab().system(OWNER);
            site.obey(owner, BULK);
            for (int port : List.of(Lab.PORT, Site.BULK_PORT)) {
                Wait.forCondition("SYS2 to be a ready target of port " + port, PATIENCE, () -> Reports.ready(
                                owner, site.dvipa(), port)
                        .equals(List.of("SYS2")));
            }
            double idlePercent = AtRest.idlePercent(owner);
            peers.start();
            addWays(owner, peers);
            // The first round warms up and does not count.
            for (int round = 0; round <= plan.rounds(); round++) {
                for (Map.Entry<Way, List<Measured.Round>> way : rounds.entrySet()) {
                    Measured.Round measured = measure(way.getKey(), round == 0 ? 1 : plan.seconds());
                    if (round > 0) {
                        way.getValue().add(measured);
                        tell(round, way.getKey(), measured);
                    }
                }
            }
            Map<Way, Map<Traffic, PacketResult>> packets = packets();
            List<Measured> all = new ArrayList<>();
            rounds.forEach((way, measured) ->
                    all.add(new Measured(way.name(), measured, packets.getOrDefault(way, Map.of()))));
            List<FloodResult> floods = packets.isEmpty() ? List.of() : floods(owner);
            List<TableSize> tables = tables();
            double startSeconds = AtRest.startSeconds(site, site.lab().systems());
            return new SpeedResult(plan, all, floods, tables, idlePercent, startSeconds, absent);
        } finally {
            peers.ways().forEach(Way::close);
        }
    }

    private void addWays(LabSystem owner, Peers peers) {
        List<Way> ways = new ArrayList<>(List.of(new Straight(site.serverAddress())));
        for (Ezplex.DataPath path : Ezplex.DataPath.values()) {
            ways.add(new Ezplex(site, owner, path));
        }
        ways.addAll(peers.ways());
        absent.addAll(peers.absent());
        for (Way way : ways) {
            try {
                way.enter();
                rounds.put(way, new ArrayList<>());
            } catch (LabException e) {
                absent.add(way.name() + " does not run here: " + e.getMessage());
            }
        }
    }

    private Measured.Round measure(Way way, int seconds) {
        way.enter();
        LabHost client = site.client();
        return new Measured.Round(
                HttpResult.run(client, script, way.address(), OPENING, false, seconds),
                HttpResult.run(client, script, way.address(), KEEPING, true, seconds),
                BulkResult.run(client, way.address(), seconds));
    }

    /** Once each: a search is many measurements. */
    private Map<Way, Map<Traffic, PacketResult>> packets() {
        Map<Way, Map<Traffic, PacketResult>> all = new LinkedHashMap<>();
        Optional<String> obstacle = Packets.obstacle(site);
        if (obstacle.isPresent()) {
            absent.add(obstacle.get());
            return all;
        }
        try {
            Packets packets = new Packets(site, site.lab().system(OWNER).pid(), plan.seconds() * TRIAL);
            for (Way way : rounds.keySet()) {
                if (way.forwards()) {
                    way.enter();
                    all.put(way, packets.measure(way));
                    all.get(way).forEach((traffic, result) -> tell(way, traffic, result));
                }
            }
        } catch (LabException e) {
            absent.add("packets per second could not be measured: " + e.getMessage());
        }
        return all;
    }

    /** The server drops what is marked since packets were counted. */
    private List<FloodResult> floods(LabSystem owner) {
        List<FloodResult> floods = new ArrayList<>();
        try {
            Flood flood = new Flood(site, site.lab().host("CLIENT" + (2 + PEERS)), owner, script);
            for (Way way : rounds.keySet()) {
                if (way.forwards()) {
                    way.enter();
                    floods.add(flood.measure(way, KEEPING, plan.seconds()));
                }
            }
        } catch (LabException e) {
            absent.add("a flood could not be measured: " + e.getMessage());
        }
        return floods;
    }

    private List<TableSize> tables() {
        List<TableSize> tables = new ArrayList<>();
        try {
            for (int connections : TableSize.SIZES) {
                tables.add(TableSize.run(site.client(), connections));
            }
        } catch (LabException e) {
            absent.add("what very many connections take could not be measured: " + e.getMessage());
        }
        return tables;
    }

    private void tell(Way way, Traffic traffic, PacketResult result) {
        progress.accept(String.format(
                Locale.ROOT,
                "%s: %s: %.0f packets per second without loss",
                way.name(),
                traffic.label(),
                result.lossFree().map(Trial::arrivedPerSecond).orElse(0.0)));
    }

    private void tell(int round, Way way, Measured.Round measured) {
        progress.accept(String.format(
                Locale.ROOT,
                "round %d: %s: %.0f connections, %.0f requests, %.1f Gbit per second",
                round,
                way.name(),
                measured.opened().perSecond(),
                measured.kept().perSecond(),
                measured.gigabits()));
    }
}
