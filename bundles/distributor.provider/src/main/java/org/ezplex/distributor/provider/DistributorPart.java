// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ezplex.distributor.CrtEntry;
import org.ezplex.distributor.DptEntry;
import org.ezplex.distributor.provider.core.DistributorCore;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.distributor.provider.core.ReportCodec;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Hardcopy;
import org.ezplex.xcf.XcfGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs {@link DistributorCore} with the tables and the group around it. Used on the event loop only, reports apart. */
final class DistributorPart {
    private static final Logger LOG = LoggerFactory.getLogger(DistributorPart.class);
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final EventLoop loop;
    private final Hardcopy hardcopy;
    private final XcfGroup group;
    private final TableKeeper keeper;
    private final PacketPath path;
    private final Duration learning;
    private volatile DistributorCore.State state;
    private volatile boolean closed;

    DistributorPart(
            String self,
            EventLoop loop,
            Hardcopy hardcopy,
            XcfGroup group,
            TableKeeper keeper,
            PacketPath path,
            Duration learning) {
        this.loop = loop;
        this.hardcopy = hardcopy;
        this.group = group;
        this.keeper = keeper;
        this.path = path;
        this.learning = learning;
        state = DistributorCore.State.initial(self);
    }

    /** Timers may still go off; they find nothing to do. */
    void close() {
        closed = true;
    }

    void apply(DistributorCore.Event event) {
        if (closed) {
            return;
        }
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
            path.review();
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

    List<DptEntry> destinationPortTable() {
        return keeper.destinationPortTable(state);
    }

    List<CrtEntry> currentRoutingTable(int most) {
        return keeper.currentRoutingTable(state, most);
    }
}
