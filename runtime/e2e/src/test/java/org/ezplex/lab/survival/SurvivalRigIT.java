// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ezplex.e2e.EndToEnd;
import org.ezplex.lab.Capture;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabHost;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.LabSystem.Cable;
import org.ezplex.lab.Wait;
import org.ezplex.lab.client.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The survival bench's own client, server and watcher, without any distributor: what they say is what happened. */
@EndToEnd
class SurvivalRigIT {
    private static final int EACH = 4;
    private static final int ALL = EACH * Kind.values().length;
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Lab lab;
    private SurvivalClient client;
    private LabHost.Background server;

    @BeforeEach
    void connect() {
        lab = Lab.up(LabPlan.standard().named("survivalrig").hosts(2, 2).hostsOnly());
        take("SYS1");
        server = lab.host("SYS1").startSurvivalServer(Lab.PORT);
        client = new SurvivalClient(lab.host("CLIENT1"), Lab.DVIPA4, Lab.PORT);
        client.probe();
        for (Kind kind : Kind.values()) {
            client.fill(kind, EACH);
        }
        client.begin();
    }

    @AfterEach
    void end() {
        // Neither is there if the test could not begin.
        if (client != null) {
            client.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    private void take(String system) {
        lab.host(system).shell("ip address add " + Lab.DVIPA4 + "/24 dev lan0");
    }

    private void leave(String system) {
        lab.host(system).shell("ip address del " + Lab.DVIPA4 + "/24 dev lan0");
    }

    private void awaitOutage(long begin, double millis) {
        Wait.forCondition(
                "an outage of " + millis + " ms",
                PATIENCE,
                () -> client.gap(begin, System.nanoTime()).newConnections() >= millis);
    }

    @Test
    void connectionsOfAllKindsAreMadeAndGoOn() {
        long begin = System.nanoTime();
        assertThat(client.steady(begin, PATIENCE)).isTrue();
        SurvivalClient.Report report = client.check(LIMIT);
        assertThat(report.held()).hasSize(ALL).allSatisfy(held -> {
            assertThat(held.state()).isEqualTo("LIVE");
            assertThat(held.server()).isEqualTo("SYS1");
        });
        assertThat(report.served()).isPositive();
        assertThat(report.reset() + report.lost()).isZero();
        assertThat(client.gap(begin, System.nanoTime()).newConnections()).isPositive();
    }

    @Test
    void everyConnectionIsFoundWhereItsServerRuns() {
        Set<Integer> there = new Sockets(Lab.DVIPA4, Lab.PORT).remotePorts(lab.host("SYS1"));
        assertThat(client.check(LIMIT).held()).allMatch(held -> there.contains(held.port()));
    }

    @Test
    void aServerThatDrainsGoesOnWithTheConnectionsItHas() {
        lab.host("SYS1").stopListening(Lab.PORT);
        assertThat(server.alive()).isTrue();
        SurvivalClient.Report report = client.check(LIMIT);
        assertThat(report.held()).hasSize(ALL).allMatch(held -> held.state().equals("LIVE"));
    }

    @Test
    void aKilledServersConnectionsAreTold() {
        server.armed("KILL").pull();
        Wait.forCondition("the server to end", PATIENCE, () -> !server.alive());
        SurvivalClient.Report report = client.check(LIMIT);
        assertThat(report.held()).hasSize(ALL).allMatch(HeldReport::told);
        assertThat(report.reset()).isPositive();
        Verdict verdict = new Verdict(Map.of(), Set.of("SYS1"), Optional.empty());
        assertThat(verdict.orphans(attributed(report))).satisfies(orphans -> {
            assertThat(orphans.held()).isEqualTo(ALL);
            assertThat(orphans.toldInTime()).isTrue();
        });
    }

    /** Those that never had an answer are SYS1's too: there is no other. */
    private static List<HeldReport> attributed(SurvivalClient.Report report) {
        return report.held().stream()
                .map(held -> new HeldReport(
                        held.kind(), held.port(), "SYS1", held.state(), held.endedAt(), held.longestWait()))
                .toList();
    }

    @Test
    void behindACutCableConnectionsHang() {
        long begin = System.nanoTime();
        lab.system("SYS1").cut(Cable.LAN);
        awaitOutage(begin, 100);
        SurvivalClient.Report report = client.check(LIMIT);
        assertThat(report.held())
                .hasSize(ALL)
                .allMatch(held -> held.state().equals("HANG"))
                .allMatch(held -> held.kind() == Kind.IDLE || held.longestWait() >= LIMIT.toNanos() / 2);
        assertThat(report.lost()).isPositive();
        assertThat(report.reset()).isZero();
        assertThat(client.gap(begin, System.nanoTime()).newConnections()).isGreaterThan(LIMIT.toMillis() * 0.9);
    }

    @Test
    void aCableOutForAMomentIsAnOutageAndNoLoss() {
        long begin = System.nanoTime();
        lab.system("SYS1").cut(Cable.LAN);
        awaitOutage(begin, 400);
        lab.system("SYS1").heal(Cable.LAN);
        assertThat(client.steady(System.nanoTime(), PATIENCE)).isTrue();
        SurvivalClient.Gap gap = client.gap(begin, System.nanoTime());
        assertThat(gap.newConnections()).isBetween(400.0, 3000.0);
        assertThat(gap.answers()).isBetween(300.0, 3000.0);
        assertThat(client.check(Duration.ofSeconds(10)).held()).hasSize(ALL).allMatch(held -> held.state()
                .equals("LIVE"));
    }

    @Test
    void anAddressThatMovesWithoutItsConnectionsResetsThem() {
        lab.host("SYS2").startSurvivalServer(Lab.PORT);
        try (Capture capture =
                lab.capture(lab.host("CLIENT1"), "src host " + Lab.DVIPA4 + " and tcp[tcpflags] & tcp-rst != 0")) {
            leave("SYS1");
            take("SYS2");
            lab.host("CLIENT1").shell("ip neighbor flush dev lan0");
            SurvivalClient.Report report = client.check(LIMIT);
            assertThat(report.held()).allMatch(held -> held.state().equals("RESET"));
            Verdict verdict = new Verdict(Map.of(), Set.of(), Optional.empty());
            assertThat(verdict.resets(report.held(), capture.lines("")).unexpected())
                    .isGreaterThanOrEqualTo(ALL);
            assertThat(verdict.kinds(report.held()))
                    .allSatisfy((kind, tally) -> assertThat(tally).isEqualTo(new Tally(EACH, EACH, 0, 0)));
        }
    }

    @Test
    void twoHostsThatAnswerAreSeenAndAHandOverIsNoneOfThat() {
        try (Watcher watcher = new Watcher(lab.host("CLIENT2"), Lab.DVIPA4)) {
            long begin = System.nanoTime();
            leave("SYS1");
            take("SYS2");
            Wait.forCondition("SYS2 to answer", PATIENCE, () -> watcher.since(begin)
                    .changedAt(begin)
                    .isPresent());
            assertThat(watcher.since(begin).twoNanos(begin)).isZero();
            take("SYS1");
            Wait.forCondition(
                    "both to answer",
                    PATIENCE,
                    () -> watcher.since(begin).twoNanos(begin)
                            > Duration.ofMillis(200).toNanos());
            assertThat(watcher.since(begin).stretches().stream().map(Owners.Stretch::mac))
                    .contains(lab.host("SYS1").mac(), lab.host("SYS2").mac());
        }
    }
}
