// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.Load;
import org.junit.jupiter.api.Test;

/** Systems that come and go while DESTIP ALL is in force. */
@EndToEnd
class NewTargetIT {
    private final Sysplex sysplex;

    NewTargetIT(Sysplex sysplex) {
        this.sysplex = sysplex;
    }

    @Test
    void aSystemThatJoinsLaterBecomesATarget() {
        sysplex.serversOn("SYS2", "SYS3");
        LabSystem late = sysplex.lab().addSystem();
        late.start();
        try {
            late.startServer(Lab.PORT);
            sysplex.awaitReady(List.of("SYS2", "SYS3", late.name()));
            for (String dvipa : Sysplex.BOTH) {
                Load load = sysplex.load(dvipa, 60);
                assertThat(load.failures()).isEmpty();
                assertThat(load.served()).containsOnlyKeys("SYS2", "SYS3", late.name());
            }
        } finally {
            late.stopServer(Lab.PORT);
            late.stop();
        }
        sysplex.awaitReady(List.of("SYS2", "SYS3"));
    }

    @Test
    void aKilledSystemTakesItsLeftOverAddressesAwayWhenItStartsAgain() {
        sysplex.serversOn("SYS2", "SYS3");
        LabSystem system = sysplex.system("SYS4");
        assertThat(loopback(system)).contains(Lab.DVIPA4, Lab.DVIPA6);
        system.kill();
        assertThat(loopback(system)).as("the kernel keeps them").contains(Lab.DVIPA4, Lab.DVIPA6);

        // Without the sysplex nobody tells it that it is a target: what is there can only be left over.
        system.cut(LabSystem.Cable.XCF);
        system.start();
        org.ezplex.lab.Wait.forCondition(
                "the left-over addresses to go",
                Sysplex.PATIENCE,
                () -> !loopback(system).contains(Lab.DVIPA4)
                        && !loopback(system).contains(Lab.DVIPA6));
        system.stop();

        system.heal(LabSystem.Cable.XCF);
        system.start();
        sysplex.lab().awaitSysplex();
        sysplex.serversOn("SYS2", "SYS4");
        assertThat(sysplex.load(Lab.DVIPA4, 20).served()).containsOnlyKeys("SYS2", "SYS4");
    }

    private static String loopback(LabSystem system) {
        return system.shell("ip -o address show dev lo");
    }
}
