// SPDX-License-Identifier: Apache-2.0
package org.ezplex.trust;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether a certificate is a system's of this sysplex. There is one authority and nothing between it and a system, so this is all there
 * is to a path. Immutable.
 *
 * @param authority the authority's certificate
 * @param revoked the authority's list of revoked certificates, its signature checked
 */
public record CertificateCheck(X509Certificate authority, X509CRL revoked) {
    private static final int DIGITAL_SIGNATURE = 0;
    private static final List<String> BOTH_SIDES_OF_TLS = List.of("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
    private static final int NO_AUTHORITY = -1;

    /** Why {@code certificate} is not good at {@code now} for the system that it names; empty if it is. */
    public Optional<Refusal> refusal(X509Certificate certificate, Instant now) {
        if (!isIssued(certificate)) {
            return Optional.of(Refusal.OTHER_AUTHORITY);
        }
        if (!within(authority, now)) {
            return Optional.of(Refusal.AUTHORITY_NOT_VALID);
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            return Optional.of(Refusal.NOT_YET_VALID);
        }
        if (!within(certificate, now)) {
            return Optional.of(Refusal.EXPIRED);
        }
        if (revoked.isRevoked(certificate)) {
            return Optional.of(Refusal.REVOKED);
        }
        if (!forASystem(certificate)) {
            return Optional.of(Refusal.OTHER_USAGE);
        }
        return SystemName.of(certificate).isEmpty() ? Optional.of(Refusal.OTHER_NAME) : Optional.empty();
    }

    /** As {@link #refusal(X509Certificate, Instant)}, and it has to be for the system {@code name}. */
    public Optional<Refusal> refusal(X509Certificate certificate, String name, Instant now) {
        Optional<Refusal> refusal = refusal(certificate, now);
        return refusal.isEmpty() && !SystemName.of(certificate).equals(Optional.of(name))
                ? Optional.of(Refusal.OTHER_NAME)
                : refusal;
    }

    /** Whether the authority has issued {@code certificate}, be it good or not. */
    public boolean isIssued(X509Certificate certificate) {
        try {
            certificate.verify(authority.getPublicKey());
            return certificate.getIssuerX500Principal().equals(authority.getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean within(X509Certificate certificate, Instant now) {
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
    }

    private static boolean forASystem(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        return certificate.getBasicConstraints() == NO_AUTHORITY
                && usage != null
                && usage[DIGITAL_SIGNATURE]
                && extendedUsage(certificate).containsAll(BOTH_SIDES_OF_TLS);
    }

    private static List<String> extendedUsage(X509Certificate certificate) {
        try {
            List<String> usage = certificate.getExtendedKeyUsage();
            return usage == null ? List.of() : usage;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
