// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ezplex.lab.LabException;
import org.ezplex.lab.client.Kind;

/**
 * Judges what the client saw.
 *
 * @param where the system each connection's server runs on, by the client's port
 * @param dead the systems whose servers died or are out of reach
 * @param failed the system that failed while its host and servers live on
 */
record Verdict(Map<Integer, String> where, Set<String> dead, Optional<String> failed) {
    /** A new connection is a matter of milliseconds: what happens later is not what made it fail. */
    static final long BEFORE_NANOS = 500_000_000;

    /** A failure is found in 300 ms at most, and the distributor gives new connections to others: that much, and some air. */
    static final long AFTER_NANOS = 1_000_000_000;

    private static final double NANOS_PER_MILLI = 1e6;
    private static final Pattern TO_PORT = Pattern.compile("> \\S+\\.(\\d+): Flags");

    Verdict {
        where = Map.copyOf(where);
        dead = Set.copyOf(dead);
    }

    private String system(HeldReport report) {
        return report.server().equals("-") ? where.getOrDefault(report.port(), "-") : report.server();
    }

    private boolean orphan(HeldReport report) {
        return dead.contains(system(report));
    }

    private boolean onFailed(HeldReport report) {
        return failed.filter(system(report)::equals).isPresent();
    }

    Map<Kind, Tally> kinds(List<HeldReport> reports) {
        Map<Kind, Tally> kinds = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            kinds.put(kind, Tally.NONE);
        }
        reports.stream()
                .filter(report -> !orphan(report) && !onFailed(report))
                .forEach(report -> kinds.merge(report.kind(), Tally.of(report), Tally::plus));
        return kinds;
    }

    Tally onFailed(List<HeldReport> reports) {
        return reports.stream()
                .filter(report -> onFailed(report) && !orphan(report))
                .map(Tally::of)
                .reduce(Tally.NONE, Tally::plus);
    }

    Outcome.Orphans orphans(List<HeldReport> reports) {
        List<HeldReport> orphans = reports.stream().filter(this::orphan).toList();
        List<HeldReport> told = orphans.stream().filter(HeldReport::told).toList();
        double slowest = told.stream().mapToLong(HeldReport::longestWait).max().orElse(0) / NANOS_PER_MILLI;
        return new Outcome.Orphans(orphans.size(), told.size(), slowest);
    }

    /** Of the RST segments in a capture, those to connections whose server lives. */
    Outcome.Resets resets(List<HeldReport> reports, List<String> captured) {
        Set<Integer> living = reports.stream()
                .filter(report -> !orphan(report))
                .map(HeldReport::port)
                .collect(Collectors.toSet());
        List<Integer> ports = captured.stream().map(Verdict::toPort).toList();
        long unexpected = ports.stream().filter(living::contains).count();
        return new Outcome.Resets(ports.size(), (int) unexpected);
    }

    /** Of the new connections that failed, those that may have been given to a server that died at {@code event}. */
    List<FailedProbe> excused(List<FailedProbe> failures, long event) {
        return dead.isEmpty()
                ? List.of()
                : failures.stream()
                        .filter(failure -> failure.began() - event >= -BEFORE_NANOS)
                        .filter(failure -> failure.began() - event <= AFTER_NANOS)
                        .toList();
    }

    private static int toPort(String line) {
        Matcher matcher = TO_PORT.matcher(line);
        if (!matcher.find()) {
            throw new LabException("no TCP segment: " + line);
        }
        return Integer.parseInt(matcher.group(1));
    }

    /** The longest that a busy connection waited that goes on. */
    double lastMillis(List<HeldReport> reports) {
        return reports.stream()
                        .filter(report ->
                                report.kind() == Kind.BUSY && report.state().equals("LIVE"))
                        .mapToLong(HeldReport::longestWait)
                        .max()
                        .orElse(0)
                / NANOS_PER_MILLI;
    }
}
