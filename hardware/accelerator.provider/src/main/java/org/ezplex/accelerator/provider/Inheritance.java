// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.ezplex.libc.LibBpf;
import org.ezplex.libc.NativeMemory;
import org.ezplex.net.IpAddress;

/**
 * What an earlier run has left in the kernel's maps. It is known by the numbers of its targets, which are above this run's own. One thread at
 * a time goes through the maps, with buffers of its own; it has the monitor of the maps, which packets wait for, only while it changes
 * a connection.
 */
final class Inheritance {
    /** From here on the numbers are of targets of an earlier run, which had numbers of its own for them. */
    private static final int STRANGERS = 1 << 15;

    private static final int TARGETS = 1 << 16;
    private static final int NOBODY = -1;
    private static final long NOWHERE = 0;
    /** Connections that are looked at in one go: then others have their turn at the processor. */
    private static final int CHUNK = 512;

    private static final long PAUSE_NANOS = 50_000;

    private final Object monitor;
    private final int flows4;
    private final int flows6;
    private final int targets;

    private final ByteBuffer key = KernelMemory.of(EbpfFlows.FLOW6).order(ByteOrder.BIG_ENDIAN);
    private final ByteBuffer way = KernelMemory.of(WayLayout.SIZE);
    private final long keyAddress = NativeMemory.address(key);
    private final long wayAddress = NativeMemory.address(way);
    /** These are used with the monitor only. */
    private final ByteBuffer claimed = KernelMemory.of(WayLayout.SIZE);

    private final ByteBuffer number = KernelMemory.of(Integer.BYTES);
    private final ByteBuffer target = KernelMemory.of(EbpfFlows.TARGET).order(ByteOrder.BIG_ENDIAN);
    private final long claimedAddress = NativeMemory.address(claimed);
    private final long numberAddress = NativeMemory.address(number);
    private final long targetAddress = NativeMemory.address(target);

    private final Set<IpAddress> kept = ConcurrentHashMap.newKeySet();
    private volatile int taken;
    /** Whether there may be connections that nobody has claimed. */
    private volatile boolean there;
    /** Whether those are to addresses that are kept only. */
    private boolean onlyKept;

    private volatile boolean closed;

    /** Of these maps, given by their file descriptors. */
    Inheritance(Object monitor, int flows4, int flows6, int targets) {
        this.monitor = monitor;
        this.flows4 = flows4;
        this.flows6 = flows6;
        this.targets = targets;
    }

    /** Gives all that is in the maps to strangers. Forwarding goes on meanwhile, and each connection goes where it went. */
    synchronized void take() {
        Map<Integer, Integer> strangers = new HashMap<>();
        int[] count = new int[1];
        for (int map : new int[] {flows4, flows6}) {
            each(map, known -> {
                int stranger = known >= STRANGERS ? known : strangers.computeIfAbsent(known, this::stranger);
                count[0] += change(map, known, stranger) ? 1 : 0;
            });
        }
        for (int own = 0; own < STRANGERS && !closed; own++) {
            synchronized (monitor) {
                target(own, NOWHERE);
            }
        }
        taken = count[0];
        there = taken > 0;
    }

    int taken() {
        return taken;
    }

    boolean isThere() {
        return there;
    }

    /** The number by which a target of an earlier run is known in this one. */
    private int stranger(int known) {
        synchronized (monitor) {
            long mac = mac(known);
            for (int free = STRANGERS; mac != NOWHERE && free < TARGETS; free++) {
                long other = mac(free);
                if (other == NOWHERE) {
                    target(free, mac);
                }
                if (other == NOWHERE || other == mac) {
                    return free;
                }
            }
            return NOBODY;
        }
    }

    private long mac(int targetNumber) {
        number.putInt(0, targetNumber);
        int error = LibBpf.bpf_map_lookup_elem(targets, numberAddress, targetAddress);
        return error == 0 ? EbpfFlows.mac(target, 0) : NOWHERE;
    }

