// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Whose bundles a sealed system starts: those of a folder whose {@code bundles.list} has a signature, {@code bundles.seal}, of a signer in
 * {@code trust} beside the file that seals it. The JDK checks it; the signature of a package, which is CMS, it could not.
 *
 * <pre>
 * bundles.seal   base64 of the signature over:  ezplex seal 1, blank, level, LF, the octets of bundles.list
 * </pre>
 */
public final class Seal {
    /** The names, SHA-256 and start levels of the bundles in a folder. */
    public static final String LIST = "bundles.list";

    /** The signature over that, beside it. */
    public static final String FILE = "bundles.seal";

    /** The level of what came with the launcher. */
    public static final String DISTRIBUTION = StartedLevel.DISTRIBUTION;

    /** Above it all is root's. Who owns a home may put another {@code etc} in the place of root's. */
    private static final Path HOST = Path.of("/etc/ezplex");

    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

    private final boolean wanted;
    private final Path trust;

    private Seal(boolean wanted, Path trust) {
        this.wanted = wanted;
        this.trust = trust;
    }

    /** A home is sealed by a file {@code /etc/ezplex/sealed}, or {@code etc/sealed} in it, also if that cannot be looked for. */
    static Seal of(Home home) {
        return of(home, HOST);
    }

    /** Where the host seals nobody in the home is trusted. */
    static Seal of(Home home, Path host) {
        Path etc = home.folder().resolve("etc");
        boolean byHost = isSealed(host);
        return new Seal(byHost || isSealed(etc), (byHost ? host : etc).resolve("trust"));
    }

    private static boolean isSealed(Path folder) {
        return !Files.notExists(folder.resolve("sealed")) && !isBelowAFile(folder);
    }

    /** There is nothing below a file, but to look for that fails in the way in which a look at what is closed to this user does. */
    private static boolean isBelowAFile(Path folder) {
        for (Path above = folder; above != null; above = above.getParent()) {
            if (Files.isRegularFile(above)) {
                return true;
            }
        }
        return false;
    }

    boolean wanted() {
        return wanted;
    }

    /** What is signed, for a level whose {@code bundles.list} this is. Also for who signs it. */
    public static byte[] text(String level, String list) {
        return ("ezplex seal 1 " + level + "\n" + list).getBytes(StandardCharsets.UTF_8);
    }

    /** Throws {@link IOException}, with a reason, if the home is sealed and nobody trusted has signed this list for this level. */
    void check(Path folder, String level, String list) throws IOException {
        if (!wanted) {
            return;
        }
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new IOException("it has no seal, " + file);
        }
        byte[] signature;
        try {
            signature = Base64.getDecoder().decode(Files.readString(file).strip());
        } catch (IllegalArgumentException e) {
            // No cause, which would be told instead.
            throw new IOException(file + " is not a seal");
        }
        byte[] text = text(level, list);
        for (X509Certificate signer : signers()) {
            if (isOf(signer.getPublicKey(), text, signature)) {
                return;
            }
        }
        throw new IOException(file + " is of no signer in " + trust + " who may sign now, or of another list");
    }

    /** Those who may sign levels now. A file that is no certificate is an error, not nobody. */
    private List<X509Certificate> signers() throws IOException {
        List<X509Certificate> signers = new ArrayList<>();
        if (!Files.isDirectory(trust)) {
            return signers;
        }
        for (Path file : Home.list(trust, "")) {
            try {
                for (var certificate : CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))) {
                    X509Certificate signer = (X509Certificate) certificate;
                    if (maySign(signer)) {
                        signers.add(signer);
                    }
                }
            } catch (CertificateException e) {
                throw new IOException(file + " is not a certificate (PEM)");
            }
        }
        return signers;
    }

    private static boolean maySign(X509Certificate signer) throws CertificateException {
        try {
            signer.checkValidity();
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            return false;
        }
        List<String> uses = signer.getExtendedKeyUsage();
        return uses != null && uses.contains(CODE_SIGNING);
    }

    private static boolean isOf(PublicKey key, byte[] text, byte[] signature) {
        try {
            Signature check = Signature.getInstance(
                    switch (key.getAlgorithm()) {
                        case "EC" -> "SHA256withECDSA";
                        case "RSA" -> "SHA256withRSA";
                        default -> key.getAlgorithm();
                    });
            check.initVerify(key);
            check.update(text);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            // Not of this signer, whose key may be of another kind.
            return false;
        }
    }
}
