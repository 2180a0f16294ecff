// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.ezplex.accelerator.Flow;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;

/** The maps of the kernel's programs, as {@code accelerator.bpf.c} lays them out; one call at a time, on one set of buffers. */
final class EbpfFlows implements KernelFlows {
    private static final int FLOW4 = 12;
    private static final int FLOW4_DST = 4;
    private static final int FLOW6 = 36;
    private static final int FLOW6_DST = 16;
    private static final int WAY = 8;
    private static final int SEEN = 4;
    private static final int SEEN_SHIFT = 20;
    static final String LEASE_MAP = "ezplex_lease";
    static final int LEASE = 16;
    static final int LEASE_VMAC = 8;
    private static final int TARGET = 8;
    private static final int FORWARDED = 0;
    private static final long ANY = 0;
    /** From here on the numbers are of targets of an earlier run, which had numbers of its own for them. */
    private static final int STRANGERS = 1 << 15;

    private static final int TARGETS = 1 << 16;
    private static final int NOBODY = -1;

    private final BpfObject object;
    private final Optional<TcHook> hook;
    private final int flows4;
    private final int flows6;
    private final int targets;
    private final int lease;
    private final int counters;
    private final int remainder;
    /** Addresses and ports are as on the wire. */
    private final ByteBuffer key = LibBpf.memory(FLOW6).order(ByteOrder.BIG_ENDIAN);

    private final ByteBuffer way = LibBpf.memory(WAY);
    private final ByteBuffer number = LibBpf.memory(Integer.BYTES);
    private final ByteBuffer target = LibBpf.memory(TARGET).order(ByteOrder.BIG_ENDIAN);
    private final ByteBuffer leased = LibBpf.memory(LEASE);
    private final ByteBuffer counts = LibBpf.memory(LibBpf.libbpf_num_possible_cpus() * Long.BYTES);
    private final long keyAddress = LibBpf.address(key);
    private final long wayAddress = LibBpf.address(way);
    private int inherited;
    /** Whether there may be connections that nobody has claimed. */
    private volatile boolean inherits;

    private boolean closed;

    /** The maps of an object, which is closed with them, as is the hook that its program is attached to. */
    EbpfFlows(BpfObject object, Optional<TcHook> hook, MacAddress vmac) {
        this.object = object;
        this.hook = hook;
        flows4 = object.map("ezplex_flows4");
        flows6 = object.map("ezplex_flows6");
        targets = object.map("ezplex_targets");
        lease = object.map(LEASE_MAP);
        counters = object.map("ezplex_counters");
        remainder = object.program("ezplex_tap");
        ByteBuffer wire = leased.duplicate().order(ByteOrder.BIG_ENDIAN);
        putMac(wire, LEASE_VMAC, vmac.bits());
        if (object.inherits()) {
            inherit();
        } else {
            renew(0);
        }
    }

    /** Forwarding goes on meanwhile, and each connection goes where it went. */
    private void inherit() {
        Map<Integer, Integer> strangers = new HashMap<>();
        for (int map : new int[] {flows4, flows6}) {
            each(map, known -> {
                int stranger = known >= STRANGERS ? known : strangers.computeIfAbsent(known, this::stranger);
                if (stranger == NOBODY) {
                    LibBpf.bpf_map_delete_elem(map, keyAddress);
                } else {
                    inherited++;
                    enter(map, stranger);
                }
            });
        }
        for (int own = 0; own < STRANGERS; own++) {
            target(own, NOWHERE);
        }
        inherits = inherited > 0;
    }

    /** The number by which a target of an earlier run is known in this one. */
    private int stranger(int known) {
        long mac = mac(known);
        for (int free = STRANGERS; mac != 0 && free < TARGETS; free++) {
            long there = mac(free);
            if (there == 0) {
                target(free, mac);
            }
            if (there == 0 || there == mac) {
                return free;
            }
        }
        return NOBODY;
    }

    private long mac(int targetNumber) {
        number.putInt(0, targetNumber);
        int error = LibBpf.bpf_map_lookup_elem(targets, LibBpf.address(number), LibBpf.address(target));
        return error == 0 ? mac(target, 0) : 0;
    }

    private boolean enter(int map, int targetNumber) {
        way.putInt(0, targetNumber);
        return LibBpf.bpf_map_update_elem(map, keyAddress, wayAddress, ANY) == 0;
    }

    private void each(int map, IntConsumer what) {
        Optional<MapCursor> cursor = cursor(map);
        while (cursor.isPresent() && step(cursor.get(), what)) {}
    }

    private synchronized Optional<MapCursor> cursor(int map) {
        return closed ? Optional.empty() : Optional.of(new MapCursor(map, map == flows4 ? FLOW4 : FLOW6));
    }

    /** Shows the target of the next connection, with that in the buffers. One at a time, so that others have their turn. */
    private synchronized boolean step(MapCursor cursor, IntConsumer what) {
        if (closed || !cursor.next(key)) {
            return false;
        }
        if (LibBpf.bpf_map_lookup_elem(cursor.map(), keyAddress, wayAddress) == 0) {
            what.accept(way.getInt(0));
        }
        return true;
    }

    @Override
    public int inherited() {
        return inherited;
    }

