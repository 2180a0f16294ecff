// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ezplex.lab.Dialogue;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.Reports;
import org.ezplex.lab.Wait;
import org.ezplex.lab.survival.Remains;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A takeover with very many connections: the new owner knows what the kernels of all systems have, the one that failed among them, all
 * of it and nothing else, and where.
 */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class CrowdIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MOST_PER_PROCESS = 15_000;
    private static final int FIRST_PORT = 1024;

    private final List<Dialogue> crowd = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private Lab lab;
    private Remains remains;

    /** The connections of one client, all to one target. */
    private record Part(String client, LabSystem target, int count) {
        Set<String> connections() {
            return IntStream.range(FIRST_PORT, FIRST_PORT + count)
                    .mapToObj(port -> client + ".." + port + " " + target.xcfAddress4())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @BeforeAll
    void up() {
        Lab.down("crowd");
        lab = Lab.up(LabPlan.standard().named("crowd").hosts(4, 2));
        remains = new Remains(lab);
        // Nobody asks them anything, but a target without a server is in no table that counts its connections.
        lab.systems().forEach(system -> system.startServer(Lab.PORT));
    }

    @AfterAll
    void down() {
        crowd.forEach(Dialogue::close);
        try {
            if (remains != null) {
                assertThat(remains.settled("SYS1", lab.host("CLIENT2"), PATIENCE))
                        .as("what is left over")
                        .isEmpty();
            }
        } finally {
            if (lab != null) {
                lab.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 50_000, 200_000})
    void theTableAfterATakeoverIsTheUnionOfAllSystemsConnections(int connections) {
        grow(connections);
        LabSystem owner = lab.system("SYS1");
        LabSystem next = lab.system("SYS2");
        // Made without a packet, they are found by an audit only; nobody else can tell of them once the owner is dead.
        Wait.forCondition(
                "SYS2 to be left the owner's own connections",
                PATIENCE,
                () -> Reports.bequeathed(next) == expected(List.of(owner)));
        owner.kill();
        long killed = System.nanoTime();
        Wait.forCondition("SYS2 to know all connections", PATIENCE, () -> Reports.established(next) >= connections);
        printTime(connections, System.nanoTime() - killed);
        assertThat(Reports.activeDvipas(next)).contains(Lab.DVIPA4);
        assertRouted(next, List.of(next, lab.system("SYS3"), lab.system("SYS4")));

        owner.start();
        Wait.forCondition("SYS1 to take it back", PATIENCE, () -> Reports.activeDvipas(owner)
                .contains(Lab.DVIPA4));
        // It announces itself when it knows them, not before.
        assertRouted(owner, lab.systems());
        lab.awaitSysplex();
    }

    /** The last number shows whether time grows faster than the crowd does. */
    private static void printTime(int connections, long nanos) {
        System.out.printf(
                Locale.ROOT,
                "%d connections: known %d ms after the kill, %.1f microseconds for each%n",
                connections,
                nanos / 1_000_000,
                nanos / 1e3 / connections);
    }

    /** One by one, and their number on each target that runs. */
    private void assertRouted(LabSystem owner, List<LabSystem> running) {
        assertThat(Reports.established(owner)).isEqualTo(expected(lab.systems()));
        Map<String, Long> expected =
                running.stream().collect(Collectors.toMap(LabSystem::name, target -> expected(List.of(target))));
        Wait.forCondition(owner.name() + " to know the servers", PATIENCE, () -> active(owner)
                .keySet()
                .equals(expected.keySet()));
        assertThat(active(owner)).isEqualTo(expected);
        for (Part part : parts) {
            assertThat(Reports.routed(owner, part.client())).isEqualTo(part.connections());
        }
    }

    private static Map<String, Long> active(LabSystem owner) {
        return Reports.active(owner, Lab.DVIPA4, Lab.PORT);
    }

    /** How many connections there are to these. */
    private long expected(List<LabSystem> targets) {
        List<String> names = targets.stream().map(LabSystem::name).toList();
        return parts.stream()
                .filter(part -> names.contains(part.target().name()))
                .mapToLong(Part::count)
                .sum();
    }

    /** The same number of connections on each system. */
    private void grow(int connections) {
        int each = (int) (connections - expected(lab.systems())) / lab.systems().size();
        List<Dialogue> added = new ArrayList<>();
        for (LabSystem target : lab.systems()) {
            for (int left = each; left > 0; left -= MOST_PER_PROCESS) {
                Part part = new Part("192.0.2." + (210 + parts.size()), target, Math.min(MOST_PER_PROCESS, left));
                parts.add(part);
                added.add(start(part));
            }
        }
        crowd.addAll(added);
        added.forEach(part -> part.await("the crowd", "ready", PATIENCE));
    }

    private Dialogue start(Part part) {
        return part.target()
                .startDialogue(
                        "crowd-" + part.client(),
                        "org.ezplex.lab.server.CrowdMain",
                        Lab.DVIPA4,
                        Integer.toString(Lab.PORT),
                        part.client(),
                        Integer.toString(part.count()));
    }
}
