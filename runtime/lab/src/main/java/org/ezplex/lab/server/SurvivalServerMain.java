// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * The server of the survival bench: one thread, any number of connections, on every address of the host. Arguments: port, name.
 * A client sends lines; all the server ever sends are lines "NAME NUMBER", numbered from 0 on each connection, so that the client
 * knows who answers and that nothing is missing. {@code ask} and {@code put} are answered by one line each, {@code once} too, and
 * the connection ends; {@code drip} by a line of 1,024 bytes each 100 ms for ever; {@code blast} by as many of those as go. {@code leave}
 * ends the listening and nothing else.
 */
public final class SurvivalServerMain {
    private static final int BACKLOG = 4096;
    private static final long TICK_MILLIS = 100;

    private final String name;
    private final Selector selector;
    private final ServerSocketChannel listener;

    private SurvivalServerMain(int port, String name) throws IOException {
        this.name = name;
        this.selector = Selector.open();
        this.listener = ServerSocketChannel.open();
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        listener.bind(new InetSocketAddress("::", port), BACKLOG);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Starts the server; it runs until the process is ended. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("usage: SurvivalServerMain PORT NAME");
            System.exit(2);
        }
        new SurvivalServerMain(Integer.parseInt(args[0]), args[1]).run();
    }

    private void run() throws IOException {
        long nextTick = System.nanoTime();
        while (true) {
            selector.select(TICK_MILLIS / 4);
            for (SelectionKey key : selector.selectedKeys()) {
                serve(key);
            }
            selector.selectedKeys().clear();
            if (System.nanoTime() - nextTick > 0) {
                nextTick += TICK_MILLIS * 1_000_000;
                drip();
            }
        }
    }

    private void serve(SelectionKey key) throws IOException {
        if (!key.isValid()) {
            return;
        }
        if (key.isAcceptable()) {
            accept();
        } else {
            Served served = (Served) key.attachment();
            served.ready(key.isReadable(), key.isWritable());
        }
    }

    private void accept() throws IOException {
        for (SocketChannel channel = listener.accept(); channel != null; channel = listener.accept()) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            key.attach(new Served(name, channel, key, this::leave));
        }
    }

    private void leave() throws IOException {
        listener.close();
    }

    private void drip() {
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof Served served) {
                served.tick();
            }
        }
    }
}
