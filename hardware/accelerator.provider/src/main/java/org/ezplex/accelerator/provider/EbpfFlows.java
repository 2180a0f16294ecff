// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.ezplex.accelerator.Flow;
import org.ezplex.accelerator.FlowBatch;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.libc.LibBpf;
import org.ezplex.libc.NativeMemory;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;

/** The maps of the kernel's programs, as {@code accelerator.bpf.c} lays them out; one call at a time, on one set of buffers. */
final class EbpfFlows implements KernelFlows {
    static final int FLOW4 = 12;
    static final int FLOW4_DST = 4;
    static final int FLOW6 = 36;
    static final int FLOW6_DST = 16;
    static final int TARGET = 8;
    private static final int FORWARDED = 0;
    private static final int OPENED = 1;

    private final BpfObject object;
    private final Optional<TcHook> hook;
    private final int flows4;
    private final int flows6;
    private final int targets;
    private final int lease;
    private final int counters;
    private final int remainder;
    private final BatchPut batch4;
    private final BatchPut batch6;
    private final TurnsMap turns;
    private final NewsMap news;
    private final Inheritance inheritance;
    /** Addresses and ports are as on the wire. */
    private final ByteBuffer key = KernelMemory.of(FLOW6).order(ByteOrder.BIG_ENDIAN);

    private final ByteBuffer way = KernelMemory.of(WayLayout.SIZE);
    private final ByteBuffer number = KernelMemory.of(Integer.BYTES);
    private final ByteBuffer target = KernelMemory.of(TARGET).order(ByteOrder.BIG_ENDIAN);
    private final ByteBuffer leased = KernelMemory.of(LeaseLayout.SIZE);
    private final ByteBuffer counts = KernelMemory.of(LibBpf.libbpf_num_possible_cpus() * Long.BYTES);
    private final long keyAddress = NativeMemory.address(key);
    private final long wayAddress = NativeMemory.address(way);
    private final long numberAddress = NativeMemory.address(number);
    private final long targetAddress = NativeMemory.address(target);
    private final long leasedAddress = NativeMemory.address(leased);
    private final long countsAddress = NativeMemory.address(counts);
    private boolean closed;

    /** The maps of an object, which is closed with them, as is the hook that its program is attached to. */
    EbpfFlows(BpfObject object, Optional<TcHook> hook, MacAddress vmac) {
        this.object = object;
        this.hook = hook;
        flows4 = object.map("ezplex_flows4");
        flows6 = object.map("ezplex_flows6");
        targets = object.map("ezplex_targets");
        lease = object.map(LeaseLayout.MAP);
        counters = object.map("ezplex_counters");
        batch4 = new BatchPut(flows4, FLOW4);
        batch6 = new BatchPut(flows6, FLOW6);
        turns = new TurnsMap(object.map("ezplex_turns"));
        remainder = object.program("ezplex_tap");
        LeaseLayout.vmac(leased, vmac);
        inheritance = new Inheritance(this, flows4, flows6, targets);
        // Last, as nobody gives its memory back if anything fails after it.
        news = new NewsMap(object.map("ezplex_news"));
        // An earlier run's lease counts until this one's is renewed.
        if (!object.inherits()) {
            renew(0, 0);
        }
    }

    @Override
    public void inherit() {
        if (object.inherits()) {
            inheritance.take();
        }
    }

    @Override
    public int inherited() {
        return inheritance.taken();
    }

    @Override
    public boolean claim(Flow flow, int targetNumber) {
        return inheritance.isThere() && claimed(flow, targetNumber);
    }

    private synchronized boolean claimed(Flow flow, int targetNumber) {
        return !closed && inheritance.claim(key(flow), keyAddress, targetNumber);
    }

    @Override
    public void keep(IpAddress dest) {
        inheritance.keep(dest);
    }

    @Override
    public void disown(Set<IpAddress> dests) {
        inheritance.disown(dests);
    }

    @Override
    public void disown() {
        inheritance.disown();
    }

