// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.ezplex.lab.Table;
import org.ezplex.lab.client.Kind;

/** A result for people. */
final class SurvivalTable {
    private static final double CLEARLY = 0.5;

    private SurvivalTable() {}

    static String of(SurvivalResult result) {
        StringBuilder text = new StringBuilder(cells(result));
        text.append(explanation(result));
        losses(result, text);
        result.wrong().forEach(line -> text.append('\n').append(line));
        text.append(result.zero() ? "" : "\n");
        result.keepalived().ifPresent(beside -> text.append('\n').append(beside(result, beside)));
        text.append(bounds(result));
        text.append('\n').append(verdict(result)).append('\n');
        return text.toString();
    }

    private static String cells(SurvivalResult result) {
        Table table = new Table(
                "CHANGE",
                "OWNER",
                "LOST",
                "RST",
                "HANG",
                "ON OWNER",
                "ORPHANS",
                "NEW FAIL",
                "WIRE RST",
                "NEW MS",
                "OPEN MS",
                "SYN MS",
                "FIRST MS",
                "LAST MS",
                "TWO MS");
        for (Cell cell : result.cells()) {
            if (!cell.outcomes().isEmpty()) {
                row(table, cell);
            }
        }
        return table.toString();
    }

    private static void row(Table table, Cell cell) {
        Tally living = cell.living();
        Tally failed = cell.onFailed();
        table.row(
                cell.event().change().text(),
                cell.event().text(),
                of(living.lost(), living.held()),
                number(living.reset()),
                number(living.hung()),
                of(failed.lost(), failed.held()),
                of(cell.sum(outcome -> outcome.orphans().hung()), cell.sum(outcome -> outcome.orphans()
                        .held())),
                number(cell.sum(outcome -> outcome.probes().failed())),
                number(cell.sum(outcome -> outcome.resets().all())),
                millis(cell.median(outcome -> outcome.times().outage().newConnections())),
                millis(cell.median(outcome -> outcome.times().outage().opened())),
                millis(cell.median(outcome -> outcome.times().synWaited())),
                millis(cell.median(outcome -> outcome.times().outage().answers())),
                millis(cell.median(outcome -> outcome.times().last())),
                millis(cell.worst(outcome -> outcome.times().twoOwners())));
    }

    private static String explanation(SurvivalResult result) {
        SurvivalPlan plan = result.plan();
        return """

                %d connections (%s) over IPv%d, %d %s, %s;
                losses added up, times are medians (of an even number the higher in the middle; TWO MS: the worst).
                LOST       connections whose server lives and that do not go on, by RST, by HANG, or ended in order;
                           ON OWNER: those of them whose server is on the failed owner's host
                ORPHANS    connections whose own server died or is out of reach, and that were not told so
                NEW FAIL   new connections that failed, one is made each 5 ms; none may but those begun when a server died
                NEW MS     the longest time none was served (%s ms with nothing happening); WIRE RST: RSTs seen at the client
                OPEN MS    the longest time no server's kernel took a new connection (%s ms with nothing happening):
                           NEW MS without the wait of the servers' processes for a processor
                SYN MS     the longest that a SYN on the client's link waited for its answer: nobody's process has to do with it;
                           the SYNs are 5 ms apart, so an outage is up to 5 ms longer than that
                FIRST MS   the longest time no held connection had an answer; LAST MS: until the last had its answer
                           (a segment lost on the way is sent again by the client's kernel after 200 ms at the earliest)
                TWO MS     how long two stations answered for the address; asked each 10 ms
                """
                .formatted(
                        plan.connections(),
                        String.join(
                                ", ",
                                List.of(Kind.values()).stream().map(Kind::text).toList()),
                        plan.ipv6() ? 6 : 4,
                        plan.rounds(),
                        plan.rounds() == 1 ? "round" : "rounds",
                        Detection.text(plan.detectionMillis()),
                        millis(quiet(result, SurvivalClient.Gap::newConnections)),
                        millis(quiet(result, SurvivalClient.Gap::opened)));
    }

    private static double quiet(SurvivalResult result, ToDoubleFunction<SurvivalClient.Gap> what) {
        return Cell.median(result.cells().stream()
                .flatMap(cell -> cell.outcomes().stream())
                .mapToDouble(outcome -> what.applyAsDouble(outcome.times().quiet()))
                .toArray());
    }

    /** Which kinds were lost; nothing where nothing was. */
    private static void losses(SurvivalResult result, StringBuilder text) {
        Table table = new Table("CHANGE", "OWNER", "KIND", "HELD", "RST", "HANG", "ENDED");
        boolean any = false;
        for (Cell cell : result.cells()) {
            for (Kind kind : Kind.values()) {
                Tally tally = cell.kind(kind);
                if (tally.lost() > 0) {
                    any = true;
                    table.row(
                            cell.event().change().text(),
                            cell.event().text(),
                            kind.text(),
                            number(tally.held()),
                            number(tally.reset()),
                            number(tally.hung()),
                            number(tally.wrong()));
                }
            }
        }
        if (any) {
            text.append("\nLost by kind:\n").append(table);
        }
    }

    private static String beside(SurvivalResult result, SurvivalResult.Beside beside) {
        return beside instanceof SurvivalResult.Peer peer
                ? peer(result, peer)
                : ((SurvivalResult.Absent) beside).why() + "\n";
    }

    private static String peer(SurvivalResult result, SurvivalResult.Peer peer) {
        Table table = new Table("TAKEOVER", "NEW MS", "AGAINST " + peer.version());
        table.row(peer.version() + ", defaults: link cut, then killed", millis(peer.medianTakeover()), "1x");
        table.row(peer.version() + ", its return", millis(peer.medianTakeback()), "");
        table.row(peer.version() + ", its planned stop", millis(peer.medianStop()), "");
        for (Fault fault : result.plan().faults()) {
            double ours = result.outage(fault, false);
            table.row("Ezplex: " + fault.text(), millis(ours), ours > 0 ? faster(peer.medianTakeover() / ours) : "");
        }
        return table.toString();
    }

    private static String faster(double ratio) {
        return String.format(Locale.ROOT, ratio < 10 ? "%.1fx" : "%.0fx", ratio);
    }

    private static String bounds(SurvivalResult result) {
        List<Bound> bounds = Bound.of(result);
        return (bounds.isEmpty() ? "" : "\n")
                + bounds.stream().map(bound -> bound.text() + "\n").collect(Collectors.joining());
    }

    private static String verdict(SurvivalResult result) {
        long measured = result.cells().stream()
                .filter(cell -> !cell.outcomes().isEmpty())
                .count();
        long zero = result.cells().stream().filter(Cell::zero).count();
        long skipped = result.cells().size() - measured;
        return result.zero()
                ? "All " + zero + " cells are zero."
                : zero + " of " + measured + " cells are zero"
                        + (skipped > 0 ? ", " + skipped + " not measured" : "")
                        + (result.leftOver().isEmpty() ? "." : ", and something was left over.");
    }

    private static String of(long part, long all) {
        return all == 0 ? "-" : part + " of " + all;
    }

    private static String number(long value) {
        return Long.toString(value);
    }

    private static String millis(double value) {
        return value > 0 && value < CLEARLY ? "<1" : String.format(Locale.ROOT, "%.0f", value);
    }
}
