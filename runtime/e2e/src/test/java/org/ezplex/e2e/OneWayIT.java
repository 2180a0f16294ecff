// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.ezplex.lab.LabException;
import org.ezplex.lab.LabSystem.Cable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Of two systems one hears the other, and is not heard by it, on one of the two networks: at no time do two answer, and once healed one
 * does within a second. Of both networks at once nothing is promised: who hears nothing on either cannot know that the other lives.
 */
@EndToEnd
class OneWayIT {
    @RegisterExtension
    private static final Cuts CUTS = new Cuts("oneway", Scene.DEFINE, Scene.backup(200), Scene.backup(100));

    /** Long enough for everybody to have missed whom it misses, and to have done what it then does. */
    private static final Duration CUT = Duration.ofSeconds(5);

    @BeforeAll
    static void requireFilters() {
        try {
            CUTS.deafen(Cable.ALL, "SYS3");
            CUTS.hear();
        } catch (LabException e) {
            Assumptions.abort("tc cannot filter here: " + e.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LAN", "XCF"})
    void theBackupDoesNotHearTheOwner(Cable cable) {
        cutAndHeal(cable, "SYS2", "SYS1");
    }

    @ParameterizedTest
    @EnumSource(names = {"LAN", "XCF"})
    void theOwnerDoesNotHearTheBackup(Cable cable) {
        cutAndHeal(cable, "SYS1", "SYS2");
    }

    @ParameterizedTest
    @EnumSource(names = {"LAN", "XCF"})
    void theOwnerHearsNobody(Cable cable) {
        cutAndHeal(cable, "SYS1", "SYS2", "SYS3");
    }

    private void cutAndHeal(Cable cable, String deaf, String... mute) {
        CUTS.deafen(cable, deaf, mute);
        CUTS.watchFor(CUT);
        CUTS.hear();
        CUTS.awaitOneOwner();
        assertThat(CUTS.scene().lost()).as("lost").isEmpty();
    }
}
