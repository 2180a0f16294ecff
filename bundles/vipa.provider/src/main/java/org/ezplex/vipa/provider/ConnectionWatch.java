// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.system.EventLoop;
import org.ezplex.tcpip.StackConnection;
import org.ezplex.tcpip.StackException;
import org.ezplex.tcpip.TcpipStack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the kernel's connections to DVIPAs from time to time, on a thread of its own, since there may be very many. Used on the event
 * loop, and calls back there.
 */
final class ConnectionWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionWatch.class);
    /** Whoever has the DVIPA may send a SYN here, whose ports an ended connection had, until it has heard of this stack anew. */
    private static final Duration LINGER = Duration.ofSeconds(4);

    private static final Duration CONFIRM = Duration.ofMillis(100);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final EventLoop loop;
    private final TcpipStack stack;
    private final ExecutorService reader;
    private final Map<IpAddress, IdleWatch> idleWatched = new HashMap<>();
    private final Map<IpAddress, Set<TcpConnection>> moved = new HashMap<>();

    ConnectionWatch(EventLoop loop, TcpipStack stack) {
        this(loop, stack, Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "vipa-connections");
            thread.setDaemon(true);
            return thread;
        }));
    }

    /** Reads by {@code reader}, which is shut down with this. */
    ConnectionWatch(EventLoop loop, TcpipStack stack, ExecutorService reader) {
        this.loop = loop;
        this.stack = stack;
        this.reader = reader;
    }

    /**
     * Calls {@code idle} when there is no connection to {@code dvipa} twice in a row, some seconds from now at the earliest, unless
     * {@code wanted} says no before. Twice, since the notice of the last one's end must have been heard before its target is none any
     * more: nobody would report it. A later call begins anew.
     */
    void untilIdle(IpAddress dvipa, Predicate<IpAddress> wanted, Consumer<IpAddress> idle) {
        IdleWatch watch = new IdleWatch(dvipa, wanted, idle);
        idleWatched.put(dvipa, watch);
        loop.schedule(LINGER, () -> watch.check(false));
    }

    /** One that a later call begins anew ends without a word. */
    private final class IdleWatch {
        private final IpAddress dvipa;
        private final Predicate<IpAddress> wanted;
        private final Consumer<IpAddress> idle;

        IdleWatch(IpAddress dvipa, Predicate<IpAddress> wanted, Consumer<IpAddress> idle) {
            this.dvipa = dvipa;
            this.wanted = wanted;
            this.idle = idle;
        }

        void check(boolean before) {
            if (idleWatched.get(dvipa) != this) {
                return;
            }
            if (!wanted.test(dvipa)) {
                idleWatched.remove(dvipa);
                return;
            }
            read(dvipa, connections -> decide(before, none(connections)));
        }

        private void decide(boolean before, boolean now) {
            if (idleWatched.get(dvipa) != this) {
                return;
            }
            if (now && before) {
                idleWatched.remove(dvipa);
                idle.accept(dvipa);
            } else {
                loop.schedule(now ? CONFIRM : PERIOD, () -> check(now));
            }
        }
    }

    /** Tells {@code then} whether there is no connection to {@code dvipa} just now; not so where nobody knows. */
    void look(IpAddress dvipa, Consumer<Boolean> then) {
        read(dvipa, connections -> then.accept(none(connections)));
    }

    /** Calls {@code ended} when the connections to {@code dvipa} that there are now have ended; a later call begins anew. */
    void untilMoved(IpAddress dvipa, Consumer<IpAddress> ended) {
        Set<TcpConnection> marker = new HashSet<>();
        moved.put(dvipa, marker);
        mark(dvipa, marker, ended);
    }

    /** Where they cannot be read, those that there are the next time: more may have come since, but none that lasts is left out. */
    private void mark(IpAddress dvipa, Set<TcpConnection> marker, Consumer<IpAddress> ended) {
        read(dvipa, connections -> {
            if (moved.get(dvipa) != marker) {
                return;
            }
            if (connections.isEmpty()) {
                loop.schedule(PERIOD, () -> mark(dvipa, marker, ended));
                return;
            }
            marker.addAll(connections.get());
            checkMoved(dvipa, marker, ended);
        });
    }

    private void checkMoved(IpAddress dvipa, Set<TcpConnection> marker, Consumer<IpAddress> ended) {
        if (moved.get(dvipa) != marker) {
            return;
        }
        if (marker.isEmpty()) {
            moved.remove(dvipa);
            ended.accept(dvipa);
            return;
        }
        loop.schedule(
                PERIOD,
                () -> read(dvipa, connections -> {
                    connections.ifPresent(marker::retainAll);
                    checkMoved(dvipa, marker, ended);
                }));
    }

    /** Hands the connections to {@code dvipa} to {@code then}, or nothing where nobody knows: it looks again later. */
    private void read(IpAddress dvipa, Consumer<Optional<Set<TcpConnection>>> then) {
        try {
            reader.execute(() -> {
                Optional<Set<TcpConnection>> connections = connections(dvipa);
                loop.execute(() -> then.accept(connections));
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed while {} was watched", dvipa);
        }
    }

    private Optional<Set<TcpConnection>> connections(IpAddress dvipa) {
        try {
            return Optional.of(stack.connections(dvipa).stream()
                    .map(StackConnection::connection)
                    .collect(Collectors.toSet()));
        } catch (StackException e) {
            LOG.warn("Connections of {} cannot be read: {}", dvipa, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Connections of {} were not read", dvipa, e);
        }
        return Optional.empty();
    }

    private static boolean none(Optional<Set<TcpConnection>> connections) {
        return connections.isPresent() && connections.get().isEmpty();
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
