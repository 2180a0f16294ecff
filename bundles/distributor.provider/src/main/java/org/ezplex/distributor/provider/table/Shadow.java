// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.table;

import org.ezplex.accelerator.FlowBatch;

/**
 * Somebody who routes connections too: the kernel. Called under the lock of a segment, so that it never has one that the table has not,
 * but for what an earlier run has left and none has claimed; must neither block for long nor call back.
 */
public interface Shadow {
    /** Nobody. */
    Shadow NONE = new Shadow() {
        @Override
        public boolean enter(RoutingKey key, int target) {
            return false;
        }

        @Override
        public boolean enterOpening(RoutingKey key, int target) {
            return false;
        }

        @Override
        public void gather(RoutingKey key, int target, boolean opening, FlowBatch batch) {}

        @Override
        public long enterAll(FlowBatch batch) {
            return 0;
        }

        @Override
        public boolean opens() {
            return false;
        }

        @Override
        public boolean claim(RoutingKey key, int target) {
            return false;
        }

        @Override
        public void leave(RoutingKey key) {}

        @Override
        public long seen(RoutingKey key, long here) {
            return here;
        }
    };

    /** An established connection has carried a packet. False if this is none to have. */
    boolean enter(RoutingKey key, int target);

    /** A connection is being opened, by this table's choice. False if this is none to have. */
    boolean enterOpening(RoutingKey key, int target);

    /**
     * Adds a connection to those that {@link #enterAll} is to enter; only if it opens connections by itself.
     *
     * @param opening whether as by {@link #enterOpening}, else as by {@link #enter}
     */
    void gather(RoutingKey key, int target, boolean opening, FlowBatch batch);

    /** As each of a batch by itself; a bit for each, the lowest for the first: not set if that is none to have. */
    long enterAll(FlowBatch batch);

    /** Whether it opens connections by itself: then it is to have all that there are, and not only what carries packets. */
    boolean opens();

    /**
     * A connection has come into the table that was never entered.
     *
     * @param target where it goes; {@link RoutingTable#ABSENT} if it is not established
     * @return whether it has that connection from an earlier run, to that target: it is as if entered now; else it has it no more
     */
    boolean claim(RoutingKey key, int target);

    /** One that was entered is not routed to its target any more. */
    void leave(RoutingKey key);

    /** When one that was entered has last carried a packet: {@code here}, or there if that was later. */
    long seen(RoutingKey key, long here);
}
