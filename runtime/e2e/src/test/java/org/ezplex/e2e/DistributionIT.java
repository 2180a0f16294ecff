// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.ezplex.lab.Capture;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabHost;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.LabSystem.Cable;
import org.ezplex.lab.Load;
import org.ezplex.lab.Reports;
import org.ezplex.lab.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients get from a distributed DVIPA. */
@EndToEnd
class DistributionIT {
    private static final String[] THREE = {"SYS2", "SYS3", "SYS4"};

    private final Sysplex sysplex;

    DistributionIT(Sysplex sysplex) {
        this.sysplex = sysplex;
    }

    @ParameterizedTest
    @ValueSource(strings = {Lab.DVIPA4, Lab.DVIPA6})
    void roundRobinSplitsConnectionsEvenly(String dvipa) {
        sysplex.serversOn(THREE);
        Load load = sysplex.load(dvipa, 300);
        assertThat(load.failures()).isEmpty();
        assertThat(load.served()).containsOnlyKeys(THREE);
        assertThat(load.served().values()).allSatisfy(count -> assertThat(count).isBetween(98L, 102L));
    }

    @Test
    void answersGoStraightToTheClient() {
        sysplex.serversOn(THREE);
        String answers = "tcp src port " + Lab.PORT;
        try (Capture capture = sysplex.lab().capture(sysplex.owner(), "tcp port " + Lab.PORT)) {
            assertThat(sysplex.load(Lab.DVIPA4, 60).failures()).isEmpty();
            assertThat(sysplex.load(Lab.DVIPA6, 60).failures()).isEmpty();
            assertThat(capture.lines(answers)).isEmpty();
            assertThat(capture.count("tcp dst port " + Lab.PORT)).isGreaterThan(120);
        }
    }

    @Test
    void onlyTheOwnersVirtualMacAnswersForTheDvipa() {
        sysplex.serversOn(THREE);
        LabHost client = sysplex.client();
        client.shell("ip neigh flush dev lan0");
        try (Capture capture = sysplex.lab().capture(client, "arp or icmp6")) {
            assertThat(sysplex.load(Lab.DVIPA4, 6).failures()).isEmpty();
            assertThat(sysplex.load(Lab.DVIPA6, 6).failures()).isEmpty();
            Set<String> macs = capture.lines("").stream()
                    .filter(line ->
                            line.contains("Reply " + Lab.DVIPA4 + " is-at") || line.contains("tgt is " + Lab.DVIPA6))
                    .filter(line -> !line.contains("solicitation"))
                    .map(line -> line.split(" ", 3)[1])
                    .collect(java.util.stream.Collectors.toSet());
            assertThat(macs).hasSize(1);
            assertThat(macs).doesNotContainAnyElementsOf(systemMacs());
        }
    }

    private List<String> systemMacs() {
        return sysplex.lab().systems().stream().map(LabSystem::mac).toList();
    }

    @Test
    void aStoppedServerGetsNothingAfterHalfASecondAndItsShareWhenItIsBack() {
        sysplex.serversOn(THREE);
        LabSystem system = sysplex.system("SYS3");
        system.stopServer(Lab.PORT);
        boolean known = Wait.until(
                Duration.ofMillis(500), () -> sysplex.ready(Lab.DVIPA4).equals(List.of("SYS2", "SYS4")));
        assertThat(known).as("known to the distributor within 500 ms").isTrue();
        Load without = sysplex.load(Lab.DVIPA4, 60);
        assertThat(without.failures()).isEmpty();
        assertThat(without.served()).containsOnlyKeys("SYS2", "SYS4");

        sysplex.serversOn(THREE);
        assertThat(sysplex.load(Lab.DVIPA4, 60).served()).containsOnlyKeys(THREE);
    }

