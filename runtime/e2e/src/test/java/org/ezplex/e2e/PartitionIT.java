// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.ezplex.lab.LabSystem.Cable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The owner is cut off from three others: they go on without it, and at no time do two answer. */
@EndToEnd
class PartitionIT {
    @RegisterExtension
    private static final Cuts CUTS = new Cuts("partition", Scene.DEFINE, Scene.backup(200), Scene.backup(100), "");

    @Test
    void anOwnerCutOffFromXcfGivesTheDvipaToTheMajority() {
        Hardcopy hardcopy = Hardcopy.since(CUTS.scene().system("SYS1"));
        CUTS.cut(Cable.XCF);
        CUTS.awaitAnother();
        // It gave way to a claim on the LAN.
        hardcopy.await("EZX5011E");
        assertThat(CUTS.scene().lost()).as("lost in the cut").isEmpty();
        CUTS.heal(Cable.XCF);
        CUTS.awaitOneOwner();
        assertThat(CUTS.scene().lost()).as("lost at healing").isEmpty();
    }

    @Test
    void anOwnerCutOffFromTheLanGivesTheDvipaAway() {
        Hardcopy hardcopy = Hardcopy.since(CUTS.scene().system("SYS1"));
        CUTS.cut(Cable.LAN);
        CUTS.awaitOwner("SYS2");
        hardcopy.await("EZX5009E");
        assertThat(CUTS.scene().lost("SYS1")).as("lost in the cut").isEmpty();
        CUTS.heal(Cable.LAN);
        hardcopy.await("EZX5010I");
        CUTS.awaitOneOwner();
        assertThat(CUTS.scene().lost("SYS1")).as("lost at healing").isEmpty();
    }

    @Test
    void anOwnerCutOffAltogetherComesBackToTheLanFirst() {
        CUTS.cut(Cable.ALL);
        CUTS.awaitOwner("SYS2");
        assertThat(CUTS.scene().lost("SYS1")).as("lost in the cut").isEmpty();
        CUTS.heal(Cable.LAN);
        Hardcopy hardcopy = Hardcopy.since(CUTS.scene().system("SYS1"));
        // It sees nobody, and finds on the LAN that the address is another's.
        hardcopy.await("EZZ4327I");
        assertThat(CUTS.scene().lost("SYS1")).as("lost when the LAN was back").isEmpty();
        CUTS.heal(Cable.XCF);
        CUTS.awaitOneOwner();
        assertThat(CUTS.scene().lost("SYS1")).as("lost at healing").isEmpty();
    }

    @Test
    void anOwnerCutOffAltogetherComesBackToXcfFirst() {
        CUTS.cut(Cable.ALL);
        CUTS.awaitOwner("SYS2");
        CUTS.heal(Cable.XCF);
        CUTS.scene().lab().awaitSysplex();
        assertThat(CUTS.scene().owns("SYS2")).as("SYS2 still owns the DVIPAs").isTrue();
        assertThat(CUTS.scene().lost("SYS1")).as("lost while the LAN was cut").isEmpty();
        CUTS.heal(Cable.LAN);
        CUTS.awaitOneOwner();
        assertThat(CUTS.scene().lost("SYS1")).as("lost at healing").isEmpty();
    }
}
