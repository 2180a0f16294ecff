// SPDX-License-Identifier: Apache-2.0
package org.ezplex.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** SYSNAME in a certificate: the subject's only CN, and the only alternative name, as a URN. */
public final class SystemName {
    private static final Pattern NAME = Pattern.compile("[A-Z0-9$#@]{1,8}");
    private static final String URN = "urn:ezplex:system:";
    private static final Integer URI = 6;

    private SystemName() {}

    /** Whether {@code name} can be a system's, or a sysplex's: 1 to 8 of A-Z, 0-9, $, # and @. */
    public static boolean isOne(String name) {
        return NAME.matcher(name).matches();
    }

    /** {@code name} as the alternative name of a certificate, of the kind URI. */
    public static String urn(String name) {
        return URN + name.replace("#", "%23");
    }

    /** The system that {@code certificate} is for; empty if it names none or not the same one twice. */
    public static Optional<String> of(X509Certificate certificate) {
        return subject(certificate).filter(name -> isOne(name) && alternative(certificate, urn(name)));
    }

    /** The subject's only part, if that is a CN. */
    static Optional<String> subject(X509Certificate certificate) {
        try {
            LdapName name = new LdapName(certificate.getSubjectX500Principal().getName());
            return name.size() == 1 && name.getRdn(0).getType().equalsIgnoreCase("CN")
                    ? Optional.of(String.valueOf(name.getRdn(0).getValue()))
                    : Optional.empty();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }

    private static boolean alternative(X509Certificate certificate, String urn) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names != null && List.copyOf(names).equals(List.of(List.of(URI, urn)));
        } catch (CertificateParsingException e) {
            return false;
        }
    }
}
