// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.ezplex.lab.ExecResult;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabException;
import org.ezplex.lab.LabHost;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.LabSystem.Cable;
import org.ezplex.lab.Trigger;
import org.ezplex.lab.Wait;

/**
 * The time keepalived needs with its defaults, on a lab of two hosts: the address moves between them, there is no distribution. Its
 * links are cut before it is killed: killed alone it leaves the address where it is, and both hosts have it.
 */
final class Keepalived {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofSeconds(30);

    private final SurvivalPlan plan;
    private final Lab lab;
    private final String address;

    private Keepalived(SurvivalPlan plan, Lab lab) {
        this.plan = plan;
        this.lab = lab;
        this.address = plan.ipv6() ? Lab.DVIPA6 : Lab.DVIPA4;
    }

    /** Its version, if it is installed. */
    private static Optional<String> version(LabHost host) {
        ExecResult result = host.exec("sh", "-c", "command -v keepalived >/dev/null && keepalived --version 2>&1");
        return result.stdout()
                .lines()
                .filter(line -> line.startsWith("Keepalived v"))
                .map(line -> line.substring(0, line.indexOf(' ', 12) < 0 ? line.length() : line.indexOf(' ', 12)))
                .map(line -> line.toLowerCase(Locale.ROOT).replace(" v", " "))
                .findFirst();
    }

    /** Measures it, where it is installed. That it cannot be measured costs our own numbers nothing. */
    static SurvivalResult.Beside measure(SurvivalPlan plan, Consumer<String> progress) {
        LabPlan hosts = LabPlan.standard().named(plan.name()).hosts(2, 1).hostsOnly();
        try (Lab lab = Lab.up(hosts)) {
            Optional<String> version = version(lab.host("SYS1"));
            return version.isPresent()
                    ? new Keepalived(plan, lab).rounds(version.get(), progress)
                    : new SurvivalResult.Absent("keepalived is not here to compare with: apt-get install keepalived");
        } catch (LabException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return new SurvivalResult.Absent("keepalived could not be measured: " + e.getMessage());
        }
    }

    private SurvivalResult.Peer rounds(String version, Consumer<String> progress) {
        for (LabSystem system : lab.systems()) {
            system.startSurvivalServer(Lab.PORT);
        }
        start("SYS2", 100);
        List<Double> takeovers = new ArrayList<>();
        List<Double> takebacks = new ArrayList<>();
        List<Double> stops = new ArrayList<>();
        for (int round = 1; round <= plan.rounds(); round++) {
            LabHost.Background first = start("SYS1", 150);
            try (SurvivalClient client = new SurvivalClient(lab.host("CLIENT1"), address, Lab.PORT)) {
                awaitOwner("SYS1", true);
                client.probe();
                takeovers.add(takeover(client, first));
                takebacks.add(takeback(client));
                stops.add(stop(client));
            }
            progress.accept(String.format(
                    Locale.ROOT,
                    "round %d: %s: no new connection for %.0f ms, at its return for %.0f ms, at its stop for %.0f ms",
                    round,
                    version,
                    takeovers.get(round - 1),
                    takebacks.get(round - 1),
                    stops.get(round - 1)));
        }
        return new SurvivalResult.Peer(version, takeovers, takebacks, stops);
    }

    private double takeover(SurvivalClient client, LabHost.Background keepalived) {
        client.steady(System.nanoTime(), STEADY);
        client.begin();
        try (Trigger cut = lab.system("SYS1").armed(Cable.ALL, false);
                Trigger kill = keepalived.armed("KILL")) {
            long begin = cut.pull();
            // Killed while it is still connected, its child says goodbye for it.
            Wait.forCondition(
                    "SYS1 to be cut off", PATIENCE, () -> lab.system("SYS1").isCut(Cable.ALL));
            kill.pull();
            awaitOwner("SYS2", true);
            client.steady(System.nanoTime(), STEADY);
            return client.gap(begin, System.nanoTime()).newConnections();
        }
    }

    /** What the killed one left is cleared away, as a host that starts anew would be clean. */
    private double takeback(SurvivalClient client) {
        LabSystem system = lab.system("SYS1");
        // Its children end with it, but not at once.
        Wait.forCondition("the rest of keepalived on SYS1 to end", PATIENCE, () -> !system.exec(
                        "sh",
                        "-c",
                        "for p in $(ip netns pids $(ip netns identify)); do cat /proc/$p/comm; done | grep -q keepalived")
                .ok());
        system.exec("ip", "address", "del", address + (plan.ipv6() ? "/64" : "/24"), "dev", system.lanInterface());
        system.heal(Cable.ALL);
        client.begin();
        long begin = System.nanoTime();
        start("SYS1", 150);
        awaitOwner("SYS1", true);
        client.steady(System.nanoTime(), STEADY);
        return client.gap(begin, System.nanoTime()).newConnections();
    }

    private double stop(SurvivalClient client) {
        client.begin();
        long begin = System.nanoTime();
        lab.system("SYS1").shell("kill $(cat " + folder("SYS1").resolve("keepalived.pid") + ")");
        awaitOwner("SYS1", false);
        awaitOwner("SYS2", true);
        client.steady(System.nanoTime(), STEADY);
        return client.gap(begin, System.nanoTime()).newConnections();
    }

    private LabHost.Background start(String system, int priority) {
        LabHost host = lab.host(system);
        Path folder = folder(system);
        Path configuration = folder.resolve("keepalived.conf");
        try {
            Files.writeString(configuration, configuration(host, priority));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return host.startProgram(
                "keepalived",
                List.of(
                        "keepalived",
                        "-n",
                        "-l",
                        "-P",
                        "-f",
                        configuration.toString(),
                        "-p",
                        folder.resolve("keepalived.pid").toString(),
                        "-r",
                        folder.resolve("vrrp.pid").toString()));
    }

    private String configuration(LabHost host, int priority) {
        return """
                vrrp_instance lab {
                  state BACKUP
                  interface %s
                  virtual_router_id 51
                  priority %d
                  virtual_ipaddress {
                    %s
                  }
                }
                """
                .formatted(host.lanInterface(), priority, address + (plan.ipv6() ? "/64" : "/24"));
    }

    private Path folder(String system) {
        return lab.folder().resolve(system);
    }

    private void awaitOwner(String system, boolean owner) {
        Wait.forCondition(
                system + (owner ? " to have " : " to leave ") + address,
                PATIENCE,
                () -> lab.host(system)
                                .shell("ip -o address show dev "
                                        + lab.host(system).lanInterface())
                                .contains(" " + address + "/")
                        == owner);
    }
}
