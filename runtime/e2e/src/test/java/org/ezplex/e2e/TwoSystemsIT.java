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

/** Two systems, of which neither is the majority: who answers on the LAN is the owner. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoSystemsIT {
    private Cuts cuts;

    @BeforeAll
    void open() {
        cuts = new Cuts(
                new Scene(Cuts.impatient(LabPlan.standard().named("twosystems")), Scene.DEFINE, Scene.backup(200)));
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
    void anOwnerCutOffFromXcfKeepsWhatItAnswersForOnTheLan() {
        Hardcopy backup = Hardcopy.since(cuts.scene().system("SYS2"));
        cuts.cut(Cable.XCF);
        backup.await("EZX2002E");
        backup.await("EZZ4327I");
        assertThat(cuts.scene().owns("SYS1")).as("SYS1 still owns the DVIPAs").isTrue();
        assertThat(cuts.scene().lost()).as("lost in the cut").isEmpty();
        cuts.heal(Cable.XCF);
        cuts.awaitOneOwner();
        assertThat(backup.has("EZX5001I")).as("SYS2 has owned one").isFalse();
        assertThat(cuts.scene().lost()).as("lost at healing").isEmpty();
    }

    @Test
    void anOwnerCutOffAltogetherIsReplacedAndComesBackToTheLanFirst() {
        cuts.cut(Cable.ALL);
        cuts.awaitOwner("SYS2");
        assertThat(cuts.scene().lost("SYS1")).as("lost in the cut").isEmpty();
        Hardcopy hardcopy = Hardcopy.since(cuts.scene().system("SYS1"));
        cuts.heal(Cable.LAN);
        hardcopy.await("EZZ4327I");
        assertThat(cuts.scene().owns("SYS2")).as("SYS2 still owns the DVIPAs").isTrue();
        cuts.heal(Cable.XCF);
        cuts.awaitOneOwner();
        assertThat(cuts.scene().lost("SYS1")).as("lost at healing").isEmpty();
    }

    @Test
    void anOwnerCutOffFromTheLanGivesTheDvipaAway() {
        cuts.cut(Cable.LAN);
        cuts.awaitOwner("SYS2");
        assertThat(cuts.scene().lost("SYS1")).as("lost in the cut").isEmpty();
        cuts.heal(Cable.LAN);
        cuts.awaitOneOwner();
        assertThat(cuts.scene().lost("SYS1")).as("lost at healing").isEmpty();
    }
}
