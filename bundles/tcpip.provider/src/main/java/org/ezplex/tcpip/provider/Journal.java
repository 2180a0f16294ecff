// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.ezplex.tcpip.StackException;

/**
 * The file that tells a later start what a crashed one left on the host. Written whole and put in place at once, before each
 * change. A lock beside it, which the kernel frees when its process ends in whatever way, tells a crash from a system that
 * still runs. It is not forced to the disk: a process that crashed does not need that, and of another boot it says nothing.
 */
final class Journal implements AutoCloseable {
    private static final long MOST_BYTES = 1 << 22;

    private final Path file;
    private FileChannel lock;

    Journal(Path folder) {
        this.file = folder.resolve("tcpip.journal");
    }

    /** Makes this the only writer, if it is not yet. Throws if somebody else is. */
    void acquire() {
        if (lock != null) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            FileChannel channel = FileChannel.open(
                    file.resolveSibling("tcpip.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locks(channel)) {
                lock = channel;
            } else {
                channel.close();
                throw new StackException(file + " is in use by a system that runs; give each system its own home");
            }
        } catch (IOException e) {
            throw new StackException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** What the journal says; empty if there is none. */
    Optional<HostState> load() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new StackException(file + " is no journal: it has more than " + MOST_BYTES + " bytes");
            }
            return HostState.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new StackException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    void save(HostState state) {
        try {
            if (state.isUntouched()) {
                Files.deleteIfExists(file);
                return;
            }
            Path next = file.resolveSibling("tcpip.journal.new");
            byte[] bytes = (String.join("\n", state.lines()) + "\n").getBytes(StandardCharsets.UTF_8);
            try (FileChannel channel = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StackException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                throw new StackException("cannot free the lock of " + file + ": " + e.getMessage(), e);
            } finally {
                lock = null;
            }
        }
    }
}
