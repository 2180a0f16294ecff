// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.ezplex.codec.MalformedMessageException;
import org.ezplex.codec.MessageReader;
import org.ezplex.distributor.CrtEntry;
import org.ezplex.distributor.Distributor;
import org.ezplex.distributor.DptEntry;
import org.ezplex.distributor.provider.core.DistributorCore;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.distributor.provider.core.ReportCodec;
import org.ezplex.distributor.provider.core.TargetCore;
import org.ezplex.distributor.provider.path.Counters;
import org.ezplex.distributor.provider.path.Forwarder;
import org.ezplex.distributor.provider.path.TargetTable;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.osa.DataPath;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.packet.FrameView;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.tcpip.DataDevice;
import org.ezplex.tcpip.StackException;
import org.ezplex.tcpip.TcpipStack;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.StackInfo;
import org.ezplex.vipa.VipaListener;
import org.ezplex.vipa.VipaManager;
import org.ezplex.xcf.XcfGroup;
import org.ezplex.xcf.XcfListener;
import org.ezplex.xcf.XcfMember;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the distributor's and the target's core on the stack's event loop, and the packet path on the adapter's threads. */
@Component(
        service = {Distributor.class, DataPath.class},
        immediate = true,
        configurationPid = "org.ezplex.distributor")
@Designate(ocd = DistributorComponent.Config.class)
public final class DistributorComponent implements Distributor, DataPath {
    private static final Logger LOG = LoggerFactory.getLogger(DistributorComponent.class);
    private static final Duration REVIEW = Duration.ofMillis(10);
    private static final Duration EXPIRE = Duration.ofMillis(50);
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int MOST_HELD = 512;
    private static final int MOST_CONNECTIONS = 1 << 24;

    @ObjectClassDefinition(name = "Ezplex distributor")
    @interface Config {
        @AttributeDefinition(description = "Connections the routing table has room for; 64 to 85 bytes each.")
        int maxConnections() default 262_144;

        @AttributeDefinition(description = "Connections that may be between SYN and ACK; the oldest go first.")
        int maxEmbryonic() default 65_536;

        @AttributeDefinition(description = "Seconds after which a SYN without an ACK is forgotten.")
        int embryonicSeconds() default 15;

        @AttributeDefinition(description = "Seconds for which an ended connection is kept for stragglers.")
        int closingGraceSeconds() default 60;

        @AttributeDefinition(
                description = "Seconds for which connections of a stack that is out of sight are routed on.")
        int lostTargetSeconds() default 10;

        @AttributeDefinition(description = "Milliseconds for which segments of unknown connections are held.")
        int holdMillis() default 200;

        @AttributeDefinition(description = "Milliseconds a new owner waits for the reports of all targets.")
        int learningMillis() default 2000;

        @AttributeDefinition(
                description = "Seconds between full reports of targets, for what notices may have missed; 0: none.")
        int auditSeconds() default 20;
    }

    private final EventLoop loop;
    private final Hardcopy hardcopy;
    private final TcpipStack stack;
    private final XcfGroup group;
    private final Duration learning;
    private final RoutingTable table;
    private final TargetTable targets;
    private final Counters counters = new Counters();
    private final Forwarder forwarder;
    private final Forwarder.Lane reviewLane;
    /** Not thread locals: the adapter's threads outlive this component and would keep its tables. */
    private final Map<Thread, Forwarder.Lane> lanes = new ConcurrentHashMap<>();

    private final AtomicLong malformedReports = new AtomicLong();
    private final TableKeeper keeper;
    private final TargetPart targetPart;
    private final List<AutoCloseable> subscriptions = new CopyOnWriteArrayList<>();
    private final List<EventLoop.Timer> timers = new ArrayList<>();
    private volatile DistributorCore.State state;
    private volatile AdapterEgress egress;
    private volatile DataDevice device;
    private int expireTurn;

