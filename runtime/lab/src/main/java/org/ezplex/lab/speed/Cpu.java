// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Processor time, as the kernel accounts for it by its ticks.
 *
 * @param machine seconds that all processors were busy, with whatever it was
 * @param system seconds of the system's process; what the kernel does with packets that come in is not among them
 */
record Cpu(double machine, double system) {
    /** USER_HZ, which is the same on every Linux that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int FIRST_TIME = 1;
    /** User, nice, system; idle and waiting for I/O between; interrupts, soft interrupts. */
    private static final List<Integer> BUSY = List.of(0, 1, 2, 5, 6);

    /** User and system time, counted from behind the program's name. */
    private static final List<Integer> OF_PROCESS = List.of(11, 12);

    /** Up to now, of the machine and of a process. */
    static Cpu now(long pid) {
        return new Cpu(machine(read("/proc/stat")), process(read("/proc/" + pid + "/stat")));
    }

    /** What was used since then. */
    Cpu since(Cpu before) {
        return new Cpu(machine - before.machine, system - before.system);
    }

    static double machine(String stat) {
        return sum(stat.substring(0, stat.indexOf('\n')), BUSY, FIRST_TIME);
    }

    /** The name may have blanks and parentheses in it. */
    static double process(String stat) {
        return sum(stat.substring(stat.lastIndexOf(')') + 1), OF_PROCESS, 0);
    }

    private static double sum(String line, List<Integer> which, int first) {
        String[] fields = line.strip().split("\\s+", -1);
        return which.stream()
                        .mapToLong(one -> Long.parseLong(fields[first + one]))
                        .sum()
                / TICKS_PER_SECOND;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
