// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ezplex.distributor.CrtEntry;
import org.ezplex.distributor.Distributor;
import org.ezplex.distributor.DptEntry;
import org.ezplex.distributor.QuiesceTarget;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.distributor.provider.core.ReportCodec;
import org.ezplex.distributor.provider.core.TargetCore;
import org.ezplex.distributor.provider.quiesce.QuiescePart;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.libc.BackgroundThread;
import org.ezplex.net.TcpConnection;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.packet.FrameView;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.SystemImage;
import org.ezplex.tcpip.TcpipStack;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.VipaManager;
import org.ezplex.xcf.XcfGroup;
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

/** Runs the distributor's and the target's core on the stack's event loop. */
@Component(service = Distributor.class, immediate = true, configurationPid = "org.ezplex.distributor")
@Designate(ocd = DistributorComponent.Config.class)
public final class DistributorComponent implements Distributor {
    private static final Logger LOG = LoggerFactory.getLogger(DistributorComponent.class);
    private static final long STOP_SECONDS = 5;

    @ObjectClassDefinition(name = "Ezplex distributor")
    @interface Config {
        @AttributeDefinition(
                description = "Connections the routing table has room for; 64 to 85 bytes each.",
                min = "1024",
                max = "16777216")
        int maxConnections() default Settings.DEFAULT_CONNECTIONS;

        @AttributeDefinition(
                description = "Connections that may be between SYN and ACK; the oldest go first.",
                min = "64",
                max = "16777216")
        int maxEmbryonic() default 65_536;

        @AttributeDefinition(description = "Seconds after which a SYN without an ACK is forgotten.", min = "1")
        int embryonicSeconds() default 15;

        @AttributeDefinition(description = "Seconds for which an ended connection is kept for stragglers.", min = "1")
        int closingGraceSeconds() default 60;

        @AttributeDefinition(
                description = "Seconds for which connections of a stack that is out of sight are routed on.",
                min = "0")
        int lostTargetSeconds() default 10;

        @AttributeDefinition(
                description = "Milliseconds for which segments of unknown connections are held.",
                min = "1")
        int holdMillis() default 200;

        @AttributeDefinition(
                description = "Milliseconds of silence after which a new owner no longer waits for a target's report.",
                min = "4")
        int learningMillis() default 2000;

        @AttributeDefinition(
                description = "Seconds between full reports of targets, for what notices may have missed; 0: none.",
                min = "0")
        int auditSeconds() default 20;
    }

    private final EventLoop loop;
    private final ForwardingComponent packets;
    private final Forwarding forwarding;
    private final Tables tables;
    private final HostsOnLan hosts = new HostsOnLan();
    private final Reader reader = new Reader("distributor-reader");
    private final Reader jobReader = new Reader("distributor-jobs");
    private final DistributorPart distributorPart;
    private final TargetPart targetPart;
    private final QuiescePart quiescePart;
    private final ReportListener reports;
    private final Chores chores;
    private final List<AutoCloseable> subscriptions = new CopyOnWriteArrayList<>();
    private final BackgroundThread rehearsal = new BackgroundThread("distributor-rehearsal", FirstRehearsal::play);

