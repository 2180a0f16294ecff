// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.io.DataInput;
import java.net.InetAddress;
import java.util.Optional;
import org.jgroups.Address;
import org.jgroups.blocks.cs.NioServer;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.FD_SOCK2;
import org.jgroups.stack.IpAddress;
import org.jgroups.util.ByteArrayDataInputStream;
import org.jgroups.util.SocketFactory;
import org.jgroups.util.ThreadFactory;

/** Watches the neighbour by a TCP connection of its own beside the transport; so what it says there is sealed here. */
final class SealedFdSock extends FD_SOCK2 {
    private static final int LONGEST = 4096;

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

    /** Seals what goes out. */
    private static final class SealedServer extends NioServer {
        private final PacketSeal seal;

        SealedServer(ThreadFactory threads, SocketFactory sockets, InetAddress address, int port, PacketSeal seal)
                throws Exception {
            super(threads, sockets, address, port, port, null, 0, 0, "jgroups.nio.server.fd_sock");
            this.seal = seal;
        }

        @Override
        public void send(Address destination, byte[] message, int offset, int length) throws Exception {
            byte[] sealed = seal.seal(message, offset, length);
            super.send(destination, sealed, 0, sealed.length);
        }
    }
}
