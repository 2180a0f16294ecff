// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.Version;

/** Makes packages, good ones and bad ones. */
public final class PackageMaker {
    /** When the packages of tests are made. */
    public static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    final Map<String, byte[]> entries = new LinkedHashMap<>();

    /** A bundle with these headers besides its name and version. */
    public static byte[] bundle(String name, String version, String... headers) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", name);
        attributes.putValue("Bundle-Version", version);
        for (int i = 0; i < headers.length; i += 2) {
            attributes.putValue(headers[i], headers[i + 1]);
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(octets)) {
            // The same jar whenever it is made.
            ZipEntry entry = new ZipEntry(JarFile.MANIFEST_NAME);
            entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
            jar.putNextEntry(entry);
            manifest.write(jar);
        }
        return octets.toByteArray();
    }

    /** The manifest's line for a bundle whose file is its name and {@code .jar}. */
    public static LevelManifest.Entry entry(String name, String version, byte[] octets) {
        return new LevelManifest.Entry(
                name,
                Version.parseVersion(version),
                name + ".jar",
                octets.length,
                HexFormat.of().formatHex(Digests.sha256().digest(octets)),
                4);
    }

    /** A level that may be applied at {@link #NOW} to any. */
    public static LevelManifest level(String version, List<LevelManifest.Entry> bundles) {
        return new LevelManifest(
                "Winter",
                Version.parseVersion(version),
                "*",
                NOW.minusSeconds(60),
                NOW.plusSeconds(3600),
                Version.emptyVersion,
                bundles,
                "");
    }

    /** A package of level 0.2.0 with two bundles. */
    static PackageMaker good(LevelSigner signer) throws IOException, GeneralSecurityException {
        return of(signer, "0.2.0", Map.of("a", bundle("a", "1.0.0"), "b", bundle("b", "2.0.0")));
    }

    /** A package of these bundles; their versions are what they say. */
    public static PackageMaker of(LevelSigner signer, String version, Map<String, byte[]> bundles)
            throws IOException, GeneralSecurityException {
        List<LevelManifest.Entry> entries = new ArrayList<>();
        for (Map.Entry<String, byte[]> bundle : bundles.entrySet()) {
            Path file = Files.createTempFile("bundle", ".jar");
            Files.write(file, bundle.getValue());
            BundleFacts facts = BundleFacts.of(file, 4);
            Files.delete(file);
            entries.add(entry(bundle.getKey(), facts.version().toString(), bundle.getValue()));
        }
        PackageMaker maker = of(signer, ManifestJson.write(level(version, entries)));
        bundles.forEach((name, octets) -> maker.entries.put(name + ".jar", octets));
        return maker;
    }

    static PackageMaker of(LevelSigner signer, byte[] manifest) throws IOException, GeneralSecurityException {
        PackageMaker maker = new PackageMaker();
        maker.entries.put(PackageFormat.MANIFEST, manifest);
        maker.entries.put(PackageFormat.SIGNATURE, signer.sign(manifest));
        return maker;
    }

    /** Writes it. */
    public Path write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file;
    }
}