    @Activate
    public DistributorComponent(
            @Reference SystemImage image,
            @Reference EventLoop loop,
            @Reference Hardcopy hardcopy,
            @Reference TcpipStack stack,
            @Reference XcfGroup group,
            @Reference VipaManager vipas,
            @Reference ForwardingComponent packets,
            Config config) {
        this.loop = loop;
        this.packets = packets;
        String self = vipas.self().member();
        Settings settings = Settings.of(config);
        Outbox outbox = new Outbox((member, report) -> group.send(member, ReportCodec.encode(report)));
        targetPart = new TargetPart(loop, stack, outbox, reader, vipas);
        forwarding = packets.begin(self, settings);
        tables = Tables.of(forwarding.table(), forwarding.targets(), forwarding.turns());
        distributorPart = new DistributorPart(
                loop,
                new DistributorPart.Exits(
                        hardcopy,
                        outbox,
                        reader,
                        vipas,
                        hosts::lives,
                        this::handover,
                        tables.handovers()::bequest,
                        tables.handovers()::copies,
                        forwarding.acceleration()::judge),
                tables.keeper(),
                forwarding.path(),
                settings.tick());
        rehearsal.start();
        quiescePart = new QuiescePart(loop, jobReader, hardcopy, image.home(), Path.of("/proc"), targetPart::listening);
        Parts parts = new Parts(loop, distributorPart, targetPart, tables, outbox);
        OwnServers own = new OwnServers(stack, forwarding.path(), hardcopy);
        reports = new ReportListener(self, parts, own, hardcopy);
        subscriptions.add(vipas.subscribe(new OwnershipListener(self, parts, own)));
        subscriptions.add(stack.subscribe(targetPart));
        subscriptions.add(stack.subscribe(quiescePart));
        subscriptions.add(group.subscribe(reports));
        chores = new Chores(parts, reader);
        chores.begin(forwarding.path(), forwarding.table(), settings.audit());
        packets.use(this, this::departed);
    }

    private List<Report> handover(DistributedRoute next) {
        return tables.handovers().to(next, targetPart.connections(next.dvipa()));
    }

    /** Ends when the event loop is past whatever it was doing here. What is forwarded goes on, for the next one to take up. */
    @Deactivate
    void close() {
        rehearsal.close();
        packets.leave(this);
        distributorPart.close();
        targetPart.close();
        chores.close();
        subscriptions.forEach(Subscriptions::close);
        reader.close();
        jobReader.close();
        if (!loop.inLoop()) {
            CountDownLatch past = new CountDownLatch(1);
            loop.execute(past::countDown);
            await(past);
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
        hosts.use(newAdapter);
    }

    void unbindAdapter(SharedAdapter oldAdapter) {
        hosts.drop(oldAdapter);
    }

    /** On the packet path. */
    private void departed(FrameView frame) {
        if (frame.isTcp() && targetPart.serves(frame.srcHigh(), frame.srcLow())) {
            TcpConnection opened =
                    new TcpConnection(frame.source(), frame.srcPort(), frame.destination(), frame.dstPort());
            loop.execute(() -> targetPart.apply(new TargetCore.Opened(opened)));
        }
    }

    // ---- reports ---------------------------------------------------------------------------------------------------

    @Override
    public List<DptEntry> destinationPortTable() {
        return tables.reports().destinationPortTable(distributorPart.state());
    }

    @Override
    public List<CrtEntry> currentRoutingTable(int most) {
        List<CrtEntry> entries = new ArrayList<>(tables.reports().currentRoutingTable(most));
        entries.addAll(targetPart.connectionsHere(most - entries.size()));
        return entries;
    }

    @Override
    public long connections() {
        RoutingTable table = forwarding.table();
        return table.count(RoutingTable.EMBRYONIC) + table.count(RoutingTable.ESTABLISHED);
    }

    @Override
    public Map<String, Long> counters() {
        Map<String, Long> values = new LinkedHashMap<>(forwarding.counters().snapshot());
        RoutingTable table = forwarding.table();
        values.put("MALFORMED_REPORTS", reports.malformed());
        values.put("EMBRYONIC_NOW", table.count(RoutingTable.EMBRYONIC));
        values.put("ESTABLISHED_NOW", table.count(RoutingTable.ESTABLISHED));
        values.put("CLOSING_NOW", table.count(RoutingTable.CLOSING));
        values.put("BEQUEATHED_NOW", table.count(RoutingTable.BEQUEATHED));
        return values;
    }

    // ---- commands --------------------------------------------------------------------------------------------------

    @Override
    public boolean quiesce(QuiesceTarget what) {
        return quiescePart.quiesce(what);
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
