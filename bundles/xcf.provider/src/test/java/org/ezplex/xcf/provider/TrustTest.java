// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.ezplex.trust.Identity;
import org.ezplex.trust.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTest {
    @TempDir
    Path folder;

    private TestPki pki;
    private Path ones;
    private Trust trust;
    private long written;

    @BeforeEach
    void enrol() throws Exception {
        pki = new TestPki(folder);
        ones = pki.enrol("SYS1");
        trust = Trust.read(ones, "SYS1", Instant::now);
    }

    @Test
    void aListThatIsPutIntoTheFolderIsInForce() throws Exception {
        assertThat(trust.refresh()).isFalse();
        pki.enrol("SYS2");
        pki.revoke("SYS2", ones);
        assertThat(trust.refresh()).isTrue();
        assertThat(trust.refresh()).isFalse();
        assertThat(trust.refusal()).isEmpty();
        pki.revoke("SYS1", ones);
        assertThat(trust.refresh()).isTrue();
        assertThat(trust.refusal()).contains(Refusal.REVOKED);
    }

    @Test
    void whetherTheKeyFileCouldBeGivenUpIsSaid() throws Exception {
        Path mark = ones.resolve("key-file-over");
        Files.createDirectories(mark.resolve("in the way"));
        assertThat(trust.giveUpKeyFile())
                .hasValueSatisfying(why -> assertThat(why).contains(mark.toString()));
        Files.delete(mark.resolve("in the way"));
        Files.delete(mark);
        assertThat(trust.giveUpKeyFile()).isEmpty();
        assertThat(Trust.isKeyFileOver(ones)).isTrue();
    }

    @Test
    void anEarlierListMakesNothingGoodAgain() throws Exception {
        String before = Files.readString(list());
        pki.revoke("SYS1", ones);
        trust.refresh();
        write(before);
        assertThat(trust.refresh()).isFalse();
        assertThat(trust.refusal()).contains(Refusal.REVOKED);
        assertThat(Identity.read(ones).refusal("SYS1", Instant.now()))
                .as("when it is started again")
                .contains(Refusal.REVOKED);
    }

    @Test
    void aListFromAnotherDoesNotReplaceALaterOneThatHasJustBeenPutThere() throws Exception {
        Path twos = pki.enrol("SYS2");
        pki.revoke("SYS2", twos);
        pki.revoke("SYS1", ones);
        assertThat(trust.take(Identity.read(twos).check().revoked())).isTrue();
        assertThat(trust.refusal()).contains(Refusal.REVOKED);
        assertThat(Identity.read(ones).refusal("SYS1", Instant.now())).contains(Refusal.REVOKED);
        assertThat(trust.refresh()).isFalse();
    }

    @Test
    void aListFromAnotherDoesNotGetInTheWayOfWhoIsCopyingOne() throws Exception {
        Path twos = pki.enrol("SYS2");
        pki.revoke("SYS2", twos);
        pki.revoke("SYS1", ones);
        String whole = Files.readString(list());
        write(whole.substring(0, whole.length() / 2));
        var earlier = Identity.read(twos);
        assertThat(trust.take(earlier.check().revoked())).isTrue();
        assertThat(trust.refusal(earlier.certificate())).contains(Refusal.REVOKED);
        assertThat(list()).hasContent(whole.substring(0, whole.length() / 2));
        write(whole);
        assertThat(trust.refresh()).isTrue();
        assertThat(trust.refusal()).contains(Refusal.REVOKED);
    }

    @Test
    void whatIsHalfWrittenIsWaitedFor() throws Exception {
        pki.revoke("SYS1", ones);
        String whole = Files.readString(list());
        write(whole.substring(0, whole.length() / 2));
        assertThat(trust.refresh()).isFalse();
        assertThat(trust.refusal()).isEmpty();
        write(whole);
        assertThat(trust.refresh()).isTrue();
        assertThat(trust.refusal()).contains(Refusal.REVOKED);
    }

    @Test
    void aListFromAnotherIsKeptAndCallsForNothingMore() throws Exception {
        Path twos = pki.enrol("SYS2");
        pki.revoke("SYS2", twos);
        var list = Identity.read(twos).check().revoked();
        assertThat(trust.take(list)).isTrue();
        assertThat(trust.take(list)).isFalse();
        assertThat(trust.refresh()).isFalse();
        assertThat(Identity.read(ones).check().revoked()).isEqualTo(list);
    }

    @Test
    void aRenewedCertificateIsShownWithoutARestart() throws Exception {
        var before = trust.identity().certificate();
        pki.enrol("SYS1");
        assertThat(trust.refresh()).isFalse();
        assertThat(trust.identity().certificate()).isNotEqualTo(before);
    }

    @Test
    void whatIsNotGoodIsSaidWithItsCure() {
        assertThatExceptionOfType(NotReadyException.class)
                .isThrownBy(() -> Trust.read(ones, "SYS2", Instant::now))
                .satisfies(e -> {
                    assertThat(e.reason()).startsWith("ITS CERTIFICATE IS NOT FOR ITS SYSTEM NAME (SYS2, ");
                    assertThat(e.cure()).contains("ENROL");
                });
        assertThatExceptionOfType(NotReadyException.class)
                .isThrownBy(() -> Trust.read(folder, "SYS1", Instant::now))
                .satisfies(e -> assertThat(e.reason()).startsWith("THERE IS NO "));
    }

    private Path list() {
        return ones.resolve(Identity.REVOKED_FILE);
    }

    /** At another time than before, whatever the clock of the file system can tell apart. */
    private void write(String text) throws Exception {
        Files.writeString(list(), text, StandardCharsets.US_ASCII);
        Files.setLastModifiedTime(list(), FileTime.fromMillis(++written));
    }
}
