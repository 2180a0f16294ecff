// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.ezplex.osa.DataPath;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.packet.FrameView;

/** The adapter's side of the NIC's receiving threads: runs the nodes, sends their answers, counts. Allocates nothing per frame. */
final class FramePath {
    /** A super-frame of 64 KiB with its Ethernet header. */
    private static final int LARGEST = 65535 + 64;

    /**
     * So long what is to be handed on waits for a fence that has just been shut: whoever had no processor for a moment is confirmed in less, and then
     * nothing is lost. TCP would not send it again before. What other stations say waits behind it, while nothing is answered anyway.
     */
    private static final long MOST_HELD_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final Oat oat;
    private final Fence fence;
    private final Inquiries inquiries;
    private final Supplier<DataPath> dataPath;
    private final FrameView view = new FrameView();
    private final ByteBuffer out = ByteBuffer.allocateDirect(LARGEST);
    private final Map<Verdict, AtomicLong> counters;
    private final AtomicLong departures;
    private volatile Adapter adapter;
    /** Whether the arrivals' thread found the fence shut, and since when. */
    private boolean shut;

    private long shutSince;

    FramePath(Oat oat, Fence fence, Inquiries inquiries, Supplier<DataPath> dataPath) {
        this(oat, fence, inquiries, dataPath, noneYet(), new AtomicLong());
    }

    private FramePath(
            Oat oat,
            Fence fence,
            Inquiries inquiries,
            Supplier<DataPath> dataPath,
            Map<Verdict, AtomicLong> counters,
            AtomicLong departures) {
        this.oat = oat;
        this.fence = fence;
        this.inquiries = inquiries;
        this.dataPath = dataPath;
        this.counters = counters;
        this.departures = departures;
    }

    private static Map<Verdict, AtomicLong> noneYet() {
        Map<Verdict, AtomicLong> counters = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.values()) {
            counters.put(verdict, new AtomicLong());
        }
        return counters;
    }

    /** The same for the threads of another port: it counts on. */
    FramePath successor() {
        return new FramePath(oat, fence, inquiries, dataPath, counters, departures);
    }

    /** Frames that come before are left alone: the adapter does not know its own addresses yet. */
    void open(Adapter opened) {
        adapter = opened;
    }

    void close() {
        adapter = null;
    }

    /** A frame from the wire. */
    void arrived(ByteBuffer frame) {
        Adapter to = adapter;
        if (to != null) {
            Verdict verdict = EthernetInput.process(frame, view, oat, to.vmacBits(), out);
            if (verdict.answered()) {
                // Once the fence opens again the address may be another stack's.
                verdict = fence.isOpen() ? sent(to, verdict) : Verdict.FENCED;
            } else if (verdict == Verdict.TO_DATA_PATH) {
                verdict = passes() ? handedOn(to, frame) : Verdict.FENCED;
            } else if (verdict == Verdict.ARP_IGNORED || verdict == Verdict.ND_IGNORED) {
                inquiries.heard(frame, view);
            }
            counters.get(verdict).incrementAndGet();
        }
    }

    /** Waits if it may: the frames behind wait in the port's ring. */
    private boolean passes() {
        boolean open = fence.isOpen();
        if (!open && !shut) {
            shutSince = System.nanoTime();
        }
        while (!open && adapter != null && System.nanoTime() - shutSince < MOST_HELD_NANOS) {
            LockSupport.parkNanos(LOOK_NANOS);
            open = fence.isOpen();
        }
        shut = !open;
        return open;
    }

    private Verdict sent(SharedAdapter from, Verdict verdict) {
        from.transmit(out);
        return verdict;
    }

    private Verdict handedOn(SharedAdapter from, ByteBuffer frame) {
        DataPath to = dataPath.get();
        if (to == null) {
            return Verdict.NO_DATA_PATH;
        }
        to.received(from, frame);
        return Verdict.TO_DATA_PATH;
    }

    /** A connection the host itself opens. */
    void departed(ByteBuffer frame) {
        Adapter from = adapter;
        DataPath to = dataPath.get();
        if (from != null && to != null) {
            departures.incrementAndGet();
            to.departed(from, frame);
        }
    }

    /** Whether that one gets the frames. */
    boolean leadsTo(DataPath user) {
        return dataPath.get() == user;
    }

    boolean hasDataPath() {
        return dataPath.get() != null;
    }

    Map<String, Long> counters() {
        Map<String, Long> named = new LinkedHashMap<>();
        counters.forEach((verdict, count) -> named.put(verdict.title(), count.get()));
        named.put("TRANSMIT FENCED", fence.kept());
        named.put("DEPARTED SYN", departures.get());
        return named;
    }
}
