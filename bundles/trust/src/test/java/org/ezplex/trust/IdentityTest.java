// SPDX-License-Identifier: Apache-2.0
package org.ezplex.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import org.ezplex.trust.TestAuthority.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTest {
    @TempDir
    Path folder;

    private final TestAuthority authority = new TestAuthority();
    private final KeyPair keys = TestAuthority.keys();
    private final X509Certificate own = authority.issue(keys, new Form());

    @Test
    void whatIsInTheFolderIsRead() throws Exception {
        assertThat(Identity.isIn(folder)).isFalse();
        fill();
        assertThat(Identity.isIn(folder)).isTrue();
        Identity identity = Identity.read(folder);
        assertThat(identity.certificate()).isEqualTo(own);
        assertThat(identity.refusal("SYS1", TestAuthority.NOW)).isEmpty();
        assertThat(identity.refusal("SYS2", TestAuthority.NOW)).contains(Refusal.OTHER_NAME);
        assertThat(identity.toString()).contains("SYS1").doesNotContain("PrivateKey");
    }

    @Test
    void aFolderThatCannotBeLookedIntoIsNotOneWithoutACertificate() throws Exception {
        // Not by permissions: the tests may be run by root.
        Path loop = folder.resolve("loop");
        Files.createSymbolicLink(loop, loop);
        assertThat(Identity.isIn(loop)).isTrue();
        assertThatThrownBy(() -> Identity.read(loop))
                .isInstanceOf(UntrustedException.class)
                .hasMessageStartingWith("CERTIFICATES IN " + loop + " CANNOT BE READ");
    }

    @Test
    void filesAreTheirOwnersOnly() throws Exception {
        fill();
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(3).allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
    }

    @Test
    void aKeyThatOthersMayReadIsRefused() throws Exception {
        fill();
        Files.setPosixFilePermissions(
                folder.resolve(Identity.SYSTEM_FILE), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> Identity.read(folder))
                .isInstanceOf(UntrustedException.class)
                .hasMessageEndingWith("system.pem IS OPEN TO OTHERS");
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws Exception {
        fill();
        SafeFile.write(
                folder.resolve(Identity.SYSTEM_FILE),
                Identity.systemText(TestAuthority.keys().getPrivate(), own));
        assertThatThrownBy(() -> Identity.read(folder)).hasMessage("THE PRIVATE KEY IS NOT THAT OF THE CERTIFICATE");
    }

    @Test
    void aListOfAnotherAuthorityIsRefused() throws Exception {
        fill();
        write(Identity.REVOKED_FILE, Pem.CRL, new TestAuthority().revoked(0).getEncoded());
        assertThatThrownBy(() -> Identity.read(folder))
                .hasMessage("THE LIST OF REVOKED CERTIFICATES IS NOT THE AUTHORITY'S");
    }

    @Test
    void whatIsMissingOrNoCertificateIsSaid() throws Exception {
        fill();
        Files.delete(folder.resolve(Identity.AUTHORITY_FILE));
        assertThatThrownBy(() -> Identity.read(folder)).hasMessageStartingWith("THERE IS NO ");
        SafeFile.write(folder.resolve(Identity.AUTHORITY_FILE), "nonsense");
        assertThatThrownBy(() -> Identity.read(folder)).hasMessage("ONE CERTIFICATE WAS EXPECTED, NOT 0");
        write(Identity.AUTHORITY_FILE, Pem.CERTIFICATE, new byte[40]);
        assertThatThrownBy(() -> Identity.read(folder)).hasMessage("A CERTIFICATE IS NOT WELL FORMED");
    }

    @Test
    void onlyALaterListOfTheAuthorityIsTaken() throws Exception {
        fill();
        Identity identity = Identity.read(folder);
        assertThat(identity.withLater(authority.revoked(-1, own))).isEmpty();
        assertThat(identity.withLater(authority.revoked(1, own)).orElseThrow().refusal("SYS1", TestAuthority.NOW))
                .contains(Refusal.REVOKED);
        assertThatThrownBy(() -> identity.withLater(new TestAuthority().revoked(1, own)))
                .isInstanceOf(UntrustedException.class);
    }

    private void fill() throws Exception {
        SafeFile.write(folder.resolve(Identity.SYSTEM_FILE), Identity.systemText(keys.getPrivate(), own));
        write(Identity.AUTHORITY_FILE, Pem.CERTIFICATE, authority.certificate().getEncoded());
        write(Identity.REVOKED_FILE, Pem.CRL, authority.revoked(0).getEncoded());
    }

    private void write(String file, String label, byte[] der) throws Exception {
        SafeFile.write(folder.resolve(file), Pem.encode(label, der));
    }
}
