// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabHost;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.Load;
import org.ezplex.lab.Reports;
import org.ezplex.lab.Wait;
import org.ezplex.lab.survival.Remains;

/** The sysplex that the end-to-end tests share: four systems, of which SYS1 owns the DVIPAs, and two clients. */
final class Sysplex implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration TIDY = Duration.ofSeconds(60);

    /** So few that a test can send more SYNs than that. */
    static final int MOST_EMBRYONIC = 1024;

    private final Lab lab;
    private final Remains remains;

    Sysplex() {
        Lab.down("e2e");
        lab = Lab.up(LabPlan.standard()
                .named("e2e")
                .hosts(4, 2)
                .configured("org.ezplex.distributor", Map.of("maxEmbryonic", MOST_EMBRYONIC)));
        remains = new Remains(lab);
    }

    Lab lab() {
        return lab;
    }

    LabSystem owner() {
        return lab.system("SYS1");
    }

    LabSystem system(String name) {
        return lab.system(name);
    }

    LabHost client() {
        return lab.host("CLIENT1");
    }

    /** Sees to it that servers listen on these systems and on no others, and that the distributor knows. */
    void serversOn(String... names) {
        List<String> wanted = Arrays.asList(names);
        for (LabSystem system : lab.systems()) {
            boolean listens = system.listens(Lab.PORT);
            if (listens && !wanted.contains(system.name())) {
                system.stopServer(Lab.PORT);
            } else if (!listens && wanted.contains(system.name())) {
                system.startServer(Lab.PORT);
            }
        }
        awaitReady(wanted);
    }

    void awaitReady(List<String> names) {
        for (String dvipa : Lab.DVIPAS) {
            Wait.forCondition("the ready targets of " + dvipa + " to be " + names, PATIENCE, () -> ready(dvipa)
                    .equals(names.stream().sorted().toList()));
        }
    }

    List<String> ready(String dvipa) {
        return Reports.ready(owner(), dvipa, Lab.PORT).stream().sorted().toList();
    }

    /** Short connections from the client, one request each. */
    Load load(String dvipa, int connections, String... options) {
        return Load.run(client(), dvipa, Lab.PORT, connections, options);
    }

    /** After a fault: one owner, one station that answers, and nothing left over on any host. */
    void assertTidy() {
        assertThat(remains.settled("SYS1", lab.host("CLIENT2"), TIDY))
                .as("what is left over")
                .isEmpty();
    }

    @Override
    public void close() {
        lab.close();
    }
}
