// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.ring;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.ezplex.libc.NativeMemory;
import org.ezplex.net.MacAddress;
import org.ezplex.packet.Ethernet;

/**
 * A filter that the kernel runs on each frame, in its classic language (Documentation/networking/filter.rst): a line loads or tests
 * something, a test leads on to the next line or to the end, and the end says how many bytes of the frame are received.
 *
 * <pre>
 *  struct sock_filter 0 | code, 2 | lines to skip if true, 1 | if false, 1 | operand, 4 |
 *  struct sock_fprog  0 | lines, 2 |       6 bytes of nothing | address of the first, 8 |
 * </pre>
 */
final class SocketFilter {
    private static final int LOAD_WORD = 0x20;
    private static final int LOAD_HALF = 0x28;
    private static final int LOAD_BYTE = 0x30;
    private static final int LOAD_BYTE_AT_X = 0x50;
    /** Four times the low half of a byte goes to X: the length of an IPv4 header. */
    private static final int LOAD_X_LENGTH = 0xB1;

    private static final int AND = 0x54;
    private static final int IF_EQUAL = 0x15;
    private static final int IF_ANY_BIT = 0x45;
    private static final int SKIP = 0x05;
    private static final int RETURN = 0x06;

    /** From the last line over the yes behind it. */
    private static final int TO_NO = 1;

    private static final int ADDRESS_LINES = 4;

    private static final int LINE = 8;
    private static final int FPROG = 16;
    private static final int PACKET_TYPE = -0x1000 + 4;
    private static final int OUTGOING = 4;
    private static final int TCP = 6;
    private static final int SYN = 0x02;
    private static final int SYN_ACK = 0x12;
    private static final int FRAGMENT_OFFSET = 0x1FFF;

    private static final int WHOLE_FRAME = 0x40000;

    /** In place of lines to skip: the end, with a yes or a no. */
    private static final int YES = -1;

    private static final int NO = -2;

    private record Line(int code, int operand, int ifTrue, int ifFalse) {}

    private final List<Line> lines = new ArrayList<>();
    private final int bytes;

    private SocketFilter(int bytes) {
        this.bytes = bytes;
    }

    /** What opens a connection, whoever it is for. */
    static SocketFilter openings() {
        return new SocketFilter(WHOLE_FRAME).opening(NO);
    }

    /** Everything else. */
    static SocketFilter others() {
        return new SocketFilter(WHOLE_FRAME).opening(YES).load(SKIP, TO_NO);
    }

    /** What opens a connection and is for an address, or for a group. */
    static SocketFilter openingsAt(MacAddress mac) {
        return new SocketFilter(WHOLE_FRAME).groupOr(mac).opening(NO);
    }

    /** Everything else that is. */
    static SocketFilter othersAt(MacAddress mac) {
        return new SocketFilter(WHOLE_FRAME).groupOr(mac).opening(YES).load(SKIP, TO_NO);
    }

    /** What opens a connection, as it leaves from an address. */
    static SocketFilter openingsFrom(MacAddress mac, int bytes) {
        return new SocketFilter(bytes)
                .load(LOAD_WORD, PACKET_TYPE)
                .test(IF_EQUAL, OUTGOING, 0, NO)
                .address(6, mac)
                .opening(NO);
    }

    private SocketFilter groupOr(MacAddress mac) {
        return load(LOAD_BYTE, 0).test(IF_ANY_BIT, 1, ADDRESS_LINES, 0).address(0, mac);
    }

    /** Goes on with SYN without ACK, IPv4, or IPv6 without extension headers. */
    private SocketFilter opening(int otherwise) {
        return load(LOAD_HALF, 12)
                .test(IF_EQUAL, Ethernet.IPV6, 8, 0)
                .test(IF_EQUAL, Ethernet.IPV4, 0, otherwise)
                .load(LOAD_BYTE, 14 + 9)
                .test(IF_EQUAL, TCP, 0, otherwise)
                .load(LOAD_HALF, 14 + 6)
                .test(IF_ANY_BIT, FRAGMENT_OFFSET, otherwise, 0)
                .load(LOAD_X_LENGTH, 14)
                .load(LOAD_BYTE_AT_X, 14 + 13)
                .load(SKIP, 3)
                .load(LOAD_BYTE, 14 + 6)
                .test(IF_EQUAL, TCP, 0, otherwise)
                .load(LOAD_BYTE, 14 + 40 + 13)
                .load(AND, SYN_ACK)
                .test(IF_EQUAL, SYN, 0, otherwise);
    }

    private SocketFilter load(int code, int operand) {
        return test(code, operand, 0, 0);
    }

    private SocketFilter test(int code, int operand, int ifTrue, int ifFalse) {
        lines.add(new Line(code, operand, ifTrue, ifFalse));
        return this;
    }

    private SocketFilter address(int offset, MacAddress mac) {
        return load(LOAD_WORD, offset + 2)
                .test(IF_EQUAL, (int) mac.bits(), 0, NO)
                .load(LOAD_HALF, offset)
                .test(IF_EQUAL, (int) (mac.bits() >>> 32), 0, NO);
    }

    /** As the kernel wants it: what passes all tests comes to the yes that is behind the last line, and the no behind that. */
    ByteBuffer program() {
        int end = lines.size();
        ByteBuffer program = NativeMemory.zeroed(FPROG + (end + 2) * LINE);
        program.putShort(0, (short) (end + 2)).putLong(8, NativeMemory.address(program) + FPROG);
        program.position(FPROG);
        for (int i = 0; i < end; i++) {
            Line line = lines.get(i);
            put(program, line.code(), skip(i, line.ifTrue()), skip(i, line.ifFalse()), line.operand());
        }
        put(program, RETURN, 0, 0, bytes);
        put(program, RETURN, 0, 0, 0);
        return program.slice(0, FPROG);
    }

    private int skip(int from, int where) {
        return switch (where) {
            case YES -> lines.size() - from - 1;
            case NO -> lines.size() - from;
            default -> where;
        };
    }

    private static void put(ByteBuffer program, int code, int ifTrue, int ifFalse, int operand) {
        program.putShort((short) code).put((byte) ifTrue).put((byte) ifFalse).putInt(operand);
    }
}
