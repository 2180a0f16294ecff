// SPDX-License-Identifier: Apache-2.0
package org.ezplex.microbench;

import java.util.Locale;

/** What is measured: the benchmarks of one class, one of which is the method {@code reference}, the yardstick of the others. */
enum Subject {
    /** Messages between stacks. */
    CODEC(CodecBenchmark.class, false, "a copy of the octets of the message"),
    /** Where a segment of a known connection goes. */
    LOOKUP(LookupBenchmark.class, true, "a get from a java.util.HashMap of as many Long keys, in the same order"),
    /** Who gets a new connection. */
    CHOICE(ChoiceBenchmark.class, true, "one increment of an AtomicInteger"),
    /** The whole way of a frame. */
    FORWARDER(ForwarderBenchmark.class, true, "a copy of the frame's octets");

    private static final String REFERENCE = "reference";

    private final Class<?> benchmarks;
    private final boolean perPacket;
    private final String reference;

    Subject(Class<?> benchmarks, boolean perPacket, String reference) {
        this.benchmarks = benchmarks;
        this.perPacket = perPacket;
        this.reference = reference;
    }

    /** The class with the benchmarks. */
    Class<?> benchmarks() {
        return benchmarks;
    }

    /** What the yardstick is, in words. */
    String reference() {
        return reference;
    }

    /** Whether a method of the class is done for packets, and so must not allocate. */
    boolean isPerPacket(String method) {
        return perPacket && !isReference(method);
    }

    /** Whether a method of the class is the yardstick. */
    static boolean isReference(String method) {
        return method.equals(REFERENCE);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
