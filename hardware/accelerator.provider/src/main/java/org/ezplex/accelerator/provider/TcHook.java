// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import java.nio.ByteBuffer;
import org.ezplex.accelerator.AcceleratorException;

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

    private final ByteBuffer hook = LibBpf.memory(HOOK);
    private final ByteBuffer options = LibBpf.memory(OPTIONS);
    private final String interfaceName;
    private int program;
    private int attachedId;
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
        attach();
    }

    private void attach() {
        int error = LibBpf.bpf_tc_hook_create(LibBpf.address(hook));
        if (error < 0 && error != -LibC.EEXIST) {
            throw BpfObject.refused(interfaceName + " takes no clsact queueing discipline", -error);
        }
        error = LibBpf.bpf_tc_attach(LibBpf.address(hook), options(program, REPLACE));
        if (error < 0) {
            destroy();
            throw BpfObject.refused(interfaceName + " takes no program at its ingress", -error);
        }
        attachedId = options.getInt(PROGRAM_ID);
    }

    private long options(int descriptor, int flags) {
        options.putInt(PROGRAM, descriptor).putInt(FLAGS, flags).putInt(PROGRAM_ID, 0);
        return LibBpf.address(options);
    }

    /** Attaches the program again if it is there no more; whether that was so. */
    synchronized boolean restore() {
        if (closed || isAttached()) {
            return false;
        }
        attach();
        return true;
    }

    private boolean isAttached() {
        return programId() == attachedId;
    }

    /** The id of the program that is there, or was left there; 0 if there is none. */
    synchronized int programId() {
        return LibBpf.bpf_tc_query(LibBpf.address(hook), options(0, 0)) == 0 ? options.getInt(PROGRAM_ID) : 0;
    }

    private static int index(String interfaceName) {
        int index = LibC.if_nametoindex(interfaceName);
        if (index == 0) {
            throw new AcceleratorException(
                    "there is no interface " + interfaceName + "; ip link show lists those there are");
        }
        return index;
    }

    /** The queueing discipline may be a killed run's, and is of no use to anybody without filters: it goes unless it has some. */
    private void destroy() {
        if (Filters.isEmpty(hook.getInt(IFINDEX))) {
            hook.putInt(ATTACH_POINT, BOTH);
            LibBpf.bpf_tc_hook_destroy(LibBpf.address(hook));
            hook.putInt(ATTACH_POINT, INGRESS);
        }
    }

    /** Takes the program away, or what was left there in its place, and the queueing discipline with it unless somebody else uses that. */
    @Override
    public synchronized void close() {
        closed = true;
        LibBpf.bpf_tc_detach(LibBpf.address(hook), options(0, 0));
        destroy();
    }
}
