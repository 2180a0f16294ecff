// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ezplex.distributor.provider.path.Forwarder;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.packet.FrameView;
import org.ezplex.tcpip.DataDevice;

/** Gives each of the adapters' threads a lane of the forwarder, and each adapter a way out. */
final class PacketPath {
    private final Forwarder forwarder;
    private final Forwarder.Lane reviewLane;
    /**
     * Not thread locals: a thread that outlives this component would keep its tables. Nor does this keep threads: an adapter that is
     * opened again has new ones, and when the first of them comes, the lanes of those that have ended go.
     */
    private final Map<Thread, Forwarder.Lane> lanes = new ConcurrentHashMap<>();

    private volatile AdapterEgress egress;
    private volatile DataDevice device;
    private boolean closed;

    PacketPath(Forwarder forwarder) {
        this.forwarder = forwarder;
        reviewLane = forwarder.lane();
    }

    /** Sets the way to this stack's own TCP/IP; the one before goes if its stack has ended. */
    synchronized void device(DataDevice newDevice) {
        DataDevice before = device;
        if (!closed && before != newDevice) {
            newDevice.hold();
            device = newDevice;
            release(before);
        }
    }

    private static void release(DataDevice before) {
        if (before != null) {
            before.release();
        }
    }

    Optional<DataDevice> device() {
        return Optional.ofNullable(device);
    }

    void received(SharedAdapter adapter, ByteBuffer frame) {
        lane().received(egress(adapter), frame, System.nanoTime());
    }

    /** What a frame holds that is not routed; good until the thread's next frame. */
    FrameView look(ByteBuffer frame) {
        return lane().look(frame);
    }

    /** What the kernel has opened is known then, before anything is heard of it from its target. */
    void catchUp() {
        forwarder.catchUp();
    }

    /** On the event loop: looks at the held frames again. */
    void review() {
        if (forwarder.holding()) {
            reviewLane.review(System.nanoTime());
        }
    }

    /** How many threads have a lane. */
    int lanes() {
        return lanes.size();
    }

    /** Routes nothing any more. */
    synchronized void close() {
        forwarder.plans();
        lanes.clear();
        closed = true;
        DataDevice last = device;
        device = null;
        release(last);
    }

    private Forwarder.Lane lane() {
        Thread thread = Thread.currentThread();
        Forwarder.Lane lane = lanes.get(thread);
        return lane != null ? lane : addLane(thread);
    }

    private Forwarder.Lane addLane(Thread thread) {
        lanes.keySet().removeIf(other -> !other.isAlive());
        Forwarder.Lane lane = forwarder.lane();
        lanes.put(thread, lane);
        return lane;
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
}
