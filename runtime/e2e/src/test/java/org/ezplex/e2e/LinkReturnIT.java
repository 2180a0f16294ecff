// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import org.ezplex.lab.LabSystem;
import org.ezplex.lab.Wait;
import org.junit.jupiter.api.Test;

/** A system whose link was gone. */
@EndToEnd
class LinkReturnIT {
    private static final String IN_VAIN = "ip neigh show nud failed";

    private final Sysplex sysplex;

    LinkReturnIT(Sysplex sysplex) {
        this.sysplex = sysplex;
    }

    @Test
    void whatItAskedForInVainMeanwhileItDoesNotWaitForWhenTheLinkIsBack() {
        LabSystem system = sysplex.system("SYS4");
        String client = sysplex.lab().host("CLIENT1").address4();
        system.cut(LabSystem.Cable.LAN);
        try {
            system.exec("bash", "-c", "echo x > /dev/udp/" + client + "/9").output();
            Wait.forCondition(
                    "SYS4 to have asked for CLIENT1 in vain",
                    Sysplex.PATIENCE,
                    () -> system.exec("sh", "-c", IN_VAIN).output().contains(client));
        } finally {
            system.heal(LabSystem.Cable.LAN);
        }
        Wait.forCondition("SYS4 to know nothing of CLIENT1", Sysplex.PATIENCE, () -> !system.exec("sh", "-c", IN_VAIN)
                .output()
                .contains(client));
        sysplex.lab().awaitSysplex();
        sysplex.assertTidy();
    }
}
