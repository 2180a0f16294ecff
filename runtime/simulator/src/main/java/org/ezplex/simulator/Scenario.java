// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.List;
import java.util.stream.Collectors;
import org.ezplex.net.IpPrefix;
import org.ezplex.net.PortRange;
import org.ezplex.profile.DistMethod;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.profile.Moveable;

/**
 * A run, before it has begun.
 *
 * @param seed of everything that is left to chance while it runs
 * @param systems how many
 * @param clients how many
 * @param dvipas how many
 * @param statements what the systems have in their profiles
 * @param events what happens, ordered by time
 */
record Scenario(long seed, int systems, int clients, int dvipas, List<Statement> statements, List<At> events) {
    /** Copies the lists. */
    Scenario {
        statements = List.copyOf(statements);
        events = List.copyOf(events);
    }

    /** Something at a time, in milliseconds. */
    record At(int time, Happening what) {
        @Override
        public String toString() {
            return String.format("%7.3f s  %s", time / 1000.0, what);
        }
    }

    /**
     * A DVIPA in a system's profile.
     *
     * @param system whose
     * @param dvipa which
     * @param rank of VIPABACKUP; 0 for VIPADEFINE
     * @param moveable how
     * @param distributed whether there is a VIPADISTRIBUTE for it
     * @param targets its candidates; empty for ALL
     */
    record Statement(int system, int dvipa, int rank, Moveable moveable, boolean distributed, List<Integer> targets) {
        DvipaDefinition definition() {
            return new DvipaDefinition(new IpPrefix(Names.dvipa(dvipa), 24), "", rank, moveable, 0, false, false);
        }

        Distribution distribution() {
            return new Distribution(
                    Names.dvipa(dvipa),
                    List.of(PortRange.of(Host.PORT)),
                    targets.stream()
                            .map(t -> new Distribution.Destination(Names.xcf(t), 10, Distribution.StandbyRole.NONE, 0))
                            .toList(),
                    new DistMethod.RoundRobin(),
                    -1,
                    false,
                    0,
                    Distribution.Tier.NONE);
        }

        @Override
        public String toString() {
            return Names.system(system) + ": " + (rank == 0 ? "VIPADEFINE" : "VIPABACKUP " + rank)
                    + (moveable == Moveable.NONE ? "" : " MOVEABLE " + moveable) + " " + Names.dvipa(dvipa)
                    + (distributed
                            ? ", VIPADISTRIBUTE " + Names.dvipa(dvipa) + " PORT 80 DESTIP " + destinations()
                            : "");
        }

        private String destinations() {
            return targets.isEmpty()
                    ? "ALL"
                    : targets.stream().map(t -> Names.xcf(t).toString()).collect(Collectors.joining(" "));
        }
    }

    Scenario with(List<At> fewer) {
        return new Scenario(seed, systems, clients, dvipas, statements, fewer);
    }

    /** What an operator would need to do the same. */
    @Override
    public String toString() {
        return systems + " systems, " + clients + " clients"
                + statements.stream().map(s -> "\n  " + s).collect(Collectors.joining())
                + events.stream().map(e -> "\n  " + e).collect(Collectors.joining());
    }
}
