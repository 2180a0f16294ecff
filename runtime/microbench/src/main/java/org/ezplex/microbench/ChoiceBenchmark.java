// SPDX-License-Identifier: Apache-2.0
package org.ezplex.microbench;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.ezplex.distributor.provider.path.ActivePlan;
import org.ezplex.distributor.provider.path.PortPlan;
import org.ezplex.distributor.provider.path.TurnPlan;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The next of four targets, as both kinds of distribution methods choose it. */
@State(Scope.Thread)
public class ChoiceBenchmark {
    private static final int[] TARGETS = {1, 2, 3, 4};
    private static final int[] WEIGHTS = {10, 20, 30, 40};

    private final PortPlan turns = new TurnPlan(TARGETS, zeros(), new AtomicInteger());
    private final PortPlan active = new ActivePlan(TARGETS, WEIGHTS, zeros(), zeros());
    private final AtomicInteger counter = new AtomicInteger();

    private static AtomicLong[] zeros() {
        return Stream.generate(AtomicLong::new).limit(TARGETS.length).toArray(AtomicLong[]::new);
    }

    /** A sequence that was computed before: all methods but WEIGHTEDACTIVE. */
    @Benchmark
    public int turns() {
        return turns.next();
    }

    /** WEIGHTEDACTIVE. */
    @Benchmark
    public int weightedActive() {
        return active.next();
    }

    /** The least that a turn takes which several threads share. */
    @Benchmark
    public int reference() {
        return counter.getAndIncrement();
    }
}
