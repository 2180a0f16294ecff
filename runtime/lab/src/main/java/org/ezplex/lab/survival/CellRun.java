// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import org.ezplex.lab.Capture;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabException;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.LabSystem.Cable;
import org.ezplex.lab.Trigger;
import org.ezplex.lab.Wait;
import org.ezplex.lab.client.Kind;

/** One change and one fault, once: connections, the fault, what became of them; the owner's return, and the same again. */
final class CellRun implements AutoCloseable {
    private static final Duration TAKEOVER = Duration.ofSeconds(10);
    private static final Duration TAKEBACK = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofSeconds(15);
    private static final Duration CHECK = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofSeconds(30);
    private static final long AROUND_NANOS = 500_000_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Stage stage;
    private final SurvivalPlan plan;
    private final Change change;
    private final Fault fault;
    private final Optional<Evidence> evidence;
    private final Replies replies;
    private final SurvivalClient client;
    private final Watcher watcher;
    private final Set<Integer> lost = new HashSet<>();

    /** The time that an outage is looked for in, as System.nanoTime. */
    private record Window(long from, long until) {}

    CellRun(Stage stage, SurvivalPlan plan, Change change, Fault fault, Optional<Evidence> evidence) {
        this.stage = stage;
        this.plan = plan;
        this.change = change;
        this.fault = fault;
        this.evidence = evidence;
        this.replies = new Replies(stage.address());
        this.watcher = new Watcher(stage.lab().host("CLIENT2"), stage.address());
        this.client = new SurvivalClient(stage.lab().host("CLIENT1"), stage.address(), Lab.PORT);
    }

    /** @return why the cell cannot be measured; empty if it was */
    Optional<String> run(BiConsumer<Event, Outcome> measured) {
        Optional<String> obstacle = stage.prepare(change);
        if (obstacle.isPresent()) {
            return obstacle;
        }
        client.probe();
        fill();
        SurvivalClient.Gap quiet = quiet();
        obstacle = stage.apply(change);
        if (obstacle.isPresent()) {
            return obstacle;
        }
        Event event = new Event(change, fault, false);
        Outcome outcome = measure(event, quiet, strike());
        measured.accept(event, outcome);
        if (!outcome.notes().isEmpty()) {
            throw new LabException(outcome.notes().get(0));
        }
        if (fault == Fault.STOP) {
            Wait.forCondition("SYS1 to end", POLL, () -> !stage.owner().running());
        }
        stage.revive();
        if (plan.takeback()) {
            fill();
            Event back = new Event(change, fault, true);
            measured.accept(back, measure(back, quiet(), comeBack()));
        } else {
            pull(comeBack());
        }
        stage.settle();
        stage.restore(change);
        stage.forget(lost);
        stage.awaitTargets();
        return Optional.empty();
    }

    private void fill() {
        for (Kind kind : Kind.values()) {
            client.fill(kind, share());
        }
    }

    private int share() {
        return plan.connections() / Kind.values().length;
    }

    /** What the machine makes of new connections when nothing happens. */
    private SurvivalClient.Gap quiet() {
        client.begin();
        long from = System.nanoTime();
        client.steady(from, STEADY);
        return client.gap(from, System.nanoTime());
    }

    private List<Trigger> strike() {
        LabSystem owner = stage.owner();
        return List.of(
                switch (fault) {
                    case CRASH -> owner.armed("KILL");
                    case CUT -> owner.armed(Cable.ALL, false);
                    case FREEZE -> owner.armed("STOP");
                    case STOP -> owner.armed("TERM");
                });
    }

    /** A JVM that starts anew needs no trigger: its return is seconds later. */
    private List<Trigger> comeBack() {
        LabSystem owner = stage.owner();
        return switch (fault) {
            case CRASH, STOP -> {
                owner.launch();
                yield List.of();
            }
            case CUT -> List.of(owner.armed(Cable.ALL, true));
            case FREEZE -> List.of(owner.armed("CONT"));
        };
    }

