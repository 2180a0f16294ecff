// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.path;

import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.ezplex.distributor.provider.table.RoutingKey;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.packet.EmbeddedView;
import org.ezplex.packet.Ethernet;
import org.ezplex.packet.FrameView;
import org.ezplex.packet.Ipv4;
import org.ezplex.packet.PartialChecksum;
import org.ezplex.packet.Tcp;
import org.ezplex.packet.TcpReset;

/**
 * The packet path of the distributor (patent, figure 7): a SYN is given to the next target of its port, every other segment goes
 * where the routing table says. Frames are sent on over the same LAN with the target's MAC address, nothing else changed. One
 * lane per thread: a lane has a view and buffers of its own and allocates nothing; all lanes share the tables.
 */
public final class Forwarder {
    private static final int RESET_ROOM = 128;
    private static final int SYN_ACK = Tcp.SYN | Tcp.ACK;

    private final RoutingTable table;
    private final TargetTable targets;
    private final HoldRing held;
    private final Counters counters;
    private final long holdNanos;
    private volatile DvipaPlan[] plans = {};
    private volatile BooleanSupplier others = () -> true;

    /** A forwarder over these tables that holds at most {@code mostHeld} frames for {@code holdNanos}. */
    public Forwarder(RoutingTable table, TargetTable targets, Counters counters, int mostHeld, long holdNanos) {
        this(table, targets, counters, mostHeld, holdNanos, ByteBuffer::allocateDirect);
    }

    /** The same, with frames held in this memory: an empty buffer of so many bytes. */
    public Forwarder(
            RoutingTable table,
            TargetTable targets,
            Counters counters,
            int mostHeld,
            long holdNanos,
            IntFunction<ByteBuffer> memory) {
        this.table = table;
        this.targets = targets;
        this.counters = counters;
        this.holdNanos = holdNanos;
        held = new HoldRing(mostHeld, memory);
    }

    /** Sets what is routed from now on. */
    public void plans(DvipaPlan... newPlans) {
        plans = newPlans.clone();
    }

    /**
     * Asks {@code next} from now on, in place of whoever was asked before, to tell {@link Openings} what others have opened.
     *
     * @param next false if some of that cannot be told yet; called on any thread, often, and with no lock held
     */
    public void hear(BooleanSupplier next) {
        others = next;
    }

    /** What others have opened until now is in the table then; false if some may be missing. */
    public boolean catchUp() {
        return others.getAsBoolean();
    }

    /** Whether frames are being held. */
    public boolean holding() {
        return !held.isEmpty();
    }

    /** A lane for one thread. */
    public Lane lane() {
        return new Lane();
    }

    DvipaPlan plan(long high, long low) {
        for (DvipaPlan plan : plans) {
            if (plan.is(high, low)) {
                return plan;
            }
        }
        return null;
    }

    /** What to do with a segment of an unknown connection. */
    private enum Unknown {
        /** Hold it if there is room: a report may come. */
        HOLD,
        /** Hold it likewise: it may be of one that others have opened, of which is yet to be heard. */
        AWAIT,
        /** It has been held long enough, or cannot be. */
        ANSWER
    }

    /** The packet path of one thread. */
    public final class Lane {
        private final FrameView view = new FrameView();
        private final RoutingKey key = new RoutingKey();
        private final ByteBuffer reset = ByteBuffer.allocateDirect(RESET_ROOM);

        private Lane() {}

        /** Works off a frame that has just come; it may be changed in place. */
        public void received(Egress egress, ByteBuffer frame, long now) {
            FrameView.Verdict verdict = view.parse(frame);
            if (!verdict.isIp()) {
                counters.count(Counter.MALFORMED);
                return;
            }
            DvipaPlan plan = plan(view.dstHigh(), view.dstLow());
            if (plan == null) {
                counters.count(Counter.NOT_OURS);
            } else if (plan.relays()) {
                relay(egress, frame, plan);
            } else if (verdict == FrameView.Verdict.LATER_FRAGMENT) {
                counters.count(Counter.FRAGMENTS);
            } else if (view.isTcp()) {
                tcp(egress, frame, plan, now);
            } else if (view.embedded().present() && view.embedded().protocol() == Ipv4.TCP) {
                icmpError(egress, frame);
            } else {
                deliver(egress, frame);
            }
        }

