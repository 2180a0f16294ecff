// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ssh.provider;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.ezplex.operator.Role;

/** A line of the file of keys: a user's name, a role, and a public key as OpenSSH writes it. */
final class KeyLine {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,31}");
    private static final Set<String> TYPES = Set.of(
            "ssh-ed25519",
            "sk-ssh-ed25519@openssh.com",
            "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521",
            "ssh-rsa");
    private static final int LEAST_RSA_BITS = 2048;

    private KeyLine() {}

    /** What is wrong with a line. */
    static final class WrongException extends Exception {
        private static final long serialVersionUID = 1L;

        WrongException(String why) {
            super(why);
        }
    }

    static AuthorizedKey parse(String line) throws WrongException {
        String[] words = line.strip().split("\\s+", 4);
        if (words.length < 4) {
            throw new WrongException("IT HAS NOT A NAME, A ROLE, A KIND OF KEY AND A KEY");
        }
        if (!NAME.matcher(words[0]).matches()) {
            throw new WrongException("THE NAME MUST BE OF LETTERS, DIGITS AND . _ -, 32 AT MOST");
        }
        if (!TYPES.contains(words[2])) {
            throw new WrongException("KEYS OF KIND " + words[2] + " ARE NOT TAKEN");
        }
        return new AuthorizedKey(words[0], role(words[1]), key(words[2] + " " + words[3].split("\\s+", 2)[0]));
    }

    private static Role role(String word) throws WrongException {
        try {
            return Role.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new WrongException("THERE IS NO ROLE " + word);
        }
    }

    private static PublicKey key(String text) throws WrongException {
        PublicKey key;
        try {
            key = PublicKeyEntry.parsePublicKeyEntry(text).resolvePublicKey(null, null, PublicKeyEntryResolver.FAILING);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new WrongException("THE KEY CANNOT BE READ");
        }
        if (key instanceof RSAPublicKey && KeyUtils.getKeySize(key) < LEAST_RSA_BITS) {
            throw new WrongException("AN RSA KEY MUST HAVE " + LEAST_RSA_BITS + " BITS AT LEAST");
        }
        return key;
    }
}
