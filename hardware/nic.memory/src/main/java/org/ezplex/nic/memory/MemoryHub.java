// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.memory;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Random;
import org.ezplex.nic.FrameReceiver;

/**
 * An Ethernet hub in memory. A frame sent on one port goes to all others on the same side, late, lost or twice as its
 * {@link Faults} say. It has no clock and no thread: whoever drives it says what time it is, so that a run is repeated exactly by
 * the same seed and the same calls. Safe for any thread.
 */
public final class MemoryHub {
    private record Delivery(long due, long number, MemoryPort to, ByteBuffer frame) {}

    private static final Comparator<Delivery> BY_TIME =
            Comparator.comparingLong(Delivery::due).thenComparingLong(Delivery::number);

    private final Random random;
    private final PriorityQueue<Delivery> queue = new PriorityQueue<>(BY_TIME);
    private final List<MemoryPort> ports = new ArrayList<>();
    private final Map<String, Long> macs = new HashMap<>();
    private final Map<String, Integer> sides = new LinkedHashMap<>();
    private final Runnable wake;
    private Faults faults = Faults.NONE;
    private long now;
    private long numbers;

    /** A hub to be driven by hand. */
    public MemoryHub(long seed) {
        this(seed, () -> {});
    }

    /** {@code wake} is called, with no lock held, when there is something new to deliver. */
    MemoryHub(long seed, Runnable wake) {
        random = new Random(seed);
        this.wake = wake;
    }

    /** Plugs in a port with a locally administered address of its own; those of one name are one NIC that is open more than once. */
    public synchronized MemoryPort plug(String name, FrameReceiver arrivals, FrameReceiver departures) {
        long mac = macs.computeIfAbsent(name, unknown -> 0x0200_5E00_0001L + macs.size());
        MemoryPort port = new MemoryPort(this, name, mac, arrivals, departures);
        ports.add(port);
        return port;
    }

    synchronized void unplug(MemoryPort port) {
        ports.remove(port);
    }

    /** Changes what happens to frames sent from now on. */
    public synchronized void faults(Faults wanted) {
        faults = wanted;
    }

    /** Puts a port on a side; ports on different sides do not hear each other. All begin on side 0. */
    public synchronized void side(String name, int side) {
        sides.put(name, side);
    }

    void send(MemoryPort from, ByteBuffer frame) {
        synchronized (this) {
            int side = sides.getOrDefault(from.name(), 0);
            for (MemoryPort to : ports) {
                if (!to.name().equals(from.name()) && sides.getOrDefault(to.name(), 0) == side) {
                    deliverLater(to, frame);
                }
            }
        }
        wake.run();
    }

    private void deliverLater(MemoryPort to, ByteBuffer frame) {
        if (chance(faults.lossPercent())) {
            return;
        }
        int copies = chance(faults.duplicatePercent()) ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            long jitter = faults.jitter().toNanos();
            long due = now + faults.delay().toNanos() + (jitter == 0 ? 0 : (long) (random.nextDouble() * jitter));
            ByteBuffer copy = ByteBuffer.allocateDirect(frame.remaining());
            copy.put(0, frame, frame.position(), frame.remaining());
            queue.add(new Delivery(due, numbers++, to, copy));
        }
    }

    private boolean chance(int percent) {
        return percent > 0 && random.nextInt(100) < percent;
    }

    /**
     * Sets the clock and delivers what is due, also what is sent because of it.
     *
     * @param nanos the time, never less than before
     * @return how many frames were delivered
     */
    public int run(long nanos) {
        int delivered = 0;
        Delivery next = take(nanos);
        while (next != null) {
            next.to().deliver(next.frame());
            delivered++;
            next = take(nanos);
        }
        return delivered;
    }

    private synchronized Delivery take(long nanos) {
        Delivery next = queue.peek();
        if (next == null || next.due() > nanos) {
            now = Math.max(now, nanos);
            return null;
        }
        now = Math.max(now, next.due());
        return queue.remove();
    }

    /** When the next delivery is due; empty if there is none. */
    public synchronized OptionalLong nextDue() {
        Delivery next = queue.peek();
        return next == null ? OptionalLong.empty() : OptionalLong.of(next.due());
    }
}
