// SPDX-License-Identifier: Apache-2.0
package org.ezplex.microbench;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What one operation takes.
 *
 * @param subject what it belongs to
 * @param method the method that does it
 * @param size of the tables it is done on; empty if it has none
 * @param nanos mean of all rounds
 * @param least of the shortest round
 * @param most of the longest round
 * @param octets what it allocates
 */
record Measurement(
        Subject subject, String method, String size, double nanos, double least, double most, double octets) {
    /** The allocation that the profiler's own rounding may show at most where there is none. */
    private static final double NONE = 0.5;

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    static Measurement of(Subject subject, RunResult result) {
        BenchmarkParams params = result.getParams();
        Result<?> time = result.getPrimaryResult();
        String name = params.getBenchmark();
        return new Measurement(
                subject,
                name.substring(name.lastIndexOf('.') + 1),
                params.getParamsKeys().contains("connections") ? params.getParam("connections") : "",
                time.getScore(),
                time.getStatistics().getMin(),
                time.getStatistics().getMax(),
                result.getSecondaryResults().get(ALLOCATED).getScore());
    }

    boolean isReference() {
        return Subject.isReference(method);
    }

    /** Whether this is the yardstick of {@code other}. */
    boolean isReferenceOf(Measurement other) {
        return isReference() && subject == other.subject && size.equals(other.size);
    }

    /** Whether it makes garbage with each packet. */
    boolean isWrong() {
        return subject.isPerPacket(method) && octets >= NONE;
    }

    /** Half of the way from the shortest to the longest round, of each hundred of the mean. */
    double spread() {
        return (most - least) / 2 / nanos * 100;
    }

    String name() {
        return (subject + " " + method + " " + size).strip();
    }
}
