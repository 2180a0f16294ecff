// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.net.IpAddress;

/**
 * Sends reports. A full report, a handover or a bequest goes out a few messages at a time, as its receiver works them off, so that a
 * million connections do not stand in the way of a heartbeat; what is to be told on the same subject meanwhile follows after it, so that
 * the end of a connection never overtakes its report. Used on the event loop only.
 */
public final class Outbox {
    /** Messages under way that have not been acknowledged. */
    static final int WINDOW = 16;

    private static final int ACKNOWLEDGED_EACH = 4;

    private final BiConsumer<String, Report> wire;
    private final Map<Key, Flow> flows = new HashMap<>();

    private record Key(String member, Report.Subject subject) {}

    /** All messages on one subject to one member. */
    public static final class Flow {
        private final Key key;
        private final long epoch;
        private final Deque<Report> waiting = new ArrayDeque<>();
        private boolean read;
        private int acknowledged;
        private int acknowledgedBefore;

        private Flow(Key key, long epoch) {
            this.key = key;
            this.epoch = epoch;
        }

        /** Whether more has been acknowledged than when this was last asked. */
        private boolean getsOn() {
            boolean more = acknowledged > acknowledgedBefore;
            acknowledgedBefore = acknowledged;
            return more;
        }
    }

    /** An outbox that puts messages on {@code wire}: the member and the report. */
    public Outbox(BiConsumer<String, Report> wire) {
        this.wire = wire;
    }

    /** Whether a receiver is to acknowledge one of many messages. */
    static boolean wantsAcknowledgement(int number, boolean last) {
        return number > 0 && (last || number % ACKNOWLEDGED_EACH == 0);
    }

    /** Sends one report, after all messages to the same member on the same subject if they are under way. */
    public void send(String member, Report report) {
        Flow flow = report instanceof Report.ServerStatus ? null : flows.get(new Key(member, report.subject()));
        if (flow == null) {
            wire.accept(member, report);
        } else {
            flow.waiting.add(report);
        }
    }

    /**
     * Announces a full report whose connections are about to be read. Null if one in the same epoch is being read already: that will do.
     *
     * @param asked whether one that is being sent is given up, since whoever asks again may not have heard its beginning. If nobody has
     *     asked, that is only so if it has not got on since the last time: else reports would keep each other from their end, and null
     *     is returned
     */
    public Flow begin(String member, Report.Subject subject, long epoch, boolean asked) {
        Key key = new Key(member, subject);
        Flow before = flows.get(key);
        if (before != null && before.epoch == epoch && (!before.read || (!asked && before.getsOn()))) {
            return null;
        }
        if (before != null) {
            end(before);
        }
        Flow flow = new Flow(key, epoch);
        flows.put(key, flow);
        return flow;
    }

    /** Announces the same to several members. */
    public List<Flow> begin(Collection<String> members, Report.Subject subject, long epoch, boolean asked) {
        return members.stream()
                .map(member -> begin(member, subject, epoch, asked))
                .filter(Objects::nonNull)
                .toList();
    }

    /** The messages of an announced full report; none of them if it cannot be read. */
    public void fill(Flow flow, List<? extends Report> full) {
        if (flows.get(flow.key) != flow) {
            return;
        }
        flow.read = true;
        for (int i = full.size() - 1; i >= 0; i--) {
            flow.waiting.addFirst(full.get(i));
        }
        pump(flow);
    }

    /** A member has worked off what was sent to it up to a message. What is being read still has none: that is of one before. */
    public void acknowledged(String member, Report.Acknowledged ack) {
        Flow flow = flows.get(new Key(member, ack.subject()));
        if (flow != null && flow.read && flow.epoch == ack.epoch()) {
            flow.acknowledged = Math.max(flow.acknowledged, ack.number());
            pump(flow);
        }
    }

    /**
     * Tells the sender of a report that it has been worked off, if it waits for that. Also what was of no use here: it must not wait for
     * ever.
     */
    public void acknowledge(String sender, Report report) {
        if (report instanceof Report.Numbered r && wantsAcknowledgement(r.number(), r.last())) {
            wire.accept(sender, new Report.Acknowledged(r.subject(), r.epoch(), r.number()));
        }
    }

    /** Whether a handover has not been sent to its end. */
    public boolean handingOver() {
        return flows.keySet().stream().anyMatch(key -> key.subject() instanceof Report.OfHandover);
    }

    /** A member is gone, and with it what was meant for it. */
    public void forget(String member) {
        flows.keySet().removeIf(key -> key.member().equals(member));
    }

    /** Reports in epochs before this one are of no use to anybody any more. */
    public void outdated(IpAddress dvipa, long epoch) {
        flows.values().stream()
                .filter(flow -> flow.key.subject().dvipa().equals(dvipa) && flow.epoch < epoch)
                .toList()
                .forEach(this::end);
    }

    private void pump(Flow flow) {
        while (!flow.waiting.isEmpty() && number(flow.waiting.peek()) <= flow.acknowledged + WINDOW) {
            wire.accept(flow.key.member(), flow.waiting.poll());
        }
        if (flow.waiting.isEmpty()) {
            flows.remove(flow.key, flow);
        }
    }

    /** What is not of the full report itself is still told. */
    private void end(Flow flow) {
        flows.remove(flow.key, flow);
        flow.waiting.stream()
                .filter(report -> number(report) == 0)
                .forEach(report -> wire.accept(flow.key.member(), report));
    }

    private static int number(Report report) {
        return report instanceof Report.Numbered r ? r.number() : 0;
    }
}
