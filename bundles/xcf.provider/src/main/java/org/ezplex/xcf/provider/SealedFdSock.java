// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.io.DataInput;
import java.net.InetAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.Set;
import org.jgroups.Address;
import org.jgroups.blocks.cs.NioServer;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.FD_SOCK2;
import org.jgroups.stack.IpAddress;
import org.jgroups.util.ByteArrayDataInputStream;
import org.jgroups.util.SocketFactory;
import org.jgroups.util.ThreadFactory;
import org.jgroups.util.Util;

/** Watches the neighbour by a TCP connection of its own beside the transport; so what it says there is sealed here. */
final class SealedFdSock extends FD_SOCK2 {
    private static final int LONGEST = 4096;
    /** A neighbour needs one, and another while it changes. */
    static final int MOST_CONNECTIONS_OF_ONE = 8;

    private static final int MOST_CONNECTIONS = 256;

    private final PacketSeal seal;

    SealedFdSock(PacketSeal seal) {
        this.seal = seal;
        setId(ClassConfigurator.getProtocolId(FD_SOCK2.class));
    }

    @Override
    public String getName() {
        return "FD_SOCK2";
    }

    @Override
    protected NioServer createServer(int[] ports) {
        try {
            NioServer server =
                    new SealedServer(getThreadFactory(), getSocketFactory(), getBindAddress(), ports[0], seal);
            server.setMaxLength(LONGEST);
            return server;
        } catch (Exception e) {
            throw new IllegalStateException("port " + ports[0] + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Every way in of JGroups ends here. */
    @Override
    public void receive(Address sender, DataInput in, int length) throws Exception {
        if (length < 0 || length > LONGEST) {
            throw new IllegalStateException("message of " + length + " octets from " + sender);
        }
        byte[] sealed = new byte[length];
        in.readFully(sealed);
        Optional<byte[]> message = seal.open(sealed, 0, length, ((IpAddress) sender).getIpAddress());
        if (message.isPresent()) {
            super.receive(sender, new ByteArrayDataInputStream(message.get()), message.get().length);
        }
    }

    /** Seals what goes out. Bounds the connections, as anybody may open one and say nothing. */
    private static final class SealedServer extends NioServer {
        private final PacketSeal seal;

        SealedServer(ThreadFactory threads, SocketFactory sockets, InetAddress address, int port, PacketSeal seal)
                throws Exception {
            super(threads, sockets, address, port, port, null, 0, 0, "jgroups.nio.server.fd_sock");
            this.seal = seal;
        }

        @Override
        protected void handleAccept(SelectionKey acceptor) throws Exception {
            Set<SelectionKey> before = Set.copyOf(selector.keys());
            super.handleAccept(acceptor);
            for (SelectionKey key : selector.keys()) {
                if (!before.contains(key) && (before.size() > MOST_CONNECTIONS || crowded(remote(key)))) {
                    Util.close(key.channel());
                }
            }
        }

        private boolean crowded(InetAddress from) {
            return selector.keys().stream()
                            .filter(key -> from != null && from.equals(remote(key)))
                            .count()
                    > MOST_CONNECTIONS_OF_ONE;
        }

        private static InetAddress remote(SelectionKey key) {
            return key.channel() instanceof SocketChannel connection
                    ? connection.socket().getInetAddress()
                    : null;
        }

        @Override
        public void send(Address destination, byte[] message, int offset, int length) throws Exception {
            byte[] sealed = seal.seal(message, offset, length);
            super.send(destination, sealed, 0, sealed.length);
        }
    }
}
