// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** What certificates say. */
public final class Certificates {
    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

    private Certificates() {}

    /** The certificates of a PEM file. Throws {@link IOException} if it has none, or anything else. */
    public static List<X509Certificate> read(Path file) throws IOException {
        try {
            List<X509Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (certificates.isEmpty()) {
                throw new IOException(file.getFileName() + " has no certificate (PEM)");
            }
            return certificates;
        } catch (CertificateException e) {
            throw new IOException(file.getFileName() + " is not a certificate (PEM)", e);
        }
    }

    /** The common name, or the whole name where there is none. */
    public static String name(X509Certificate certificate) {
        String whole = certificate.getSubjectX500Principal().getName();
        try {
            return PackageFormat.printable(new LdapName(whole)
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(String::valueOf)
                            .findFirst()
                            .orElse(whole));
        } catch (InvalidNameException e) {
            return PackageFormat.printable(whole);
        }
    }

    /** Why it may not sign levels at {@code now}; empty if it may. */
    static String objection(X509Certificate certificate, Instant now) throws CertificateException {
        Instant from = certificate.getNotBefore().toInstant();
        Instant to = certificate.getNotAfter().toInstant();
        if (now.isBefore(from) || now.isAfter(to)) {
            return "the certificate of " + name(certificate) + " is valid from " + from + " to " + to;
        }
        List<String> uses = certificate.getExtendedKeyUsage();
        if (uses == null || !uses.contains(CODE_SIGNING)) {
            return "the certificate of " + name(certificate) + " is not for code signing";
        }
        return "";
    }
}
