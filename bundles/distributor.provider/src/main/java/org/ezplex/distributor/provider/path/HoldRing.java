// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.path;

import java.nio.ByteBuffer;
import java.util.function.IntFunction;

/**
 * Frames whose connection is not known yet, kept until a report comes or their time is over: a bounded number of buffers, made
 * once. Locked by plain monitors, since only frames out of the ordinary get here.
 */
final class HoldRing {
    private static final int FRAME = 1600;

    private final ByteBuffer[] frames;
    private final Egress[] ways;
    private final long[] since;
    private final boolean[] taken;
    private int used;
    private int hand;

    HoldRing(int size, IntFunction<ByteBuffer> memory) {
        frames = new ByteBuffer[size];
        ways = new Egress[size];
        since = new long[size];
        taken = new boolean[size];
        ByteBuffer all = memory.apply(size * FRAME);
        for (int i = 0; i < size; i++) {
            frames[i] = all.slice(i * FRAME, FRAME);
        }
    }

    /** What becomes of a held frame. */
    interface Judge {
        /** Whether the frame, which goes out by {@code way}, is done with. */
        boolean done(Egress way, ByteBuffer frame, boolean late);
    }

    /** Holds a frame if it is short enough and fewer than {@code most} are held. */
    synchronized boolean hold(Egress way, ByteBuffer frame, int most, long now) {
        if (frame.remaining() > FRAME || used >= most) {
            return false;
        }
        for (int tried = 0; tried < frames.length; tried++) {
            int i = hand;
            hand = (hand + 1) % frames.length;
            if (!taken[i]) {
                frames[i].clear();
                frames[i].put(0, frame, frame.position(), frame.remaining());
                frames[i].limit(frame.remaining());
                ways[i] = way;
                since[i] = now;
                taken[i] = true;
                used++;
                return true;
            }
        }
        return false;
    }

    /** Shows every held frame to {@code judge}, and whether it has been held for {@code mostNanos}. */
    synchronized void review(long now, long mostNanos, Judge judge) {
        for (int i = 0; i < frames.length; i++) {
            if (taken[i] && judge.done(ways[i], frames[i], now - since[i] >= mostNanos)) {
                ways[i] = null;
                taken[i] = false;
                used--;
            }
        }
    }

    synchronized boolean isEmpty() {
        return used == 0;
    }

    int size() {
        return frames.length;
    }
}
