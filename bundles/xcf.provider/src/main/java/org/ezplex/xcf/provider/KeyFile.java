// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/** Reads the sysplex key: 32 octets as hexadecimal or base64 text, in a file that only its owner may touch. */
final class KeyFile {
    private static final int KEY_LENGTH = 32;
    private static final int MOST_TEXT = 1024;
    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private KeyFile() {}

    static byte[] read(Path file) throws NotReadyException {
        if (!Files.isRegularFile(file)) {
            throw new NotReadyException(
                    "THERE IS NO KEY FILE " + file,
                    "COPY IT FROM A SYSTEM OF THE SYSPLEX, OR MAKE THE FIRST: (umask 077; openssl rand -hex 32 > "
                            + file + ")");
        }
        try {
            checkPermissions(file);
            if (Files.size(file) > MOST_TEXT) {
                throw noKey(file);
            }
            return decode(Files.readString(file, StandardCharsets.ISO_8859_1).strip(), file);
        } catch (IOException e) {
            throw new NotReadyException("KEY FILE " + file + " CANNOT BE READ: " + e, "MAKE IT READABLE FOR THIS USER");
        }
    }

    private static void checkPermissions(Path file) throws IOException, NotReadyException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OWNERS.containsAll(permissions)) {
            throw new NotReadyException(
                    "KEY FILE " + file + " IS OPEN TO OTHERS (" + PosixFilePermissions.toString(permissions) + ")",
                    "TYPE chmod 600 " + file + "; IF OTHERS MAY HAVE READ IT, MAKE A NEW KEY FOR ALL SYSTEMS");
        }
    }

    private static byte[] decode(String text, Path file) throws NotReadyException {
        try {
            byte[] key = text.length() == 2 * KEY_LENGTH
                    ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(text);
            if (key.length == KEY_LENGTH) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Neither hexadecimal nor base64. Not passed on as a cause: it quotes the text, which may be part of a key.
            throw noKey(file);
        }
        throw noKey(file);
    }

    private static NotReadyException noKey(Path file) {
        return new NotReadyException(
                "KEY FILE " + file + " DOES NOT HOLD 32 OCTETS IN HEXADECIMAL OR BASE64",
                "COPY IT AGAIN FROM A SYSTEM OF THE SYSPLEX");
    }
}
