// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

/** A takeover with very many connections: the new owner knows what the targets' kernels have, all of it and nothing else, and where. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class CrowdIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MOST_PER_PROCESS = 15_000;
    private static final int MOST_PRINTED = 50_000;
    private static final List<String> TARGETS = List.of("SYS2", "SYS3", "SYS4");

    private final List<Dialogue> crowd = new ArrayList<>();
    private final Set<String> expected = new TreeSet<>();
    private final Map<String, Long> expectedByTarget = new HashMap<>();
    private Lab lab;
    private Remains remains;

    @BeforeAll
    void up() {
        Lab.down("crowd");
        lab = Lab.up(LabPlan.standard().named("crowd").hosts(4, 2));
        remains = new Remains(lab);
        // Nobody asks them anything, but a target without a server is in no table that counts its connections.
        TARGETS.forEach(name -> {
            lab.system(name).startServer(Lab.PORT);
            expectedByTarget.put(name, 0L);
        });
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
    void theTableAfterATakeoverIsTheUnionOfTheTargetsConnections(int connections) {
        grow(connections);
        LabSystem owner = lab.system("SYS1");
        owner.kill();
        long killed = System.nanoTime();
        LabSystem next = lab.system("SYS2");
        Wait.forCondition("SYS2 to know all connections", PATIENCE, () -> Reports.established(next) >= connections);
        long known = System.nanoTime();
        System.out.printf("%d connections: known %d ms after the kill%n", connections, (known - killed) / 1_000_000);
        assertThat(Reports.activeDvipas(next)).contains(Lab.DVIPA4);
        assertRouted(next);

        owner.start();
        Wait.forCondition("SYS1 to take it back", PATIENCE, () -> Reports.activeDvipas(owner)
                .contains(Lab.DVIPA4));
        // It announces itself when it knows them, not before.
        assertRouted(owner);
        lab.awaitSysplex();
    }

    /** One by one, as far as a console can print them in bearable time; their number on each target in any case. */
    private void assertRouted(LabSystem owner) {
        assertThat(Reports.established(owner)).isEqualTo(expected.size());
        Wait.forCondition(owner.name() + " to know the servers", PATIENCE, () -> active(owner)
                .keySet()
                .equals(expectedByTarget.keySet()));
        assertThat(active(owner)).isEqualTo(expectedByTarget);
        if (expected.size() <= MOST_PRINTED) {
            assertThat(Reports.routed(owner)).isEqualTo(expected);
        }
    }

    private static Map<String, Long> active(LabSystem owner) {
        return Reports.active(owner, Lab.DVIPA4, Lab.PORT);
    }

    /** The same number of connections on each target, but for the rest. */
    private void grow(int connections) {
        List<Dialogue> added = new ArrayList<>();
        while (expected.size() < connections) {
            int count = Math.min(MOST_PER_PROCESS, connections - expected.size());
            String client = "192.0.2." + (210 + crowd.size());
            LabSystem target = lab.system(TARGETS.get(crowd.size() % TARGETS.size()));
            Dialogue part = target.startDialogue(
                    "crowd-" + crowd.size(),
                    "org.ezplex.lab.server.CrowdMain",
                    Lab.DVIPA4,
                    Integer.toString(Lab.PORT),
                    client,
                    Integer.toString(count));
            crowd.add(part);
            added.add(part);
            for (int i = 0; i < count; i++) {
                expected.add(client + ".." + (1024 + i) + " " + target.name());
            }
            expectedByTarget.merge(target.name(), (long) count, Long::sum);
        }
        added.forEach(part -> part.await("the crowd", "ready", PATIENCE));
    }
}
