// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packet;

import java.nio.ByteBuffer;

/**
 * Cuts an oversized TCP frame, as segmentation offload (TSO, GSO) and receive offload (GRO) make them, into frames that fit an
 * MTU: what the sender's NIC would have done. Owns one direct buffer that every segment is written to in turn; for one thread at a
 * time.
 */
public final class Segmenter {
    /** Where segments go. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes a segment: position 0, limit its length, valid during the call.
         *
         * @return whether to go on
         */
        boolean accept(ByteBuffer segment);
    }

    private static final int LARGEST_LINK = 22;
    private static final int ONLY_LAST = Tcp.FIN | Tcp.PSH;

    private final ByteBuffer out;
    private final int largestMtu;

    /** For MTUs up to {@code largestMtu}. */
    public Segmenter(int largestMtu) {
        this.largestMtu = largestMtu;
        out = ByteBuffer.allocateDirect(largestMtu + LARGEST_LINK);
    }

    /**
     * Cuts the TCP segment in {@code view} and gives the parts to {@code sink}, first to last. The segment size is what the MTU
     * leaves, as the sender's own is not known. The frame stays as it is.
     *
     * @return how many parts the sink took; 0 if the frame is not a whole TCP segment or the MTU leaves no room for data
     */
    public int cut(ByteBuffer frame, FrameView view, int mtu, Sink sink) {
        if (view.verdict() != FrameView.Verdict.OK || !view.isTcp() || mtu > largestMtu) {
            return 0;
        }
        int headers = view.l4Offset() - view.frameOffset() + Tcp.headerLength(frame, view.l4Offset());
        int data = view.frameOffset() + headers;
        int most = mtu - (data - view.l3Offset());
        if (most <= 0) {
            return 0;
        }
        int parts = 0;
        int done = 0;
        int length = view.ipEnd() - data;
        do {
            int part = Math.min(most, length - done);
            out.clear();
            out.put(0, frame, view.frameOffset(), headers);
            out.put(headers, frame, data + done, part);
            out.limit(headers + part);
            adjust(view, parts, done, part, done + part == length);
            if (!sink.accept(out)) {
                return parts;
            }
            parts++;
            done += part;
        } while (done < length);
        return parts;
    }

    private void adjust(FrameView view, int index, int done, int part, boolean last) {
        int l3 = view.l3Offset() - view.frameOffset();
        int l4 = view.l4Offset() - view.frameOffset();
        int flags = view.tcpFlags();
        if (index > 0) {
            flags &= ~Tcp.CWR;
        }
        if (!last) {
            flags &= ~ONLY_LAST;
        }
        Tcp.flags(out, l4, flags);
        Tcp.seq(out, l4, Tcp.seq(out, l4) + done);
        int length = Tcp.headerLength(out, l4) + part;
        if (view.ipVersion() == 4) {
            Ipv4.totalLength(out, l3, l4 - l3 + length);
            Ipv4.id(out, l3, Ipv4.id(out, l3) + index);
            Ipv4.completeHeader(out, l3);
        } else {
            Ipv6.payloadLength(out, l3, l4 - l3 - Ipv6.HEADER + length);
        }
        Tcp.checksum(out, l4, 0);
        Tcp.checksum(out, l4, Checksum.finish(Checksum.pseudo(view, length) + Checksum.sum(out, l4, length)));
    }
}
