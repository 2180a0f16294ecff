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
            for (String dvipa : Lab.DVIPAS) {
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
}
