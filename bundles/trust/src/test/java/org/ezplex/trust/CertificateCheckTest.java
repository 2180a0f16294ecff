// SPDX-License-Identifier: Apache-2.0
package org.ezplex.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.ezplex.trust.TestAuthority.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CertificateCheckTest {
    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final X509Certificate REVOKED = AUTHORITY.issue(new Form());
    private static final CertificateCheck CHECK =
            new CertificateCheck(AUTHORITY.certificate(), AUTHORITY.revoked(0, REVOKED));

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of(
                        "another authority of the same name", new TestAuthority().issue(new Form()), "OTHER_AUTHORITY"),
                Arguments.of("expired", AUTHORITY.issue(new Form().valid(-30, -1)), "EXPIRED"),
                Arguments.of("not yet valid", AUTHORITY.issue(new Form().valid(1, 30)), "NOT_YET_VALID"),
                Arguments.of("revoked", REVOKED, "REVOKED"),
                Arguments.of("another system's", issue("CN=SYS2", "urn:ezplex:system:SYS2"), "OTHER_NAME"),
                Arguments.of("two names", issue("CN=SYS1", "urn:ezplex:system:SYS2"), "OTHER_NAME"),
                Arguments.of("no alternative name of ours", issue("CN=SYS1", "urn:x:SYS1"), "OTHER_NAME"),
                Arguments.of("more than a CN", issue("CN=SYS1,O=X", "urn:ezplex:system:SYS1"), "OTHER_NAME"),
                Arguments.of("no system's name", issue("CN=sys1", "urn:ezplex:system:sys1"), "OTHER_NAME"),
                Arguments.of("must not sign", used(KeyUsage.keyEncipherment, both()), "OTHER_USAGE"),
                Arguments.of("server only", used(KeyUsage.digitalSignature, both()[0]), "OTHER_USAGE"),
                Arguments.of("client only", used(KeyUsage.digitalSignature, both()[1]), "OTHER_USAGE"),
                Arguments.of("no purpose", used(KeyUsage.digitalSignature), "OTHER_USAGE"),
                Arguments.of("an authority's", AUTHORITY.issue(new Form().authority()), "OTHER_USAGE"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void isRefusedWithItsReason(String what, X509Certificate certificate, Refusal reason) {
        assertThat(CHECK.refusal(certificate, "SYS1", TestAuthority.NOW))
                .as(what)
                .contains(reason);
    }

    @Test
    void aGoodOneIsTaken() {
        X509Certificate good = AUTHORITY.issue(new Form());
        assertThat(CHECK.refusal(good, TestAuthority.NOW)).isEmpty();
        assertThat(CHECK.refusal(good, "SYS1", TestAuthority.NOW)).isEmpty();
    }

    @Test
    void aNameMayHaveNationalCharacters() {
        for (String name : List.of("#SYS", "$Y@S#1", "A")) {
            X509Certificate good = issue("CN=\"" + name + "\"", SystemName.urn(name));
            assertThat(SystemName.of(good)).contains(name);
        }
    }

    @Test
    void nothingIsGoodWhenTheAuthorityHasExpired() {
        X509Certificate good = AUTHORITY.issue(new Form().valid(-1, 1000));
        assertThat(CHECK.refusal(good, TestAuthority.NOW.plusSeconds(400 * 86_400L)))
                .contains(Refusal.AUTHORITY_NOT_VALID);
    }

    private static X509Certificate issue(String name, String urn) {
        return AUTHORITY.issue(new Form().named(name, urn));
    }

    private static X509Certificate used(int usage, KeyPurposeId... purposes) {
        return AUTHORITY.issue(new Form().used(usage, purposes));
    }

    private static KeyPurposeId[] both() {
        return new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
    }
}
