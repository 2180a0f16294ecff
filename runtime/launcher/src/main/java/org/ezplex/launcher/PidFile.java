// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * {@code run/ezplex.pid}: the process id of the system that runs from a home, locked as long as it does, so that a file left
 * behind by a crash does not count. A second system in the same home would take the first one's framework cache away.
 */
final class PidFile implements AutoCloseable {
    private final FileChannel channel;

    private PidFile(FileChannel channel) {
        this.channel = channel;
    }

    static PidFile take(Path file) throws IOException, LaunchException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            String holder = read(channel);
            channel.close();
            throw new LaunchException(
                    "a system already runs from this home, process " + holder,
                    "stop it with 'kill " + holder + "', or give another --home");
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        return new PidFile(channel);
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(32);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
    }

    /** Empties the file and lets it go; it stays, because deleting it would race with the next system's lock. */
    @Override
    public void close() throws IOException {
        channel.truncate(0);
        channel.close();
    }
}
