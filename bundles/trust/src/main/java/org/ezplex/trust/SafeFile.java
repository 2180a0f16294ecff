// SPDX-License-Identifier: Apache-2.0
package org.ezplex.trust;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files that only their owner may read, and that are there whole or not at all, whenever the power goes. */
public final class SafeFile {
    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final long MOST = 4 << 20;

    private SafeFile() {}

    /** Makes {@code folder} and those above it where they are missing; it is open to its owner only. */
    public static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /** Puts {@code text} in place of what {@code file} has, mode 0600. */
    public static void write(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path beside = Files.createTempFile(folder, "." + file.getFileName(), ".new");
        try {
            Files.setPosixFilePermissions(beside, OWNERS);
            Files.writeString(beside, text, StandardCharsets.US_ASCII);
            try (FileChannel written = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
        try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
            entry.force(true);
        }
    }

    /** What {@code file} has. */
    public static String read(Path file) throws IOException, UntrustedException {
        BasicFileAttributes found;
        try {
            found = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            throw new UntrustedException("THERE IS NO " + file);
        }
        if (!found.isRegularFile()) {
            throw new UntrustedException(file + " IS NO FILE");
        }
        if (found.size() > MOST) {
            throw new UntrustedException(file + " IS TOO LONG");
        }
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    /** What {@code file} has, if it is open to nobody but its owner. */
    public static String readSecret(Path file) throws IOException, UntrustedException {
        if (Files.isRegularFile(file) && !OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
            throw new UntrustedException(file + " IS OPEN TO OTHERS");
        }
        return read(file);
    }
}