    @Activate
    public DistributorComponent(
            @Reference EventLoop loop,
            @Reference Hardcopy hardcopy,
            @Reference TcpipStack stack,
            @Reference XcfGroup group,
            @Reference VipaManager vipas,
            Config config) {
        this.loop = loop;
        this.hardcopy = hardcopy;
        this.stack = stack;
        this.group = group;
        learning = Duration.ofMillis(Math.max(1, config.learningMillis()));
        String self = vipas.self().member();
        state = DistributorCore.State.initial(self);
        table = table(config);
        targets = new TargetTable(self);
        long holdNanos = TimeUnit.MILLISECONDS.toNanos(Math.max(1, config.holdMillis()));
        forwarder = new Forwarder(table, targets, counters, MOST_HELD, holdNanos);
        reviewLane = forwarder.lane();
        keeper = new TableKeeper(table, targets, forwarder);
        targetPart = new TargetPart(loop, stack, group, vipas);
        subscriptions.add(vipas.subscribe(new Ownership()));
        subscriptions.add(stack.subscribe(targetPart));
        subscriptions.add(group.subscribe(new Reports()));
        timers.add(loop.repeat(REVIEW, this::review));
        timers.add(loop.repeat(EXPIRE, () -> table.expire(expireTurn++, System.nanoTime())));
        if (config.auditSeconds() > 0) {
            Duration audit = Duration.ofSeconds(config.auditSeconds());
            timers.add(loop.repeat(audit, () -> targetPart.apply(new TargetCore.AuditDue())));
        }
    }

    /** Settings that make no sense are taken for the nearest that do. */
    private static RoutingTable table(Config config) {
        long closing = TimeUnit.SECONDS.toNanos(Math.max(1, config.closingGraceSeconds()));
        RoutingTable.Limits limits = new RoutingTable.Limits(
                TimeUnit.SECONDS.toNanos(Math.max(1, config.embryonicSeconds())),
                closing,
                Math.min(closing, TimeUnit.SECONDS.toNanos(Math.max(0, config.lostTargetSeconds()))));
        int capacity = Math.min(MOST_CONNECTIONS, Math.max(1024, config.maxConnections()));
        int embryonic = Math.max(64, Math.min(capacity, config.maxEmbryonic()));
        return new RoutingTable(capacity, embryonic, limits, new SecureRandom().nextLong());
    }

    @Deactivate
    void close() {
        forwarder.plans();
        lanes.clear();
        timers.forEach(EventLoop.Timer::cancel);
        for (AutoCloseable subscription : subscriptions) {
            try {
                subscription.close();
            } catch (Exception e) {
                LOG.warn("A subscription did not close", e);
            }
        }
    }

    // ---- packet path -----------------------------------------------------------------------------------------------

    @Override
    public void received(SharedAdapter adapter, ByteBuffer frame) {
        lane().received(egress(adapter), frame, System.nanoTime());
    }

    private Forwarder.Lane lane() {
        Thread thread = Thread.currentThread();
        Forwarder.Lane lane = lanes.get(thread);
        return lane != null ? lane : lanes.computeIfAbsent(thread, t -> forwarder.lane());
    }

    @Override
    public void departed(SharedAdapter adapter, ByteBuffer frame) {
        FrameView view = lane().look(frame);
        if (view.isTcp() && targetPart.serves(view.srcHigh(), view.srcLow())) {
            TcpConnection opened = new TcpConnection(view.source(), view.srcPort(), view.destination(), view.dstPort());
            loop.execute(() -> targetPart.apply(new TargetCore.Opened(opened)));
        }
    }

    private AdapterEgress egress(SharedAdapter adapter) {
        AdapterEgress current = egress;
        DataDevice currentDevice = device;
        if (current == null || !current.leadsThrough(adapter, currentDevice)) {
            current = new AdapterEgress(adapter, currentDevice);
            egress = current;
        }
        return current;
    }

    private void review() {
        if (forwarder.holding()) {
            reviewLane.review(System.nanoTime());
        }
    }

    // ---- events ----------------------------------------------------------------------------------------------------

    /** What vipa tells, on the loop. */
    private final class Ownership implements VipaListener {
        @Override
        public void stacksChanged(List<StackInfo> stacks) {
            keeper.stacks(stacks);
            apply(new DistributorCore.Stacks(stacks));
        }

        @Override
        public void distribute(DistributedRoute route) {
            openDevice();
            apply(new DistributorCore.Owned(route));
        }

        @Override
        public void stopDistributing(IpAddress dvipa) {
            apply(new DistributorCore.Lost(dvipa));
        }

        @Override
        public void target(DistributedRoute route) {
            targetPart.apply(new TargetCore.Assigned(route));
        }

