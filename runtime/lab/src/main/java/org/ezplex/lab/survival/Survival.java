// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabException;
import org.ezplex.lab.LabPlan;

/** Runs the survival bench in a lab of its own. */
public final class Survival {
    private static final int SYSTEMS = 4;
    private static final int CLIENTS = 2;

    private final SurvivalPlan plan;
    private final Consumer<String> progress;
    private final Map<Event, Cell> cells = new LinkedHashMap<>();
    private final List<String> leftOver = new ArrayList<>();
    private final Optional<Evidence> evidence;
    private Lab lab;
    private Stage stage;

    private Survival(SurvivalPlan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
        this.evidence = plan.evidence().map(Evidence::new);
    }

    /**
     * Measures all the plan asks for.
     *
     * @param progress is told of each event as it has been measured
     * @throws LabException if no lab can be made at all
     */
    public static SurvivalResult run(SurvivalPlan plan, Consumer<String> progress) {
        Survival survival = new Survival(plan, progress);
        // Said once: each cell would say the same.
        Lab.requirePossible(survival.labPlan());
        try {
            survival.rounds();
        } finally {
            survival.down();
        }
        Optional<SurvivalResult.Beside> keepalived =
                plan.keepalived() ? Optional.of(Keepalived.measure(plan, progress)) : Optional.empty();
        return new SurvivalResult(plan, List.copyOf(survival.cells.values()), survival.leftOver, keepalived);
    }

    private void rounds() {
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Change change : plan.changes()) {
                for (Fault fault : plan.faults()) {
                    cell(round, change, fault);
                }
            }
        }
    }

    private void cell(int round, Change change, Fault fault) {
        for (Event event : events(change, fault)) {
            cells.putIfAbsent(event, new Cell(event, List.of(), Optional.empty()));
        }
        try {
            up();
            stage.settle();
            stage.awaitTargets();
            try (CellRun run = new CellRun(stage, plan, change, fault, evidence)) {
                run.run((event, outcome) -> measured(round, event, outcome))
                        .ifPresent(why -> events(change, fault).forEach(event -> skip(event, why)));
            }
            leftOver(round, change, fault);
        } catch (LabException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            // One cell that cannot be measured costs the others nothing but a new lab.
            events(change, fault).stream()
                    .filter(event -> cells.get(event).outcomes().size() < round)
                    .forEach(event -> skip(event, e.getMessage()));
            down();
        }
    }

    private void leftOver(int round, Change change, Fault fault) {
        for (String what : stage.leftOver()) {
            String line = "round " + round + ": " + change.text() + ", " + fault.text() + ": " + what;
            leftOver.add(line);
            progress.accept("left over after " + line);
        }
    }

    private List<Event> events(Change change, Fault fault) {
        List<Event> events = new ArrayList<>(List.of(new Event(change, fault, false)));
        if (plan.takeback()) {
            events.add(new Event(change, fault, true));
        }
        return events;
    }

    private void measured(int round, Event event, Outcome outcome) {
        cells.compute(event, (same, cell) -> cell.with(outcome));
        Tally living = outcome.living();
        List<String> wrong = outcome.wrong();
        progress.accept(String.format(
                Locale.ROOT,
                "round %d: %s, %s: %d of %d lost, no new connection for %.0f ms%s",
                round,
                event.change().text(),
                event.text(),
                living.lost(),
                living.held(),
                outcome.times().outage().newConnections(),
                wrong.isEmpty() ? "" : "; " + String.join("; ", wrong)));
    }

    private void skip(Event event, String why) {
        cells.compute(event, (same, cell) -> new Cell(event, cell.outcomes(), Optional.of(why)));
        progress.accept(event.change().text() + ", " + event.text() + " not measured: " + why);
    }

    private void up() {
        if (lab == null) {
            lab = Lab.up(labPlan());
            stage = new Stage(lab, plan.ipv6());
        }
    }

    private LabPlan labPlan() {
        return LabPlan.standard().named(plan.name()).hosts(SYSTEMS, CLIENTS).detecting(plan.detectionMillis());
    }

    private void down() {
        if (lab != null) {
            Lab old = lab;
            lab = null;
            try (old) {
                evidence.ifPresent(folder -> folder.logs(old));
            }
        }
    }
}
