// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabHost;
import org.ezplex.lab.Load;
import org.ezplex.lab.Reports;
import org.junit.jupiter.api.Test;

/** A client that only ever sends SYNs. */
@EndToEnd
class SynFloodIT {
    static final int SYNS = 20_000;
    private static final int HONEST = 6;

    private final Sysplex sysplex;

    SynFloodIT(Sysplex sysplex) {
        this.sysplex = sysplex;
    }

    @Test
    void aSynFloodOverflowsTheTableAndLeavesHonestConnectionsAlone() throws URISyntaxException {
        sysplex.serversOn("SYS2", "SYS3", "SYS4");
        LabHost.Background good = Load.start(
                sysplex.client(),
                Lab.DVIPA4,
                Lab.PORT,
                1_000_000,
                "--keep-alive",
                "--threads",
                Integer.toString(HONEST),
                "--pause-ms",
                "20",
                "--duration-ms",
                "5000",
                "--timeout-ms",
                "2000");
        try (Deaf attacker = new Deaf(sysplex.lab().host("CLIENT2"))) {
            flood(attacker, Lab.PORT);
            // The half open ones of the flood fill their part of the table and no more.
            assertThat(Reports.connections(sysplex.owner()))
                    .isBetween(Sysplex.MOST_EMBRYONIC / 2, Sysplex.MOST_EMBRYONIC + HONEST);
            Load during = sysplex.load(Lab.DVIPA4, 30, "--threads", "4");
            assertThat(during.failures()).isEmpty();
            assertThat(during.answered()).isEqualTo(30);
        }

        Load outcome = Load.outcome(good);
        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.answered()).isGreaterThan(100);
    }

    /** Sends many SYNs. */
    static void flood(Deaf attacker, int port) throws URISyntaxException {
        try (LabHost.Background flood = attacker.host()
                .startJava(
                        "flood", classes(), SynFlood.class.getName(), Lab.DVIPA4, Integer.toString(port), "" + SYNS)) {
            assertThat(flood.awaitOutput()).contains("sent " + SYNS);
        }
    }

    private static String classes() throws URISyntaxException {
        return Path.of(SynFlood.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
    }
}
