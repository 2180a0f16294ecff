// SPDX-License-Identifier: Apache-2.0
package org.ezplex.trust;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates, lists and keys as text (RFC 7468). */
public final class Pem {
    /** What stands around a certificate. */
    public static final String CERTIFICATE = "CERTIFICATE";

    /** What stands around a list of revoked certificates. */
    public static final String CRL = "X509 CRL";

    /** What stands around a private key, PKCS#8, not encrypted. */
    public static final String KEY = "PRIVATE KEY";

    /** What stands around a request for a certificate, PKCS#10. */
    public static final String REQUEST = "CERTIFICATE REQUEST";

    private static final int LINE = 64;

    private Pem() {}

    /** {@code der} between the lines of {@code label}. */
    public static String encode(String label, byte[] der) {
        String text = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
    }

    /** The octets of every {@code label} in {@code text}, in order. */
    public static List<byte[]> decode(String label, String text) throws UntrustedException {
        Matcher blocks = Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]*)-----END " + label + "-----")
                .matcher(text);
        List<byte[]> all = new ArrayList<>();
        while (blocks.find()) {
            try {
                all.add(Base64.getMimeDecoder().decode(blocks.group(1)));
            } catch (IllegalArgumentException e) {
                // Not passed on as a cause: it quotes the text, which may be a key's.
                throw new UntrustedException("A " + label + " IS NOT WELL FORMED");
            }
        }
        return all;
    }

    /** The only {@code label} in {@code text}. */
    public static byte[] decodeOne(String label, String text) throws UntrustedException {
        List<byte[]> all = decode(label, text);
        if (all.size() != 1) {
            throw new UntrustedException("ONE " + label + " WAS EXPECTED, NOT " + all.size());
        }
        return all.get(0);
    }

    /** A certificate from its octets. */
    public static X509Certificate certificate(byte[] der) throws UntrustedException {
        try {
            return (X509Certificate) factory().generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException e) {
            throw new UntrustedException("A CERTIFICATE IS NOT WELL FORMED");
        }
    }

    /** A list of revoked certificates from its octets. */
    public static X509CRL crl(byte[] der) throws UntrustedException {
        try {
            return (X509CRL) factory().generateCRL(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException e) {
            throw new UntrustedException("A LIST OF REVOKED CERTIFICATES IS NOT WELL FORMED");
        }
    }

    /** A private key of an elliptic curve from its octets, PKCS#8. */
    public static PrivateKey key(byte[] der) throws UntrustedException {
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new UntrustedException("A PRIVATE KEY IS NOT WELL FORMED");
        }
    }

    private static CertificateFactory factory() throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509");
    }
}
