// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packager;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ezplex.launcher.Seal;
import org.ezplex.launcher.StartLevels;
import org.ezplex.upgrade.file.BundleFacts;
import org.ezplex.upgrade.file.Certificates;
import org.ezplex.upgrade.file.LevelManifest;
import org.ezplex.upgrade.file.LevelSigner;
import org.ezplex.upgrade.file.ManifestJson;
import org.ezplex.upgrade.file.PackageWriter;
import org.osgi.framework.Version;

/** Makes a package of a folder of bundles. */
final class Packaging {
    static final List<String> OPTIONS = List.of(
            "--key", "--certificate", "--level", "--name", "--sysplex", "--expires", "--lowest", "--bundles", "-o");

    private static final int MOST_DAYS = 3650;

    private Packaging() {}

    static void run(Options options, Instant now) throws UsageException, IOException, GeneralSecurityException {
        Path target = options.path("-o");
        LevelSigner signer = LevelSigner.read(options.path("--key"), options.path("--certificate"));
        Map<String, Path> files = new LinkedHashMap<>();
        for (Path file : jars(options.path("--bundles"))) {
            files.put(file.getFileName().toString(), file);
        }
        List<LevelManifest.Entry> entries = entries(files.values());
        Instant created = now.truncatedTo(ChronoUnit.SECONDS);
        LevelManifest plain = new LevelManifest(
                options.text("--name", "Ezplex"),
                Version.parseVersion(options.text("--level")),
                options.text("--sysplex"),
                created,
                created.plus(Duration.ofDays(options.number("--expires", "", MOST_DAYS))),
                Version.parseVersion(options.text("--lowest", "0.0.0")),
                entries,
                "");
        LevelManifest manifest =
                ManifestJson.checked(plain.sealedBy(seal(signer, plain.version().toString(), entries)));
        byte[] octets = ManifestJson.write(manifest);
        write(target, octets, signer.sign(octets), files);
        System.out.println(target + ": level " + manifest.version() + ", " + entries.size() + " bundles, signed by "
                + Certificates.name(signer.certificate()) + ", to be applied before " + manifest.expires());
    }

    /** What the launcher of a sealed system wants to see. */
    static String seal(LevelSigner signer, String level, List<LevelManifest.Entry> entries)
            throws GeneralSecurityException {
        return Base64.getEncoder().encodeToString(signer.signPlainly(Seal.text(level, LevelManifest.list(entries))));
    }

    static List<LevelManifest.Entry> entries(Collection<Path> files) throws IOException {
        List<LevelManifest.Entry> entries = new ArrayList<>();
        for (Path file : files) {
            entries.add(entry(file));
        }
        return entries;
    }

    static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private static LevelManifest.Entry entry(Path file) throws IOException {
        BundleFacts facts = BundleFacts.of(file, 1);
        return new LevelManifest.Entry(
                facts.symbolicName(),
                facts.version(),
                file.getFileName().toString(),
                Files.size(file),
                facts.sha256(),
                StartLevels.of(facts.symbolicName()));
    }

    /** A package is there whole or not at all. */
    private static void write(Path target, byte[] manifest, byte[] signature, Map<String, Path> files)
            throws IOException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                PackageWriter.write(out, manifest, signature, files);
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
