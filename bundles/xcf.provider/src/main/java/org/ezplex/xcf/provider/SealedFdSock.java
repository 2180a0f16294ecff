// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.io.DataInput;
import java.net.InetAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.View;
import org.jgroups.blocks.cs.Connection;
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

    private static final int CONNECT_MILLIS = 300;

    private final PacketSeal seal;
    private ExecutorService connecting;

    SealedFdSock(PacketSeal seal) {
        this.seal = seal;
        connect_timeout = CONNECT_MILLIS;
        // What was left to say to a neighbour that is cut off would be said again and again, and the host's search for
        // the neighbour's
        // MAC address, once a second, be under way when the cut heals.
        linger = 0;
        setId(ClassConfigurator.getProtocolId(FD_SOCK2.class));
    }

    @Override
    public String getName() {
        return "FD_SOCK2";
    }

    @Override
    public void start() throws Exception {
        connecting = Executors.newSingleThreadExecutor(SealedFdSock::thread);
        super.start();
    }

    private static Thread thread(Runnable task) {
        Thread daemon = new Thread(task, "xcf-neighbour");
        daemon.setDaemon(true);
        return daemon;
    }

    @Override
    public void stop() {
        super.stop();
        if (connecting != null) {
            connecting.shutdownNow();
        }
    }

    /** Connecting to a neighbour that is cut off takes its time; JGroups would do that on the thread that makes the next view. */
    @Override
    public void handle(Request request) {
        try {
            connecting.execute(() -> connect(request));
        } catch (RejectedExecutionException e) {
            log.debug("stopped before %s", request);
        }
    }

    private void connect(Request request) {
        try {
            super.handle(request);
        } catch (Exception e) {
            log.debug("%s: %s", request, e);
        }
    }

    /**
     * What a member has opened ends with its membership: when it was cut off its own end is gone, and this one, of which nobody tells, would
     * keep out what it opens when it is back. Then it would be doubted for ever, since nobody can watch it.
     */
    @Override
    protected void handleView(View next) {
        members.getMembers().stream()
                .filter(member -> !next.containsMember(member))
                .flatMap(member -> getPhysicalAddresses(member).stream())
                .forEach(end -> srv.closeConnection(end, false));
        super.handleView(next);
    }

    /** Whoever was at the other end may be dead, be it the watched neighbour or the one that watches this one. */
    @Override
    public void connectionClosed(Connection connection) {
        Address end = connection == null ? null : connection.peerAddress();
        if (end != null && !shutting_down) {
            members.getMembers().stream()
                    .filter(member -> !member.equals(getAddress())
                            && getPhysicalAddresses(member).contains(end))
                    .findFirst()
                    .ifPresent(member -> up_prot.up(new Event(Event.SUSPECT, List.of(member))));
        }
        super.connectionClosed(connection);
    }

    /** Where a member may be watched; nowhere as long as its address is not known. */
    @Override
    protected List<IpAddress> getPhysicalAddresses(Address member) {
        return down_prot.down(new Event(Event.GET_PHYSICAL_ADDRESS, member)) == null
                ? List.of()
                : super.getPhysicalAddresses(member);
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

        /** Now, and not when the selector has its next event. */
        @Override
        public void closeConnection(Connection connection, boolean notify) {
            super.closeConnection(connection, notify);
            selector.wakeup();
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