        @Override
        public void targetWithoutOwner(IpAddress dvipa) {
            targetPart.apply(new TargetCore.OwnerGone(dvipa));
        }

        @Override
        public void stopTarget(IpAddress dvipa) {
            targetPart.apply(new TargetCore.Released(dvipa));
        }
    }

    private void openDevice() {
        if (device == null) {
            try {
                device = stack.dataDevice();
            } catch (StackException e) {
                hardcopy.issue(Message.EZX6001E, e.getMessage());
            }
        }
    }

    /** Decodes on the group's thread, applies on the loop, in order. */
    private final class Reports implements XcfListener {
        @Override
        public void message(XcfMember sender, ByteBuffer message) {
            try {
                Optional<Report> report = ReportCodec.decode(MessageReader.of(message));
                report.ifPresent(r -> loop.execute(() -> reported(sender.name(), r)));
            } catch (MalformedMessageException e) {
                malformedReports.incrementAndGet();
                hardcopy.issue(Message.EZX6002E, sender.name(), e.getMessage());
            }
        }
    }

    private void reported(String member, Report report) {
        if (report instanceof Report.Wanted) {
            targetPart.apply(new TargetCore.Asked(member, report.dvipa(), report.epoch()));
        } else {
            apply(new DistributorCore.Reported(member, report));
        }
    }

    private void apply(DistributorCore.Event event) {
        DistributorCore.Step step = DistributorCore.apply(state, event);
        state = step.state();
        LOG.debug("{} -> {}", event, step.actions());
        step.actions().forEach(this::perform);
    }

    private void perform(DistributorCore.Action action) {
        if (action instanceof DistributorCore.Publish a) {
            keeper.publish(a.owner());
        } else if (action instanceof DistributorCore.Withdraw a) {
            keeper.withdraw(a.dvipa());
        } else if (action instanceof DistributorCore.Enter a) {
            keeper.enter(a.member(), a.connections(), System.nanoTime());
            review();
        } else if (action instanceof DistributorCore.BeginReport a) {
            keeper.beginReport(a.member(), a.dvipa(), System.nanoTime());
        } else if (action instanceof DistributorCore.EndReport a) {
            int gone = keeper.endReport(a.member(), a.dvipa(), QUIET_NANOS, System.nanoTime());
            LOG.debug("{} connections to {} at {} had ended without notice", gone, a.dvipa(), a.member());
        } else if (action instanceof DistributorCore.Leave a) {
            keeper.leave(a.member(), a.connections(), System.nanoTime());
        } else if (action instanceof DistributorCore.LoseMember a) {
            keeper.loseMember(a.member(), System.nanoTime());
        } else if (action instanceof DistributorCore.AwaitReports a) {
            ByteBuffer request = ReportCodec.encode(new Report.Wanted(a.dvipa(), a.epoch()));
            group.broadcast(request.duplicate());
            group.send(state.self(), request);
            loop.schedule(learning, () -> apply(new DistributorCore.LearningTimeout(a.dvipa(), a.epoch())));
        } else if (action instanceof DistributorCore.Tell a) {
            hardcopy.issue(a.message(), a.inserts().toArray());
        }
    }

    // ---- reports ---------------------------------------------------------------------------------------------------

    @Override
    public List<DptEntry> destinationPortTable() {
        return keeper.destinationPortTable(state);
    }

    @Override
    public List<CrtEntry> currentRoutingTable(int most) {
        List<CrtEntry> entries = new ArrayList<>(keeper.currentRoutingTable(state, most));
        entries.addAll(targetPart.connectionsHere(most - entries.size()));
        return entries;
    }

    @Override
    public long connections() {
        return table.count(RoutingTable.EMBRYONIC) + table.count(RoutingTable.ESTABLISHED);
    }

    @Override
    public Map<String, Long> counters() {
        Map<String, Long> values = new LinkedHashMap<>(counters.snapshot());
        values.put("MALFORMED_REPORTS", malformedReports.get());
        values.put("EMBRYONIC_NOW", table.count(RoutingTable.EMBRYONIC));
        values.put("ESTABLISHED_NOW", table.count(RoutingTable.ESTABLISHED));
        values.put("CLOSING_NOW", table.count(RoutingTable.CLOSING));
        return values;
    }
}
