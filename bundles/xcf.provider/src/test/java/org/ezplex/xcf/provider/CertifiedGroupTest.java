// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.xcf.provider.TestSysplex.await;
import static org.ezplex.xcf.provider.TestSysplex.bytes;

import java.nio.file.Path;
import java.security.cert.X509CRLEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.ezplex.system.Message;
import org.ezplex.trust.Identity;
import org.ezplex.trust.UntrustedException;
import org.ezplex.xcf.MemberState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sysplex whose systems have certificates, and no key file. */
class CertifiedGroupTest {
    @TempDir
    Path folder;

    private final RecordingHardcopy hardcopy = new RecordingHardcopy();
    private final RecordingHardcopy othersHardcopy = new RecordingHardcopy();
    private TestPki pki;

    @BeforeEach
    void authority() {
        pki = new TestPki(folder.resolve("plex1"));
    }

    @Test
    void membersJoinByTheirCertificatesAndTalk() throws Exception {
        try (TestSysplex sysplex = new TestSysplex(folder, 3)) {
            JGroupsXcfGroup one = sysplex.certified(0, "SYS1", pki.enrol("SYS1"), hardcopy);
            JGroupsXcfGroup two = sysplex.certified(1, "SYS2", pki.enrol("SYS2"), hardcopy);
            JGroupsXcfGroup three = sysplex.certified(2, "SYS3", pki.enrol("SYS3"), hardcopy);
            await("all see all", () -> sees(one, 3) && sees(two, 3) && sees(three, 3));
            RecordingListener ears = new RecordingListener();
            two.subscribe(ears);
            three.broadcast(bytes("hello"));
            await("hello", () -> ears.told.contains("SYS3: hello"));
        }
    }

    @Test
    void whoIsNotEnrolledGetsNowhereAndThatIsSaidOnce() throws Exception {
        try (TestSysplex sysplex = new TestSysplex(folder, 2)) {
            JGroupsXcfGroup one = sysplex.certified(0, "SYS1", pki.enrol("SYS1"), hardcopy);
            JGroupsXcfGroup stranger = sysplex.start(1, "SYS2", "5a", 2, othersHardcopy);
            await("refusals", () -> hardcopy.count(Message.EZX2020E) > 0 && othersHardcopy.count(Message.EZX2003E) > 0);
            await("each is alone", () -> sees(one, 1) && sees(stranger, 1));
            assertThat(hardcopy.count(Message.EZX2020E)).isEqualTo(1);
            assertThat(hardcopy.text(Message.EZX2020E)).contains("127.0.0.1", "IT HAS NO CERTIFICATE");
        }
    }

    @Test
    void whoIsOfAnotherAuthorityGetsNowhereAndBothSaySo() throws Exception {
        TestPki other = new TestPki(folder.resolve("plex2"));
        try (TestSysplex sysplex = new TestSysplex(folder, 2)) {
            JGroupsXcfGroup one = sysplex.certified(0, "SYS1", pki.enrol("SYS1"), hardcopy);
            await("one is there", () -> sees(one, 1));
            JGroupsXcfGroup stranger = sysplex.certified(1, "SYS2", other.enrol("SYS2"), othersHardcopy);
            await("refusals", () -> hardcopy.count(Message.EZX2020E) > 0 || hardcopy.count(Message.EZX2022E) > 0);
            await(
                    "refusals",
                    () -> othersHardcopy.count(Message.EZX2020E) > 0 || othersHardcopy.count(Message.EZX2022E) > 0);
            await("it is alone", () -> sees(stranger, 1));
            assertThat(sees(one, 1)).isTrue();
        }
    }