    static long mac(ByteBuffer wire, int at) {
        return ((wire.getShort(at) & 0xFFFFL) << 32) | (wire.getInt(at + 2) & 0xFFFFFFFFL);
    }

    static void putMac(ByteBuffer wire, int at, long mac) {
        wire.putShort(at, (short) (mac >>> 32)).putInt(at + 2, (int) mac);
    }

    @Override
    public synchronized void target(int targetNumber, long mac) {
        if (!closed) {
            number.putInt(0, targetNumber);
            putMac(target, 0, mac == NOWHERE ? 0 : mac);
            LibBpf.bpf_map_update_elem(targets, numberAddress, targetAddress, LibBpf.ANY);
        }
    }

    @Override
    public boolean put(Flow flow, int targetNumber) {
        return put(flow, targetNumber, WayLayout.ESTABLISHED);
    }

    @Override
    public boolean putOpening(Flow flow, int targetNumber) {
        return put(flow, targetNumber, WayLayout.BY_JAVA);
    }

    private synchronized boolean put(Flow flow, int targetNumber, int opening) {
        if (closed) {
            return false;
        }
        fillWay(targetNumber, opening);
        return LibBpf.bpf_map_update_elem(key(flow), keyAddress, wayAddress, LibBpf.ANY) == 0;
    }

    private void fillWay(int targetNumber, int opening) {
        WayLayout.target(way, targetNumber);
        WayLayout.opening(way, opening);
        WayLayout.seenNow(way);
    }

    @Override
    public synchronized long putAll(FlowBatch batch) {
        if (closed) {
            return 0;
        }
        for (int i = 0; i < batch.size(); i++) {
            fillWay(batch.target(i), batch.isOpening(i) ? WayLayout.BY_JAVA : WayLayout.ESTABLISHED);
            (key(batch.flow(i)) == flows4 ? batch4 : batch6).add(key, way, i);
        }
        return batch4.put() | batch6.put();
    }

    @Override
    public synchronized boolean turns(IpAddress address, int port, int[] sequence, int turn) {
        return !closed && turns.set(address, port, sequence, turn);
    }

    @Override
    public synchronized void endTurns(IpAddress address, int port) {
        if (!closed) {
            turns.remove(address, port);
        }
    }

    @Override
    public void listen(News listener) {
        news.ring().listen(listener);
    }

    @Override
    public boolean hear() {
        return news.ring().hear();
    }

    @Override
    public boolean awaitNews() {
        return news.await();
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
        return WayLayout.seen(way);
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
    public synchronized void renew(long nanos, long nanosToOpen) {
        if (!closed) {
            LeaseLayout.renew(leased, nanos, nanosToOpen);
            lease();
        }
    }

    private void lease() {
        number.putInt(0, 0);
        LibBpf.bpf_map_update_elem(lease, numberAddress, leasedAddress, LibBpf.ANY);
    }

    @Override
    public boolean restore() {
        return hook.map(TcHook::restore).orElse(false);
    }

    @Override
    public long forwarded() {
        return counted(FORWARDED);
    }

    @Override
    public long opened() {
        return counted(OPENED);
    }

    private synchronized long counted(int counter) {
        number.putInt(0, counter);
        if (closed || LibBpf.bpf_map_lookup_elem(counters, numberAddress, countsAddress) != 0) {
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
    public void leave() {
        if (shut(LeaseLayout::endOpening)) {
            release(Optional.empty());
        }
    }

    /** The adapter's socket may keep its filter for a while, which lets everything through without a lease. */
    @Override
    public void close() {
        if (shut(LeaseLayout::end)) {
            release(hook);
        }
    }

    /** Nobody uses the maps after that: what takes its time in the kernel is then done while nobody waits. False if that was so before. */
    private synchronized boolean shut(Consumer<ByteBuffer> change) {
        if (closed) {
            return false;
        }
        change.accept(leased);
        lease();
        closed = true;
        return true;
    }

    private void release(Optional<TcHook> unused) {
        news.close();
        inheritance.close();
        unused.ifPresent(TcHook::close);
        object.close();
    }
}