    @Override
    public boolean claim(Flow flow, int targetNumber) {
        return inherits && claimed(flow, targetNumber);
    }

    private synchronized boolean claimed(Flow flow, int targetNumber) {
        int map = key(flow);
        if (closed || LibBpf.bpf_map_lookup_elem(map, keyAddress, wayAddress) != 0 || way.getInt(0) < STRANGERS) {
            return false;
        }
        if (mac(way.getInt(0)) == mac(targetNumber)) {
            return enter(map, targetNumber);
        }
        LibBpf.bpf_map_delete_elem(map, keyAddress);
        return false;
    }

    @Override
    public void disown(IpAddress dest) {
        if (dest.isV4()) {
            disown(flows4, () -> key.getInt(FLOW4_DST) == (int) dest.low());
        } else {
            disown(
                    flows6,
                    () -> key.getLong(FLOW6_DST) == dest.high() && key.getLong(FLOW6_DST + Long.BYTES) == dest.low());
        }
    }

    @Override
    public void disown() {
        disown(flows4, () -> true);
        disown(flows6, () -> true);
        inherits = false;
    }

    private void disown(int map, BooleanSupplier which) {
        if (inherits) {
            each(map, known -> {
                if (known >= STRANGERS && which.getAsBoolean()) {
                    LibBpf.bpf_map_delete_elem(map, keyAddress);
                }
            });
        }
    }

    static long mac(ByteBuffer wire, int at) {
        return ((wire.getShort(at) & 0xFFFFL) << 32) | (wire.getInt(at + 2) & 0xFFFFFFFFL);
    }

    private static void putMac(ByteBuffer wire, int at, long mac) {
        wire.putShort(at, (short) (mac >>> 32)).putInt(at + 2, (int) mac);
    }

    @Override
    public synchronized void target(int targetNumber, long mac) {
        if (!closed) {
            number.putInt(0, targetNumber);
            putMac(target, 0, mac == NOWHERE ? 0 : mac);
            LibBpf.bpf_map_update_elem(targets, LibBpf.address(number), LibBpf.address(target), ANY);
        }
    }

    @Override
    public synchronized boolean put(Flow flow, int targetNumber) {
        if (closed) {
            return false;
        }
        way.putInt(SEEN, (int) (System.nanoTime() >>> SEEN_SHIFT));
        return enter(key(flow), targetNumber);
    }

    @Override
    public synchronized void remove(Flow flow) {
        if (!closed) {
            LibBpf.bpf_map_delete_elem(key(flow), keyAddress);
        }
    }

    @Override
    public synchronized long seen(Flow flow) {
        if (closed || LibBpf.bpf_map_lookup_elem(key(flow), keyAddress, wayAddress) != 0) {
            return NEVER;
        }
        // Of the time only the lower 32 bits are kept: the rest is that of now, unless they have come round since.
        long now = System.nanoTime() >>> SEEN_SHIFT;
        int ago = (int) now - way.getInt(SEEN);
        return (now - ago) << SEEN_SHIFT;
    }

    /** Fills the key; the map that it is one of. */
    private int key(Flow flow) {
        if (flow.isV4()) {
            key.putInt(0, (int) flow.srcLow()).putInt(FLOW4_DST, (int) flow.dstLow());
            ports(flow, FLOW4 - Integer.BYTES);
            return flows4;
        }
        key.putLong(0, flow.srcHigh())
                .putLong(8, flow.srcLow())
                .putLong(FLOW6_DST, flow.dstHigh())
                .putLong(FLOW6_DST + Long.BYTES, flow.dstLow());
        ports(flow, FLOW6 - Integer.BYTES);
        return flows6;
    }

    private void ports(Flow flow, int at) {
        key.putShort(at, (short) flow.srcPort()).putShort(at + Short.BYTES, (short) flow.dstPort());
    }

    @Override
    public synchronized void renew(long nanos) {
        if (!closed) {
            leased.putLong(0, nanos == 0 ? 0 : System.nanoTime() + nanos);
            number.putInt(0, 0);
            LibBpf.bpf_map_update_elem(lease, LibBpf.address(number), LibBpf.address(leased), ANY);
        }
    }

    @Override
    public boolean restore() {
        return hook.map(TcHook::restore).orElse(false);
    }

    @Override
    public synchronized long forwarded() {
        number.putInt(0, FORWARDED);
        if (closed || LibBpf.bpf_map_lookup_elem(counters, LibBpf.address(number), LibBpf.address(counts)) != 0) {
            return 0;
        }
        long sum = 0;
        for (int at = 0; at < counts.capacity(); at += Long.BYTES) {
            sum += counts.getLong(at);
        }
        return sum;
    }

    @Override
    public int remainder() {
        return remainder;
    }

    @Override
    public void close() {
        if (shut()) {
            hook.ifPresent(TcHook::close);
            object.close();
        }
    }

    /**
     * Nobody uses the maps after that: what takes its time in the kernel is then done while nobody waits. The adapter's socket may keep its
     * filter for a while, which lets everything through without a lease. False if that was so before.
     */
    private synchronized boolean shut() {
        renew(0);
        boolean was = closed;
        closed = true;
        return !was;
    }
}
