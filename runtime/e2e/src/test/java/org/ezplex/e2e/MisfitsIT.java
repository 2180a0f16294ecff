// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.Wait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Settings and statements that are right by themselves but not on this host: they are told of, and what is right goes on. */
@EndToEnd
class MisfitsIT {
    private static final String FIT = "192.0.2.111";

    @RegisterExtension
    private static final Stage STAGE = new Stage(
            LabPlan.standard().named("misfits").configured("org.ezplex.tcpip", Map.of("dataDeviceName", "lan0")),
            Scene.DEFINE,
            Scene.backup(200));

    private final Scene scene = STAGE.scene();

    @AfterEach
    void check() {
        STAGE.tidy().settled("SYS1");
    }

    @Test
    void aDataDeviceUnderTheNameOfAnInterfaceGetsAnotherAndOwnServersAreServed() {
        assertThat(Hardcopy.whole(scene.system("SYS1")).has("EZX3004E dataDeviceName=lan0 CANNOT BE USED"))
                .isTrue();
        scene.hold();
        assertThat(scene.lost()).isEmpty();
    }

    @Test
    void anAddressOfTheHostIsNotTaken() {
        String own = scene.system("SYS1").address4();
        isNotTaken(own, "EZX5026E DVIPA " + own + " IS AN ADDRESS OF lan0");
    }

    @Test
    void anAddressOfTheXcfNetworkIsNotTakenOnTheLan() {
        isNotTaken("198.51.100.200", "EZX5027E DVIPA 198.51.100.200 IS IN A NETWORK OF xcf0");
    }

    /** What is defined after it is owned, so that it would be too. */
    private void isNotTaken(String misfit, String message) {
        Hardcopy hardcopy = Hardcopy.since(scene.system("SYS1"));
        define(misfit);
        define(FIT);
        hardcopy.await(message);
        hardcopy.await("EZX5001I DVIPA " + FIT);
        assertThat(scene.owners(misfit)).isEmpty();
        scene.obey("SYS1", "VIPADELETE " + misfit + "\nVIPADELETE " + FIT + "\n");
        Wait.forCondition(
                FIT + " to be gone", Scene.PATIENCE, () -> scene.owners(FIT).isEmpty());
    }

    private void define(String dvipa) {
        scene.obey("SYS1", "VIPADEFINE MOVEABLE IMMEDIATE 255.255.255.0 " + dvipa + "\n");
    }
}
