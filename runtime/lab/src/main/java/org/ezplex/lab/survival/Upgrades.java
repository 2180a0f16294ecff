// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.ezplex.lab.ConsoleReply;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabException;
import org.ezplex.lab.LabHost;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.Levels;
import org.ezplex.lab.Wait;
import org.ezplex.lab.client.Kind;

/**
 * What clients notice while bundles are exchanged: each is brought to another level and back by turns, with held connections that ask all the time
 * and new ones beside.
 */
public final class Upgrades {
    private static final int SYSTEMS = 3;
    private static final String RUNS = "RUNS: ";
    private static final String CHANGED = "0.1.1";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** So long waits are seen to their end, and as long is measured without an exchange. */
    private static final Duration AFTER = Duration.ofSeconds(2);

    /** What Linux waits at least for an answer to a segment of its own (RFC 6298, there with another minimum). */
    private static final long RESEND_NANOS = 200_000_000;

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(20);

    private final Plan plan;
    private final LabPlan.Adapter adapter;
    private final LabSystem system;
    private final Lab lab;
    private final Stage stage;
    private final Consumer<String> progress;

    /**
     * What is to be run.
     *
     * @param name the lab's name
     * @param rounds how many times each bundle is exchanged
     * @param adapters the data paths
     * @param system on which system
     * @param bundles their symbolic names
     * @param connections how many held ones, which ask four times a second each
     */
    public record Plan(
            String name,
            int rounds,
            List<LabPlan.Adapter> adapters,
            String system,
            List<String> bundles,
            int connections) {
        /** Copies the lists. */
        public Plan {
            adapters = List.copyOf(adapters);
            bundles = List.copyOf(bundles);
        }
    }

    private Upgrades(Plan plan, LabPlan.Adapter adapter, Lab lab, Consumer<String> progress) {
        this.plan = plan;
        this.adapter = adapter;
        this.lab = lab;
        this.system = lab.system(plan.system());
        this.stage = new Stage(lab, false);
        this.progress = progress;
    }

    /** Runs it, each data path in a lab of its own. */
    public static UpgradesResult run(Plan plan, Consumer<String> progress) {
        List<UpgradesResult.Row> rows = new ArrayList<>();
        for (LabPlan.Adapter adapter : plan.adapters()) {
            LabPlan labPlan = LabPlan.standard()
                    .named(plan.name())
                    .hosts(SYSTEMS, 1)
                    .withAdapter(adapter)
                    .detecting(OptionalInt.empty());
            try (Lab lab = Lab.up(labPlan)) {
                new Upgrades(plan, adapter, lab, progress).run(rows);
            }
        }
        return new UpgradesResult(rows);
    }

    private void run(List<UpgradesResult.Row> rows) {
        stage.settle();
        stage.awaitTargets();
        Levels levels = new Levels(lab);
        String before = runs();
        try (SurvivalClient client = new SurvivalClient(lab.host("CLIENT1"), stage.address(), Lab.PORT)) {
            client.probe();
            client.fill(Kind.BUSY, plan.connections());
            // The client and the servers have loaded their classes by then.
            measure(client, () -> {});
            rows.add(row(client, UpgradesResult.NOTHING, () -> {}, () -> {}));
            int level = 0;
            for (String bundle : plan.bundles()) {
                String name = "0.2." + level++;
                Path file = levels.make(name, Map.of(bundle, Map.of("Bundle-Version", CHANGED)));
                rows.add(row(
                        client,
                        bundle,
                        () -> exchange("upgrade apply " + file, name),
                        () -> exchange("upgrade rollback", before)));
                if (!runs().equals(before)) {
                    exchange("upgrade rollback", before);
                }
            }
        }
    }

    private UpgradesResult.Row row(SurvivalClient client, String bundle, Runnable there, Runnable back) {
        List<Exchange> exchanges = new ArrayList<>();
        for (int round = 0; round < plan.rounds(); round++) {
            exchanges.add(measure(client, round % 2 == 0 ? there : back));
        }
        UpgradesResult.Row row = new UpgradesResult.Row(adapter, bundle, exchanges);
        progress.accept(new UpgradesResult(List.of(row))
                .table()
                .lines()
                .skip(1)
                .findFirst()
                .orElse(""));
        return row;
    }

    private Exchange measure(SurvivalClient client, Runnable exchange) {
        stage.awaitTargets();
        client.fill(Kind.BUSY, plan.connections());
        Retransmissions before = retransmissions();
        client.begin();
        long from = System.nanoTime();
        exchange.run();
        pause();
        long until = System.nanoTime();
        Retransmissions sent = retransmissions().since(before);
        SurvivalClient.Gap gap = client.gap(from, until);
        SurvivalClient.Report report = client.check(LAST_ANSWERS);
        Tally held = report.held().stream().map(Tally::of).reduce(Tally.NONE, Tally::plus);
        double wait =
                report.held().stream().mapToLong(HeldReport::longestWait).max().orElse(0) / 1e6;
        return new Exchange(
                held.lost() + report.reset() + report.lost(),
                report.served(),
                sent.established(),
                report.held().stream()
                        .filter(one -> one.longestWait() >= RESEND_NANOS)
                        .count(),
                sent.syns(),
                gap.answers(),
                wait,
                gap.newConnections());
    }

    private Retransmissions retransmissions() {
        List<LabHost> hosts = new ArrayList<>(lab.systems());
        hosts.add(lab.host("CLIENT1"));
        return Retransmissions.of(hosts);
    }

    private static void pause() {
        try {
            Thread.sleep(AFTER.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted", e);
        }
    }

    private void exchange(String command, String level) {
        Optional<ConsoleReply> reply = reply(command);
        reply.ifPresent(ConsoleReply::output);
        Wait.forCondition(plan.system() + " to run " + level, PATIENCE, () -> runs().equals(level));
    }

    /** None if the console itself was exchanged. */
    private Optional<ConsoleReply> reply(String command) {
        try {
            return Optional.of(system.console(command));
        } catch (LabException e) {
            return Optional.empty();
        }
    }

    /** The level that runs; nothing while one is exchanged. */
    private String runs() {
        List<String> status = reply("upgrade status")
                .map(ConsoleReply::text)
                .orElse("")
                .lines()
                .toList();
        return status.contains("GOING ON: NO")
                ? status.stream()
                        .filter(line -> line.startsWith(RUNS))
                        .map(line -> line.substring(RUNS.length()))
                        .findFirst()
                        .orElse("")
                : "";
    }
}
