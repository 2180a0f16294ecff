// SPDX-License-Identifier: Apache-2.0
package org.ezplex.trust;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that issues whatever it is told to, good or bad. */
final class TestAuthority {
    static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private final KeyPair keys = keys();
    private final X500Principal name = new X500Principal("CN=PLEX1");
    private int serial = 1;

    static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** What a certificate says; a good one of SYS1 if nothing else is said. */
    record Form(String name, String urn, int fromDays, int toDays, int usage, List<KeyPurposeId> purposes, boolean ca) {
        Form() {
            this(
                    "CN=SYS1",
                    "urn:ezplex:system:SYS1",
                    -1,
                    365,
                    KeyUsage.digitalSignature,
                    List.of(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth),
                    false);
        }

        Form named(String itsName, String itsUrn) {
            return new Form(itsName, itsUrn, fromDays, toDays, usage, purposes, ca);
        }

        Form valid(int from, int to) {
            return new Form(name, urn, from, to, usage, purposes, ca);
        }

        Form used(int itsUsage, KeyPurposeId... itsPurposes) {
            return new Form(name, urn, fromDays, toDays, itsUsage, List.of(itsPurposes), ca);
        }

        Form authority() {
            return new Form(name, urn, fromDays, toDays, usage, purposes, true);
        }
    }

    X509Certificate certificate() {
        return issue(keys, new Form().named(name.getName(), "urn:x").used(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    }

    X509Certificate issue(Form form) {
        return issue(keys(), form);
    }

    X509Certificate issue(KeyPair subject, Form form) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.valueOf(serial++),
                    day(form.fromDays()),
                    day(form.toDays()),
                    new X500Principal(form.name()),
                    subject.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(form.ca()));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(form.usage()));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, form.urn())));
            if (!form.purposes().isEmpty()) {
                builder.addExtension(
                        Extension.extendedKeyUsage,
                        false,
                        new ExtendedKeyUsage(form.purposes().toArray(new KeyPurposeId[0])));
            }
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    X509CRL revoked(int days, X509Certificate... certificates) {
        try {
            JcaX509v2CRLBuilder builder = new JcaX509v2CRLBuilder(name, day(days));
            builder.setNextUpdate(day(days + 365));
            for (X509Certificate certificate : certificates) {
                builder.addCRLEntry(certificate.getSerialNumber(), day(days), 0);
            }
            return new JcaX509CRLConverter().getCRL(builder.build(signer()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private ContentSigner signer() throws Exception {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    }

    private static Date day(int days) {
        return Date.from(NOW.plus(days, ChronoUnit.DAYS));
    }
}
