// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator;

/**
 * Up to {@value #ROOM} connections for {@link KernelFlows#putAll}, filled again and again, so that naming them makes no garbage. Not for use
 * by two threads at once.
 */
public final class FlowBatch {
    /** So many there is room for: as many as bits in a word. The kernel takes more at once no faster. */
    public static final int ROOM = Long.SIZE;

    private final Flow[] flows = new Flow[ROOM];
    private final int[] targets = new int[ROOM];
    private long opening;
    private int size;

    /** An empty one. */
    public FlowBatch() {
        for (int i = 0; i < ROOM; i++) {
            flows[i] = new Flow();
        }
    }

    /**
     * One more connection.
     *
     * @param target 0 to 32767
     * @param isOpening whether it is to be as by {@link KernelFlows#putOpening}, else as by {@link KernelFlows#put}
     * @return to be named by the caller
     * @throws IndexOutOfBoundsException if there are {@link #ROOM} already
     */
    public Flow add(int target, boolean isOpening) {
        targets[size] = target;
        opening |= isOpening ? 1L << size : 0;
        return flows[size++];
    }

    /** There are none any more. */
    public void clear() {
        opening = 0;
        size = 0;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** Connection {@code i}, from 0 to below {@link #size}. */
    public Flow flow(int i) {
        return flows[i];
    }

    /** The target of connection {@code i}. */
    public int target(int i) {
        return targets[i];
    }

    /** Whether connection {@code i} is being opened. */
    public boolean isOpening(int i) {
        return (opening & 1L << i) != 0;
    }
}
