// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.ezplex.lab.LabPlan;
import org.ezplex.lab.LabSystem.Cable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The owner is cut off from three others: they go on without it, and at no time do two answer. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PartitionIT {
    private Cuts cuts;

    @BeforeAll
    void open() {
        cuts = new Cuts(new Scene(
                Cuts.impatient(LabPlan.standard().named("partition")),
                Scene.DEFINE,
                Scene.backup(200),
                Scene.backup(100),
                ""));
    }

    @AfterAll
    void close() {
        if (cuts != null) {
            cuts.close();
        }
    }

    @BeforeEach
    void connect() {
        cuts.begin();
    }

    @AfterEach
    void heal() {
        cuts.end();
    }

    @Test
    void anOwnerCutOffFromXcfGivesTheDvipaToTheMajority() {
        Hardcopy hardcopy = Hardcopy.since(cuts.scene().system("SYS1"));
        cuts.cut(Cable.XCF);
        cuts.awaitAnother();
        assertThat(hardcopy.has("EZX5011E"))
                .as("SYS1 gave way to a claim on the LAN")
                .isTrue();
        assertThat(cuts.scene().lost()).as("lost in the cut").isEmpty();
        cuts.heal(Cable.XCF);
        cuts.awaitOneOwner();
        assertThat(cuts.scene().lost()).as("lost at healing").isEmpty();
    }

    @Test
    void anOwnerCutOffFromTheLanGivesTheDvipaAway() {
        Hardcopy hardcopy = Hardcopy.since(cuts.scene().system("SYS1"));
        cuts.cut(Cable.LAN);
        cuts.awaitOwner("SYS2");
        hardcopy.await("EZX5009E");
        assertThat(cuts.scene().lost("SYS1")).as("lost in the cut").isEmpty();
        cuts.heal(Cable.LAN);
        hardcopy.await("EZX5010I");
        cuts.awaitOneOwner();
        assertThat(cuts.scene().lost("SYS1")).as("lost at healing").isEmpty();
    }

    @Test
    void anOwnerCutOffAltogetherComesBackToTheLanFirst() {
        cuts.cut(Cable.ALL);
        cuts.awaitOwner("SYS2");
        assertThat(cuts.scene().lost("SYS1")).as("lost in the cut").isEmpty();
        cuts.heal(Cable.LAN);
        Hardcopy hardcopy = Hardcopy.since(cuts.scene().system("SYS1"));
        // It sees nobody, and finds on the LAN that the address is another's.
        hardcopy.await("EZZ4327I");
        assertThat(cuts.scene().lost("SYS1")).as("lost when the LAN was back").isEmpty();
        cuts.heal(Cable.XCF);
        cuts.awaitOneOwner();
        assertThat(cuts.scene().lost("SYS1")).as("lost at healing").isEmpty();
    }

    @Test
    void anOwnerCutOffAltogetherComesBackToXcfFirst() {
        cuts.cut(Cable.ALL);
        cuts.awaitOwner("SYS2");
        cuts.heal(Cable.XCF);
        cuts.scene().lab().awaitSysplex();
        assertThat(cuts.scene().owns("SYS2")).as("SYS2 still owns the DVIPAs").isTrue();
        assertThat(cuts.scene().lost("SYS1")).as("lost while the LAN was cut").isEmpty();
        cuts.heal(Cable.LAN);
        cuts.awaitOneOwner();
        assertThat(cuts.scene().lost("SYS1")).as("lost at healing").isEmpty();
    }
}