    private void target(int targetNumber, long mac) {
        number.putInt(0, targetNumber);
        EbpfFlows.putMac(target, 0, mac);
        LibBpf.bpf_map_update_elem(targets, numberAddress, targetAddress, LibBpf.ANY);
    }

    /**
     * Gives a connection that an earlier run has left to a target, if it went to the same MAC address, or removes it; with the monitor. It
     * is established then, even if it was being opened when that run ended.
     *
     * @param keyOfFlow its address
     */
    boolean claim(int map, long keyOfFlow, int targetNumber) {
        if (LibBpf.bpf_map_lookup_elem(map, keyOfFlow, claimedAddress) != 0 || WayLayout.target(claimed) < STRANGERS) {
            return false;
        }
        if (mac(WayLayout.target(claimed)) == mac(targetNumber)) {
            WayLayout.target(claimed, targetNumber);
            WayLayout.opening(claimed, WayLayout.ESTABLISHED);
            if (LibBpf.bpf_map_update_elem(map, keyOfFlow, claimedAddress, LibBpf.ANY) == 0) {
                return true;
            }
        }
        LibBpf.bpf_map_delete_elem(map, keyOfFlow);
        return false;
    }

    void keep(IpAddress dest) {
        kept.add(dest);
    }

    synchronized void disown(Set<IpAddress> dests) {
        kept.removeAll(dests);
        disownIf(dests::contains);
        forget();
    }

    synchronized void disown() {
        disownIf(dest -> !kept.contains(dest));
        onlyKept = true;
        forget();
    }

    private void forget() {
        if (onlyKept && kept.isEmpty()) {
            there = false;
        }
    }

    private void disownIf(Predicate<IpAddress> which) {
        if (there) {
            for (int map : new int[] {flows4, flows6}) {
                each(map, known -> {
                    if (known >= STRANGERS && which.test(dest(map))) {
                        change(map, known, NOBODY);
                    }
                });
            }
        }
    }

    private IpAddress dest(int map) {
        return map == flows4
                ? IpAddress.v4(key.getInt(EbpfFlows.FLOW4_DST))
                : new IpAddress(key.getLong(EbpfFlows.FLOW6_DST), key.getLong(EbpfFlows.FLOW6_DST + Long.BYTES));
    }

    /** Shows the target of each connection, with that in the buffers. */
    private void each(int map, IntConsumer what) {
        if (closed) {
            return;
        }
        MapCursor cursor = new MapCursor(map, map == flows4 ? EbpfFlows.FLOW4 : EbpfFlows.FLOW6);
        for (int shown = 1; !closed && cursor.next(key); shown++) {
            if (LibBpf.bpf_map_lookup_elem(map, keyAddress, wayAddress) == 0) {
                what.accept(WayLayout.target(way));
            }
            if (shown % CHUNK == 0) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /**
     * Gives the connection in the buffers to another target unless somebody else has meanwhile; removes it where that is nobody. One that is
     * being opened is forwarded from its next segment on that is no SYN, like one that this run has opened; the turns it was given by are gone.
     */
    private boolean change(int map, int from, int to) {
        synchronized (monitor) {
            if (LibBpf.bpf_map_lookup_elem(map, keyAddress, wayAddress) != 0 || WayLayout.target(way) != from) {
                return false;
            }
            WayLayout.target(way, to);
            if (WayLayout.opening(way) != WayLayout.ESTABLISHED) {
                WayLayout.opening(way, WayLayout.BY_JAVA);
            }
            if (to != NOBODY && LibBpf.bpf_map_update_elem(map, keyAddress, wayAddress, LibBpf.ANY) == 0) {
                return true;
            }
            LibBpf.bpf_map_delete_elem(map, keyAddress);
            return false;
        }
    }

    /** Returns when nobody goes through the maps any more. */
    void close() {
        closed = true;
        awaitWalk();
    }

    private synchronized void awaitWalk() {
        there = false;
    }
}
