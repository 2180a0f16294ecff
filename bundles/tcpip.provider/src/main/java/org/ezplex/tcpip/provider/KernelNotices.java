// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.ezplex.libc.LibC;
import org.ezplex.libc.NativeMemory;
import org.ezplex.net.TcpConnection;
import org.ezplex.tcpip.StackException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the kernel's notices of ended sockets and of changed links and addresses on a thread of its own. */
final class KernelNotices implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KernelNotices.class);
    private static final long END_MILLIS = 10_000;
    private static final int MOST_IN_BATCH = 4096;
    private static final int PAUSE_MILLIS = 1000;
    private static final long REST_NANOS = 1_000_000;
    private static final long COMPLAINT_GAP_NANOS = 60_000_000_000L;

    private static final int EFD_NONBLOCK_CLOEXEC = 0x800 | 0x80000;
    private static final int WAKE = 0;
    private static final int ROUTE = 1;
    private static final int DESTROY = 2;

    private final Sink sink;
    private final int wakeFd;
    private final NetlinkSocket route;
    private final NetlinkSocket destroy;
    private final Thread thread;
    private final PacedNotices paced;
    private final Pace complaints = new Pace(COMPLAINT_GAP_NANOS);
    private Optional<StackException> refused = Optional.empty();

    KernelNotices(int receiveBufferBytes, Sink sink) {
        this.sink = sink;
        paced = new PacedNotices(sink);
        route = new NetlinkSocket(NetlinkSocket.ROUTE);
        destroy = new NetlinkSocket(NetlinkSocket.SOCK_DIAG);
        wakeFd = LibC.eventfd(0, EFD_NONBLOCK_CLOEXEC);
        thread = new Thread(this::run, "ezplex-tcpip-notices");
        thread.setDaemon(true);
        try {
            join(receiveBufferBytes);
        } catch (StackException e) {
            refused = Optional.of(e);
        }
    }

    /** Not the groups of routes: nobody here needs them, and a host with a routing daemon has very many. */
    private void join(int receiveBufferBytes) {
        route.receiveBuffer(receiveBufferBytes);
        route.join(RouteNetlink.GROUP_LINK);
        route.join(RouteNetlink.GROUP_IPV4_IFADDR);
        route.join(RouteNetlink.GROUP_IPV6_IFADDR);
        destroy.receiveBuffer(receiveBufferBytes);
        destroy.join(InetDiag.GROUP_TCP_DESTROY);
        destroy.join(InetDiag.GROUP_TCP6_DESTROY);
    }

    /** Why some notices cannot be had. */
    Optional<StackException> refused() {
        return refused;
    }

    void start() {
        thread.start();
    }

    private void run() {
        PollSet poll = new PollSet(wakeFd, route.fd(), destroy.fd());
        try {
            boolean ready = poll.await(-1);
            while (!ready || !poll.ready(WAKE)) {
                turn(poll, ready);
                ready = poll.await(paced.waitMillis(System.nanoTime()));
            }
        } catch (StackException e) {
            log.debug("no notices from the kernel any more", e);
            sink.broken(e);
        } finally {
            route.close();
            destroy.close();
        }
    }

    /** Reads what is there. A failure of those who hear of it must not end the notices; what is lost by it is told again, as a whole. */
    private void turn(PollSet poll, boolean ready) {
        try {
            if (ready) {
                read(poll);
            }
            paced.tell(System.nanoTime());
        } catch (StackException e) {
            throw e;
        } catch (RuntimeException e) {
            complaints.want();
            if (complaints.due(System.nanoTime())) {
                log.error("a notice of the kernel could not be handed on; going on", e);
            }
            paced.lost();
            paced.changed();
            // What fails each time must not keep a processor busy. The end is not waited for here, but seen by the next
            // turn.
            new PollSet(wakeFd).await(PAUSE_MILLIS);
        }
    }

    private void read(PollSet poll) {
        if (poll.ready(ROUTE)) {
            readRoute();
        }
        if (poll.ready(DESTROY)) {
            readDestroyed();
            // On a busy server the next ones are about to come: each by itself would wake three threads.
            LockSupport.parkNanos(REST_NANOS);
        }
    }

    private void readRoute() {
        boolean some = true;
        while (some) {
            try {
                some = route.receive() != null;
            } catch (KernelRefusal e) {
                onlyIfOverrun(e);
            }
        }
        paced.changed();
    }

    private void readDestroyed() {
        Batch batch = new Batch();
        boolean some = true;
        while (some && batch.ended.size() < MOST_IN_BATCH) {
            some = batch.read();
        }
        if (batch.listenerGone) {
            sink.listenerGone();
        }
        if (!batch.ended.isEmpty()) {
            sink.ended(List.copyOf(batch.ended));
        }
        if (batch.lost) {
            paced.lost();
        }
    }

    private static void onlyIfOverrun(KernelRefusal e) {
        if (e.errno() != LibC.ENOBUFS) {
            throw e;
        }
        log.debug("the kernel dropped notices", e);
    }

    @Override
    public void close() {
        if (thread.isAlive()) {
            LibC.write(wakeFd, NativeMemory.zeroed(8).putLong(0, 1), 8);
            Threads.join(thread, END_MILLIS);
        } else {
            route.close();
            destroy.close();
        }
        LibC.close(wakeFd);
    }

    /** What one burst of notices of ended sockets tells. */
    private final class Batch {
        private final List<TcpConnection> ended = new ArrayList<>();
        private boolean listenerGone;
        private boolean lost;

        /** Reads a datagram; false if there is none. */
        boolean read() {
            try {
                ByteBuffer datagram = destroy.receive();
                if (datagram != null) {
                    decode(datagram);
                }
                return datagram != null;
            } catch (KernelRefusal e) {
                onlyIfOverrun(e);
                lost = true;
                return true;
            }
        }

        private void decode(ByteBuffer datagram) {
            try {
                NetlinkMessage.forEach(
                        datagram, message -> InetDiag.decode(message).ifPresent(this::take));
            } catch (StackException e) {
                log.debug("a notice that cannot be read", e);
                lost = true;
            }
        }

        private void take(InetDiag.Entry entry) {
            if (entry.isConnection()) {
                ended.add(entry.connection());
            }
            listenerGone |= entry.isBound();
            lost |= entry.isAborted();
        }
    }

    /** Who hears of it, on the reading thread. */
    interface Sink {
        void ended(List<TcpConnection> connections);

        void listenerGone();

        void lost();

        /** The last call: no notice can be read any more. */
        void broken(StackException why);

        void configurationChanged();
    }
}
