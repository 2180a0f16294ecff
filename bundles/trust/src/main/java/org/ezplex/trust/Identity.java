// SPDX-License-Identifier: Apache-2.0
package org.ezplex.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * What a system shows to others, and checks theirs by: the content of its folder of trust. Immutable.
 *
 * @param key the private key of {@code certificate}
 * @param certificate the system's
 * @param check the authority's certificate, and its list of revoked ones
 */
public record Identity(PrivateKey key, X509Certificate certificate, CertificateCheck check) {
    /** The system's private key and its certificate: one file, so that they change together. */
    public static final String SYSTEM_FILE = "system.pem";

    /** The authority's certificate. */
    public static final String AUTHORITY_FILE = "ca.crt";

    /** The authority's list of revoked certificates. */
    public static final String REVOKED_FILE = "ca.crl";

    private static final String ALGORITHM = "SHA256withECDSA";

    /** Key and certificate as {@link #SYSTEM_FILE} has them. */
    public static String systemText(PrivateKey key, X509Certificate certificate) throws CertificateEncodingException {
        return Pem.encode(Pem.CERTIFICATE, certificate.getEncoded()) + Pem.encode(Pem.KEY, key.getEncoded());
    }

    /** Whether the system whose folder that is goes by a certificate; so does one whose folder cannot be looked into. */
    public static boolean isIn(Path folder) {
        return !Files.notExists(folder.resolve(SYSTEM_FILE));
    }

    /** Reads {@code folder}. Whether the certificate is good is not looked at: {@link #refusal}. */
    public static Identity read(Path folder) throws UntrustedException {
        try {
            String system = SafeFile.readSecret(folder.resolve(SYSTEM_FILE));
            String authority = SafeFile.read(folder.resolve(AUTHORITY_FILE));
            String revoked = SafeFile.read(folder.resolve(REVOKED_FILE));
            return of(
                    Pem.key(Pem.decodeOne(Pem.KEY, system)),
                    Pem.certificate(Pem.decodeOne(Pem.CERTIFICATE, system)),
                    Pem.certificate(Pem.decodeOne(Pem.CERTIFICATE, authority)),
                    Pem.crl(Pem.decodeOne(Pem.CRL, revoked)));
        } catch (IOException e) {
            throw new UntrustedException("CERTIFICATES IN " + folder + " CANNOT BE READ: " + e.getMessage());
        }
    }

    /** Of parts that belong together: the list is the authority's, the key the certificate's. */
    public static Identity of(PrivateKey key, X509Certificate own, X509Certificate authority, X509CRL revoked)
            throws UntrustedException {
        requireSigned(revoked, authority);
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            byte[] signed = signature.sign();
            signature.initVerify(own);
            if (signature.verify(signed)) {
                return new Identity(key, own, new CertificateCheck(authority, revoked));
            }
        } catch (GeneralSecurityException e) {
            throw new UntrustedException("THE PRIVATE KEY CANNOT BE USED: " + e.getMessage());
        }
        throw new UntrustedException("THE PRIVATE KEY IS NOT THAT OF THE CERTIFICATE");
    }

    private static void requireSigned(X509CRL revoked, X509Certificate authority) throws UntrustedException {
        try {
            revoked.verify(authority.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new UntrustedException("THE LIST OF REVOKED CERTIFICATES IS NOT THE AUTHORITY'S");
        }
    }

    /** Why the system called {@code name} cannot show this at {@code now}; empty if it can. */
    public Optional<Refusal> refusal(String name, Instant now) {
        return check.refusal(certificate, name, now);
    }

    /** With {@code list} in place of the list it has, if that is a later one; it has to be the authority's. */
    public Optional<Identity> withLater(X509CRL list) throws UntrustedException {
        requireSigned(list, check.authority());
        return made(list).isAfter(made(check.revoked()))
                ? Optional.of(new Identity(key, certificate, new CertificateCheck(check.authority(), list)))
                : Optional.empty();
    }

    private static Instant made(X509CRL list) {
        return list.getThisUpdate().toInstant();
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "Identity[" + certificate.getSubjectX500Principal() + "]";
    }
}
