// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ca;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import org.ezplex.trust.Pem;
import org.ezplex.trust.UntrustedException;

/**
 * What the authority answers.
 *
 * @param proof the token's code of the rest, in hexadecimal; {@link #NONE} for a renewal, where the system knows the authority
 */
record EnrolmentAnswer(String proof, X509Certificate certificate, X509Certificate authority, X509CRL revoked) {
    static final String NONE = "none";
    static final String PURPOSE = "answer";
    private static final String TITLE = "Ezplex enrolment answer";

    static EnrolmentAnswer parse(String text) throws RefusedException, UntrustedException {
        Paper paper = Paper.parse(TITLE, text);
        List<byte[]> certificates = Pem.decode(Pem.CERTIFICATE, text);
        if (certificates.size() != 2) {
            throw new RefusedException("the answer is not whole", "copy it again");
        }
        return new EnrolmentAnswer(
                paper.value("proof"),
                Pem.certificate(certificates.get(0)),
                Pem.certificate(certificates.get(1)),
                Pem.crl(Pem.decodeOne(Pem.CRL, text)));
    }

    EnrolmentAnswer proven(Proof by) {
        return new EnrolmentAnswer(by.code(PURPOSE, octets()), certificate, authority, revoked);
    }

    boolean isProven(Proof by) {
        return by.matches(proof, PURPOSE, octets());
    }

    String text() {
        return new Paper(TITLE).with("proof", proof).text() + blocks();
    }

    private byte[] octets() {
        return blocks().getBytes(StandardCharsets.US_ASCII);
    }

    private String blocks() {
        try {
            return Pem.encode(Pem.CERTIFICATE, certificate.getEncoded())
                    + Pem.encode(Pem.CERTIFICATE, authority.getEncoded())
                    + Pem.encode(Pem.CRL, revoked.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
