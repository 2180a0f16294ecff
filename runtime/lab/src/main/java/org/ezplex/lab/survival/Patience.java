// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import jakarta.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabException;
import org.ezplex.lab.LabHost;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.client.Kind;

/**
 * Whether load alone is taken for a failure: nothing fails, but processes that do nothing else keep every processor busy, while
 * connections are held and new ones are made.
 */
public final class Patience {
    private static final int SYSTEMS = 3;
    /** A member given up, or out of touch, a system that found itself given up, an address taken over. */
    private static final List<String> ALARMS = List.of("EZX2002E", "EZX2013E", "EZX2010E", "EZZ8301I");

    private static final Duration REPORT = Duration.ofMinutes(1);
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);

    private final Plan plan;
    private final Lab lab;
    private final Consumer<String> progress;
    private final Map<String, Integer> read = new HashMap<>();
    private final List<String> alarms = new ArrayList<>();

    /**
     * What is to be run.
     *
     * @param name the lab's name
     * @param time for how long
     * @param busy how many busy processes
     * @param connections how many held connections, a fifth of each kind
     * @param detectionMillis the setting failureDetectionMillis; the product's own if there is none
     */
    public record Plan(String name, Duration time, int busy, int connections, OptionalInt detectionMillis) {}

    /**
     * What came of it.
     *
     * @param plan what was run
     * @param alarms the systems' messages of failures, none of which happened
     * @param held the connections that were held
     * @param served new connections that were served
     * @param failed those that were not
     * @param gapMillis the longest time in which none was served
     */
    public record Result(Plan plan, List<String> alarms, Tally held, long served, long failed, double gapMillis) {
        /** Copies the list. */
        public Result {
            alarms = List.copyOf(alarms);
        }

        /** Whether nothing was taken for a failure, every connection held goes on and every new one was served. */
        public boolean calm() {
            return alarms.isEmpty() && held.lost() == 0 && failed == 0;
        }

        /** Some lines for people. */
        public String text() {
            String sum = String.format(
                    Locale.ROOT,
                    "%d s with %d busy processes, %s: %d false alarms; %d of %d connections lost;"
                            + " %d new ones served, %d not, at most %.0f ms without one%n",
                    plan.time().toSeconds(),
                    plan.busy(),
                    Detection.text(plan.detectionMillis()),
                    alarms.size(),
                    held.lost(),
                    held.held(),
                    served,
                    failed,
                    gapMillis);
            return String.join("\n", alarms) + (alarms.isEmpty() ? "" : "\n") + sum;
        }

        /** The same for programs. */
        public String json() {
            return Json.createObjectBuilder()
                            .add("seconds", plan.time().toSeconds())
                            .add("busy", plan.busy())
                            .add("failureDetectionMillis", Detection.json(plan.detectionMillis()))
                            .add("alarms", Json.createArrayBuilder(alarms))
                            .add("held", held.held())
                            .add("lost", held.lost())
                            .add("served", served)
                            .add("failed", failed)
                            .add("gapMillis", gapMillis)
                            .build()
                    + "\n";
        }
    }

    private Patience(Plan plan, Lab lab, Consumer<String> progress) {
        this.plan = plan;
        this.lab = lab;
        this.progress = progress;
    }

    /** Runs it in a lab of its own. */
    public static Result run(Plan plan, Consumer<String> progress) {
        LabPlan labPlan =
                LabPlan.standard().named(plan.name()).hosts(SYSTEMS, 1).detecting(plan.detectionMillis());
        try (Lab lab = Lab.up(labPlan)) {
            return new Patience(plan, lab, progress).run();
        }
    }

    private Result run() {
        Stage stage = new Stage(lab, false);
        stage.settle();
        stage.awaitTargets();
        // What happened until here is not ours.
        news();
        try (SurvivalClient client = new SurvivalClient(lab.host("CLIENT1"), stage.address(), Lab.PORT)) {
            client.probe();
            for (Kind kind : Kind.values()) {
                client.fill(kind, plan.connections() / Kind.values().length);
            }
            client.begin();
            long from = System.nanoTime();
            List<LabHost.Background> load =
                    IntStream.range(0, plan.busy()).mapToObj(this::busy).toList();
            watch(from);
            long until = System.nanoTime();
            load.forEach(LabHost.Background::close);
            SurvivalClient.Report report = client.check(LAST_ANSWERS);
            double gap = client.gap(from, until).newConnections();
            Tally held = report.held().stream().map(Tally::of).reduce(Tally.NONE, Tally::plus);
            return new Result(plan, alarms, held, report.served(), report.reset() + report.lost(), gap);
        }
    }

    /** Ends by itself, should nobody be left to end it. */
    private LabHost.Background busy(int number) {
        String limit = Long.toString(plan.time().plus(MARGIN).toSeconds());
        return lab.host("CLIENT1")
                .startProgram("busy-" + number, List.of("timeout", limit, "sh", "-c", "while :; do :; done"));
    }

    private void watch(long from) {
        for (long left = plan.time().toNanos();
                left > 0;
                left = from + plan.time().toNanos() - System.nanoTime()) {
            sleep(Math.min(left, REPORT.toNanos()));
            alarms.addAll(news());
            progress.accept(String.format(
                    Locale.ROOT,
                    "%d s, %d false alarms",
                    Duration.ofNanos(System.nanoTime() - from).toSeconds(),
                    alarms.size()));
        }
    }

    private static void sleep(long nanos) {
        try {
            Thread.sleep(Duration.ofNanos(nanos).toMillis() + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted");
        }
    }

    /** The alarms the systems have written since this was last asked. */
    private List<String> news() {
        return lab.systems().stream().flatMap(this::news).toList();
    }

    private Stream<String> news(LabSystem system) {
        List<String> lines = lines(system.home().resolve("log/hardcopy.log"));
        int before = read.getOrDefault(system.name(), 0);
        // A full log is put aside, and another begun.
        int begin = before <= lines.size() ? before : 0;
        read.put(system.name(), lines.size());
        return lines.subList(begin, lines.size()).stream().filter(Patience::isAlarm);
    }

    static boolean isAlarm(String line) {
        return ALARMS.stream().anyMatch(id -> line.contains(" " + id + " "));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
