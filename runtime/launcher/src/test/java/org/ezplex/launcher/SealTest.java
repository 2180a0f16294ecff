// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a sealed home is started. */
class SealTest {
    @TempDir
    private Path folder;

    private Home home;
    private MadeSigner signer;
    private Path shipped;
    private Path level;

    @BeforeEach
    void sealAHome() throws Exception {
        Path distribution = folder.resolve("distribution");
        shipped = Files.createDirectories(distribution.resolve("bundles"));
        Files.writeString(shipped.resolve("a-1.jar"), "a 1");
        home = Home.of(folder.resolve("home"), distribution);
        level = Files.createDirectories(home.folder().resolve("levels/0.2.0"));
        Files.writeString(level.resolve("a-2.jar"), "a 2");
        signer = MadeSigner.make(folder);
        signer.trustedBy(home);
        signer.seal(shipped, "distribution");
        signer.seal(level, "0.2.0");
    }

    private void choose(String version) throws IOException {
        Files.writeString(level.resolveSibling("current"), version + "\n");
    }

    private void assertNotStarted(String why) {
        assertThatThrownBy(() -> StartedLevel.of(home))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("this system is sealed")
                .hasMessageContaining(why);
    }

    private void assertDistributionBecause(String why) throws Exception {
        choose("0.2.0");
        StartedLevel started = StartedLevel.of(home);
        assertThat(started.name()).isEqualTo("distribution");
        assertThat(started.refused()).contains(why);
    }

    /** Whoever owns the home may move root's etc away, and put another in its place. */
    @Test
    void whereTheHostSealsNobodyInTheHomeCounts() throws Exception {
        Path host = Files.createDirectories(folder.resolve("host/trust")).getParent();
        assertThat(Seal.of(home, host).wanted()).isTrue();
        Files.delete(home.folder().resolve("etc/sealed"));
        assertThat(Seal.of(home, host).wanted()).isFalse();
        Files.createFile(host.resolve("sealed"));
        Seal seal = Seal.of(home, host);
        assertThat(seal.wanted()).isTrue();
        assertThatThrownBy(() -> StartedLevel.vouchedFor(level, "0.2.0", seal))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("of no signer in " + host.resolve("trust"));
        try (Stream<Path> certificates = Files.list(home.folder().resolve("etc/trust"))) {
            for (Path certificate : certificates.toList()) {
                Files.copy(certificate, host.resolve("trust").resolve(certificate.getFileName()));
            }
        }
        assertThat(StartedLevel.vouchedFor(level, "0.2.0", seal)).hasSize(1);
    }

    @Test
    void whatATrustedSignerHasSignedIsStarted() throws Exception {
        assertThat(StartedLevel.of(home).bundles()).isEqualTo(Map.of(shipped.resolve("a-1.jar"), 3));
        choose("0.2.0");
        assertThat(StartedLevel.of(home)).isEqualTo(new StartedLevel("0.2.0", Map.of(level.resolve("a-2.jar"), 3), ""));
    }

    @Test
    void aBundleThatIsNotInTheListIsNotStarted() throws Exception {
        Files.writeString(shipped.resolve("b-1.jar"), "b 1");
        assertThat(StartedLevel.of(home).bundles()).isEqualTo(Map.of(shipped.resolve("a-1.jar"), 3));
    }

    @Test
    void aBundleThatIsAnotherIsNotStarted() throws Exception {
        Files.writeString(level.resolve("a-2.jar"), "a 3");
        assertDistributionBecause("a-2.jar");
        Files.writeString(shipped.resolve("a-1.jar"), "a 3");
        assertNotStarted("a-1.jar");
    }

    @Test
    void aListThatWasChangedAfterItWasSignedIsNotStarted() throws Exception {
        Files.writeString(level.resolve("b-2.jar"), "b 2");
        String more = StartedLevel.sha256(level.resolve("b-2.jar")) + " 4 b-2.jar\n";
        Files.writeString(level.resolve(Seal.LIST), Files.readString(level.resolve(Seal.LIST)) + more);
        assertDistributionBecause("is of no signer in");
    }

    @Test
    void withoutASealNothingIsStarted() throws Exception {
        Files.delete(level.resolve(Seal.FILE));
        assertDistributionBecause("it has no seal");
        Files.delete(shipped.resolve(Seal.FILE));
        assertNotStarted("it has no seal");
        Files.writeString(shipped.resolve(Seal.FILE), "!");
        assertNotStarted("is not a seal");
    }

    @Test
    void aStrangersSealIsNone() throws Exception {
        MadeSigner.make(folder).seal(shipped, "distribution");
        assertNotStarted("is of no signer in");
    }

    @Test
    void theSealOfOneLevelIsNoneOfAnother() throws Exception {
        signer.seal(level, "0.1.0");
        assertDistributionBecause("is of no signer in");
    }

    @Test
    void whoMayNotSignLevelsSealsNone() throws Exception {
        for (MadeSigner other : List.of(
                MadeSigner.make(folder, "-ext", "eku=serverAuth"),
                MadeSigner.make(folder, "-ext", "eku=codeSigning", "-startdate", "-9d", "-validity", "3"))) {
            other.trustedBy(home);
            other.seal(shipped, "distribution");
            assertNotStarted("is of no signer in");
        }
    }

    @Test
    void aFileThatIsNoCertificateIsTold() throws Exception {
        Path file = Files.writeString(home.folder().resolve("etc/trust/other.pem"), "-----BEGIN CERTIFICATE-----\nx");
        assertNotStarted(file + " is not a certificate");
    }

    @Test
    void aHomeThatIsNotSealedAsksForNone() throws Exception {
        Files.delete(home.folder().resolve("etc/sealed"));
        Files.delete(level.resolve(Seal.FILE));
        choose("0.2.0");
        assertThat(StartedLevel.of(home).name()).isEqualTo("0.2.0");
    }
}
