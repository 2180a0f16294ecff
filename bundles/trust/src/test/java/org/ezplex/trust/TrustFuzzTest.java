// SPDX-License-Identifier: Apache-2.0
package org.ezplex.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.ezplex.fuzz.Fuzz;
import org.ezplex.trust.TestAuthority.Form;
import org.junit.jupiter.api.Test;

/** Damaged certificates, lists and keys, bare and as text: each is refused, or is one that can be looked at. */
class TrustFuzzTest {
    private static final int ROUNDS = 1_000;
    private static final List<String> LABELS = List.of(Pem.CERTIFICATE, Pem.CRL, Pem.KEY, Pem.REQUEST);

    private final TestAuthority authority = new TestAuthority();
    private final KeyPair keys = TestAuthority.keys();
    private final X509Certificate own = authority.issue(keys, new Form());
    private final X509CRL list = authority.revoked(1, own);

    private Identity identity() throws UntrustedException {
        return Identity.of(keys.getPrivate(), own, authority.certificate(), authority.revoked(0));
    }

    private Collection<byte[]> sound() throws Exception {
        String text = Identity.systemText(keys.getPrivate(), own) + Pem.encode(Pem.CRL, list.getEncoded());
        return List.of(
                own.getEncoded(),
                authority.certificate().getEncoded(),
                list.getEncoded(),
                keys.getPrivate().getEncoded(),
                text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void whatIsDamagedIsRefusedOrCanBeLookedAt() throws Exception {
        Identity identity = identity();
        long understood = Fuzz.of(TrustFuzzTest.class, sound()).run(ROUNDS, input -> {
            boolean one = false;
            for (byte[] der : parts(input)) {
                one |= accepted(() -> look(identity, Pem.certificate(der)));
                one |= accepted(() -> look(identity, Pem.crl(der)));
                one |= accepted(() -> Identity.of(Pem.key(der), own, authority.certificate(), list));
            }
            return one;
        });
        assertThat(understood).isGreaterThan(ROUNDS / 100);
    }

    /** The input as it is, and what it has if it is a text. */
    private static List<byte[]> parts(byte[] input) {
        List<byte[]> parts = new ArrayList<>(List.of(input));
        for (String label : LABELS) {
            accepted(() -> parts.addAll(Pem.decode(label, new String(input, StandardCharsets.ISO_8859_1))));
        }
        return parts;
    }

    private static void look(Identity identity, X509Certificate certificate) {
        assertThat(SystemName.of(certificate)).isNotNull();
        assertThat(identity.check().refusal(certificate, TestAuthority.NOW)).isNotNull();
        assertThat(new CertificateCheck(certificate, identity.check().revoked())
                        .refusal(certificate, TestAuthority.NOW))
                .isNotNull();
    }

    private static void look(Identity identity, X509CRL other) throws UntrustedException {
        assertThat(new CertificateCheck(identity.check().authority(), other)
                        .refusal(identity.certificate(), TestAuthority.NOW))
                .isNotNull();
        assertThat(identity.withLater(other)).isNotNull();
    }

    private interface Reading {
        void run() throws UntrustedException;
    }

    private static boolean accepted(Reading reading) {
        try {
            reading.run();
            return true;
        } catch (UntrustedException e) {
            return false;
        }
    }
}
