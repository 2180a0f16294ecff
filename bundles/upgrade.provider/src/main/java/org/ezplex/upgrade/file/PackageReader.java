// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.ezplex.system.Message;
import org.ezplex.upgrade.UpgradeException;

/**
 * Reads a package once, from front to end: who signed it is known before the first bundle is read, and how long a bundle may be before
 * its first octet is written. Nothing outside of the given folder is touched; no name from the file is used before it was signed.
 */
public final class PackageReader {
    private final TrustedSigners signers;
    private final Instant now;

    /** @param now for what certificates are valid */
    public PackageReader(TrustedSigners signers, Instant now) {
        this.signers = signers;
        this.now = now;
    }

    /** Unpacks {@code file} into the empty {@code folder}. */
    public VerifiedPackage read(Path file, Path folder) {
        // Whoever opens a pipe waits until somebody writes into it.
        if (!Files.isRegularFile(file)) {
            throw new UpgradeException(
                    Message.EZX8029E, file, Files.exists(file) ? "IT IS NO FILE" : "IT IS NOT THERE");
        }
        if (!Files.isReadable(file)) {
            throw new UpgradeException(Message.EZX8029E, file, "THE SYSTEM MAY NOT READ IT");
        }
        try {
            if (Files.size(file) > PackageFormat.MOST_OCTETS) {
                throw new UpgradeException(Message.EZX8022E, file, Files.size(file) + " octets");
            }
            try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
                return new Reading(file, folder, zip).read();
            }
        } catch (IOException | IllegalArgumentException e) {
            // A zip's names that are not UTF-8 are an IllegalArgumentException, too.
            throw new UpgradeException(Message.EZX8010E, file, PackageFormat.printable(String.valueOf(e.getMessage())));
        }
    }

    private final class Reading {
        private final Path file;
        private final Path folder;
        private final ZipInputStream zip;
        private long left = PackageFormat.MOST_OCTETS;

        Reading(Path file, Path folder, ZipInputStream zip) {
            this.file = file;
            this.folder = folder;
            this.zip = zip;
        }

        VerifiedPackage read() throws IOException {
            if (!PackageFormat.MANIFEST.equals(next())) {
                throw new UpgradeException(Message.EZX8010E, file, "it does not begin with " + PackageFormat.MANIFEST);
            }
            byte[] octets = all(PackageFormat.MOST_OCTETS_OF_THE_MANIFEST);
            if (!PackageFormat.SIGNATURE.equals(next())) {
                throw new UpgradeException(Message.EZX8011E, file);
            }
            byte[] signature = all(PackageFormat.MOST_OCTETS_OF_THE_SIGNATURE);
            String signer = signers.verify(octets, signature, file, now);
            LevelManifest manifest = ManifestJson.read(octets);
            Files.write(folder.resolve(PackageFormat.MANIFEST), octets);
            Files.write(folder.resolve(PackageFormat.SIGNATURE), signature);
            bundles(manifest);
            ZipEnd.check(file, manifest.bundles().size() + 2);
            return new VerifiedPackage(manifest, signer, folder);
        }

        private String next() throws IOException {
            ZipEntry entry = zip.getNextEntry();
            return entry == null ? null : entry.getName();
        }

        private byte[] all(int most) throws IOException {
            byte[] octets = zip.readNBytes(most + 1);
            if (octets.length > most) {
                throw new UpgradeException(
                        Message.EZX8022E, file, "its manifest or signature has more than " + most + " octets");
            }
            return octets;
        }

        private void bundles(LevelManifest manifest) throws IOException {
            Map<String, LevelManifest.Entry> missing = new LinkedHashMap<>();
            manifest.bundles().forEach(entry -> missing.put(entry.file(), entry));
            for (String name = next(); name != null; name = next()) {
                LevelManifest.Entry entry = missing.remove(name);
                if (entry == null) {
                    throw new UpgradeException(Message.EZX8016E, PackageFormat.printable(name), file);
                }
                bundle(entry);
            }
            if (!missing.isEmpty()) {
                throw new UpgradeException(Message.EZX8015E, String.join(", ", missing.keySet()), file);
            }
        }

        private void bundle(LevelManifest.Entry entry) throws IOException {
            left -= entry.size();
            if (entry.size() > PackageFormat.MOST_OCTETS_OF_A_BUNDLE || left < 0) {
                throw new UpgradeException(Message.EZX8022E, file, entry.file() + " of " + entry.size() + " octets");
            }
            Path target = folder.resolve(entry.file());
            if (!entry.sha256().equals(copy(target, entry.size()))) {
                throw changed(entry, "it has another content");
            }
            BundleFacts facts = BundleFacts.of(target, entry.startLevel());
            if (!facts.symbolicName().equals(entry.symbolicName())
                    || !facts.version().equals(entry.version())) {
                throw changed(entry, "it is " + PackageFormat.printable(facts.symbolicName() + " " + facts.version()));
            }
        }

        /** The digest of what was copied: one octet more than {@code size} at most, which makes it another. */
        private String copy(Path target, long size) throws IOException {
            MessageDigest digest = Digests.sha256();
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(target), digest)) {
                Digests.copy(zip, out, size + 1);
            }
            return HexFormat.of().formatHex(digest.digest());
        }

        private UpgradeException changed(LevelManifest.Entry entry, String how) {
            return new UpgradeException(Message.EZX8014E, entry.file(), file, how);
        }
    }
}
