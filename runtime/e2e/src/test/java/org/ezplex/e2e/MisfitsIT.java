// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.LabSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Settings and statements that are right by themselves but not on this host: they are told of, and what is right goes on. */
@EndToEnd
class MisfitsIT {
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
    void theHostsOwnAddressIsNoDvipaUntilItIsDeleted() {
        LabSystem system = scene.system("SYS1");
        Hardcopy hardcopy = Hardcopy.since(system);
        scene.obey("SYS1", "VIPADEFINE MOVEABLE IMMEDIATE 255.255.255.0 " + system.address4() + "\n");
        hardcopy.await("EZX5026E DVIPA " + system.address4() + " IS AN ADDRESS OF lan0");
        assertThat(scene.owners(system.address4())).isEmpty();
        scene.obey("SYS1", "VIPADELETE " + system.address4() + "\n");
        assertThat(scene.owns("SYS1")).as("what was defined before is owned").isTrue();
    }

    @Test
    void anAddressOfTheXcfNetworkIsNotTakenOnTheLan() {
        LabSystem system = scene.system("SYS2");
        Hardcopy hardcopy = Hardcopy.since(system);
        scene.obey("SYS2", "VIPADEFINE MOVEABLE IMMEDIATE 255.255.255.0 198.51.100.200\n");
        hardcopy.await("EZX5027E DVIPA 198.51.100.200 IS IN A NETWORK OF xcf0");
        scene.obey("SYS2", "VIPADELETE 198.51.100.200\n");
    }
}
