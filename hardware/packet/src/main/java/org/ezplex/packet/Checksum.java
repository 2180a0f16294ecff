// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packet;

import java.nio.ByteBuffer;

/** The Internet checksum: RFC 1071, incremental update RFC 1624, pseudo headers of IPv4 and IPv6. */
public final class Checksum {
    private Checksum() {}

    /** The one's complement sum of {@code length} bytes, not folded yet; sums may be added up and folded once. */
    public static long sum(ByteBuffer frame, int offset, int length) {
        long sum = 0;
        int at = offset;
        int end = offset + length;
        for (; at + 8 <= end; at += 8) {
            long eight = frame.getLong(at);
            sum += (eight >>> 32) + (eight & 0xFFFF_FFFFL);
        }
        for (; at + 2 <= end; at += 2) {
            sum += frame.getShort(at) & 0xFFFF;
        }
        return at < end ? sum + ((frame.get(at) & 0xFF) << 8) : sum;
    }

    /** Folds a sum to 16 bits. */
    public static int fold(long sum) {
        long folded = (sum >>> 32) + (sum & 0xFFFF_FFFFL);
        folded = (folded >>> 16) + (folded & 0xFFFF);
        folded = (folded >>> 16) + (folded & 0xFFFF);
        return (int) ((folded >>> 16) + (folded & 0xFFFF));
    }

    /** The checksum of a sum: folded and inverted. */
    public static int finish(long sum) {
        return ~fold(sum) & 0xFFFF;
    }

    /** The checksum after one 16-bit word it covers has changed (RFC 1624, equation 3). */
    public static int update(int checksum, int oldWord, int newWord) {
        return finish((~checksum & 0xFFFFL) + (~oldWord & 0xFFFFL) + (newWord & 0xFFFFL));
    }

    /** The sum of the IPv4 pseudo header. */
    public static long pseudo4(int source, int destination, int protocol, int length) {
        return (source & 0xFFFF_FFFFL) + (destination & 0xFFFF_FFFFL) + protocol + length;
    }

    /** The sum of the IPv6 pseudo header (RFC 8200 section 8.1). */
    public static long pseudo6(
            long sourceHigh, long sourceLow, long destinationHigh, long destinationLow, int protocol, int length) {
        return halves(sourceHigh)
                + halves(sourceLow)
                + halves(destinationHigh)
                + halves(destinationLow)
                + protocol
                + length;
    }

    /** The sum of the pseudo header of the packet in {@code view}, for a transport segment of {@code length} bytes. */
    public static long pseudo(FrameView view, int length) {
        if (view.ipVersion() == 4) {
            return view.protocol() == Ipv4.ICMP
                    ? 0
                    : pseudo4((int) view.srcLow(), (int) view.dstLow(), view.protocol(), length);
        }
        return pseudo6(view.srcHigh(), view.srcLow(), view.dstHigh(), view.dstLow(), view.protocol(), length);
    }

    /** Where the checksum of a transport header stands in it, or -1 if the protocol is not known here. */
    public static int fieldOffset(int protocol) {
        return switch (protocol) {
            case Ipv4.TCP -> 16;
            case Ipv4.UDP -> 6;
            case Ipv4.ICMP, Ipv6.ICMP6 -> 2;
            default -> -1;
        };
    }

    /**
     * Computes the checksum of the TCP, UDP, ICMP or ICMPv6 message in {@code view} anew and writes it.
     *
     * @return false, with nothing done, if it is another protocol, a fragment, or too short
     */
    public static boolean complete(ByteBuffer frame, FrameView view) {
        int field = field(view);
        if (field < 0) {
            return false;
        }
        frame.putShort(field, (short) 0);
        int checksum = finish(transportSum(frame, view));
        // A computed zero is sent as all ones by UDP, for which zero means "none".
        frame.putShort(field, (short) (checksum == 0 && view.protocol() == Ipv4.UDP ? 0xFFFF : checksum));
        return true;
    }

    /** Whether the checksum of the TCP, UDP, ICMP or ICMPv6 message in {@code view} is right; never for fragments. */
    public static boolean verify(ByteBuffer frame, FrameView view) {
        int field = field(view);
        if (field < 0) {
            return false;
        }
        boolean none = view.protocol() == Ipv4.UDP && view.ipVersion() == 4 && frame.getShort(field) == 0;
        return none || fold(transportSum(frame, view)) == 0xFFFF;
    }

    /** The absolute offset of the checksum field of the message in {@code view}, or -1 if there is none to speak of. */
    static int field(FrameView view) {
        int offset = fieldOffset(view.protocol());
        boolean whole = view.verdict() == FrameView.Verdict.OK;
        return whole && offset >= 0 && view.l4Offset() + offset + 2 <= view.ipEnd() ? view.l4Offset() + offset : -1;
    }

    private static long transportSum(ByteBuffer frame, FrameView view) {
        int length = view.ipEnd() - view.l4Offset();
        return pseudo(view, length) + sum(frame, view.l4Offset(), length);
    }

    private static long halves(long eight) {
        return (eight >>> 32) + (eight & 0xFFFF_FFFFL);
    }
}
