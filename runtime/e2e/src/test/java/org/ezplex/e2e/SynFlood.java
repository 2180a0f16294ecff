// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/** Begins many connections and never goes on with them. Arguments: address, port, how many. */
final class SynFlood {
    private static final int OPEN_AT_ONCE = 500;

    private SynFlood() {}

    /** Sends the SYNs. */
    public static void main(String[] args) throws IOException {
        InetSocketAddress target = new InetSocketAddress(args[0], Integer.parseInt(args[1]));
        int count = Integer.parseInt(args[2]);
        ArrayDeque<SocketChannel> open = new ArrayDeque<>();
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            if (channel.connect(target)) {
                throw new IOException("a connection was made, which was not to be");
            }
            open.add(channel);
            if (open.size() > OPEN_AT_ONCE) {
                // Closing one that waits for its SYN/ACK sends nothing: it stays half open for the other side.
                open.remove().close();
            }
        }
        System.out.println("sent " + count);
    }
}
