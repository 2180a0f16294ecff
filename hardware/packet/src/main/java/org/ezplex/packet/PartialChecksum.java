// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packet;

import java.nio.ByteBuffer;

/**
 * Finishes checksums that a sending host left to its NIC. Where that NIC is a virtual one, the frame arrives with the folded sum
 * of the pseudo header in the checksum field and nobody has added the rest. Whoever puts such a frame on another wire must.
 */
public final class PartialChecksum {
    private PartialChecksum() {}

    /**
     * Completes the checksum of the TCP or UDP segment in {@code view} if its field holds the sum of the pseudo header; any other
     * value is left alone. A right checksum that happens to look unfinished is computed to the same value again.
     *
     * @return whether the checksum was computed
     */
    public static boolean finish(ByteBuffer frame, FrameView view) {
        int protocol = view.protocol();
        if (protocol != Ipv4.TCP && protocol != Ipv4.UDP) {
            return false;
        }
        int field = Checksum.field(view);
        if (field < 0) {
            return false;
        }
        int unfinished = Checksum.fold(Checksum.pseudo(view, view.ipEnd() - view.l4Offset()));
        return (frame.getShort(field) & 0xFFFF) == unfinished && Checksum.complete(frame, view);
    }
}
