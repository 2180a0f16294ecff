// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.path;

import java.nio.ByteBuffer;

/**
 * Frames whose connection is not known yet, kept until a report comes or their time is over: a bounded number of buffers made
 * once. Locked by plain monitors, since only frames out of the ordinary get here.
 */
final class HoldRing {
    private static final int FRAME = 1600;

    private final ByteBuffer[] frames;
    private final long[] since;
    private final boolean[] taken;

    HoldRing(int size) {
        frames = new ByteBuffer[size];
        since = new long[size];
        taken = new boolean[size];
        for (int i = 0; i < size; i++) {
            frames[i] = ByteBuffer.allocateDirect(FRAME);
        }
    }

    /** What becomes of a held frame. */
    interface Judge {
        /** Whether the frame is done with. */
        boolean done(ByteBuffer frame, boolean late);
    }

    synchronized boolean hold(ByteBuffer frame, long now) {
        if (frame.remaining() > FRAME) {
            return false;
        }
        for (int i = 0; i < frames.length; i++) {
            if (!taken[i]) {
                frames[i].clear();
                frames[i].put(0, frame, frame.position(), frame.remaining());
                frames[i].limit(frame.remaining());
                since[i] = now;
                taken[i] = true;
                return true;
            }
        }
        return false;
    }

    /** Shows every held frame to {@code judge}, and whether it has been held for {@code mostNanos}. */
    synchronized void review(long now, long mostNanos, Judge judge) {
        for (int i = 0; i < frames.length; i++) {
            if (taken[i] && judge.done(frames[i], now - since[i] >= mostNanos)) {
                taken[i] = false;
            }
        }
    }

    synchronized boolean isEmpty() {
        for (boolean each : taken) {
            if (each) {
                return false;
            }
        }
        return true;
    }
}
