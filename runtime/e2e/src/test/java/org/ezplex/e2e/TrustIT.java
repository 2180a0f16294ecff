// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.Reports;
import org.ezplex.lab.Wait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Who has no certificate of the sysplex, or not any more, and who sends again what it has heard, get nowhere, while those who belong to it
 * serve clients; each leaves a line.
 */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrustIT {
    private static final List<String> ALL = List.of("SYS1", "SYS2", "SYS3");
    private static final List<String> TWO = List.of("SYS1", "SYS2");
    private static final String XCF = "xcf0";
    /** Such as nobody of the lab has. */
    private static final String MADE_UP = "198.51.100.240";

    private static final String MADE_UP_TOO = "198.51.100.241";
    private static final int PACKETS = 20;

    private Scene scene;
    private Authority authority;
    private Hardcopy one;
    private long since;

    @BeforeAll
    void open() {
        scene = new Scene(LabPlan.standard().named("trust").hostsOnly(), Scene.DEFINE, Scene.backup(200), "");
        authority = new Authority(scene.lab(), "authority");
        scene.lab().systems().forEach(authority::enrol);
        scene.lab().systems().forEach(LabSystem::launch);
        scene.lab().awaitSysplex();
        scene.watch("SYS1");
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @BeforeEach
    void connect() {
        scene.hold();
        one = Hardcopy.since(scene.system("SYS1"));
        since = System.nanoTime();
    }

    @AfterEach
    void noneOfTheOthersNoticesAnything() {
        assertThat(scene.lost()).as("connections lost").isEmpty();
        scene.awaitOwner("SYS1");
        scene.awaitTargets("SYS1", ALL);
        assertThat(one.has("EZX2002E") || one.has("EZX2013E") || one.has("EZX2010E"))
                .as("somebody was missed: %s", one.lines())
                .isFalse();
    }

    private static List<String> active(LabSystem system) {
        return Reports.members(system).stream()
                .filter(member -> member.state().equals("ACTIVE"))
                .map(Reports.Member::system)
                .sorted()
                .toList();
    }

    /** Awaits that {@code system} says this, and no more often than once a minute. */
    private void awaitLine(LabSystem system, Hardcopy log, String id, String... parts) {
        Wait.forCondition(system.name() + " to say " + id, Scene.PATIENCE, () -> count(log, id, parts) > 0);
        long minutes = Duration.ofNanos(System.nanoTime() - since).toMinutes();
        assertThat(count(log, id, parts)).isLessThanOrEqualTo(1 + minutes);
    }

    private static long count(Hardcopy log, String id, String... parts) {
        return log.lines().stream()
                .filter(line -> line.contains(id) && List.of(parts).stream().allMatch(line::contains))
                .count();
    }

    /** A started system that is not to be let in; it is stopped when that is seen. */
    private void isNotLetIn(LabSystem stranger, String itsId, String itsReason, String reason) {
        stranger.start();
        try {
            Hardcopy its = Hardcopy.whole(stranger);
            Wait.forCondition("it to say " + itsId, Scene.PATIENCE, () -> count(its, itsId, itsReason) > 0);
            if (!reason.isEmpty()) {
                awaitLine(scene.system("SYS1"), one, "EZX2020E", stranger.xcfAddress4(), reason);
            }
            assertThat(active(scene.system("SYS1"))).isEqualTo(ALL);
            assertThat(active(stranger)).isNotEqualTo(ALL).doesNotContain("SYS1", "SYS2", "SYS3");
        } finally {
            stranger.stop();
        }
    }

    @Test
    void whoHasTheKeyFileOnlyIsNotLetIn() {
        isNotLetIn(scene.lab().addSystem(), "EZX2003E", "NOT MADE WITH THE SYSPLEX KEY", "IT HAS NO CERTIFICATE");
    }

    @Test
    void whoHasNeitherKeyNorCertificateDoesNotGetAsFarAsToKnock() throws IOException {
        LabSystem stranger = scene.lab().addSystem();
        Files.delete(stranger.key());
        isNotLetIn(stranger, "EZX2004E", "THERE IS NO KEY FILE", "");
    }

    @Test
    void whoIsOfAnotherAuthorityIsNotLetIn() {
        LabSystem stranger = scene.lab().addSystem();
        new Authority(scene.lab(), "other").enrol(stranger);
        isNotLetIn(stranger, "EZX202", "AUTHORITY", "AUTHORITY");
    }

    @Test
    void whoIsRevokedIsPutOutAndCannotComeBackUntilItIsEnrolledAnew() throws IOException {
        LabSystem three = scene.system("SYS3");
        Hardcopy threes = Hardcopy.since(three);
        byte[] before = Files.readAllBytes(Authority.list(three));
        authority.revoke(three, scene.system("SYS2"));
        awaitLine(three, threes, "EZX2004E", "ITS CERTIFICATE IS REVOKED");
        Wait.forCondition("SYS3 to be out", Scene.PATIENCE, () -> active(scene.system("SYS1"))
                .equals(TWO));
        assertThat(scene.lost()).as("connections lost").isEmpty();
        three.stop();

        Files.write(Authority.list(three), before);
        threes = Hardcopy.since(three);
        three.start();
        awaitLine(three, threes, "EZX2004E", "ITS CERTIFICATE IS REVOKED");
        assertThat(active(scene.system("SYS1"))).isEqualTo(TWO);
        assertThat(count(one, "EZX2020E", "ITS CERTIFICATE IS REVOKED")
                        + count(Hardcopy.whole(scene.system("SYS2")), "EZX2020E", "ITS CERTIFICATE IS REVOKED"))
                .as("lines at those it came to")
                .isPositive();
        three.stop();

        authority.enrol(three);
        three.start();
        scene.lab().awaitSysplex();
    }

    @Test
    void whatWasRecordedAndIsSentAgainIsDroppedAndCounted() {
        LabSystem two = scene.system("SYS2");
        Hardcopy twos = Hardcopy.since(two);
        Path file = scene.lab().folder().resolve("recorded.pcap");
        String ones = scene.system("SYS1").xcfAddress4();
        two.shell("tcpdump -i " + XCF + " -n -p -U -s 0 -Z root -c " + PACKETS + " -w " + file + " udp and src host "
                + ones);
        LabSystem recorder = scene.lab().addSystem();

        long counted = replayed(two);
        replay(recorder, file);
        awaitLine(two, twos, "EZX2025E", ones);
        Wait.forCondition("SYS2 to count what came again", Scene.PATIENCE, () -> replayed(two) > counted);
        replay(recorder, file, MADE_UP);
        awaitLine(two, twos, "EZX2025E", MADE_UP);

        scene.system("SYS1").console("vary xcf rotate").output();
        // Who is heard under a name that is not known is asked for a certificate.
        Wait.forCondition("the key to be gone", Scene.PATIENCE, () -> {
            replay(recorder, file, MADE_UP_TOO);
            return count(twos, "EZX2020E", MADE_UP_TOO) > 0;
        });
        awaitLine(two, twos, "EZX2025E", MADE_UP_TOO);
        assertThat(active(two)).isEqualTo(ALL);
        assertThat(twos.has("EZX2002E") || twos.has("EZX2013E")).isFalse();
    }

    @Test
    void aSysplexOfAKeyFileGoesOverToCertificatesWhileItServes() {
        LabPlan plan =
                LabPlan.standard().named("goingover").configured("org.ezplex.xcf", Map.of("keyTransition", true));
        try (Scene other = new Scene(plan, Scene.DEFINE, Scene.backup(200), "")) {
            Authority others = new Authority(other.lab(), "authority");
            other.hold();
            List<LabSystem> systems = other.lab().systems();
            for (LabSystem system : systems.subList(1, systems.size())) {
                goOver(other, others, system);
            }
            LabSystem last = other.system("SYS1");
            Hardcopy threes = Hardcopy.whole(other.system("SYS3"));
            threes.await("EZX2026E THE XCF KEY STAYS THAT OF THE KEY FILE: SYSTEM AT " + last.xcfAddress4());
            assertThat(other.system("SYS3").console("vary xcf rotate").ok()).isFalse();
            goOver(other, others, last);
            Wait.forCondition("the key to be changed", Scene.PATIENCE, () -> last.console("vary xcf rotate")
                    .ok());
            systems.forEach(system -> Hardcopy.whole(system).await("EZX2027I"));
            assertThat(active(last)).isEqualTo(ALL);
            assertThat(other.lost()).as("connections lost").isEmpty();
        }
    }

    private static void goOver(Scene scene, Authority authority, LabSystem system) {
        authority.enrol(system);
        system.stop();
        system.start();
        scene.lab().awaitSysplex();
        scene.awaitOwner("SYS1");
        scene.awaitTargets("SYS1", ALL);
        assertThat(scene.lost())
                .as("connections lost when %s went over", system)
                .isEmpty();
    }

    private static void replay(LabSystem from, Path file, String... source) {
        String[] arguments = source.length == 0
                ? new String[] {"org.ezplex.lab.client.ReplayMain", XCF, file.toString()}
                : new String[] {"org.ezplex.lab.client.ReplayMain", XCF, file.toString(), source[0]};
        assertThat(from.execWithProduct(arguments).output().strip()).isEqualTo(Integer.toString(PACKETS));
    }

    private static long replayed(LabSystem system) {
        Matcher line = Pattern.compile("WITH A FORMER KEY: (\\d+)")
                .matcher(system.console("display xcf group EZBTCPCS detail").output());
        assertThat(line.find()).isTrue();
        return Long.parseLong(line.group(1));
    }
}
