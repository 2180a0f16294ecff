// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir
    Path folder;

    @Test
    void hexadecimalAndBase64AreTheSameKey() throws Exception {
        byte[] key = new byte[32];
        key[0] = 0x5a;
        assertThat(KeyFile.read(file("5a" + "00".repeat(31) + "\n", "rw-------")))
                .isEqualTo(key);
        assertThat(KeyFile.read(file(Base64.getEncoder().encodeToString(key), "r--------")))
                .isEqualTo(key);
    }

    @Test
    void aFileOpenToOthersIsRefusedWithTheCure() throws IOException {
        for (String permissions : new String[] {"rw-r-----", "rw----r--", "rw--w----", "rwx------"}) {
            Path file = file("5a".repeat(32), permissions);
            assertThatExceptionOfType(NotReadyException.class)
                    .isThrownBy(() -> KeyFile.read(file))
                    .satisfies(e -> assertThat(e.reason()).contains(permissions))
                    .satisfies(e -> assertThat(e.cure()).contains("chmod 600"));
        }
    }

    @Test
    void whatIsNoKeyIsRefusedWithoutQuotingIt() throws IOException {
        for (String text : new String[] {"", "5a", "secret!", "zz".repeat(32), "5a".repeat(33), "x".repeat(5000)}) {
            Path file = file(text, "rw-------");
            assertThatExceptionOfType(NotReadyException.class)
                    .isThrownBy(() -> KeyFile.read(file))
                    .satisfies(e -> assertThat(e.reason()).contains("32 OCTETS").doesNotContain("secret"))
                    .withNoCause();
        }
    }

    @Test
    void aMissingFileIsRefusedWithTheCure() {
        assertThatExceptionOfType(NotReadyException.class)
                .isThrownBy(() -> KeyFile.read(folder.resolve("none")))
                .satisfies(e -> assertThat(e.cure()).contains("openssl rand -hex 32"));
    }

    private Path file(String text, String permissions) throws IOException {
        Path file = Files.createTempFile(folder, "key", "");
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
