// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ca;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.ezplex.trust.SystemName;

/** Makes what is signed: certificates, lists, requests. BouncyCastle writes it, Java's own providers sign. Keys are of P-256. */
final class Issuer {
    static final String SIGNATURE = "SHA256withECDSA";
    private static final String CURVE = "secp256r1";
    private static final int SERIAL_BITS = 127;
    private static final int COORDINATE_BITS = 256;

    /** Of what time a certificate or list is. */
    record Validity(Instant from, Instant to) {}

    private final SecureRandom random;

    Issuer(SecureRandom random) {
        this.random = random;
    }

    KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    X509Certificate authority(String sysplex, KeyPair keys, Validity validity) {
        X500Name name = name(sysplex);
        try {
            X509v3CertificateBuilder builder = builder(name, name, keys.getPublic(), validity);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(keys.getPrivate())));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    X509Certificate system(
            String system, PublicKey key, Validity validity, X509Certificate authority, PrivateKey authoritysKey) {
        try {
            X509v3CertificateBuilder builder = builder(subject(authority), name(system), key, validity);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, SystemName.urn(system))));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(authority.getPublicKey()));
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(authoritysKey)));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509v3CertificateBuilder builder(X500Name issuer, X500Name subject, PublicKey key, Validity validity)
            throws IOException, GeneralSecurityException {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
                Date.from(validity.from()),
                Date.from(validity.to()),
                subject,
                key);
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
        return builder;
    }

    /** The list of what is {@code revoked}: serial number, since when. */
    X509CRL list(
            Map<BigInteger, Instant> revoked, Validity validity, X509Certificate authority, PrivateKey authoritysKey) {
        X509v2CRLBuilder builder = new X509v2CRLBuilder(subject(authority), Date.from(validity.from()));
        builder.setNextUpdate(Date.from(validity.to()));
        revoked.forEach((serial, since) -> builder.addCRLEntry(serial, Date.from(since), CRLReason.unspecified));
        try {
            return new JcaX509CRLConverter().getCRL(builder.build(signer(authoritysKey)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A request in the name of {@code system}, PKCS#10. */
    byte[] request(String system, KeyPair keys) {
        try {
            return new JcaPKCS10CertificationRequestBuilder(name(system), keys.getPublic())
                    .build(signer(keys.getPrivate()))
                    .getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What is asked for, by somebody who has the private key to it.
     *
     * @param system the name in it, checked to be one
     */
    record Wanted(String system, PublicKey key) {
        static Wanted parse(byte[] request) throws RefusedException {
            try {
                JcaPKCS10CertificationRequest wanted =
                        new JcaPKCS10CertificationRequest(new PKCS10CertificationRequest(request));
                PublicKey key = wanted.getPublicKey();
                if (!wanted.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                    throw malformed();
                }
                if (!(key instanceof ECPublicKey curve)
                        || curve.getParams().getCurve().getField().getFieldSize() != COORDINATE_BITS) {
                    throw malformed();
                }
                return new Wanted(system(wanted.getSubject()), key);
            } catch (IOException
                    | GeneralSecurityException
                    | OperatorCreationException
                    | PKCSException
                    | RuntimeException e) {
                // These are a stranger's octets, and the parser throws what it likes.
                throw malformed();
            }
        }

        private static String system(X500Name subject) throws RefusedException {
            RDN[] parts = subject.getRDNs();
            if (parts.length == 1
                    && parts[0].getFirst().getType().equals(BCStyle.CN)
                    && parts[0].getFirst().getValue() instanceof ASN1String text
                    && SystemName.isOne(text.getString())) {
                return text.getString();
            }
            throw malformed();
        }

        private static RefusedException malformed() {
            return new RefusedException("the request is not well formed", "make it again on that system");
        }
    }

    private static ContentSigner signer(PrivateKey key) {
        try {
            return new JcaContentSignerBuilder(SIGNATURE).build(key);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X500Name subject(X509Certificate certificate) {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    /** Not from text, where some characters of a system's name mean something. */
    private static X500Name name(String common) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, new DERUTF8String(common))
                .build();
    }
}
