// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.ezplex.codec.MalformedMessageException;
import org.ezplex.codec.MessageReader;
import org.ezplex.distributor.CrtEntry;
import org.ezplex.distributor.Distributor;
import org.ezplex.distributor.DptEntry;
import org.ezplex.distributor.QuiesceTarget;
import org.ezplex.distributor.provider.core.DistributorCore;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.distributor.provider.core.ReportCodec;
import org.ezplex.distributor.provider.core.TargetCore;
import org.ezplex.distributor.provider.path.Counters;
import org.ezplex.distributor.provider.path.Forwarder;
import org.ezplex.distributor.provider.path.TargetTable;
import org.ezplex.distributor.provider.quiesce.QuiescePart;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.osa.DataPath;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.packet.FrameView;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.system.SystemImage;
import org.ezplex.tcpip.StackException;
import org.ezplex.tcpip.TcpipStack;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.StackInfo;
import org.ezplex.vipa.VipaListener;
import org.ezplex.vipa.VipaManager;
import org.ezplex.xcf.Standing;
import org.ezplex.xcf.XcfGroup;
import org.ezplex.xcf.XcfListener;
import org.ezplex.xcf.XcfMember;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
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
    private static final Duration RECOUNT = Duration.ofMillis(500);
    private static final long STOP_SECONDS = 5;
    private static final int MOST_HELD = 2048;
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

        @AttributeDefinition(
                description = "Milliseconds of silence after which a new owner no longer waits for a target's report.")
        int learningMillis() default 2000;

        @AttributeDefinition(
                description = "Seconds between full reports of targets, for what notices may have missed; 0: none.")
        int auditSeconds() default 20;
    }

    private final EventLoop loop;
    private final Hardcopy hardcopy;
    private final String self;
    private final TcpipStack stack;
    private final RoutingTable table;
    private final Counters counters = new Counters();
    private final PacketPath path;
    private final AtomicLong malformedReports = new AtomicLong();
    private final Tables tables;
    private final XcfGroup group;
    private final Outbox outbox;
    private final Reader reader = new Reader();
    private final DistributorPart distributorPart;
    private final TargetPart targetPart;
    private final QuiescePart quiescePart;
    private final List<AutoCloseable> subscriptions = new CopyOnWriteArrayList<>();
    private final List<EventLoop.Timer> timers = new ArrayList<>();
    private final RehearsalThread rehearsal = new RehearsalThread();
    private volatile SharedAdapter adapter;
    private int expireTurn;
    private boolean reachable;

    @Activate
    public DistributorComponent(
            @Reference SystemImage image,
            @Reference EventLoop loop,
            @Reference Hardcopy hardcopy,
            @Reference TcpipStack stack,
            @Reference XcfGroup group,
            @Reference VipaManager vipas,
            Config config) {
        this.loop = loop;
        this.hardcopy = hardcopy;
        this.stack = stack;
        self = vipas.self().member();
        Duration tick = Duration.ofMillis(Math.max(4, config.learningMillis()) / 4);
        long holdNanos = TimeUnit.MILLISECONDS.toNanos(Math.max(1, config.holdMillis()));
        table = table(config);
        TargetTable targets = new TargetTable(self);
        Forwarder forwarder = new Forwarder(table, targets, counters, MOST_HELD, holdNanos);
        path = new PacketPath(forwarder);
        tables = Tables.of(table, targets, forwarder);
        this.group = group;
        Outbox outbox = new Outbox((member, report) -> group.send(member, ReportCodec.encode(report)));
        this.outbox = outbox;
        targetPart = new TargetPart(loop, stack, outbox, reader, vipas);
        distributorPart = new DistributorPart(
                loop,
                new DistributorPart.Exits(hardcopy, outbox, reader, vipas, this::hostLives, this::handover),
                tables.keeper(),
                path,
                tick);
        rehearsal.start();
        quiescePart = new QuiescePart(loop, reader, hardcopy, image.home(), Path.of("/proc"), targetPart::listening);
        subscriptions.add(vipas.subscribe(new Ownership()));
        subscriptions.add(stack.subscribe(targetPart));
        subscriptions.add(stack.subscribe(quiescePart));
        subscriptions.add(group.subscribe(new Reports()));
        timers.add(loop.repeat(REVIEW, path::review));
        timers.add(loop.repeat(RECOUNT, this::recount));
        timers.add(loop.repeat(EXPIRE, () -> table.expire(expireTurn++, System.nanoTime())));
        if (config.auditSeconds() > 0) {
            Duration audit = Duration.ofSeconds(config.auditSeconds());
            timers.add(loop.repeat(audit, this::audit));
        }
    }

    private void audit() {
        targetPart.apply(new TargetCore.AuditDue());
        distributorPart.apply(new DistributorCore.AuditDue());
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

    /** Ends when the event loop is past whatever it was doing here: nothing of this bundle runs after it. */
    @Deactivate
    void close() {
        rehearsal.close();
        path.close();
        distributorPart.close();
        targetPart.close();
        timers.forEach(EventLoop.Timer::cancel);
        subscriptions.forEach(DistributorComponent::closeQuietly);
        reader.close();
        if (!loop.inLoop()) {
            CountDownLatch past = new CountDownLatch(1);
            loop.execute(past::countDown);
            await(past);
        }
    }

    private static void closeQuietly(AutoCloseable subscription) {
        try {
            subscription.close();
        } catch (Exception e) {
            LOG.warn("A subscription did not close", e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The event loop is still busy after {} s", STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- services that come and go ---------------------------------------------------------------------------------

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindAdapter(SharedAdapter newAdapter) {
        adapter = newAdapter;
    }

    void unbindAdapter(SharedAdapter oldAdapter) {
        if (adapter == oldAdapter) {
            adapter = null;
        }
    }

    private CompletionStage<Boolean> hostLives(StackInfo lost) {
        SharedAdapter asking = adapter;
        return asking == null
                ? LostStacks.unknown()
                : asking.alive(lost.host().orElseThrow(), lost.mac().orElseThrow());
    }

    private List<Report> handover(DistributedRoute next) {
        return tables.handovers().to(next, targetPart.connections(next.dvipa()));
    }

    private void recount() {
        if (tables.weights().counts()) {
            reader.execute(tables.weights()::recount);
        }
    }

    // ---- packet path -----------------------------------------------------------------------------------------------

    @Override
    public void received(SharedAdapter adapter, ByteBuffer frame) {
        path.received(adapter, frame);
    }

    @Override
    public void departed(SharedAdapter adapter, ByteBuffer frame) {
        FrameView view = path.look(frame);
        if (view.isTcp() && targetPart.serves(view.srcHigh(), view.srcLow())) {
            TcpConnection opened = new TcpConnection(view.source(), view.srcPort(), view.destination(), view.dstPort());
            loop.execute(() -> targetPart.apply(new TargetCore.Opened(opened)));
        }
    }

    // ---- events ----------------------------------------------------------------------------------------------------

    /** What vipa tells, on the loop. */
    private final class Ownership implements VipaListener {
        @Override
        public void stacksChanged(List<StackInfo> stacks) {
            tables.keeper().stacks(stacks);
            reportIfReachableAgain(stacks);
            distributorPart.apply(new DistributorCore.Stacks(stacks));
        }

        @Override
        public void distribute(DistributedRoute route) {
            openDevice();
            distributorPart.apply(new DistributorCore.Owned(route));
        }

        @Override
        public void prepare(DistributedRoute route) {
            openDevice();
            distributorPart.apply(new DistributorCore.Prepared(route));
        }

        @Override
        public void surrender(DistributedRoute next) {
            distributorPart.apply(new DistributorCore.Surrendered(next));
        }

        @Override
        public void stopDistributing(IpAddress dvipa) {
            distributorPart.apply(new DistributorCore.Lost(dvipa));
        }

        @Override
        public void target(DistributedRoute route) {
            targetPart.apply(new TargetCore.Assigned(route));
        }

        @Override
        public void targetNext(DistributedRoute next) {
            targetPart.apply(new TargetCore.NextAssigned(next));
        }

        @Override
        public void targetNextGone(IpAddress dvipa) {
            targetPart.apply(new TargetCore.NextGone(dvipa));
        }

        @Override
        public void targetWithoutOwner(IpAddress dvipa) {
            targetPart.apply(new TargetCore.OwnerGone(dvipa));
        }

        @Override
        public void stopTarget(IpAddress dvipa) {
            targetPart.apply(new TargetCore.Released(dvipa));
        }

        @Override
        public boolean handingOver() {
            return outbox.handingOver();
        }

        @Override
        public long connections(IpAddress dvipa) {
            return tables.active().to(dvipa);
        }
    }

    /** An owner forgets the listeners of a stack without a link; it hears of them anew after it has heard of the link. */
    private void reportIfReachableAgain(List<StackInfo> stacks) {
        boolean now =
                stacks.stream().anyMatch(s -> s.member().equals(self) && s.mac().isPresent());
        if (now && !reachable) {
            loop.execute(() -> targetPart.apply(new TargetCore.AuditDue()));
        }
        reachable = now;
    }

    private void openDevice() {
        if (!path.hasDevice()) {
            try {
                path.device(stack.dataDevice());
            } catch (StackException e) {
                hardcopy.issue(Message.EZX6001E, e.getMessage());
            }
        }
    }

    /** Decodes on the group's thread, applies on the loop, in order. */
    private final class Reports implements XcfListener {
        @Override
        public void standingChanged(Standing standing) {
            loop.execute(() -> distributorPart.stands(standing));
        }

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
        } else if (report instanceof Report.Acknowledged r) {
            outbox.acknowledged(member, r);
        } else {
            distributorPart.apply(new DistributorCore.Reported(member, report));
            acknowledge(member, report);
        }
    }

    /** Also what was of no use here: whoever sends it must not wait for ever. */
    private void acknowledge(String member, Report report) {
        if (report instanceof Report.NewConnections r && Outbox.wantsAcknowledgement(r.number(), r.last())) {
            send(member, new Report.Acknowledged(r.dvipa(), r.epoch(), false, r.number()));
        } else if (report instanceof Report.Handover r && Outbox.wantsAcknowledgement(r.number(), r.last())) {
            send(member, new Report.Acknowledged(r.dvipa(), r.epoch(), true, r.number()));
        }
    }

    private void send(String member, Report report) {
        group.send(member, ReportCodec.encode(report));
    }

    // ---- reports ---------------------------------------------------------------------------------------------------

    @Override
    public List<DptEntry> destinationPortTable() {
        return tables.reports().destinationPortTable(distributorPart.state());
    }

    @Override
    public List<CrtEntry> currentRoutingTable(int most) {
        List<CrtEntry> entries = new ArrayList<>(tables.reports().currentRoutingTable(distributorPart.state(), most));
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

    // ---- commands --------------------------------------------------------------------------------------------------

    @Override
    public void quiesce(QuiesceTarget what) {
        quiescePart.quiesce(what);
    }

    @Override
    public void resume(QuiesceTarget what) {
        quiescePart.resume(what);
    }

    @Override
    public List<QuiesceTarget> quiesced() {
        return quiescePart.quiesced();
    }
}