    @Test
    void whoseOwnCertificateIsNotGoodDoesNotJoinAndFallsBackToNoKey() throws Exception {
        Path expired = pki.enrol("SYS1", Instant.now().minus(400, ChronoUnit.DAYS));
        Path othersName = pki.enrol("SYS9");
        try (TestSysplex sysplex = new TestSysplex(folder, 2)) {
            JGroupsXcfGroup one = sysplex.certified(0, "SYS1", expired, hardcopy);
            JGroupsXcfGroup two = sysplex.certified(1, "SYS2", othersName, othersHardcopy);
            await(
                    "refusals",
                    () -> hardcopy.count(Message.EZX2004E) == 1 && othersHardcopy.count(Message.EZX2004E) == 1);
            assertThat(hardcopy.text(Message.EZX2004E)).contains("ITS CERTIFICATE HAS EXPIRED (SYS1");
            assertThat(othersHardcopy.text(Message.EZX2004E)).contains("NOT FOR ITS SYSTEM NAME (SYS2");
            assertThat(one.self().state()).isEqualTo(MemberState.NOT_DEFINED);
            assertThat(two.self().state()).isEqualTo(MemberState.NOT_DEFINED);
        }
    }

    @Test
    void whoIsRevokedIsOutAndTheOthersNoticeNothingElse() throws Exception {
        try (TestSysplex sysplex = new TestSysplex(folder, 3)) {
            Path ones = pki.enrol("SYS1");
            Path twos = pki.enrol("SYS2");
            JGroupsXcfGroup one = sysplex.certified(0, "SYS1", ones, hardcopy);
            JGroupsXcfGroup two = sysplex.certified(1, "SYS2", twos, hardcopy);
            JGroupsXcfGroup three = sysplex.certified(2, "SYS3", pki.enrol("SYS3"), othersHardcopy);
            await("all see all", () -> sees(one, 3) && sees(two, 3) && sees(three, 3));
            RecordingListener ears = new RecordingListener();
            two.subscribe(ears);

            pki.revoke("SYS3", ones);

            await("it says goodbye", () -> ears.told.contains("gone SYS3 QUIESCED"));
            await(
                    "it is out",
                    () -> sees(one, 2) && sees(two, 2) && three.self().state() == MemberState.NOT_DEFINED);
            await(
                    "it says why",
                    () -> othersHardcopy.text(Message.EZX2004E).contains("ITS CERTIFICATE IS REVOKED (SYS3"));
            assertThat(hardcopy.recent(100))
                    .extracting(line -> line.text())
                    .anyMatch(text -> text.contains("NOT LET INTO THE SYSPLEX: ITS CERTIFICATE IS REVOKED (SYS3)"));
            assertThat(hardcopy.count(Message.EZX2023I)).isPositive();
            assertThat(ears.told).doesNotContain("gone SYS1 FAILED", "gone SYS1 QUIESCED");
            await("two keeps the list", () -> revoked(twos) == 1);
            one.broadcast(bytes("still here"));
            await("the others talk", () -> ears.told.contains("SYS1: still here"));
        }
    }

    @Test
    void theKeyIsChangedAtAWordOfTheOperatorWhereThereAreCertificates() throws Exception {
        try (TestSysplex sysplex = new TestSysplex(folder, 2)) {
            JGroupsXcfGroup one = sysplex.certified(0, "SYS1", pki.enrol("SYS1"), hardcopy);
            await("one is there", () -> sees(one, 1));
            assertThat(one.renewKey()).isTrue();
            assertThat(hardcopy.text(Message.EZX2023I)).endsWith("THE OPERATOR HAS ASKED FOR THAT");
            one.leave();
            await("nothing to change", () -> !one.renewKey());
            JGroupsXcfGroup two = sysplex.start(1, "SYS2", "5a", 2, othersHardcopy);
            await("two is there", () -> sees(two, 1));
            assertThat(two.renewKey()).isFalse();
        }
    }

