// SPDX-License-Identifier: Apache-2.0
package org.ezplex.microbench;

import java.util.HashMap;
import java.util.Map;
import org.ezplex.distributor.provider.table.RoutingKey;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Connections that are known, one after the other; few fit a processor's cache, many do not. */
@State(Scope.Thread)
public class LookupBenchmark {
    /** How many there are. */
    @Param({"1000", "1000000"})
    int connections;

    private final RoutingKey key = new RoutingKey();
    private final Map<Long, Integer> map = new HashMap<>();
    private RoutingTable table;
    private int number;

    /** Fills both tables. */
    @Setup
    public void fill() {
        table = Connections.table(connections);
        for (int i = 0; i < connections; i++) {
            map.put(word(i), Connections.TARGET);
        }
    }

    /** The target of a segment, from the routing table. */
    @Benchmark
    public int route() {
        number = Connections.after(number, connections);
        return table.route(Connections.set(key, number), true, 0);
    }

    /** The same from a map of Java's. */
    @Benchmark
    public int reference() {
        number = Connections.after(number, connections);
        return map.get(word(number));
    }

    private static long word(int number) {
        return (long) Connections.client(number) << Short.SIZE | Connections.clientPort(number);
    }
}
