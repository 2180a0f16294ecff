// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The console socket on the file system: only its owner may connect. */
final class ConsoleSocket implements ConsoleSessions.Door {
    /** What {@code sun_path} holds besides its end mark. */
    private static final int LONGEST_PATH = 107;

    private final Path path;
    private final ServerSocketChannel channel;

    private ConsoleSocket(Path path, ServerSocketChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static ConsoleSocket open(Path path) throws IOException {
        int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_PATH) {
            throw new IOException("the path has " + length + " bytes and the host allows " + LONGEST_PATH
                    + "; start the system with a shorter home");
        }
        makePrivate(path.getParent());
        removeStale(path);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new ConsoleSocket(path, channel);
    }

    /** A socket is there for everybody until its permissions are set, so its folder is closed to others before. */
    private static void makePrivate(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    /** Removes what a system that died has left; a system that lives answers. */
    private static void removeStale(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        if (answers(path)) {
            throw new IOException("another system with this home is running; stop it, or use another home");
        }
        Files.deleteIfExists(path);
    }

    private static boolean answers(Path path) {
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public SocketChannel accept() throws IOException {
        return channel.accept();
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
    }
}