        /** Looks at the held frames again: those whose connection is known now go on, those held too long are answered. */
        public void review(long now) {
            held.review(now, holdNanos, (egress, frame, late) -> heldFrame(egress, frame, late, now));
        }

        /** What a frame holds that this lane does not route; good until the lane's next frame. */
        public FrameView look(ByteBuffer frame) {
            view.parse(frame);
            return view;
        }

        private boolean heldFrame(Egress egress, ByteBuffer frame, boolean late, long now) {
            view.parse(frame);
            DvipaPlan plan = plan(view.dstHigh(), view.dstLow());
            if (plan == null) {
                return true;
            }
            if (plan.relays()) {
                relay(egress, frame, plan);
                return true;
            }
            segmentKey();
            if (isSyn() ? heldSyn(egress, frame, plan, now) : routed(egress, frame, now)) {
                return true;
            }
            if (late) {
                counters.count(Counter.HELD_IN_VAIN);
                unknown(egress, frame, plan, now, Unknown.ANSWER);
            }
            return late;
        }

        /**
         * A SYN that is sent again goes where the first one has gone, for as long as this stack knows: the next owner may not have heard
         * of that yet, and would choose another.
         */
        private void relay(Egress egress, ByteBuffer frame, DvipaPlan plan) {
            segmentKey();
            boolean again = view.isTcp() && isSyn() && !table.established(key);
            int target = again ? live() : RoutingTable.ABSENT;
            if (target == RoutingTable.ABSENT) {
                sendTo(egress, frame, plan.relay());
            } else {
                send(egress, frame, target);
            }
        }

        /** As one that has just come, once that can be settled; until then only where the first one has gone. */
        private boolean heldSyn(Egress egress, ByteBuffer frame, DvipaPlan plan, long now) {
            if (plan.takes(view.dstPort(), sender(frame))) {
                syn(egress, frame, plan, now, Unknown.ANSWER);
                return true;
            }
            int target = live();
            if (target == RoutingTable.ABSENT) {
                return false;
            }
            open(egress, frame, target, now);
            return true;
        }

        /** Where a live connection goes, also if others have opened it and that was not heard of yet. */
        private int live() {
            int target = table.live(key);
            if (target != RoutingTable.ABSENT) {
                return target;
            }
            catchUp();
            return table.live(key);
        }

        private void segmentKey() {
            key.set(view.srcHigh(), view.srcLow(), view.srcPort(), view.dstHigh(), view.dstLow(), view.dstPort());
        }

        private long sender(ByteBuffer frame) {
            return Ethernet.source(frame, view.frameOffset());
        }

        private boolean isSyn() {
            return (view.tcpFlags() & (SYN_ACK | Tcp.RST)) == Tcp.SYN;
        }

        private void tcp(Egress egress, ByteBuffer frame, DvipaPlan plan, long now) {
            segmentKey();
            if (isSyn()) {
                catchUp();
                syn(egress, frame, plan, now, Unknown.HOLD);
                return;
            }
            if (routed(egress, frame, now)) {
                return;
            }
            Unknown what = catchUp() ? Unknown.HOLD : Unknown.AWAIT;
            if (!routed(egress, frame, now)) {
                unknown(egress, frame, plan, now, what);
            }
        }

        /** Whether a segment that is no SYN is of a known connection, and has gone where that is. */
        private boolean routed(Egress egress, ByteBuffer frame, long now) {
            int target = table.route(key, (view.tcpFlags() & Tcp.ACK) != 0, now);
            if (target == RoutingTable.ABSENT) {
                return false;
            }
            if ((view.tcpFlags() & (Tcp.FIN | Tcp.RST)) != 0) {
                table.finish(key);
            }
            send(egress, frame, target);
            return true;
        }

        private void syn(Egress egress, ByteBuffer frame, DvipaPlan plan, long now, Unknown what) {
            PortPlan port = plan.portOfSyn(view.dstPort(), sender(frame));
            if (port == null) {
                ownSyn(egress, frame, now);
                return;
            }
            int target = targetOfSyn(port);
            if (target < 0) {
                unknown(egress, frame, plan, now, what);
            } else {
                open(egress, frame, target, now);
            }
        }

