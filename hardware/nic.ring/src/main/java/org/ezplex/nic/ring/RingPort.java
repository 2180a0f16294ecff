// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.ring;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ezplex.libc.NativeMemory;
import org.ezplex.net.MacAddress;
import org.ezplex.nic.FrameReceiver;
import org.ezplex.nic.NicCounters;
import org.ezplex.nic.NicPort;
import org.ezplex.packet.Ethernet;
import org.ezplex.packet.FrameView;
import org.ezplex.packet.PartialChecksum;
import org.ezplex.packet.Segmenter;

/**
 * An interface opened by packet sockets with rings. Of arrivals, what opens connections has a ring of its own: a flood of that fills this ring
 * only, and anything else goes first. One thread looks at both, another at departures. Sends on the first socket.
 */
final class RingPort implements NicPort {
    private static final int LARGEST_MTU = 65535;
    /** More than an Ethernet header with tags. */
    private static final int LINK_HEADER = 64;

    private static final int WHOLE_FRAME = LARGEST_MTU + LINK_HEADER;
    private static final int HEADERS = 256;
    private static final int SOCKETS = 3;
    private static final int SMALL_RING = 1 << 20;
    private static final int OPENINGS_PART = 4;

    private static final int PORTION = 64;
    /** While these are worked off the others wait. */
    private static final int OPENINGS_PORTION = 8;

    private final String name;
    private final PacketSocket socket;
    private final PacketSocket openings;
    private final int mtu;
    private final ReceiveLoop arrivals;
    private final ReceiveLoop departures;

    /** Guards everything below: one sender at a time, none while closing. */
    private final Object sending = new Object();

    private final ByteBuffer out = ByteBuffer.allocateDirect(VirtioHeader.SIZE + WHOLE_FRAME);
    private final long outAddress = NativeMemory.address(out);
    private final ByteBuffer outFrame = out.slice(VirtioHeader.SIZE, WHOLE_FRAME);
    private final FrameView view = new FrameView();
    private final Segmenter segmenter;
    private final Segmenter.Sink segmentSink = this::sendPart;
    private final Outbox outbox;
    private boolean closed;
    private long transmitFailed;
    private long segmented;

    private RingPort(
            String name,
            PacketSocket socket,
            PacketSocket openings,
            PacketSocket leaving,
            int bufferBytes,
            FrameReceiver arriving,
            FrameReceiver departing) {
        this.name = name;
        this.socket = socket;
        this.openings = openings;
        mtu = Math.min(LARGEST_MTU, socket.mtu());
        segmenter = new Segmenter(mtu);
        outbox = new Outbox(socket.descriptor(), 1);
        socket.useVirtioHeaders();
        socket.ignoreOutgoing();
        socket.promiscuous();
        socket.limitSending();
        openings.useVirtioHeaders();
        openings.ignoreOutgoing();
        int usual = mtu + LINK_HEADER;
        ReceiveRing main = new ReceiveRing(socket, bufferBytes, usual, WHOLE_FRAME);
        // No offload makes these longer.
        ReceiveRing opening =
                new ReceiveRing(openings, Math.max(SMALL_RING, bufferBytes / OPENINGS_PART), usual, usual);
        arrivals = new ReceiveLoop(
                "nic-" + name + "-in",
                arriving,
                false,
                List.of(
                        new ReceiveLoop.Source(socket, main, PORTION, false),
                        new ReceiveLoop.Source(openings, opening, OPENINGS_PORTION, true)));
        leaving.useVirtioHeaders();
        leaving.filter(SocketFilter.openingsFrom(socket.mac(), HEADERS));
        ReceiveRing small = new ReceiveRing(leaving, SMALL_RING, HEADERS, HEADERS);
        departures = new ReceiveLoop(
                "nic-" + name + "-out",
                departing,
                true,
                List.of(new ReceiveLoop.Source(leaving, small, PORTION, false)));
        socket.filter(SocketFilter.others());
        openings.filter(SocketFilter.openings());
        socket.receive();
        openings.receive();
        leaving.receive();
    }

    /** Receives from now on, but nobody looks before {@link #start}. */
    static RingPort of(String name, int bufferBytes, FrameReceiver arriving, FrameReceiver departing) {
        List<PacketSocket> opened = new ArrayList<>();
        try {
            for (int i = 0; i < SOCKETS; i++) {
                opened.add(PacketSocket.of(name));
            }
            return new RingPort(name, opened.get(0), opened.get(1), opened.get(2), bufferBytes, arriving, departing);
        } catch (RuntimeException e) {
            opened.forEach(PacketSocket::close);
            throw e;
        }
    }

    void start() {
        arrivals.start();
        departures.start();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public MacAddress mac() {
        return socket.mac();
    }

    @Override
    public int mtu() {
        return mtu;
    }

    @Override
    public void receiveOnly(MacAddress address) {
        socket.filter(SocketFilter.othersAt(address));
        openings.filter(SocketFilter.openingsAt(address));
        openings.receive();
    }

    /** All on one socket: the program is to see each frame once. What opens connections it leaves to the kernel where it can. */
    @Override
    public void receiveBy(int program) {
        socket.choose(program);
        openings.rest();
    }

    @Override
    public void catchUp(Duration most) {
        arrivals.catchUp(most);
    }

    @Override
    public boolean usable() {
        return arrivals.alive() && departures.alive();
    }

    @Override
    public boolean transmit(ByteBuffer frame) {
        if (arrivals.forward(frame)) {
            return true;
        }
        synchronized (sending) {
            boolean sent = !closed && send(frame);
            if (!sent) {
                transmitFailed++;
            }
            return sent;
        }
    }

    private boolean send(ByteBuffer frame) {
        if (frame.remaining() > mtu + Ethernet.HEADER && isLong(frame)) {
            int parts = segmenter.cut(frame, view, mtu, segmentSink);
            segmented += parts > 0 ? 1 : 0;
            return parts > 0;
        }
        if (frame.remaining() > WHOLE_FRAME) {
            return false;
        }
        copy(frame);
        view.parse(outFrame);
        PartialChecksum.finish(outFrame, view);
        return outFrameSent();
    }

    /** Not only by a VLAN tag or padding. */
    private boolean isLong(ByteBuffer frame) {
        return view.parse(frame).isIp() && view.ipEnd() - view.l3Offset() > mtu;
    }

    private boolean sendPart(ByteBuffer part) {
        copy(part);
        return outFrameSent();
    }

    private void copy(ByteBuffer frame) {
        outFrame.clear().limit(frame.remaining()).put(0, frame, frame.position(), frame.remaining());
    }

    private boolean outFrameSent() {
        outbox.add(outAddress, VirtioHeader.SIZE + outFrame.limit());
        return outbox.flush();
    }

    @Override
    public NicCounters counters() {
        synchronized (sending) {
            long dropped = closed ? 0 : arrivals.dropped() + departures.dropped();
            return new NicCounters(
                    arrivals.received(),
                    outbox.sent() + arrivals.sent(),
                    dropped,
                    transmitFailed + arrivals.notSent(),
                    segmented);
        }
    }

    @Override
    public void close() {
        synchronized (sending) {
            if (closed) {
                return;
            }
            closed = true;
        }
        departures.close();
        arrivals.close();
    }
}
