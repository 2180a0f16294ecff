// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is to be measured.
 *
 * @param name the lab's name
 * @param rounds how often each cell
 * @param connections how many held connections, a fifth of each kind
 * @param changes what happens to the servers
 * @param faults what happens to the owner
 * @param takeback whether the owner's return is measured too
 * @param ipv6 over IPv6
 * @param detectionMillis the systems' setting failureDetectionMillis; the product's own if there is none
 * @param keepalived whether keepalived is measured beside, where it is installed
 * @param evidence a folder for what explains losses: connections, RSTs, the systems' logs
 */
public record SurvivalPlan(
        String name,
        int rounds,
        int connections,
        List<Change> changes,
        List<Fault> faults,
        boolean takeback,
        boolean ipv6,
        OptionalInt detectionMillis,
        boolean keepalived,
        Optional<Path> evidence) {
    /** The fewest connections: one of each kind, and both ways of a transfer. */
    public static final int FEWEST = 10;

    /** The most: so many files may one process have open, with the probes. */
    public static final int MOST = 10_000;

    /** Copies the lists, checks bounds. */
    public SurvivalPlan {
        changes = List.copyOf(changes);
        faults = List.copyOf(faults);
        if (connections < FEWEST || connections > MOST || rounds < 1 || changes.isEmpty() || faults.isEmpty()) {
            throw new IllegalArgumentException("at least one round, one cell and " + FEWEST + " connections");
        }
    }

    /** Everything, with a thousand connections. */
    public static SurvivalPlan standard() {
        return new SurvivalPlan(
                "survival",
                3,
                1000,
                List.of(Change.NONE, Change.WEIGHTS, Change.DRAINING, Change.DYING),
                List.of(Fault.values()),
                true,
                false,
                OptionalInt.empty(),
                true,
                Optional.empty());
    }

    /** What a test of every change can afford. */
    public static SurvivalPlan quick() {
        return new SurvivalPlan(
                "survival",
                1,
                200,
                List.of(Change.NONE, Change.DYING),
                List.of(Fault.CRASH, Fault.STOP),
                true,
                false,
                OptionalInt.empty(),
                false,
                Optional.empty());
    }

    /** With another name of the lab. */
    public SurvivalPlan named(String newName) {
        return new SurvivalPlan(
                newName, rounds, connections, changes, faults, takeback, ipv6, detectionMillis, keepalived, evidence);
    }

    /** With other cells. */
    public SurvivalPlan cells(List<Change> newChanges, List<Fault> newFaults, boolean newTakeback) {
        return new SurvivalPlan(
                name,
                rounds,
                connections,
                newChanges,
                newFaults,
                newTakeback,
                ipv6,
                detectionMillis,
                keepalived,
                evidence);
    }

    /** With other numbers. */
    public SurvivalPlan sized(int newRounds, int newConnections) {
        return new SurvivalPlan(
                name,
                newRounds,
                newConnections,
                changes,
                faults,
                takeback,
                ipv6,
                detectionMillis,
                keepalived,
                evidence);
    }

    /** Over IPv6 or IPv4. */
    public SurvivalPlan over6(boolean newIpv6) {
        return new SurvivalPlan(
                name, rounds, connections, changes, faults, takeback, newIpv6, detectionMillis, keepalived, evidence);
    }

    /** With this failureDetectionMillis; the product's own if there is none. */
    public SurvivalPlan detecting(OptionalInt newMillis) {
        return new SurvivalPlan(
                name, rounds, connections, changes, faults, takeback, ipv6, newMillis, keepalived, evidence);
    }

    /** With keepalived beside or not. */
    public SurvivalPlan beside(boolean newKeepalived) {
        return new SurvivalPlan(
                name, rounds, connections, changes, faults, takeback, ipv6, detectionMillis, newKeepalived, evidence);
    }

    /** With evidence kept in a folder. */
    public SurvivalPlan explained(Optional<Path> folder) {
        return new SurvivalPlan(
                name, rounds, connections, changes, faults, takeback, ipv6, detectionMillis, keepalived, folder);
    }
}
