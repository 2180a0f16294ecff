// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.memory;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.ezplex.net.MacAddress;
import org.ezplex.nic.FrameReceiver;
import org.ezplex.nic.NicCounters;
import org.ezplex.nic.NicPort;

/** A port of a {@link MemoryHub}. */
public final class MemoryPort implements NicPort {
    private static final int MTU = 1500;
    private static final int HEADER = 14;
    private static final long ALL = -1;

    private final MemoryHub hub;
    private final String name;
    private final MacAddress mac;
    private final FrameReceiver arrivals;
    private final FrameReceiver departures;
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong transmitted = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Object delivering = new Object();
    private volatile long only = ALL;
    private volatile boolean closed;

    MemoryPort(MemoryHub hub, String name, long mac, FrameReceiver arrivals, FrameReceiver departures) {
        this.hub = hub;
        this.name = name;
        this.mac = new MacAddress(mac);
        this.arrivals = arrivals;
        this.departures = departures;
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
        return MTU;
    }

    @Override
    public void receiveOnly(MacAddress address) {
        only = address.bits();
    }

    @Override
    public boolean usable() {
        return !closed;
    }

    @Override
    public boolean transmit(ByteBuffer frame) {
        if (closed || frame.remaining() < HEADER || frame.remaining() > MTU + HEADER + 4) {
            failed.incrementAndGet();
            return false;
        }
        transmitted.incrementAndGet();
        hub.send(this, frame);
        return true;
    }

    /** What a host's own TCP/IP would do: the frame is seen departing, and goes on the wire. */
    public void depart(ByteBuffer frame) {
        departures.received(frame);
        hub.send(this, frame);
    }

    void deliver(ByteBuffer frame) {
        synchronized (delivering) {
            if (!closed && wanted(frame)) {
                received.incrementAndGet();
                receive(frame);
            }
        }
    }

    private void receive(ByteBuffer frame) {
        try {
            arrivals.received(frame);
        } catch (RuntimeException e) {
            dropped.incrementAndGet();
            throw e;
        }
    }

    private boolean wanted(ByteBuffer frame) {
        long destination = (frame.getShort(0) & 0xFFFFL) << 32 | (frame.getInt(2) & 0xFFFF_FFFFL);
        return only == ALL || destination == only || (destination >>> 40 & 1) != 0;
    }

    @Override
    public NicCounters counters() {
        return new NicCounters(received.get(), transmitted.get(), dropped.get(), failed.get(), 0);
    }

    @Override
    public void close() {
        synchronized (delivering) {
            closed = true;
        }
        hub.unplug(this);
    }
}
