// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ca;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a token proves with: derived from it, and no way back. Both sides keep this and not the token.
 *
 * @param id tells tokens apart; no secret
 * @param key 32 octets in hexadecimal
 */
record Proof(String id, String key) {
    private static final String HMAC = "HmacSHA256";
    private static final int ID = 8;

    static Proof of(byte[] secret) {
        byte[] id = hmac(secret, "ezplex token id 1".getBytes(StandardCharsets.US_ASCII));
        byte[] key = hmac(secret, "ezplex token key 1".getBytes(StandardCharsets.US_ASCII));
        return new Proof(HexFormat.of().formatHex(id, 0, ID), HexFormat.of().formatHex(key));
    }

    /** As a line of a file has it. */
    String text() {
        return id + " " + key;
    }

    static Optional<Proof> parse(String text) {
        String[] words = text.strip().split(" ", -1);
        return words.length == 2 && words[1].matches("[0-9a-f]{64}")
                ? Optional.of(new Proof(words[0], words[1]))
                : Optional.empty();
    }

    /** The code of {@code message}, in hexadecimal; {@code purpose} keeps a request's from being taken for an answer's. */
    String code(String purpose, byte[] message) {
        byte[] purposeKey = hmac(HexFormat.of().parseHex(key), purpose.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(hmac(purposeKey, message));
    }

    boolean matches(String code, String purpose, byte[] message) {
        return MessageDigest.isEqual(
                code(purpose, message).getBytes(StandardCharsets.US_ASCII), code.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return id;
    }
}
