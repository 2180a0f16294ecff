// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.ezplex.lab.Lab;
import org.ezplex.lab.LabSystem.Cable;
import org.ezplex.lab.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two systems, of which neither is the majority: who answers on the LAN is the owner. */
@EndToEnd
class TwoSystemsIT {
    @RegisterExtension
    private static final Cuts CUTS = new Cuts("twosystems", Scene.DEFINE, Scene.backup(200));

    @Test
    void anOwnerCutOffFromXcfKeepsWhatItAnswersForOnTheLan() {
        Hardcopy backup = Hardcopy.since(CUTS.scene().system("SYS2"));
        CUTS.cut(Cable.XCF);
        backup.await("EZX2002E");
        backup.await("EZZ4327I");
        assertThat(CUTS.scene().owns("SYS1")).as("SYS1 still owns the DVIPAs").isTrue();
        assertThat(CUTS.scene().lost()).as("lost in the cut").isEmpty();
        CUTS.heal(Cable.XCF);
        CUTS.awaitOneOwner();
        assertThat(backup.has("EZX5001I")).as("SYS2 has owned one").isFalse();
        assertThat(CUTS.scene().lost()).as("lost at healing").isEmpty();
    }

    @Test
    void anOwnerCutOffAltogetherIsReplacedAndComesBackToTheLanFirst() {
        CUTS.cut(Cable.ALL);
        CUTS.awaitOwner("SYS2");
        assertThat(CUTS.scene().lost("SYS1")).as("lost in the cut").isEmpty();
        Hardcopy hardcopy = Hardcopy.since(CUTS.scene().system("SYS1"));
        CUTS.heal(Cable.LAN);
        hardcopy.await("EZZ4327I");
        assertThat(CUTS.scene().owns("SYS2")).as("SYS2 still owns the DVIPAs").isTrue();
        CUTS.heal(Cable.XCF);
        CUTS.awaitOneOwner();
        assertThat(CUTS.scene().lost("SYS1")).as("lost at healing").isEmpty();
    }

    /** Both links stay up: neither is told by its own host that it is cut off. */
    @Test
    void ofTwoOwnersThatHeardNothingOfEachOtherOneIsLeftWhenTheLanIsWholeAgain() {
        CUTS.deafen(Cable.ALL, "SYS1", "SYS2");
        CUTS.deafen(Cable.ALL, "SYS2", "SYS1");
        awaitOwners(2);
        CUTS.hear(Cable.LAN);
        awaitOwners(1);
        CUTS.assertOneAnsweredInTime();
        CUTS.excuse();
        CUTS.hear();
        CUTS.awaitOneOwner();
    }

    private static void awaitOwners(int count) {
        Wait.forCondition(count + " owners", Scene.PATIENCE, () -> Lab.DVIPAS.stream()
                .allMatch(dvipa -> CUTS.scene().owners(dvipa).size() == count));
    }

    @Test
    void anOwnerCutOffFromTheLanGivesTheDvipaAway() {
        CUTS.cut(Cable.LAN);
        CUTS.awaitOwner("SYS2");
        assertThat(CUTS.scene().lost("SYS1")).as("lost in the cut").isEmpty();
        CUTS.heal(Cable.LAN);
        CUTS.awaitOneOwner();
        assertThat(CUTS.scene().lost("SYS1")).as("lost at healing").isEmpty();
    }
}
