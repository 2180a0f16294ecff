// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

/**
 * Whether this member may act as one. Runs out by itself when the pulse thread does not renew it in time, so that whoever asks
 * first after a pause of the process is refused, even if that thread has not noticed yet. Written by the pulse thread, read by any.
 */
final class Lease {
    private volatile long until = Long.MAX_VALUE;
    private volatile boolean endless = true;
    private volatile boolean open = true;

    boolean holds(long now) {
        return open && (endless || now - until < 0);
    }

    /** The pulse thread will be here again before {@code end}, or something is wrong. */
    void renew(long end) {
        until = end;
        endless = false;
    }

    /** No pulse thread watches any more. */
    void release() {
        endless = true;
        open = true;
    }

    void close() {
        open = false;
    }

    void open() {
        open = true;
    }
}
