// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What is promised of an outage, and what it was. Kept or not, it makes no cell other than zero: times depend on what else the machine
 * has to do.
 *
 * @param promise the promise, in words
 * @param value what was measured: milliseconds, or how many times shorter than another's; a median over all rounds and changes
 * @param measured the same in words
 * @param met whether the promise is kept
 */
public record Bound(String promise, double value, String measured, boolean met) {
    private static final int CRASH_MILLIS = 100;
    private static final int DETECTED_MILLIS = 300;
    private static final int TAKEBACK_MILLIS = 10;
    /** Half of the time between two SYNs: so long, on average, an outage has lasted when the SYN comes that waits longest. */
    private static final double BEFORE_SYN_MILLIS = 2.5;

    private static final int TIMES_SHORTER = 10;

    /** Of all that happened after one fault. */
    private record Median(Fault fault, double value) {}

    /** Those of what was measured. */
    static List<Bound> of(SurvivalResult result) {
        // That a set detection time is not over sooner is no broken promise.
        boolean ownDetection = result.plan().detectionMillis().isEmpty();
        List<Median> takeovers = medians(
                result,
                fault -> fault == Fault.CRASH || (fault != Fault.STOP && ownDetection),
                false,
                times -> times.outage().newConnections());
        List<Median> takebacks = medians(result, fault -> true, true, times -> times.synWaited() + BEFORE_SYN_MILLIS);
        List<Bound> bounds =
                new ArrayList<>(takeovers.stream().map(Bound::takeover).toList());
        if (result.keepalived().orElse(null) instanceof SurvivalResult.Peer peer) {
            slowest(takeovers).map(median -> beside(median, peer)).ifPresent(bounds::add);
        }
        slowest(takebacks).map(Bound::takeback).ifPresent(bounds::add);
        return bounds;
    }

    private static List<Median> medians(
            SurvivalResult result, Predicate<Fault> judged, boolean takeback, ToDoubleFunction<Outcome.Times> what) {
        return Stream.of(Fault.values())
                .filter(judged)
                .flatMap(fault -> {
                    OptionalDouble median = result.median(fault, takeback, what);
                    return median.stream().mapToObj(value -> new Median(fault, value));
                })
                .toList();
    }

    private static Optional<Median> slowest(List<Median> medians) {
        return medians.stream().max(Comparator.comparingDouble(Median::value));
    }

    private static Bound takeover(Median median) {
        int most = median.fault() == Fault.CRASH ? CRASH_MILLIS : DETECTED_MILLIS;
        return new Bound(
                "%s at most %d ms".formatted(median.fault().text(), most),
                median.value(),
                number(median.value()) + " ms without a new connection",
                median.value() <= most);
    }

    private static Bound beside(Median median, SurvivalResult.Peer peer) {
        double ratio = peer.medianTakeover() / median.value();
        return new Bound(
                "takeover at least %d times shorter than of %s".formatted(TIMES_SHORTER, peer.version()),
                ratio,
                number(ratio) + " times, " + median.fault().text(),
                ratio >= TIMES_SHORTER);
    }

    private static Bound takeback(Median median) {
        return new Bound(
                "takeback at most %d ms".formatted(TAKEBACK_MILLIS),
                median.value(),
                "about " + number(median.value())
                        + " ms without an answer to a SYN (%s that one waited, %s before it), back after %s"
                                .formatted(
                                        number(median.value() - BEFORE_SYN_MILLIS),
                                        number(BEFORE_SYN_MILLIS),
                                        median.fault().text()),
                median.value() <= TAKEBACK_MILLIS);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** A line for people. */
    String text() {
        return promise + ": " + (met ? "MET" : "NOT MET") + ", " + measured;
    }
}
