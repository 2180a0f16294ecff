// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What the product is to reach beside another way of the same run.
 *
 * @param what is compared
 * @param value that was reached
 * @param bound at least, or at most
 * @param atLeast which of the two
 */
record Goal(String what, double value, double bound, boolean atLeast) {
    private static final double LEFT = 0.8;
    /** What two runs differ by. */
    private static final double NOT_SLOWER = 1.1;

    boolean met() {
        return atLeast ? value >= bound : value <= bound;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %.2f, at %s %.2f: %s",
                what,
                value,
                atLeast ? "least" : "most",
                bound,
                met() ? "MET" : "NOT MET");
    }

    /** Those that can be told from these ways. */
    static List<Goal> of(Map<String, Measured> ways) {
        List<Goal> goals = new ArrayList<>();
        Comparison accelerator = new Comparison(ways, Ezplex.DataPath.ACCELERATOR.wayName(), goals);
        accelerator.ratio("new connections", Measured::connections, Peers.NFTLB, 0.95);
        accelerator.ratio("new connections", Measured::connections, Straight.NAME, 0.9);
        accelerator.ratio("new connections", Measured::connections, Peers.HAPROXY, 1.5);
        accelerator.ratio("bulk", Measured::gigabits, Peers.NFTLB, 0.95);
        accelerator.ratio("bulk", Measured::gigabits, Straight.NAME, 0.9);
        accelerator.added("p99 of kept connections, ms", Measured::keptP99, Straight.NAME, 0.3);
        Comparison portable = new Comparison(ways, Ezplex.DataPath.PORTABLE.wayName(), goals);
        portable.ratio("new connections", Measured::connections, Peers.HAPROXY, 1);
        return goals;
    }

    /** What is left of a rate under a flood, beside what is left of it on the direct way: the one who floods needs a processor too. */
    static List<Goal> ofFloods(List<FloodResult> floods) {
        Map<String, FloodResult> ways = new LinkedHashMap<>();
        floods.forEach(flood -> ways.put(flood.way(), flood));
        List<Goal> goals = new ArrayList<>();
        for (Ezplex.DataPath path : Ezplex.DataPath.values()) {
            if (ways.containsKey(path.wayName()) && ways.containsKey(Straight.NAME)) {
                double left = ways.get(path.wayName()).left()
                        / ways.get(Straight.NAME).left();
                goals.add(new Goal(path.wayName() + ", kept connections under a flood, of direct", left, LEFT, true));
            }
        }
        return goals;
    }

    /** What the kernel takes for a frame among the most connections, beside what it takes among the fewest. */
    static List<Goal> ofTables(List<TableSize> tables) {
        if (tables.size() < 2) {
            return List.of();
        }
        TableSize few = tables.get(0);
        TableSize many = tables.get(tables.size() - 1);
        double times = (double) many.frameNanos() / few.frameNanos();
        String what = String.format(
                Locale.ROOT, "accelerator's program, of %d connections, of %d", many.connections(), few.connections());
        return List.of(new Goal(what, times, NOT_SLOWER, false));
    }

    private record Comparison(Map<String, Measured> ways, String way, List<Goal> goals) {
        void ratio(String what, ToDoubleFunction<Measured> value, String other, double bound) {
            if (ways.containsKey(way) && ways.containsKey(other)) {
                double reached = value.applyAsDouble(ways.get(way)) / value.applyAsDouble(ways.get(other));
                goals.add(new Goal(way + ", " + what + ", of " + other, reached, bound, true));
            }
        }

        void added(String what, ToDoubleFunction<Measured> value, String other, double bound) {
            if (ways.containsKey(way) && ways.containsKey(other)) {
                double reached = value.applyAsDouble(ways.get(way)) - value.applyAsDouble(ways.get(other));
                goals.add(new Goal(way + ", " + what + ", more than " + other, reached, bound, false));
            }
        }
    }
}
