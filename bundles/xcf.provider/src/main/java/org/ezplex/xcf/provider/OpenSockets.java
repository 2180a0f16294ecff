// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.io.IOException;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/** Sockets that are in use: all are closed when this is, and who comes later at once. */
final class OpenSockets implements AutoCloseable {
    private final Set<Socket> open = new HashSet<>();
    private boolean closed;

    synchronized void add(Socket socket) {
        if (closed) {
            quietly(socket);
        } else {
            open.add(socket);
        }
    }

    /** Closes {@code socket}. */
    synchronized void drop(Socket socket) {
        open.remove(socket);
        quietly(socket);
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("closing a socket", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        open.forEach(OpenSockets::quietly);
        open.clear();
    }
}
