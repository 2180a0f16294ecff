// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ezplex.system.Message;
import org.ezplex.upgrade.UpgradeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class PackageReaderTest {
    private static final Instant NOW = PackageMaker.NOW;

    @TempDir
    private Path folder;

    private LevelSigner signer;

    @BeforeEach
    void makeSigner() throws Exception {
        signer = LevelSigner.make("Maker", NOW.minusSeconds(60), 10);
    }

    private VerifiedPackage read(Path file) throws Exception {
        Path target = Files.createTempDirectory(folder, "unpacked");
        return new PackageReader(new TrustedSigners(List.of(signer.certificate())), NOW).read(file, target);
    }

    @Test
    void aGoodPackageIsUnpacked() throws Exception {
        VerifiedPackage verified = read(PackageMaker.good(signer).write(folder.resolve("p")));
        assertThat(verified.signer()).isEqualTo("Maker");
        assertThat(verified.manifest().version()).hasToString("0.2.0");
        try (Stream<Path> files = Files.list(verified.folder())) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("manifest.json", "manifest.p7s", "a.jar", "b.jar");
        }
    }

    @Test
    void theSignerComesFromPemFiles() throws Exception {
        Path trust = Files.createDirectory(folder.resolve("trust"));
        Files.writeString(trust.resolve("maker.pem"), signer.certificatePem());
        Path key = Files.writeString(folder.resolve("key"), signer.keyPem());
        LevelSigner again = LevelSigner.read(key, trust.resolve("maker.pem"));
        TrustedSigners trusted = TrustedSigners.in(trust);
        byte[] manifest = {1, 2, 3};
        assertThat(trusted.verify(manifest, again.sign(manifest), "p", NOW)).isEqualTo("Maker");
        assertThat(trusted.names()).containsExactly("Maker");
        Files.writeString(trust.resolve("other.pem"), "no certificate");
        UpgradeException refused = catchThrowableOfType(UpgradeException.class, () -> TrustedSigners.in(trust));
        assertThat(refused.id()).isEqualTo(Message.EZX8026E);
    }

    @Test
    void withoutAFolderNobodyIsTrusted() {
        assertThat(TrustedSigners.in(folder.resolve("none")).names()).isEmpty();
    }

    private UpgradeException refused(Path file) {
        return catchThrowableOfType(UpgradeException.class, () -> read(file));
    }

    @Test
    void whatIsNoFileIsToldWithoutReadingIt() throws Exception {
        assertThat(refused(folder.resolve("none"))).hasMessageEndingWith("/none CANNOT BE READ: IT IS NOT THERE");
        assertThat(refused(folder)).hasMessageEndingWith(" CANNOT BE READ: IT IS NO FILE");
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThat(refused(pipe).id()).isEqualTo(Message.EZX8029E);
    }

    @Test
    void nothingMayBeBehindTheEnd() throws Exception {
        Path file = PackageMaker.good(signer).write(folder.resolve("p"));
        Files.write(file, new byte[] {0}, StandardOpenOption.APPEND);
        assertThat(refused(file).id()).isEqualTo(Message.EZX8010E);
        assertThat(refused(file)).hasMessageEndingWith("there is something behind its end");
    }

    /** What is made of a good package, and the message that refuses it. */
    private interface Harm {
        void doTo(PackageMaker maker) throws Exception;
    }

    private record Bad(Message refusal, Harm harm) {}

    private Map<String, Bad> bad() {
        Map<String, Bad> bad = new LinkedHashMap<>();
        bad.put("empty", new Bad(Message.EZX8010E, maker -> maker.entries.clear()));
        bad.put("no manifest", new Bad(Message.EZX8010E, maker -> maker.entries.remove("manifest.json")));
        bad.put("unsigned", new Bad(Message.EZX8011E, maker -> maker.entries.remove("manifest.p7s")));
        bad.put("signature behind the bundles", new Bad(Message.EZX8011E, maker -> {
            byte[] signature = maker.entries.remove("manifest.p7s");
            maker.entries.put("manifest.p7s", signature);
        }));
        bad.put(
                "signed by somebody else",
                new Bad(Message.EZX8012E, maker -> resign(maker, LevelSigner.make("Maker", NOW, 10))));
        bad.put(
                "tampered manifest",
                new Bad(
                        Message.EZX8013E,
                        maker -> maker.entries.computeIfPresent(
                                "manifest.json", (name, octets) -> replaced(octets, "Winter", "Summer"))));
        bad.put("tampered signature", new Bad(Message.EZX8013E, maker -> flipLast(maker.entries.get("manifest.p7s"))));
        bad.put(
                "signature of something else",
                new Bad(Message.EZX8013E, maker -> maker.entries.put("manifest.p7s", signer.sign(new byte[] {1}))));
        bad.put(
                "no signature but noise",
                new Bad(
                        Message.EZX8013E,
                        maker -> maker.entries.put("manifest.p7s", "noise".getBytes(StandardCharsets.UTF_8))));
        bad.put(
                "signature nested without end",
                new Bad(Message.EZX8013E, maker -> maker.entries.put("manifest.p7s", nested())));
        bad.put("tampered bundle", new Bad(Message.EZX8014E, maker -> flipLast(maker.entries.get("a.jar"))));
        bad.put(
                "longer bundle",
                new Bad(
                        Message.EZX8014E,
                        maker -> maker.entries.computeIfPresent(
                                "a.jar", (name, octets) -> Arrays.copyOf(octets, octets.length + 100))));
        bad.put(
                "shorter bundle",
                new Bad(
                        Message.EZX8014E,
                        maker -> maker.entries.computeIfPresent(
                                "a.jar", (name, octets) -> Arrays.copyOf(octets, octets.length - 1))));
        bad.put("another bundle than its name says", new Bad(Message.EZX8014E, maker -> {
            byte[] octets = PackageMaker.bundle("a", "1.0.0");
            signed(maker, PackageMaker.entry("a", "1.0.1", octets));
            maker.entries.put("a.jar", octets);
        }));
        bad.put("missing bundle", new Bad(Message.EZX8015E, maker -> maker.entries.remove("b.jar")));
        bad.put("one too many", new Bad(Message.EZX8016E, maker -> maker.entries.put("c.jar", new byte[1])));
        bad.put(
                "a way out of the folder",
                new Bad(Message.EZX8016E, maker -> maker.entries.put("../c.jar", new byte[1])));
        bad.put(
                "huge manifest",
                new Bad(Message.EZX8022E, maker -> maker.entries.put("manifest.json", new byte[2 << 20])));
        bad.put(
                "huge signature",
                new Bad(Message.EZX8022E, maker -> maker.entries.put("manifest.p7s", new byte[1 << 17])));
        bad.put(
                "huge bundle",
                new Bad(
                        Message.EZX8022E,
                        maker -> signed(
                                maker,
                                new LevelManifest.Entry(
                                        "a",
                                        new org.osgi.framework.Version("1"),
                                        "a.jar",
                                        1L << 40,
                                        "0".repeat(64),
                                        4))));
        bad.put(
                "name of a file with a way in it",
                new Bad(
                        Message.EZX8010E,
                        maker -> signed(
                                maker,
                                new LevelManifest.Entry(
                                        "a", new org.osgi.framework.Version("1"), "../a.jar", 1, "0".repeat(64), 4))));
        bad.put("signed nonsense", new Bad(Message.EZX8010E, maker -> signed(maker, "{}")));
        bad.put("signed, and no JSON", new Bad(Message.EZX8010E, maker -> signed(maker, "nothing")));
        bad.put("signed nesting", new Bad(Message.EZX8010E, maker -> signed(maker, "[".repeat(500_000))));
        bad.put("another form", new Bad(Message.EZX8010E, maker -> signed(maker, "{\"format\":2}")));
        return bad;
    }

    @TestFactory
    Stream<DynamicTest> everyBadPackageIsRefusedByItsMessage() {
        return bad().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    PackageMaker maker = PackageMaker.good(signer);
                    entry.getValue().harm().doTo(maker);
                    assertRefused(
                            maker.write(folder.resolve("bad")), entry.getValue().refusal());
                }));
    }

    private void assertRefused(Path file, Message refusal) {
        UpgradeException refused = catchThrowableOfType(UpgradeException.class, () -> read(file));
        assertThat(refused).isNotNull();
        assertThat(refused.id()).as(refused.getMessage()).isEqualTo(refusal);
    }

    @Test
    void whatIsNoZipIsRefused() throws Exception {
        assertRefused(Files.writeString(folder.resolve("text"), "no zip"), Message.EZX8010E);
        byte[] octets = Files.readAllBytes(PackageMaker.good(signer).write(folder.resolve("p")));
        assertRefused(Files.write(folder.resolve("cut"), Arrays.copyOf(octets, 200)), Message.EZX8010E);
    }

    @Test
    void aCertificateThatIsNotValidNowIsNotTrusted() throws Exception {
        LevelSigner good = signer;
        signer = LevelSigner.make("Late", NOW.plusSeconds(60), 10);
        assertRefused(PackageMaker.good(signer).write(folder.resolve("late")), Message.EZX8012E);
        signer = LevelSigner.make("Early", NOW.minusSeconds(90_000), 1);
        assertRefused(PackageMaker.good(signer).write(folder.resolve("early")), Message.EZX8012E);
        signer = good;
        assertThat(read(PackageMaker.good(good).write(folder.resolve("good"))).signer())
                .isEqualTo("Maker");
    }

    private void resign(PackageMaker maker, LevelSigner other) throws Exception {
        maker.entries.put("manifest.p7s", other.sign(maker.entries.get("manifest.json")));
    }

    private void signed(PackageMaker maker, LevelManifest.Entry only) throws Exception {
        signed(
                maker,
                new String(ManifestJson.write(PackageMaker.level("0.2.0", List.of(only))), StandardCharsets.UTF_8));
        maker.entries.remove("b.jar");
    }

    private void signed(PackageMaker maker, String manifest) throws Exception {
        maker.entries.put("manifest.json", manifest.getBytes(StandardCharsets.UTF_8));
        resign(maker, signer);
    }

    private static byte[] replaced(byte[] octets, String from, String to) {
        return new String(octets, StandardCharsets.UTF_8).replace(from, to).getBytes(StandardCharsets.UTF_8);
    }

    private static void flipLast(byte[] octets) {
        octets[octets.length - 1] ^= 1;
    }

    /** Sequences of unknown length in each other, as deep as the bound of the signature lets them. */
    private static byte[] nested() {
        byte[] octets = new byte[PackageFormat.MOST_OCTETS_OF_THE_SIGNATURE];
        for (int i = 0; i < octets.length; i += 2) {
            octets[i] = 0x30;
            octets[i + 1] = (byte) 0x80;
        }
        return octets;
    }
}
