// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import java.nio.ByteBuffer;
import org.ezplex.accelerator.AcceleratorException;
import org.ezplex.libc.LibBpf;
import org.ezplex.libc.LibC;
import org.ezplex.libc.NativeMemory;

/**
 * A program at the ingress of an interface, where the kernel gives it each frame before its own TCP/IP. Safe for any thread.
 *
 * <pre>
 *  struct bpf_tc_hook   0 | size, 8 bytes | 8 ifindex | 12 attach point | 16 parent | 20 nothing |
 *  struct bpf_tc_opts   0 | size, 8 bytes | 8 prog_fd | 12 flags | 16 prog_id | 20 handle | 24 priority | 28 nothing |
 * </pre>
 */
final class TcHook implements AutoCloseable {
    private static final int HOOK = 24;
    private static final int IFINDEX = 8;
    private static final int ATTACH_POINT = 12;
    private static final int INGRESS = 1;
    private static final int BOTH = 3;

    private static final int OPTIONS = 32;
    private static final int PROGRAM = 8;
    private static final int FLAGS = 12;
    private static final int PROGRAM_ID = 16;
    private static final int HANDLE = 20;
    private static final int PRIORITY = 24;
    private static final int REPLACE = 1;

    /** What this program is known by, so that one that was left behind is replaced. */
    private static final int OUR_HANDLE = 1;

    private static final int OUR_PRIORITY = 0xE2;
    /** An answer may fail for want of memory and the like: that does not take the program away. */
    private static final int MOST_UNANSWERED = 5;

    private final ByteBuffer hook = KernelMemory.of(HOOK);
    private final ByteBuffer options = KernelMemory.of(OPTIONS);
    private final String interfaceName;
    private int program;
    private int attachedId;
    /** Whether the queueing discipline is this one's, or a killed run's. */
    private boolean ours;
    /** How often in a row the kernel has not said what is there. */
    private int unanswered;

    private boolean closed;

    /** Nothing is attached yet; what was left there stays. */
    TcHook(String interfaceName) {
        this.interfaceName = interfaceName;
        hook.putLong(0, HOOK).putInt(IFINDEX, index(interfaceName)).putInt(ATTACH_POINT, INGRESS);
        options.putLong(0, OPTIONS).putInt(HANDLE, OUR_HANDLE).putInt(PRIORITY, OUR_PRIORITY);
    }

    /** Attaches a program, in place of one that was left there: no frame goes between the two. */
    synchronized void attach(int descriptor) {
        program = descriptor;
        ours = programId() != 0;
        attachWith(REPLACE);
    }

    private void attachWith(int flags) {
        int error = LibBpf.bpf_tc_hook_create(NativeMemory.address(hook));
        if (error < 0 && error != -LibC.EEXIST) {
            throw BpfObject.refused(interfaceName + " takes no clsact queueing discipline", -error);
        }
        ours |= error == 0;
        error = LibBpf.bpf_tc_attach(NativeMemory.address(hook), options(program, flags));
        if (error < 0) {
            destroy();
            throw BpfObject.refused(interfaceName + " takes no program at its ingress", -error);
        }
        attachedId = options.getInt(PROGRAM_ID);
    }

    private long options(int descriptor, int flags) {
        options.putInt(PROGRAM, descriptor).putInt(FLAGS, flags).putInt(PROGRAM_ID, 0);
        return NativeMemory.address(options);
    }

    /** Attaches the program again if it is there no more; whether that was so. One that somebody has put in its place stays. */
    synchronized boolean restore() {
        int there = closed ? attachedId : ask();
        if (there == attachedId) {
            unanswered = 0;
            return false;
        }
        if (there > 0) {
            throw new AcceleratorException("another program is in the place of this one at the ingress of "
                    + interfaceName + " (handle 1, priority 226); only one system can forward there");
        }
        if (there != -LibC.ENOENT && there != -LibC.EINVAL) {
            return isUnknown(there);
        }
        unanswered = 0;
        attachWith(0);
        return true;
    }

    private boolean isUnknown(int error) {
        unanswered++;
        if (unanswered < MOST_UNANSWERED) {
            return false;
        }
        throw BpfObject.refused("the kernel does not say which program is at the ingress of " + interfaceName, -error);
    }

    /** The id of the program that is there; -ENOENT if there is none, -EINVAL if there is no queueing discipline for one. */
    private int ask() {
        int error = LibBpf.bpf_tc_query(NativeMemory.address(hook), options(0, 0));
        return error == 0 ? options.getInt(PROGRAM_ID) : error;
    }

    /** The id of the program that is there, or was left there; 0 if there is none. */
    synchronized int programId() {
        return Math.max(0, ask());
    }

    private static int index(String interfaceName) {
        int index = LibC.if_nametoindex(interfaceName);
        if (index == 0) {
            throw new AcceleratorException(
                    "there is no interface " + interfaceName + "; ip link show lists those there are");
        }
        return index;
    }

    /** Goes unless there are filters on it: an empty one of a killed run is of no use to anybody. One that was there before stays. */
    private void destroy() {
        if (ours && Filters.isEmpty(hook.getInt(IFINDEX))) {
            hook.putInt(ATTACH_POINT, BOTH);
            LibBpf.bpf_tc_hook_destroy(NativeMemory.address(hook));
            hook.putInt(ATTACH_POINT, INGRESS);
        }
    }

    /** Takes away what a killed run has left there, and the queueing discipline with it unless somebody else uses that. */
    synchronized void clear() {
        ours = true;
        detach();
    }

    private void detach() {
        LibBpf.bpf_tc_detach(NativeMemory.address(hook), options(0, 0));
        destroy();
    }

    /** Takes the program away, if it is still the one there, and the queueing discipline with it if that is of this one. */
    @Override
    public synchronized void close() {
        closed = true;
        if (attachedId != 0 && ask() == attachedId) {
            detach();
        } else {
            destroy();
        }
    }
}
