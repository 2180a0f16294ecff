// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.pcap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.ezplex.libc.LibC;
import org.ezplex.libc.LibPcap;
import org.ezplex.libc.NativeMemory;
import org.ezplex.nic.FrameReceiver;
import org.ezplex.nic.NicException;
import org.ezplex.packet.FrameView;
import org.ezplex.packet.PartialChecksum;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One receiving thread on one handle. A frame is copied once, from the kernel's ring into a buffer of the loop's own, and its
 * checksum finished if the sender left that to hardware. Nothing is allocated per frame.
 */
final class ReceiveLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiveLoop.class);

    /** struct pcap_pkthdr on a 64-bit host: two longs of time, then these. */
    private static final int CAPTURED = 16;

    private static final int LENGTH = 20;
    private static final int PKTHDR = 24;

    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_BPF = 50;

    private static final long JOIN_SECONDS = 5;

    private final PcapHandle handle;
    private final FrameReceiver receiver;
    private final FrameView view = new FrameView();
    private final ByteBuffer slots = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
    private final ByteBuffer header = ByteBuffer.allocateDirect(PKTHDR).order(ByteOrder.nativeOrder());
    private final ByteBuffer frame = ByteBuffer.allocateDirect(Handles.WHOLE_FRAME);
    private final long pcap;
    private final long slotsAddress;
    private final long headerAddress;
    private final long frameAddress;
    private final boolean headersOnly;
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong cut = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicReference<String> wantedFilter = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean stopping;

    /** {@code headersOnly}: frames that the handle cut short are delivered all the same. */
    ReceiveLoop(String name, PcapHandle handle, FrameReceiver receiver, boolean headersOnly) {
        this.handle = handle;
        this.receiver = receiver;
        this.headersOnly = headersOnly;
        pcap = Handles.address(handle);
        slotsAddress = NativeMemory.address(slots);
        headerAddress = NativeMemory.address(header);
        frameAddress = NativeMemory.address(frame);
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        int result = 0;
        while (!stopping && result >= 0) {
            result = LibPcap.pcap_next_ex(pcap, slotsAddress, slotsAddress + 8);
            if (result == 1) {
                deliver();
            }
            refilter();
        }
        if (!stopping) {
            LOG.warn("{} has ended: {}", thread.getName(), error());
        }
    }

    /**
     * Asks for another filter. It is set by the receiving thread, as libpcap is not to be changed under a reader, between two frames:
     * a break would lose the frame that is just being read.
     */
    void filter(String expression) {
        wantedFilter.set(expression);
    }

    /**
     * Lets a program of the kernel choose what is received, in place of any filter that was asked for before. It replaces the filter in the
     * kernel under libpcap, which goes on to take what it is given.
     */
    synchronized void choose(int program) {
        wantedFilter.set(null);
        ByteBuffer descriptor = ByteBuffer.allocateDirect(Integer.BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(0, program);
        int result = LibC.setsockopt(LibPcap.pcap_fileno(pcap), SOL_SOCKET, SO_ATTACH_BPF, descriptor, Integer.BYTES);
        if (result != 0) {
            throw new NicException("the kernel takes no program to choose frames by, error " + LibC.errno());
        }
    }

    private void refilter() {
        if (wantedFilter.get() != null) {
            setWantedFilter();
        }
    }

    private synchronized void setWantedFilter() {
        String expression = wantedFilter.getAndSet(null);
        if (expression != null) {
            try {
                Handles.filter(handle, expression);
            } catch (NicException e) {
                LOG.warn("{} goes on with its old filter", thread.getName(), e);
            }
        }
    }

    private void deliver() {
        LibC.memcpy(headerAddress, slots.getLong(0), PKTHDR);
        int captured = header.getInt(CAPTURED);
        boolean whole = headersOnly || captured == header.getInt(LENGTH);
        if (!whole || captured < 0 || captured > frame.capacity()) {
            cut.lazySet(cut.get() + 1);
            return;
        }
        LibC.memcpy(frameAddress, slots.getLong(8), captured);
        frame.clear().limit(captured);
        received.lazySet(received.get() + 1);
        try {
            view.parse(frame);
            PartialChecksum.finish(frame, view);
            receiver.received(frame);
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** No frame ends the thread; only the first failure is told in full, as whoever can send one can send many. */
    private void failed(RuntimeException cause) {
        failed.lazySet(failed.get() + 1);
        if (failed.get() == 1) {
            LOG.error("{} failed on a frame; the next one follows, failures are counted", thread.getName(), cause);
        } else {
            LOG.debug("{} failed on a frame", thread.getName(), cause);
        }
    }

    private String error() {
        try {
            return handle.getError();
        } catch (NotOpenException e) {
            return "the handle is closed";
        }
    }

    boolean alive() {
        return thread.isAlive();
    }

    long received() {
        return received.get();
    }

    /** Frames that are lost: the ring was full, they were longer than any frame should be, or the receiver failed on them. */
    long dropped() {
        long ours = cut.get() + failed.get();
        try {
            return ours + handle.getStats().getNumPacketsDropped();
        } catch (PcapNativeException | NotOpenException e) {
            LOG.debug("No statistics of {}", thread.getName(), e);
            return ours;
        }
    }

    /** Ends the thread, then closes the handle. A handle whose thread does not end is left open: freeing it would crash the JVM. */
    @Override
    public void close() {
        stopping = true;
        try {
            handle.breakLoop();
            thread.join(TimeUnit.SECONDS.toMillis(JOIN_SECONDS));
        } catch (NotOpenException e) {
            LOG.debug("{} was closed before", thread.getName(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.error("{} does not end; its handle stays open", thread.getName());
        } else {
            handle.close();
        }
    }
}
