// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ca;

import java.util.HexFormat;
import org.ezplex.trust.Pem;
import org.ezplex.trust.UntrustedException;

/**
 * What a system that wants a certificate writes to the authority.
 *
 * @param by what authenticates it: {@link #TOKEN}, or {@link #CERTIFICATE} for a renewal
 * @param id which token, or the serial number of which certificate, in hexadecimal
 * @param proof in hexadecimal: by the token a code, by the certificate a signature, of {@code wanted}
 * @param wanted PKCS#10 in hexadecimal, with the system's name and its new public key
 */
record EnrolmentRequest(String by, String id, String proof, String wanted) {
    static final String TOKEN = "token";
    static final String CERTIFICATE = "certificate";
    static final String PURPOSE = "request";
    private static final String TITLE = "Ezplex enrolment request";

    static EnrolmentRequest byToken(Proof proof, byte[] wanted) {
        return new EnrolmentRequest(
                TOKEN, proof.id(), proof.code(PURPOSE, wanted), HexFormat.of().formatHex(wanted));
    }

    static EnrolmentRequest parse(String text) throws RefusedException, UntrustedException {
        Paper paper = Paper.parse(TITLE, text);
        return new EnrolmentRequest(
                paper.value("by"),
                paper.value("id"),
                paper.value("proof"),
                HexFormat.of().formatHex(Pem.decodeOne(Pem.REQUEST, text)));
    }

    byte[] octets() {
        return HexFormat.of().parseHex(wanted);
    }

    String text() {
        return new Paper(TITLE)
                        .with("by", by)
                        .with("id", id)
                        .with("proof", proof)
                        .text()
                + Pem.encode(Pem.REQUEST, octets());
    }
}
