// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final EventLoop loop;
    private final TcpipStack stack;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "vipa-connections");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<IpAddress> idleWatched = new HashSet<>();
    private final Map<IpAddress, Set<TcpConnection>> moved = new HashMap<>();

    ConnectionWatch(EventLoop loop, TcpipStack stack) {
        this.loop = loop;
        this.stack = stack;
    }

    /**
     * Calls {@code idle} when there is no connection to {@code dvipa} twice in a row, unless {@code wanted} says no before. Twice, since
     * the notice of the last one's end must have been heard before its target is none any more: nobody would report it.
     */
    void untilIdle(IpAddress dvipa, Predicate<IpAddress> wanted, Consumer<IpAddress> idle) {
        if (idleWatched.add(dvipa)) {
            loop.schedule(FIRST, () -> checkIdle(dvipa, wanted, false, idle));
        }
    }

    private void checkIdle(IpAddress dvipa, Predicate<IpAddress> wanted, boolean before, Consumer<IpAddress> idle) {
        if (!wanted.test(dvipa)) {
            idleWatched.remove(dvipa);
            return;
        }
        read(dvipa, connections -> {
            boolean now = connections.isEmpty();
            if (now && before) {
                idleWatched.remove(dvipa);
                idle.accept(dvipa);
            } else {
                loop.schedule(now ? FIRST : PERIOD, () -> checkIdle(dvipa, wanted, now, idle));
            }
        });
    }

    /** Tells {@code then} whether there is no connection to {@code dvipa} just now. */
    void look(IpAddress dvipa, Consumer<Boolean> then) {
        read(dvipa, connections -> then.accept(connections.isEmpty()));
    }

    /** Calls {@code ended} when the connections to {@code dvipa} that there are now have ended; a later call begins anew. */
    void untilMoved(IpAddress dvipa, Consumer<IpAddress> ended) {
        Set<TcpConnection> marker = new HashSet<>();
        moved.put(dvipa, marker);
        read(dvipa, connections -> {
            if (moved.get(dvipa) == marker) {
                marker.addAll(connections);
                checkMoved(dvipa, marker, ended);
            }
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
                    marker.retainAll(new HashSet<>(connections));
                    checkMoved(dvipa, marker, ended);
                }));
    }

    private void read(IpAddress dvipa, Consumer<List<TcpConnection>> then) {
        try {
            reader.execute(() -> {
                List<TcpConnection> connections = connections(dvipa);
                loop.execute(() -> then.accept(connections));
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed while {} was watched", dvipa);
        }
    }

    private List<TcpConnection> connections(IpAddress dvipa) {
        try {
            return stack.connections(dvipa).stream()
                    .map(StackConnection::connection)
                    .collect(Collectors.toList());
        } catch (StackException e) {
            LOG.warn("Connections of {} cannot be read, as if there were one: {}", dvipa, e.getMessage());
            return List.of(new TcpConnection(dvipa, 0, dvipa, 0));
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
