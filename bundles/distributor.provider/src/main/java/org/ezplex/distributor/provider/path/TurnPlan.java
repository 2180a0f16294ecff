// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.path;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whose turn it is for new connections to one port: the sequence that the distribution method has computed, gone through again
 * and again.
 */
public final class TurnPlan implements PortPlan {
    private final int[] sequence;
    private final AtomicLong[] totals;
    private final AtomicInteger turn;

    /**
     * A plan.
     *
     * @param sequence numbers of targets, one for each turn; empty if none is ready
     * @param totals for each turn the counter of its target; as long as {@code sequence}
     * @param turn goes on from plan to plan, so that a change does not favour the first
     */
    public TurnPlan(int[] sequence, AtomicLong[] totals, AtomicInteger turn) {
        this.sequence = sequence.clone();
        this.totals = totals.clone();
        this.turn = turn;
    }

    @Override
    public int next() {
        if (sequence.length == 0) {
            return -1;
        }
        int at = Integer.remainderUnsigned(turn.getAndIncrement(), sequence.length);
        totals[at].incrementAndGet();
        return sequence[at];
    }

    /**
     * Somebody else who gives turns by the same sequence has given the next one, to that target.
     *
     * @param isNew whether for a connection that there was not; one there was goes on to where it went
     */
    void given(int target, boolean isNew) {
        if (sequence.length > 0) {
            turn.incrementAndGet();
        }
        for (int i = 0; isNew && i < sequence.length; i++) {
            if (sequence[i] == target) {
                totals[i].incrementAndGet();
                return;
            }
        }
    }

    @Override
    public int[] sequence() {
        return sequence.clone();
    }

    /** The number of the next turn, counted on without a sign beyond the length of the sequence. */
    public int turn() {
        return turn.get();
    }

    @Override
    public boolean has(int target) {
        for (int candidate : sequence) {
            if (candidate == target) {
                return true;
            }
        }
        return false;
    }
}