    @Test
    void aTargetWithoutItsLanLinkGetsNothingUntilTheLinkIsBack() {
        sysplex.serversOn(THREE);
        LabSystem system = sysplex.system("SYS3");
        system.cut(Cable.LAN);
        try {
            Wait.forCondition("SYS3 to be out of the table", Sysplex.PATIENCE, () -> sysplex.ready(Lab.DVIPA4)
                    .equals(List.of("SYS2", "SYS4")));
            Load without = sysplex.load(Lab.DVIPA4, 60);
            assertThat(without.failures()).isEmpty();
            assertThat(without.served()).containsOnlyKeys("SYS2", "SYS4");
        } finally {
            system.heal(Cable.LAN);
        }
        Wait.forCondition("SYS3 to be back in the table", Sysplex.PATIENCE, () -> sysplex.ready(Lab.DVIPA4)
                .equals(List.of(THREE)));
        assertThat(sysplex.load(Lab.DVIPA4, 60).served()).containsOnlyKeys(THREE);
        sysplex.assertTidy();
    }

    @Test
    void connectionsOutliveThatTheirTargetIsOutOfSight() {
        sysplex.serversOn(THREE);
        LabSystem system = sysplex.system("SYS3");
        LabHost.Background connections = Load.start(
                sysplex.client(),
                Lab.DVIPA4,
                Lab.PORT,
                1_000_000,
                "--keep-alive",
                "--threads",
                "6",
                "--pause-ms",
                "50",
                "--duration-ms",
                "10000",
                "--timeout-ms",
                "5000");
        system.cut(Cable.XCF);
        try {
            Wait.forCondition("SYS3 to be missed", Sysplex.PATIENCE, () -> sysplex.ready(Lab.DVIPA4)
                    .equals(List.of("SYS2", "SYS4")));
        } finally {
            system.heal(Cable.XCF);
        }
        sysplex.lab().awaitSysplex();
        Load outcome = Load.outcome(connections);
        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.served()).containsKey("SYS3");
        sysplex.assertTidy();
    }

    @Test
    void theDistributingStackIsItsOwnTarget() {
        sysplex.serversOn("SYS1");
        for (String dvipa : Lab.DVIPAS) {
            Load load = sysplex.load(dvipa, 50);
            assertThat(load.failures()).isEmpty();
            assertThat(load.served()).containsOnlyKeys("SYS1");
        }
        sysplex.serversOn("SYS1", "SYS2");
        assertThat(sysplex.load(Lab.DVIPA4, 60).served()).containsOnlyKeys("SYS1", "SYS2");
    }

    @Test
    void withoutAReadyTargetAConnectionIsRefused() {
        sysplex.serversOn();
        for (String dvipa : Lab.DVIPAS) {
            Load load = sysplex.load(dvipa, 5, "--timeout-ms", "5000", "--threads", "1");
            assertThat(load.served()).isEmpty();
            // Refused by a reset, and not left to time out: that would be another kind of failure.
            assertThat(load.failures()).containsOnlyKeys("refused");
        }
    }

    @Test
    void aTargetConnectsOutwardFromTheDvipa() {
        sysplex.serversOn(THREE);
        LabHost client = sysplex.client();
        try (LabHost.Background server = client.startServer(9000)) {
            assertThat(server.alive()).isTrue();
            for (int i = 0; i < 10; i++) {
                assertThat(sysplex.system("SYS2")
                                .exec(
                                        "curl",
                                        "-sS",
                                        "--max-time",
                                        "3",
                                        "--interface",
                                        Lab.DVIPA4,
                                        "http://" + client.address4() + ":9000/")
                                .output())
                        .isEqualTo("CLIENT1 " + Lab.DVIPA4 + "\n");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Lab.DVIPA4, Lab.DVIPA6})
    void tenThousandShortConnectionsLeaveAnEmptyRoutingTable(String dvipa) {
        sysplex.serversOn(THREE);
        Load load = sysplex.load(dvipa, 10_000, "--threads", "16");
        assertThat(load.failures()).isEmpty();
        assertThat(load.answered()).isEqualTo(10_000);
        assertThat(load.served()).containsOnlyKeys(THREE);
        Wait.forCondition("the CRT to be empty", Sysplex.PATIENCE, () -> Reports.connections(sysplex.owner()) == 0);
    }
}
