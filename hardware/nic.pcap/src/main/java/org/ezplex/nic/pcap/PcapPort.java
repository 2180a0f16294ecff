// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.pcap;

import java.nio.ByteBuffer;
import org.ezplex.libc.LibPcap;
import org.ezplex.libc.NativeMemory;
import org.ezplex.net.MacAddress;
import org.ezplex.nic.FrameReceiver;
import org.ezplex.nic.NicCounters;
import org.ezplex.nic.NicPort;
import org.ezplex.packet.Ethernet;
import org.ezplex.packet.FrameView;
import org.ezplex.packet.Segmenter;
import org.pcap4j.core.PcapHandle;

/** An interface opened by libpcap: a handle and a thread for arrivals, another pair for departures. Sends on the first handle. */
final class PcapPort implements NicPort {
    private final String name;
    private final MacAddress mac;
    private final int mtu;
    private final PcapHandle handle;
    private final long pcap;
    private final ReceiveLoop arrivals;
    private final ReceiveLoop departures;

    /** Guards everything below: one sender at a time, none while closing. */
    private final Object sending = new Object();

    private final ByteBuffer out = ByteBuffer.allocateDirect(Handles.WHOLE_FRAME);
    private final long outAddress = NativeMemory.address(out);
    private final FrameView view = new FrameView();
    private final Segmenter segmenter;
    private final Segmenter.Sink segmentSink = this::send;
    private boolean closed;
    private long transmitted;
    private long transmitFailed;
    private long segmented;

    PcapPort(String name, MacAddress mac, int mtu, int bufferBytes, FrameReceiver arriving, FrameReceiver departing) {
        this.name = name;
        this.mac = mac;
        this.mtu = mtu;
        segmenter = new Segmenter(mtu);
        handle = Handles.arrivals(name, bufferBytes);
        PcapHandle leaving;
        try {
            leaving = Handles.departures(name, mac);
        } catch (RuntimeException e) {
            handle.close();
            throw e;
        }
        pcap = Handles.address(handle);
        arrivals = new ReceiveLoop("nic-" + name + "-in", handle, arriving, false);
        departures = new ReceiveLoop("nic-" + name + "-out", leaving, departing, true);
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
        return mac;
    }

    @Override
    public int mtu() {
        return mtu;
    }

    @Override
    public void receiveOnly(MacAddress address) {
        arrivals.filter(Handles.arrivalsAt(address));
    }

    @Override
    public void receiveBy(int program) {
        arrivals.choose(program);
    }

    @Override
    public boolean usable() {
        return arrivals.alive() && departures.alive();
    }

    @Override
    public boolean transmit(ByteBuffer frame) {
        synchronized (sending) {
            boolean sent = !closed && (frame.remaining() <= mtu + Ethernet.HEADER ? send(frame) : sendLong(frame));
            if (!sent) {
                transmitFailed++;
            }
            return sent;
        }
    }

    /** A frame that may be too long: by a VLAN tag or padding only, or because offloads made it one. */
    private boolean sendLong(ByteBuffer frame) {
        if (!view.parse(frame).isIp() || view.ipEnd() - view.l3Offset() <= mtu) {
            return send(frame);
        }
        int parts = segmenter.cut(frame, view, mtu, segmentSink);
        segmented += parts > 0 ? 1 : 0;
        return parts > 0;
    }

    private boolean send(ByteBuffer frame) {
        int length = frame.remaining();
        if (length > out.capacity()) {
            return false;
        }
        out.put(0, frame, frame.position(), length);
        boolean sent = LibPcap.pcap_sendpacket(pcap, outAddress, length) == 0;
        transmitted += sent ? 1 : 0;
        return sent;
    }

    @Override
    public NicCounters counters() {
        synchronized (sending) {
            long dropped = closed ? 0 : arrivals.dropped() + departures.dropped();
            return new NicCounters(arrivals.received(), transmitted, dropped, transmitFailed, segmented);
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
