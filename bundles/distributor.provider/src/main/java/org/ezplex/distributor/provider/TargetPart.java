// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.ezplex.distributor.CrtEntry;
import org.ezplex.distributor.provider.core.Batches;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.distributor.provider.core.TargetCore;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.system.EventLoop;
import org.ezplex.tcpip.StackConnection;
import org.ezplex.tcpip.StackException;
import org.ezplex.tcpip.StackListener;
import org.ezplex.tcpip.TcpListener;
import org.ezplex.tcpip.TcpState;
import org.ezplex.tcpip.TcpipStack;
import org.ezplex.vipa.VipaManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs {@link TargetCore} with the host's TCP/IP and the group around it. Used on the event loop only, reports apart. */
final class TargetPart implements StackListener {
    private static final Logger LOG = LoggerFactory.getLogger(TargetPart.class);

    private static final Set<TcpState> HALF_OPEN = EnumSet.of(TcpState.SYN_RECV, TcpState.NEW_SYN_RECV);

    /** Longer than the quiet time after which the owner believes a report. */
    private static final Duration SECOND_AUDIT = Duration.ofSeconds(3);

    /**
     * How long one that has ended waits for others that end. Nobody waits for it, and the messages of a busy server would take more of the
     * processors than its connections.
     */
    private static final Duration GATHERING = Duration.ofMillis(2);

    private final EventLoop loop;
    private final TcpipStack stack;
    private final Outbox outbox;
    private final Executor reader;
    private final VipaManager vipas;
    private volatile TargetCore.State state = TargetCore.State.INITIAL;
    private volatile IpAddress[] dvipas = {};
    private final List<TcpConnection> ended = new ArrayList<>();
    private boolean secondAuditDue;
    private volatile boolean closed;

    /**
     * A target's part.
     *
     * @param outbox sends reports
     * @param reader reads connections, of which there may be many, beside the event loop
     */
    TargetPart(EventLoop loop, TcpipStack stack, Outbox outbox, Executor reader, VipaManager vipas) {
        this.loop = loop;
        this.stack = stack;
        this.outbox = outbox;
        this.reader = reader;
        this.vipas = vipas;
    }

    /** Timers may still go off; they find nothing to do. */
    void close() {
        loop.executeNow(() -> {
            tellEnded();
            closed = true;
        });
    }

    /** What has ended before it is told first: a connection may be there again. */
    void apply(TargetCore.Event event) {
        try {
            tellEnded();
        } finally {
            step(event);
        }
    }

    private void step(TargetCore.Event event) {
        if (closed) {
            return;
        }
        TargetCore.Step step = TargetCore.apply(state, event);
        state = step.state();
        dvipas = state.roles().keySet().toArray(IpAddress[]::new);
        LOG.debug("{} -> {}", event, step.actions());
        step.actions().forEach(this::perform);
    }

    private void perform(TargetCore.Action action) {
        if (action instanceof TargetCore.Send a) {
            outbox.send(a.member(), a.report());
        } else if (action instanceof TargetCore.ReportAll a) {
            outbox.outdated(a.dvipa(), state.earliest(a));
            Outbox.Flow flow = outbox.begin(a.member(), new Report.OfTarget(a.dvipa()), a.epoch(), a.asked());
            if (flow != null) {
                Reader.read(reader, loop, () -> fullReport(a), full -> outbox.fill(flow, full));
            }
        } else if (action instanceof TargetCore.BequeathAll a) {
            List<Outbox.Flow> flows =
                    outbox.begin(a.heirs(), new Report.OfBequest(a.dvipa(), self()), a.epoch(), false);
            if (!flows.isEmpty()) {
                Reader.read(reader, loop, () -> fullBequest(a), full -> flows.forEach(flow -> outbox.fill(flow, full)));
            }
        }
    }

    private String self() {
        return vipas.self().member();
    }

    /** None where the connections cannot be read: whoever waits for them asks again. */
    private List<Report> fullReport(TargetCore.ReportAll what) {
        return readable(
                what.dvipa(),
                () -> Batches.fullReport(what.dvipa(), what.epoch(), connections(what.dvipa(), what.halfOpen())));
    }

    /** None where the connections cannot be read: the next audit makes up for it. */
    private List<Report> fullBequest(TargetCore.BequeathAll what) {
        return readable(
                what.dvipa(),
                () -> Batches.bequest(
                        Report.Bequest.of(what.dvipa(), what.epoch(), self(), List.of()),
                        connections(what.dvipa(), what.halfOpen())));
    }

    private static <T> List<T> readable(IpAddress dvipa, Supplier<List<T>> what) {
        try {
            return what.get();
        } catch (StackException e) {
            LOG.warn("Connections to {} cannot be read: {}", dvipa, e.getMessage());
            return List.of();
        }
    }

    /** All connections to a DVIPA that end here; none where they cannot be read. */
    List<TcpConnection> connections(IpAddress dvipa) {
        return readable(dvipa, () -> connections(dvipa, true));
    }

    private List<TcpConnection> connections(IpAddress dvipa, boolean halfOpen) {
        return stack.connections(dvipa).stream()
                .filter(c -> c.state() != TcpState.CLOSE && (halfOpen || !HALF_OPEN.contains(c.state())))
                .map(StackConnection::connection)
                .toList();
    }

    /** These listeners take new connections. */
    void listening(Set<TcpListener> listeners) {
        apply(new TargetCore.Listeners(listeners));
    }

    /** On the event loop, as all of it. */
    @Override
    public void connectionsEnded(List<TcpConnection> connections) {
        if (ended.isEmpty()) {
            loop.schedule(GATHERING, this::tellEnded);
        }
        ended.addAll(connections);
    }

    private void tellEnded() {
        if (!ended.isEmpty()) {
            TargetCore.Event event = new TargetCore.Ended(ended);
            ended.clear();
            step(event);
        }
    }

    /** Twice: the owner takes a connection that has just carried a packet for alive, whatever the first report says. */
    @Override
    public void noticesLost() {
        apply(new TargetCore.AuditDue());
        if (!secondAuditDue) {
            secondAuditDue = true;
            loop.schedule(SECOND_AUDIT, () -> {
                secondAuditDue = false;
                apply(new TargetCore.AuditDue());
            });
        }
    }

    /** Whether this stack is a target of an address; read on the packet path. */
    boolean serves(long high, long low) {
        for (IpAddress dvipa : dvipas) {
            if (dvipa.low() == low && dvipa.high() == high) {
                return true;
            }
        }
        return false;
    }

    /** The connections that end here, for addresses another stack owns; for reports, on any thread. */
    List<CrtEntry> connectionsHere(int most) {
        List<CrtEntry> entries = new ArrayList<>();
        String self = self();
        state.roles().forEach((dvipa, role) -> {
            if (role.owner().filter(o -> o.route().owner().equals(self)).isEmpty()) {
                connections(dvipa, true).stream()
                        .limit(Math.max(0, most - entries.size()))
                        .forEach(c -> entries.add(new CrtEntry(
                                c,
                                vipas.self().xcfFor(dvipa).orElse(dvipa),
                                CrtEntry.State.ESTABLISHED,
                                CrtEntry.Origin.NEWCONN)));
            }
        });
        return entries;
    }
}
