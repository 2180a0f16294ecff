// SPDX-License-Identifier: Apache-2.0
package org.ezplex.rolling.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.ezplex.codec.MalformedMessageException;

/**
 * The folder {@code rolling} of the system's home, so that a system that is started again knows what it was about:
 *
 * <pre>
 * rolling/goal            the latest that it knew of
 *        /former          the latest one before it that systems had their turn for, or were to go back from
 *        /package         the package of that, until nobody needs it any more
 *        /package.part    one that is being fetched or copied
 *        /tries           how often this system has begun to apply it
 * </pre>
 */
final class RollingFolder {
    private final Path folder;
    private Optional<String> held = Optional.empty();

    RollingFolder(Path home) {
        this.folder = home.resolve("rolling");
    }

    Path file() {
        return folder.resolve("package");
    }

    private Path part() {
        return folder.resolve("package.part");
    }

    /** What {@link #keep} kept last; empty if there is nothing, or nothing that can be read. */
    Optional<Goal> goal() throws IOException {
        return read("goal");
    }

    /** The same of {@link #keepFormer}. */
    Optional<Goal> former() throws IOException {
        return read("former");
    }

    private Optional<Goal> read(String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return WordCodec.decode(ByteBuffer.wrap(Files.readAllBytes(file))).goal();
        } catch (MalformedMessageException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    void keep(Goal goal) throws IOException {
        write("goal", goal);
    }

    void keepFormer(Goal goal) throws IOException {
        write("former", goal);
    }

    private void write(String name, Goal goal) throws IOException {
        ByteBuffer octets = WordCodec.encode(new Member.Word("", Optional.of(goal), Progress.NONE, "", false));
        byte[] array = new byte[octets.remaining()];
        octets.get(array);
        write(name, array);
    }

    /** How often this system has begun to apply the level of {@code goal}, this time included. */
    int begins(Goal goal) throws IOException {
        String key = goal.number() + " " + goal.origin() + " ";
        Path file = folder.resolve("tries");
        String before = Files.isRegularFile(file) ? Files.readString(file).strip() : "";
        int tries = before.startsWith(key) ? 1 + Integer.parseInt(before.substring(key.length())) : 1;
        write("tries", (key + tries + "\n").getBytes(StandardCharsets.US_ASCII));
        return tries;
    }

    private void write(String name, byte[] content) throws IOException {
        Path part = Files.createDirectories(folder).resolve(name + ".part");
        Files.write(part, content);
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Copies {@code source}, so that it stays what it is. */
    Goal.Contents take(Path source, String level) throws IOException {
        Files.createDirectories(folder);
        try (InputStream in = Files.newInputStream(source);
                OutputStream out = Files.newOutputStream(part())) {
            in.transferTo(out);
        }
        return new Goal.Contents(level, Files.size(part()), sha256(part()));
    }

    /** What was taken or fetched is the package from now on. */
    void accept(Goal.Contents contents) throws IOException {
        Files.move(part(), file(), StandardCopyOption.ATOMIC_MOVE);
        held = Optional.of(contents.sha256());
    }

    /** Whether this system has the package; it is read to the end for that once. */
    boolean holds(Goal.Contents contents) throws IOException {
        if (held.isEmpty() && Files.isRegularFile(file())) {
            held = Optional.of(sha256(file()));
        }
        return held.filter(contents.sha256()::equals).isPresent();
    }

    /** A piece of the package from {@code offset} on; nothing behind its end. */
    ByteBuffer piece(long offset) throws IOException {
        try (FileChannel channel = FileChannel.open(file())) {
            ByteBuffer octets = ByteBuffer.allocate(Piece.MOST);
            int read = 0;
            while (read >= 0 && octets.hasRemaining()) {
                read = channel.read(octets, offset + octets.position());
            }
            return octets.flip();
        }
    }

    /** Puts a piece behind what was fetched before; the first one begins a file. */
    void append(long offset, ByteBuffer octets) throws IOException {
        Files.createDirectories(folder);
        try (FileChannel channel = FileChannel.open(part(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(offset);
            while (octets.hasRemaining()) {
                channel.write(octets, offset + octets.position());
            }
        }
    }

    /** Whether what was fetched is the package. */
    boolean complete(Goal.Contents contents) throws IOException {
        return sha256(part()).equals(contents.sha256());
    }

    /** Nobody needs the package any more. */
    void discard() throws IOException {
        held = Optional.empty();
        Files.deleteIfExists(file());
        Files.deleteIfExists(part());
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
