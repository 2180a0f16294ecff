// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.table;

/**
 * Somebody who has routed connections too: the kernel. Called under the lock of a segment, so that it never has one that the table has not;
 * must neither block for long nor call back.
 */
public interface Shadow {
    /** Nobody. */
    Shadow NONE = new Shadow() {
        @Override
        public boolean enter(RoutingKey key, int target) {
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

    /** One that was entered is not routed to its target any more. */
    void leave(RoutingKey key);

    /** When one that was entered has last carried a packet: {@code here}, or there if that was later. */
    long seen(RoutingKey key, long here);
}
