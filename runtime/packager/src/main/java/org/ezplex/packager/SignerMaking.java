// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packager;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.ezplex.upgrade.file.LevelSigner;

/** Makes a key and a certificate for it. */
final class SignerMaking {
    static final List<String> OPTIONS = List.of("--key", "--certificate", "--name", "--days");

    private static final int MOST_DAYS = 7300;

    private SignerMaking() {}

    static void run(Options options, Instant now) throws UsageException, IOException, GeneralSecurityException {
        Path key = options.path("--key");
        Path certificate = options.path("--certificate");
        String name = options.text("--name", "Ezplex levels");
        if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
            throw new UsageException("--name wants a name in one line");
        }
        LevelSigner signer = LevelSigner.make(name, now, options.number("--days", "1825", MOST_DAYS));
        write(key, signer.keyPem(), "rw-------");
        try {
            write(certificate, signer.certificatePem(), "rw-r--r--");
        } catch (IOException e) {
            Files.delete(key);
            throw e;
        }
        System.out.println(key + ": a new key; keep it where levels are made, and nowhere else");
        System.out.println(certificate + ": its certificate; copy it to etc/trust of the home of each system");
    }

    /** A new file, never open to others for a moment; whole or not there. */
    private static void write(Path file, String text, String permissions) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
        try (channel) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            Files.delete(file);
            throw e;
        }
    }
}
