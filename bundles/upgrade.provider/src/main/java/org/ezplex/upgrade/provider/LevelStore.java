// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.provider;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ezplex.upgrade.file.Digests;
import org.ezplex.upgrade.file.LevelManifest;
import org.ezplex.upgrade.file.ManifestJson;
import org.ezplex.upgrade.file.PackageFormat;
import org.ezplex.upgrade.file.VerifiedPackage;

/**
 * The folder {@code levels} of the system's home. Whatever moment the host dies at, {@code current} names a whole level:
 *
 * <pre>
 * levels/current              first line: the level that the launcher starts; second line: the one before, if one can go back to it
 * levels/VERSION/*.jar        the bundles
 *               /manifest.json, manifest.p7s      as they were in the package
 *               /bundles.list                     a line for each jar: SHA-256, start level, file; for the launcher
 *               /bundles.seal                     the manifest's seal of that list, if it has one; for the launcher of a sealed system
 *               /signer                           the name of who signed it
 * levels/changing             the level that is being put in force, as long as that takes
 * levels/VERSION.part         one that is being written, or was when the host died
 * </pre>
 */
final class LevelStore {
    /** In place of a version: the bundles that came with the launcher. */
    static final String DISTRIBUTION = "distribution";

    private static final String LIST = "bundles.list";
    private static final String SEAL = "bundles.seal";
    private static final String SIGNER = "signer";

    private final Path folder;
    private final Disk disk;

    LevelStore(Path home) {
        this(home, LevelStore::force);
    }

    LevelStore(Path home, Disk disk) {
        this.folder = home.resolve("levels");
        this.disk = disk;
    }

    /** Waits until a file, or the names in a folder, are on the disk. */
    interface Disk {
        void sync(Path path) throws IOException;
    }

    /**
     * What {@code current} says.
     *
     * @param version the level that the next start starts
     * @param previous the one before
     */
    record Current(String version, Optional<String> previous) {}

    Current current() throws IOException {
        Path file = folder.resolve("current");
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of(DISTRIBUTION);
        return new Current(
                lines.isEmpty() ? DISTRIBUTION : lines.get(0),
                lines.size() < 2 ? Optional.empty() : Optional.of(lines.get(1)));
    }

    /** The commit of an upgrade: from here on the next start starts {@code current}. */
    void commit(Current current) throws IOException {
        Path part = folder.resolve("current.part");
        write(
                part,
                current.version() + "\n" + current.previous().map(p -> p + "\n").orElse(""));
        Files.move(part, folder.resolve("current"), StandardCopyOption.ATOMIC_MOVE);
        disk.sync(folder);
    }

    /** From here on the host may die with bundles of two levels running. */
    void begins(String version) throws IOException {
        Files.createDirectories(folder);
        write(changing(), version + "\n");
    }

    /** The change has ended, one way or the other. */
    void ended() throws IOException {
        Files.deleteIfExists(changing());
    }

    /** The level whose change has not ended; only while none goes on. */
    Optional<String> cutOff() throws IOException {
        return Files.isRegularFile(changing())
                ? Optional.of(Files.readString(changing()).strip())
                : Optional.empty();
    }

    private Path changing() {
        return folder.resolve("changing");
    }

    /**
     * Writes the whole of a level, so that it is on the disk. One that files of {@code used} are in stays as it is: that is all right for
     * the same level, and refused for another.
     */
    LevelFolder keep(VerifiedPackage source, Collection<Path> used) throws IOException {
        String version = source.manifest().version().toString();
        Path target = folder.resolve(version);
        if (used.stream().anyMatch(file -> file.startsWith(target))) {
            if (Files.mismatch(source.folder().resolve(PackageFormat.MANIFEST), target.resolve(PackageFormat.MANIFEST))
                    < 0) {
                return kept(version);
            }
            throw new IOException(
                    "BUNDLES OF ANOTHER LEVEL " + version + " RUN FROM THERE UNTIL THE SYSTEM IS STARTED AGAIN");
        }
        Path part = Files.createDirectories(folder).resolve(version + ".part");
        delete(part);
        Files.createDirectory(part);
        try (Stream<Path> files = Files.list(source.folder())) {
            for (Path file : files.toList()) {
                Path copy = part.resolve(file.getFileName());
                Files.copy(file, copy);
                disk.sync(copy);
            }
        }
        write(part.resolve(LIST), source.manifest().list());
        if (!source.manifest().seal().isEmpty()) {
            write(part.resolve(SEAL), source.manifest().seal());
        }
        write(part.resolve(SIGNER), source.signer());
        disk.sync(part);
        delete(target);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        disk.sync(folder);
        disk.sync(folder.getParent());
        return kept(version);
    }

    private void write(Path file, String content) throws IOException {
        Files.writeString(file, content);
        disk.sync(file);
    }

    /** Reads a level that was kept. Throws {@link IOException} if it is not there, or not whole any more. */
    LevelFolder kept(String version) throws IOException {
        Path level = folder.resolve(version);
        LevelManifest manifest = manifest(level);
        for (LevelManifest.Entry entry : manifest.bundles()) {
            if (!Digests.sha256(level.resolve(entry.file())).equals(entry.sha256())) {
                throw new IOException(level.resolve(entry.file()) + " is not what was signed");
            }
        }
        return LevelFolder.read(manifest, Files.readString(level.resolve(SIGNER)), level);
    }

    private static LevelManifest manifest(Path level) throws IOException {
        try {
            return ManifestJson.read(Files.readAllBytes(level.resolve(PackageFormat.MANIFEST)));
        } catch (IllegalArgumentException e) {
            throw new IOException(level + ": " + e.getMessage(), e);
        }
    }

    /** Deletes what is neither {@code wanted} nor has a file of {@code used} in it. */
    void prune(Set<String> wanted, Collection<Path> used) throws IOException {
        try (Stream<Path> levels = Files.list(folder)) {
            for (Path level : levels.filter(Files::isDirectory).toList()) {
                boolean keep = wanted.contains(level.getFileName().toString())
                        || used.stream().anyMatch(file -> file.startsWith(level));
                if (!keep) {
                    delete(level);
                }
            }
        }
    }

    /** A folder of files; nothing if it is not there. */
    static void delete(Path level) throws IOException {
        if (!Files.isDirectory(level)) {
            return;
        }
        try (Stream<Path> files = Files.list(level)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(level);
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
