// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.ezplex.launcher.Seal;
import org.ezplex.upgrade.file.LevelManifest;
import org.ezplex.upgrade.file.PackageReader;
import org.ezplex.upgrade.file.TrustedSigners;
import org.ezplex.upgrade.file.VerifiedPackage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Made by the two verbs, read by a system. */
class PackagerTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @TempDir
    private Path folder;

    @BeforeEach
    void makeBundles() throws IOException {
        Path bundles = Files.createDirectory(folder.resolve("bundles"));
        Files.createDirectory(folder.resolve("trust"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "org.ezplex.nic.pcap");
        manifest.getMainAttributes().putValue("Bundle-Version", "1.2.3");
        try (OutputStream out = Files.newOutputStream(bundles.resolve("b-1.2.3.jar"))) {
            new JarOutputStream(out, manifest).close();
        }
    }

    private int run(String... words) {
        return Main.run(List.of(words), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private int signer() {
        return run("signer", "--key", folder + "/key.pem", "--certificate", folder + "/trust/own.pem", "--name", "Own");
    }

    private int make(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "package",
                "--key",
                folder + "/key.pem",
                "--certificate",
                folder + "/trust/own.pem",
                "--sysplex",
                "PLEX1",
                "--expires",
                "30",
                "--bundles",
                folder + "/bundles",
                "-o",
                folder + "/p.ezplex"));
        words.addAll(List.of(more));
        return run(words.toArray(new String[0]));
    }

    @Test
    void aPackageOfOnesOwnSignerIsTaken() throws IOException {
        assertThat(signer()).isZero();
        assertThat(make("--level", "0.2.0", "--lowest", "0.1.0")).isZero();
        VerifiedPackage read = new PackageReader(TrustedSigners.in(folder.resolve("trust")), NOW)
                .read(folder.resolve("p.ezplex"), Files.createDirectory(folder.resolve("unpacked")));
        assertThat(read.signer()).isEqualTo("Own");
        LevelManifest manifest = read.manifest();
        assertThat(manifest.version()).hasToString("0.2.0");
        assertThat(manifest.lowest()).hasToString("0.1.0");
        assertThat(manifest.sysplex()).isEqualTo("PLEX1");
        assertThat(manifest.expires()).isEqualTo(Instant.parse("2026-12-30T12:00:00Z"));
        // As the launcher starts it: before an adapter chooses among the NIC drivers.
        assertThat(manifest.bundles())
                .extracting(LevelManifest.Entry::startLevel)
                .containsExactly(3);
    }

    @Test
    void whatIsSealedIsWhatALauncherReads() throws Exception {
        assertThat(signer()).isZero();
        String bundles = folder + "/bundles";
        assertThat(run(
                        "seal",
                        "--key",
                        folder + "/key.pem",
                        "--certificate",
                        folder + "/trust/own.pem",
                        "--bundles",
                        bundles))
                .isZero();
        String list = Files.readString(folder.resolve("bundles/bundles.list"));
        assertThat(list).matches("[0-9a-f]{64} 3 b-1\\.2\\.3\\.jar\n");
        assertThat(verified(Files.readString(folder.resolve("bundles/bundles.seal")), Seal.text("distribution", list)))
                .isTrue();
        assertThat(make("--level", "0.2.0")).isZero();
        LevelManifest manifest = new PackageReader(TrustedSigners.in(folder.resolve("trust")), NOW)
                .read(folder.resolve("p.ezplex"), Files.createDirectory(folder.resolve("unpacked")))
                .manifest();
        assertThat(manifest.list()).isEqualTo(list);
        assertThat(verified(manifest.seal(), Seal.text("0.2.0", list))).isTrue();
    }

    /** By the JDK alone, as a launcher does. */
    private boolean verified(String seal, byte[] text) throws Exception {
        Signature check = Signature.getInstance("SHA256withECDSA");
        try (InputStream in = Files.newInputStream(folder.resolve("trust/own.pem"))) {
            check.initVerify(CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        check.update(text);
        return check.verify(Base64.getDecoder().decode(seal));
    }

    @Test
    void theKeyIsItsOwnersAndIsNotWrittenOver() throws IOException {
        assertThat(signer()).isZero();
        Path key = folder.resolve("key.pem");
        assertThat(Files.getPosixFilePermissions(key)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        String text = Files.readString(key);
        assertThat(signer()).isEqualTo(1);
        assertThat(key).hasContent(text);
    }

    @Test
    void noKeyIsLeftWithoutItsCertificate() throws IOException {
        Path certificate = Files.writeString(folder.resolve("trust/own.pem"), "in the way");
        assertThat(signer()).isEqualTo(1);
        assertThat(folder.resolve("key.pem")).doesNotExist();
        assertThat(certificate).hasContent("in the way");
        Files.delete(certificate);
        Files.delete(folder.resolve("trust"));
        assertThat(signer()).isEqualTo(1);
        assertThat(folder.resolve("key.pem")).doesNotExist();
    }

    @Test
    void aSignersNameIsOneLine() {
        for (String name : List.of("", " ", "A\nB")) {
            assertThat(run("signer", "--key", folder + "/k", "--certificate", folder + "/c", "--name", name))
                    .isEqualTo(2);
        }
        assertThat(folder.resolve("k")).doesNotExist();
    }

    @Test
    void aKeyThatIsNotThatOfTheCertificateSignsNothing() throws IOException {
        assertThat(signer()).isZero();
        Path key = Files.move(folder.resolve("key.pem"), folder.resolve("other.pem"));
        Files.delete(folder.resolve("trust/own.pem"));
        assertThat(signer()).isZero();
        assertThat(make("--level", "0.2.0", "--key", key.toString())).isEqualTo(1);
        Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertThat(make("--level", "0.2.0", "--key", key.toString())).isEqualTo(1);
        assertThat(make("--level", "0.2.0", "--certificate", key.toString())).isEqualTo(1);
        assertThat(folder.resolve("p.ezplex")).doesNotExist();
    }

    @Test
    void wrongUsageIsToldApartFromFailure() {
        assertThat(signer()).isZero();
        assertThat(make()).isEqualTo(2);
        assertThat(make("--level")).isEqualTo(2);
        assertThat(make("--level", "0.2.0", "--nonsense", "1")).isEqualTo(2);
        assertThat(make("--level", "0.2.0", "--expires", "0")).isEqualTo(2);
        assertThat(make("--level", "no version")).isEqualTo(1);
        assertThat(make("--level", "0.2.0", "--sysplex", "not a sysplex")).isEqualTo(1);
        assertThat(make("--level", "0.2.0", "--bundles", folder + "/none")).isEqualTo(1);
        assertThat(folder.resolve("p.ezplex")).doesNotExist();
    }
}
