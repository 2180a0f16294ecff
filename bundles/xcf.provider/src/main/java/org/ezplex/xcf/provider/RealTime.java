// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.io.File;
import java.nio.ByteBuffer;
import org.ezplex.libc.LibC;
import org.ezplex.libc.NativeMemory;

/**
 * Raises the calling thread above the others of this host, and the process above other processes, as far as the host lets it. Linux,
 * by JNA.
 */
final class RealTime {
    private static final int SCHED_RR = 2;
    /** Or every thread made by this one would be at real-time priority, too. */
    private static final int SCHED_RESET_ON_FORK = 0x4000_0000;

    private static final int PRIORITY = 10;
    private static final int PRIO_PROCESS = 0;
    private static final int NICEST = -20;
    /** Before what a host does by the way, behind its own real-time threads. */
    private static final int NICE_PROCESS = -10;

    private RealTime() {}

    /** What the thread has got, in words. */
    static String raise() {
        if (!System.getProperty("os.name").startsWith("Linux")) {
            return "normal priority: this is not Linux";
        }
        try {
            raiseProcess();
            if (LibC.sched_setscheduler(0, SCHED_RR | SCHED_RESET_ON_FORK, parameter()) == 0) {
                return "real-time priority " + PRIORITY;
            }
            // On Linux nice is a thread's own, whatever POSIX says.
            return LibC.setpriority(PRIO_PROCESS, 0, NICEST) == 0
                    ? "nice " + NICEST + ": real-time priority is not permitted"
                    : "normal priority: raising it is not permitted; CAP_SYS_NICE would be needed";
        } catch (LinkageError e) {
            return "normal priority: JNA is missing (" + e + ")";
        }
    }

    /**
     * The virtual machine's own threads too: where they get no processor, a pause of all Java threads that should take a millisecond takes
     * as long as a failure. Threads made later inherit it.
     */
    private static void raiseProcess() {
        String[] threads = new File("/proc/self/task").list();
        for (String thread : threads == null ? new String[0] : threads) {
            int number = Integer.parseInt(thread);
            // Some stand before the others already.
            if (LibC.getpriority(PRIO_PROCESS, number) > NICE_PROCESS) {
                LibC.setpriority(PRIO_PROCESS, number, NICE_PROCESS);
            }
        }
    }

    private static ByteBuffer parameter() {
        return NativeMemory.zeroed(Integer.BYTES).putInt(0, PRIORITY);
    }
}