        /**
         * A connection to this stack's own TCP/IP: what was distributed before with these ports must not get its segments. An established one
         * still gets the SYN, as ever: its target can tell.
         */
        private void ownSyn(Egress egress, ByteBuffer frame, long now) {
            int target = table.live(key);
            if (target != RoutingTable.ABSENT && table.established(key)) {
                open(egress, frame, target, now);
            } else {
                table.forget(key);
                deliver(egress, frame);
            }
        }

        private void open(Egress egress, ByteBuffer frame, int target, long now) {
            if (table.open(key, target, now)) {
                send(egress, frame, target);
            } else {
                counters.count(Counter.TABLE_FULL);
            }
        }

        /**
         * A retransmitted SYN goes where the first one went while that target is ready. A SYN on an established connection always
         * does: the client uses the port again before its server's end was reported, or somebody else plays the client; the same
         * target can tell which, and nothing is lost of the connection that is there.
         */
        private int targetOfSyn(PortPlan port) {
            int target = table.live(key);
            if (target != RoutingTable.ABSENT && (port.has(target) || table.established(key))) {
                return target;
            }
            target = port.next();
            if (target >= 0) {
                counters.count(Counter.CONNECTIONS);
            }
            return target;
        }

        /**
         * A segment of a connection that is not in the table, or a SYN that no target is ready for: held while targets have yet
         * to report; so is a SYN/ACK, which answers a connection that a target is opening and whose NEWCONN is on its way, and what
         * may be of a connection that was not heard of yet. What nobody has reported may be with a stack that is lost while its
         * host lives: the kernel there knows, and resets what it does not have.
         */
        private void unknown(Egress egress, ByteBuffer frame, DvipaPlan plan, long now, Unknown what) {
            // Anybody can send SYN/ACKs at any time: they must not take the room from connections that are being
            // learnt.
            boolean soon = what == Unknown.AWAIT || (view.tcpFlags() & SYN_ACK) == SYN_ACK;
            int most = plan.learning() ? held.size() : soon ? held.size() / 4 : 0;
            if (what != Unknown.ANSWER && most > 0) {
                counters.count(held.hold(egress, frame, most, now) ? Counter.HELD : Counter.NOT_HELD);
            } else if (plan.port(view.dstPort()) == null) {
                deliver(egress, frame);
            } else if (!plan.learning() && plan.stray() != DvipaPlan.NO_STRAY) {
                counters.count(Counter.STRAY);
                stray(egress, frame, plan.stray(), now);
            } else if (!plan.learning() && plan.resets()) {
                reset(egress, frame);
            }
        }

        /** A server there that takes a new connection, though its system is lost, has it from then on: so it is known. */
        private void stray(Egress egress, ByteBuffer frame, int target, long now) {
            if (isSyn()) {
                open(egress, frame, target, now);
            } else {
                send(egress, frame, target);
            }
        }

        /** An ICMP error goes to the stack that sent the packet it is about. */
        private void icmpError(Egress egress, ByteBuffer frame) {
            EmbeddedView fault = view.embedded();
            key.set(fault.dstHigh(), fault.dstLow(), fault.dstPort(), fault.srcHigh(), fault.srcLow(), fault.srcPort());
            int target = live();
            if (target != RoutingTable.ABSENT) {
                counters.count(Counter.ICMP);
                send(egress, frame, target);
            } else {
                deliver(egress, frame);
            }
        }

        private void send(Egress egress, ByteBuffer frame, int target) {
            if (target == TargetTable.LOCAL) {
                deliver(egress, frame);
                return;
            }
            sendTo(egress, frame, targets.mac(target));
        }

        private void sendTo(Egress egress, ByteBuffer frame, long mac) {
            if (mac < 0) {
                counters.count(Counter.UNREACHABLE);
                return;
            }
            Ethernet.destination(frame, view.frameOffset(), mac);
            Ethernet.source(frame, view.frameOffset(), egress.vmac());
            counters.count(egress.transmit(frame) ? Counter.FORWARDED : Counter.UNREACHABLE);
        }

        private void deliver(Egress egress, ByteBuffer frame) {
            PartialChecksum.finish(frame, view);
            counters.count(egress.deliver(frame) ? Counter.LOCAL : Counter.UNREACHABLE);
        }

        private void reset(Egress egress, ByteBuffer frame) {
            if (TcpReset.build(view, frame, reset, egress.vmac())) {
                egress.transmit(reset);
                counters.count(Counter.RESET);
            }
        }
    }
}
