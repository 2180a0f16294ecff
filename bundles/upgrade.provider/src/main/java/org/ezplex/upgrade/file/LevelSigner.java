// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.file;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * Who signs levels.
 *
 * @param key the private key, of an elliptic curve, RSA or Ed25519
 * @param certificate tells the public key and the name
 */
public record LevelSigner(PrivateKey key, X509Certificate certificate) {
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    private static final int SERIAL_BITS = 127;

    /** A new one, on curve P-256, whose certificate is signed by itself, for code signing, and valid from {@code from} for {@code days}. */
    public static LevelSigner make(String name, Instant from, int days) throws GeneralSecurityException, IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
            generator.initialize(new ECGenParameterSpec("P-256"));
            KeyPair pair = generator.generateKeyPair();
            X500Name subject = new X500NameBuilder().addRDN(BCStyle.CN, name).build();
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    subject,
                    new BigInteger(SERIAL_BITS, new SecureRandom()),
                    Date.from(from),
                    Date.from(from.plus(Duration.ofDays(days))),
                    subject,
                    pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning));
            return new LevelSigner(
                    pair.getPrivate(),
                    new JcaX509CertificateConverter()
                            .setProvider(PROVIDER)
                            .getCertificate(builder.build(contentSigner(pair.getPrivate()))));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** Reads PEM files. Throws if the key is not that of the certificate: nobody would take what it signs. */
    public static LevelSigner read(Path key, Path certificate) throws IOException, GeneralSecurityException {
        LevelSigner signer =
                new LevelSigner(key(key), Certificates.read(certificate).get(0));
        if (!signer.keyFits()) {
            throw new IOException(key + " is not the key of " + certificate);
        }
        return signer;
    }

    private boolean keyFits() throws IOException, GeneralSecurityException {
        Signature probe = Signature.getInstance(algorithm(key), PROVIDER);
        probe.initSign(key);
        byte[] signed = probe.sign();
        try {
            SubjectPublicKeyInfo info =
                    SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded());
            probe.initVerify(new JcaPEMKeyConverter().setProvider(PROVIDER).getPublicKey(info));
            return probe.verify(signed);
        } catch (InvalidKeyException | SignatureException e) {
            // A key of another kind.
            return false;
        }
    }

    private static PrivateKey key(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            Object found = parser.readObject();
            PrivateKeyInfo info = found instanceof PEMKeyPair pair ? pair.getPrivateKeyInfo() : null;
            if (found instanceof PrivateKeyInfo plain) {
                info = plain;
            }
            if (info != null) {
                return new JcaPEMKeyConverter().setProvider(PROVIDER).getPrivateKey(info);
            }
        } catch (PEMException e) {
            throw new IOException(file + " is damaged, or a key of a kind that cannot sign levels", e);
        }
        throw new IOException(file + " is not an unencrypted private key (PEM)");
    }

    /** The key as PEM. */
    public String keyPem() throws IOException {
        return pem(new JcaPKCS8Generator(key, null));
    }

    /** The certificate as PEM. */
    public String certificatePem() throws IOException {
        return pem(certificate);
    }

    private static String pem(Object what) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(what);
        }
        return text.toString();
    }

    /** A detached CMS signature over {@code manifest}. */
    public byte[] sign(byte[] manifest) throws GeneralSecurityException, IOException {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder()
                            .setProvider(PROVIDER)
                            .build())
                    .build(contentSigner(key), certificate));
            generator.addCertificate(new JcaX509CertificateHolder(certificate));
            return generator
                    .generate(new CMSProcessableByteArray(manifest), false)
                    .getEncoded();
        } catch (OperatorCreationException | CMSException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** A plain signature over {@code text}, which the JDK can check by itself: with SHA-256, or of Ed25519. */
    public byte[] signPlainly(byte[] text) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm(key), PROVIDER);
        signature.initSign(key);
        signature.update(text);
        return signature.sign();
    }

    private static ContentSigner contentSigner(PrivateKey key) throws OperatorCreationException {
        return new JcaContentSignerBuilder(algorithm(key)).setProvider(PROVIDER).build(key);
    }

    private static String algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "EC", "ECDSA" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
        };
    }
}
