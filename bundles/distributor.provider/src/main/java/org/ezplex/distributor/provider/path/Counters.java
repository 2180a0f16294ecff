// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.path;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The counters of the packet path. */
public final class Counters {
    private final EnumMap<Counter, LongAdder> adders = new EnumMap<>(Counter.class);

    /** All at zero. */
    public Counters() {
        for (Counter counter : Counter.values()) {
            adders.put(counter, new LongAdder());
        }
    }

    void count(Counter counter) {
        adders.get(counter).increment();
    }

    /** Names and values, in the order of {@link Counter}. */
    public Map<String, Long> snapshot() {
        Map<String, Long> values = new LinkedHashMap<>();
        adders.forEach((counter, adder) -> values.put(counter.name(), adder.sum()));
        return values;
    }

    /** One value. */
    public long value(Counter counter) {
        return adders.get(counter).sum();
    }
}
