// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ca;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import org.ezplex.trust.SystemName;

/**
 * The right to one certificate, as it is handed to who sets a system up: {@code SYS1.} and 160 random bits.
 *
 * @param system the system it is for
 * @param secret in capital letters and digits
 */
record Token(String system, String secret) {
    private static final int BITS = 160;
    private static final int RADIX = 36;
    /** So many digits hold any number of so many bits. */
    private static final int DIGITS = 31;

    static Token random(String system, SecureRandom random) {
        String digits = new BigInteger(BITS, random).toString(RADIX).toUpperCase(Locale.ROOT);
        return new Token(system, "0".repeat(DIGITS - digits.length()) + digits);
    }

    static Token parse(String text) throws RefusedException {
        int dot = text.lastIndexOf('.');
        Token token = new Token(text.substring(0, Math.max(dot, 0)), text.substring(dot + 1));
        if (!SystemName.isOne(token.system()) || !token.secret().matches("[0-9A-Z]{" + DIGITS + "}")) {
            throw new RefusedException(
                    "that is no token", "give it as 'ezplex ca token' has printed it, in single quotes");
        }
        return token;
    }

    String text() {
        return system + "." + secret;
    }

    Proof proof() {
        return Proof.of(secret.getBytes(StandardCharsets.US_ASCII));
    }

    /** Says nothing of the secret. */
    @Override
    public String toString() {
        return "token for " + system;
    }
}
