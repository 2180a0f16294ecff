// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.ezplex.codec.MalformedMessageException;
import org.ezplex.codec.MessageReader;
import org.ezplex.distributor.provider.core.DistributorCore;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.distributor.provider.core.ReportCodec;
import org.ezplex.distributor.provider.core.TargetCore;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.xcf.Standing;
import org.ezplex.xcf.XcfListener;
import org.ezplex.xcf.XcfMember;

/** Tells the parts what other stacks report: decoded on the group's thread, applied on the event loop, in order. */
final class ReportListener implements XcfListener {
    private final String self;
    private final Parts parts;
    private final OwnServers own;
    private final Hardcopy hardcopy;
    private final AtomicLong malformed = new AtomicLong();

    ReportListener(String self, Parts parts, OwnServers own, Hardcopy hardcopy) {
        this.self = self;
        this.parts = parts;
        this.own = own;
        this.hardcopy = hardcopy;
    }

    @Override
    public void standingChanged(Standing standing) {
        parts.loop().execute(() -> parts.distributor().stands(standing));
    }

    @Override
    public void message(XcfMember sender, ByteBuffer message) {
        try {
            Optional<Report> report = ReportCodec.decode(MessageReader.of(message));
            report.ifPresent(r -> parts.loop().execute(() -> reported(sender.name(), r)));
        } catch (MalformedMessageException e) {
            malformed.incrementAndGet();
            hardcopy.issue(Message.EZX6002E, sender.name(), e.getMessage());
        }
    }

    private void reported(String member, Report report) {
        if (report instanceof Report.Wanted) {
            parts.target().apply(new TargetCore.Asked(member, report.dvipa(), report.epoch()));
        } else if (report instanceof Report.Acknowledged r) {
            parts.outbox().acknowledged(member, r);
        } else {
            Report counted = member.equals(self) ? own.reachable(report) : report;
            parts.distributor().apply(new DistributorCore.Reported(member, counted));
            parts.outbox().acknowledge(member, report);
        }
    }

    /** How many messages could not be understood. */
    long malformed() {
        return malformed.get();
    }
}