    private Outcome measure(Event event, SurvivalClient.Gap quiet, List<Trigger> strike) {
        List<Trigger> triggers = new ArrayList<>(strike);
        if (change == Change.DYING) {
            triggers.add(stage.victimServer().armed("KILL"));
        }
        List<String> notes = new ArrayList<>();
        try (Capture capture = stage.lab().capture(stage.lab().host("CLIENT1"), replies.opening())) {
            client.fill(Kind.ESTABLISHED, share());
            Map<Integer, String> where = stage.connections();
            client.begin();
            long begin = System.nanoTime();
            pull(triggers);
            OptionalLong changed = changed(begin, event, notes);
            if (!client.steady(Math.max(begin, changed.orElse(begin)), STEADY)) {
                notes.add("new connections were not served again within " + STEADY.toSeconds() + " s");
            }
            Window window = window(event, begin, changed);
            SurvivalClient.Gap gap = client.gap(window.from(), window.until());
            SurvivalClient.Report report = client.check(CHECK);
            Verdict verdict = new Verdict(where, dead(event), failed(event));
            List<String> resets = capture.lines(replies.resets());
            Outcome.Times times = new Outcome.Times(
                    quiet,
                    gap,
                    SynWaits.of(capture.timed(replies.opening())).longest(window.from(), window.until())
                            / NANOS_PER_MILLI,
                    verdict.lastMillis(report.held()),
                    watcher.since(begin).twoNanos(begin) / NANOS_PER_MILLI);
            Outcome outcome = outcome(verdict, report, times, resets, notes, begin);
            evidence.ifPresent(folder -> folder.loss(event, outcome, report, begin, resets));
            report.held().stream().filter(held -> !held.state().equals("LIVE")).forEach(held -> lost.add(held.port()));
            return outcome;
        }
    }

    private Outcome outcome(
            Verdict verdict,
            SurvivalClient.Report report,
            Outcome.Times times,
            List<String> resets,
            List<String> notes,
            long begin) {
        List<FailedProbe> excused = verdict.excused(report.failures(), begin);
        // A server out of reach may have one that its client has given up.
        excused.stream().filter(probe -> probe.port() > 0).forEach(probe -> lost.add(probe.port()));
        return new Outcome(
                verdict.kinds(report.held()),
                verdict.onFailed(report.held()),
                verdict.orphans(report.held()),
                verdict.resets(report.held(), resets),
                new Outcome.Probes(report.served(), report.reset(), report.lost(), client.failed(), excused.size()),
                times,
                notes);
    }

    /** A start burns processors for seconds before the address moves: what counts is the time around the move. */
    private Window window(Event event, long begin, OptionalLong changed) {
        long now = System.nanoTime();
        if (!event.takeback() || changed.isEmpty()) {
            return new Window(begin, now);
        }
        long moved = changed.getAsLong();
        return new Window(Math.max(begin, moved - AROUND_NANOS), Math.min(now, moved + AROUND_NANOS));
    }

    /** Waits until somebody else answers for the address. */
    private OptionalLong changed(long begin, Event event, List<String> notes) {
        Duration limit = event.takeback()
                ? TAKEBACK
                : TAKEOVER.plusMillis(plan.detectionMillis().orElse(0));
        boolean changed =
                Wait.until(limit, () -> watcher.since(begin).changedAt(begin).isPresent());
        if (!changed) {
            notes.add(
                    (event.takeback() ? Stage.OWNER + " did not take the address back" : "nobody took the address over")
                            + " within " + limit.toSeconds() + " s");
        }
        return watcher.since(begin).changedAt(begin);
    }

    private Set<String> dead(Event event) {
        List<String> dead = new ArrayList<>();
        if (change == Change.DYING) {
            dead.add(Stage.VICTIM);
        }
        if (fault.hostGone() && !event.takeback()) {
            dead.add(Stage.OWNER);
        }
        return Set.copyOf(dead);
    }

    private static Optional<String> failed(Event event) {
        return event.takeback() || event.fault().hostGone() ? Optional.empty() : Optional.of(Stage.OWNER);
    }

    private static void pull(List<Trigger> triggers) {
        triggers.forEach(Trigger::pull);
        triggers.forEach(Trigger::close);
    }

    @Override
    public void close() {
        client.close();
        watcher.close();
    }
}
