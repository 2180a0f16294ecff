// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import java.util.stream.Stream;
import org.ezplex.lab.LabException;
import org.ezplex.lab.LabHost;

/**
 * What very many connections take, in octets and nanoseconds.
 *
 * @param connections how many there are
 * @param heap of the JVM, after a collection
 * @param direct outside of it: the routing table, as large as it is made for so many
 * @param kernelEmpty the kernel's maps, made for so many
 * @param kernel the same, full
 * @param learnNanos until the routing table has them, told one by one
 * @param installNanos until the kernel has them, all at once
 * @param packetNanos the same, one by one, with a packet of each
 * @param frameNanos what the kernel's program takes for a segment of any of them
 */
record TableSize(
        long connections,
        long heap,
        long direct,
        long kernelEmpty,
        long kernel,
        long learnNanos,
        long installNanos,
        long packetNanos,
        long frameNanos) {
    private static final int NUMBERS = 9;

    /** Numbers of connections that are measured. */
    static final int[] SIZES = {1000, 100_000, 1_000_000};

    /** Octets per connection in the JVM, heap and table. */
    double eachInJvm() {
        return (double) (Math.max(0, heap) + direct) / connections;
    }

    /** Octets per connection in the kernel. */
    double eachInKernel() {
        return (double) kernel / connections;
    }

    /** Measures on {@code host}. */
    static TableSize run(LabHost host, int connections) {
        return parse(host.execWithProduct(TableMain.class.getName(), host.lanInterface(), Integer.toString(connections))
                .output());
    }

    String line() {
        return String.join(
                " ",
                Stream.of(
                                connections,
                                heap,
                                direct,
                                kernelEmpty,
                                kernel,
                                learnNanos,
                                installNanos,
                                packetNanos,
                                frameNanos)
                        .map(String::valueOf)
                        .toList());
    }

    /** Reads the last line of an output. */
    static TableSize parse(String output) {
        String last = output.strip().lines().reduce("", (before, line) -> line);
        if (!last.matches("-?\\d+( -?\\d+){" + (NUMBERS - 1) + "}")) {
            throw new LabException("that is no table's size: " + output.strip());
        }
        long[] of = Stream.of(last.split(" ", -1)).mapToLong(Long::parseLong).toArray();
        return new TableSize(of[0], of[1], of[2], of[3], of[4], of[5], of[6], of[7], of[8]);
    }
}
