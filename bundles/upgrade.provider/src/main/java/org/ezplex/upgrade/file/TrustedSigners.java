// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.ezplex.system.Message;
import org.ezplex.upgrade.UpgradeException;

/** Those whose levels this system takes: a certificate each, and no other way to trust, such as a chain of certificates. */
public final class TrustedSigners {
    /** An object, not added to the JVM's providers: those are everybody's, and would keep this bundle's classes for ever. */
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private final List<X509Certificate> certificates;

    TrustedSigners(Collection<X509Certificate> certificates) {
        this.certificates = List.copyOf(certificates);
    }

    /** The certificates in the PEM files of {@code folder}; none if there is no such folder. */
    public static TrustedSigners in(Path folder) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Path file : files(folder)) {
            try {
                certificates.addAll(Certificates.read(file));
            } catch (IOException e) {
                throw new UpgradeException(
                        Message.EZX8026E, file, PackageFormat.printable(String.valueOf(e.getMessage())));
            }
        }
        return new TrustedSigners(certificates);
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UpgradeException(Message.EZX8026E, folder, e);
        }
    }

    /** Their names. */
    public List<String> names() {
        return certificates.stream().map(Certificates::name).toList();
    }

    /** The name of who has signed {@code manifest}; {@code file} is what the operator calls the package. */
    String verify(byte[] manifest, byte[] signature, Object file, Instant now) {
        try {
            CMSSignedData signed = new CMSSignedData(new CMSProcessableByteArray(manifest), signature);
            Collection<SignerInformation> signers = signed.getSignerInfos().getSigners();
            if (signers.size() != 1) {
                throw new UpgradeException(Message.EZX8013E, file, signers.size() + " signers, and not one");
            }
            return verify(signers.iterator().next(), file, now);
        } catch (CMSException | OperatorCreationException | CertificateException | RuntimeException e) {
            if (e instanceof UpgradeException refused) {
                throw refused;
            }
            // The signature is a stranger's octets, and the parser throws what it likes.
            throw new UpgradeException(Message.EZX8013E, file, PackageFormat.printable(String.valueOf(e.getMessage())));
        }
    }

    private String verify(SignerInformation signer, Object file, Instant now)
            throws CMSException, OperatorCreationException, CertificateException {
        X509Certificate certificate = certificateOf(signer, file);
        String objection = Certificates.objection(certificate, now);
        if (!objection.isEmpty()) {
            throw new UpgradeException(Message.EZX8012E, file, objection);
        }
        boolean right = signer.verify(
                new JcaSimpleSignerInfoVerifierBuilder().setProvider(PROVIDER).build(certificate.getPublicKey()));
        if (!right) {
            throw new UpgradeException(Message.EZX8013E, file, "it is not that of " + Certificates.name(certificate));
        }
        return Certificates.name(certificate);
    }

    private X509Certificate certificateOf(SignerInformation signer, Object file) throws CertificateException {
        for (X509Certificate certificate : certificates) {
            if (signer.getSID().match(new JcaX509CertificateHolder(certificate))) {
                return certificate;
            }
        }
        throw new UpgradeException(
                Message.EZX8012E,
                file,
                "certificate " + signer.getSID().getSerialNumber() + " of "
                        + PackageFormat.printable(String.valueOf(signer.getSID().getIssuer())));
    }
}