    @Test
    void aSysplexGoesFromItsKeyFileToCertificatesSystemBySystem() throws Exception {
        try (TestSysplex sysplex = new TestSysplex(folder, 3)) {
            RecordingHardcopy thirds = new RecordingHardcopy();
            Path threes = pki.enrol("SYS3");
            JGroupsXcfGroup one = sysplex.changing(0, "SYS1", "5a", pki.enrol("SYS1"), hardcopy);
            JGroupsXcfGroup two = sysplex.changing(1, "SYS2", "5a", pki.enrol("SYS2"), othersHardcopy);
            JGroupsXcfGroup late = sysplex.start(2, "SYS3", "5a", 2, thirds);
            await("all see all", () -> sees(one, 3) && sees(two, 3) && sees(late, 3));
            await("who has no certificate is named", () -> hardcopy.count(Message.EZX2026E) == 1);
            assertThat(one.renewKey()).as("that would put SYS3 out").isFalse();

            late.close();
            JGroupsXcfGroup three = sysplex.changing(2, "SYS3", "5a", threes, thirds);
            await("all see all", () -> sees(one, 3) && sees(two, 3) && sees(three, 3));
            RecordingListener ears = new RecordingListener();
            two.subscribe(ears);
            await("all have a certificate", one::renewKey);
            await(
                    "the file is over",
                    () -> hardcopy.count(Message.EZX2027I) == 1
                            && othersHardcopy.count(Message.EZX2027I) == 1
                            && thirds.count(Message.EZX2027I) == 1);
            assertThat(sees(one, 3) && sees(two, 3) && sees(three, 3)).isTrue();
            assertThat(ears.told).noneMatch(told -> told.startsWith("gone"));
            one.broadcast(bytes("still here"));
            await("they talk", () -> ears.told.contains("SYS1: still here"));

            three.close();
            await("it has left", () -> sees(one, 2) && sees(two, 2));
            JGroupsXcfGroup stranger = sysplex.start(2, "SYS3", "5a", 3, thirds);
            await("the file's key is of no use", () -> hardcopy.count(Message.EZX2020E) > 0);
            assertThat(sees(stranger, 3) || sees(one, 3)).isFalse();
            stranger.close();
            JGroupsXcfGroup again = sysplex.changing(2, "SYS3", "77", threes, thirds);
            await("a start later the file is not looked at", () -> sees(again, 3) && sees(one, 3));
        }
    }

    @Test
    void withoutTheSettingNobodyTakesTheKeyOfAFile() throws Exception {
        try (TestSysplex sysplex = new TestSysplex(folder, 2)) {
            JGroupsXcfGroup one = sysplex.certified(0, "SYS1", pki.enrol("SYS1"), hardcopy);
            await("one is there", () -> sees(one, 1));
            JGroupsXcfGroup two = sysplex.changing(1, "SYS2", "5a", pki.enrol("SYS2"), othersHardcopy);
            await("they are one by certificates", () -> sees(one, 2) && sees(two, 2));
            await("the file is over", () -> othersHardcopy.count(Message.EZX2027I) == 1);
            assertThat(hardcopy.count(Message.EZX2027I)).isZero();
        }
    }

    @Test
    void aCertificateThatEndsSoonIsToldAheadAndItsSystemIsInTheGroup() throws Exception {
        Path endsIn20Days = pki.enrol("SYS1", Instant.now().minus(345, ChronoUnit.DAYS));
        try (TestSysplex sysplex = new TestSysplex(folder, 1)) {
            JGroupsXcfGroup one = sysplex.certified(0, "SYS1", endsIn20Days, hardcopy);
            await("it is there", () -> sees(one, 1));
            await("it is told", () -> hardcopy.count(Message.EZX2021E) == 1);
            assertThat(hardcopy.text(Message.EZX2021E))
                    .contains("THE CERTIFICATE OF CN=SYS1 ENDS AT")
                    .endsWith(" DAYS");
        }
    }

    private static int revoked(Path pki) {
        try {
            Set<? extends X509CRLEntry> revoked =
                    Identity.read(pki).check().revoked().getRevokedCertificates();
            return revoked == null ? 0 : revoked.size();
        } catch (UntrustedException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean sees(JGroupsXcfGroup group, int members) {
        return group.members().stream()
                        .filter(member -> member.state() == MemberState.ACTIVE)
                        .count()
                == members;
    }
}
