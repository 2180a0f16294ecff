// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PkiFilesTest {
    @TempDir
    private Path folder;

    private Path pki;

    @BeforeEach
    void enrol() {
        pki = new TestPki(folder.resolve("plex")).enrol("SYS1");
    }

    private NotReadyException refused() {
        return catchThrowableOfType(NotReadyException.class, () -> PkiFiles.check(pki));
    }

    @Test
    void aKeyThatIsOpenToOthersIsClosed() throws Exception {
        PkiFiles.check(pki);
        Path system = pki.resolve("system.pem");
        Files.setPosixFilePermissions(system, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(refused().reason()).isEqualTo(system + " IS OPEN TO OTHERS");
        assertThat(refused().cure()).startsWith("TYPE chmod 600 " + system + ";");
    }

    @Test
    void aListThatIsNoneIsNamedAndCopiedAgain() throws Exception {
        Path list = pki.resolve("ca.crl");
        Files.writeString(list, "garbage");
        assertThat(refused().reason()).startsWith(list + ": ");
        assertThat(refused().cure()).contains("ezplex ca crl");
    }

    @Test
    void whatIsMissingIsForTheEnrolment() throws Exception {
        Files.delete(pki.resolve("ca.crl"));
        PkiFiles.check(pki);
    }
}
