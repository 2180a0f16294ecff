// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.ezplex.accelerator.AcceleratorException;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.libc.LibBpf;
import org.ezplex.libc.LibC;
import org.ezplex.libc.NativeMemory;
import org.ezplex.net.MacAddress;

/**
 * Runs the kernel's own program on single frames, without a network (BPF_PROG_TEST_RUN): to see what it does with them, and what that
 * costs. Not for use by two threads at once.
 *
 * <pre>
 *  struct bpf_test_run_opts   0 | size | 8 data in | 16 data out | 24 size in | 28 size out | ... 56 result | 60 repeat | 64 duration |
 * </pre>
 */
public final class DryRun implements AutoCloseable {
    private static final int LARGEST = 4096;
    private static final int OPTIONS = 80;
    private static final int DATA_IN = 8;
    private static final int DATA_OUT = 16;
    private static final int SIZE_IN = 24;
    private static final int SIZE_OUT = 28;
    private static final int RESULT = 56;
    private static final int REPEAT = 60;
    private static final int DURATION = 64;
    private static final int REDIRECTED = 7;
    private static final int ETHERNET_HEADER = 14;
    private static final byte[] NO_HEADER = new byte[ETHERNET_HEADER];

    private final BpfObject object;
    private final EbpfFlows flows;
    private final ByteBuffer in = KernelMemory.of(LARGEST);
    private final ByteBuffer out = KernelMemory.of(LARGEST);
    private final ByteBuffer options = KernelMemory.of(OPTIONS);

    private DryRun(BpfObject object, MacAddress vmac) {
        this.object = object;
        flows = new EbpfFlows(object, Optional.empty(), vmac);
    }

    /**
     * As {@link EbpfAccelerator#open}, with no interface.
     *
     * @throws AcceleratorException if this host's kernel does not take the program
     */
    public static DryRun open(MacAddress vmac, int mostFlows) {
        BpfObject.loadLibrary();
        return new DryRun(BpfObject.load(mostFlows, Leftover.none(), vmac), vmac);
    }

    /** The next run, after this one was killed, with what it has left; for as many connections as this one. */
    public DryRun next(MacAddress vmac, int mostFlows) {
        try (Leftover left = Leftover.none()) {
            left.open(object.program("ezplex_forward"));
            DryRun next = new DryRun(BpfObject.load(mostFlows, left, vmac), vmac);
            next.flows.inherit();
            return next;
        }
    }

    /** The connections that it knows. */
    public KernelFlows flows() {
        return flows;
    }

    /**
     * Gives it a frame of up to 4096 bytes as if it had arrived.
     *
     * @param forwarded gets the frame that it would send on; as large as the frame at least
     * @return whether it would; if not, the frame goes up to Java
     */
    public boolean forwards(ByteBuffer frame, ByteBuffer forwarded) {
        run("ezplex_forward", 0, frame);
        if (options.getInt(RESULT) != REDIRECTED) {
            return false;
        }
        int length = options.getInt(SIZE_OUT);
        forwarded.clear().put(0, out, 0, length).limit(length);
        return true;
    }

    /** Whether the adapter would receive a frame. */
    public boolean receives(ByteBuffer frame) {
        run("ezplex_tap", ETHERNET_HEADER, frame);
        return options.getInt(RESULT) != 0;
    }

    /** What one frame costs at the socket and then at tc, in nanoseconds, with what a clock takes to be read twice. */
    public int cost(ByteBuffer frame) {
        run("ezplex_tap", ETHERNET_HEADER, frame);
        int atSocket = options.getInt(DURATION);
        run("ezplex_forward", 0, frame);
        return atSocket + options.getInt(DURATION);
    }

    /** A socket filter is run behind an Ethernet header, though an adapter's sees the frame with it: so it gets one in front to lose. */
    private void run(String program, int front, ByteBuffer frame) {
        in.put(0, NO_HEADER).put(front, frame, frame.position(), frame.remaining());
        options.putLong(0, OPTIONS)
                .putLong(DATA_IN, NativeMemory.address(in))
                .putLong(DATA_OUT, NativeMemory.address(out))
                .putInt(SIZE_IN, front + frame.remaining())
                .putInt(SIZE_OUT, LARGEST)
                .putInt(REPEAT, 1);
        int error = LibBpf.bpf_prog_test_run_opts(object.program(program), NativeMemory.address(options));
        if (error < 0) {
            throw new AcceleratorException("the kernel does not run " + program + ": " + LibC.strerror(-error));
        }
    }

    @Override
    public void close() {
        flows.close();
    }
}
