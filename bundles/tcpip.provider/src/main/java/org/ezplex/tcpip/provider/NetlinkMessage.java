// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import org.ezplex.tcpip.StackException;

/**
 * One netlink message as it came from the kernel.
 *
 * <pre>
 *  0       4      6      8          12         16
 *  +-------+------+------+----------+----------+----------
 *  | length| type | flags| sequence | port id  | payload ...   next message at the next multiple of 4
 *  +-------+------+------+----------+----------+----------
 * </pre>
 *
 * @param type what the payload is
 * @param flags {@code NLM_F_*}
 * @param sequence the sequence number of the request it answers, 0 for a notice
 * @param payload a view of the bytes after the header, host byte order; valid until the next datagram is read
 */
record NetlinkMessage(int type, int flags, int sequence, ByteBuffer payload) {
    static final int HEADER = 16;
    static final int ERROR = 2;
    static final int DONE = 3;
    static final int OVERRUN = 4;
    static final int FLAG_REQUEST = 0x1;
    static final int FLAG_ACK = 0x4;
    static final int FLAG_DUMP_INTERRUPTED = 0x10;
    static final int FLAG_DUMP = 0x300;
    static final int FLAG_EXCLUSIVE = 0x200;
    static final int FLAG_CREATE = 0x400;

    /** Gives each message of {@code datagram} (its remaining bytes) to {@code sink}. Throws if any length is wrong. */
    static void forEach(ByteBuffer datagram, Consumer<NetlinkMessage> sink) {
        ByteBuffer in = datagram.slice().order(ByteOrder.nativeOrder());
        int at = 0;
        while (at < in.limit()) {
            if (in.limit() - at < HEADER) {
                throw new StackException("netlink: " + (in.limit() - at) + " stray bytes after the last message");
            }
            int length = in.getInt(at);
            if (length < HEADER || length > in.limit() - at) {
                throw new StackException("netlink: message length " + length + " of " + (in.limit() - at) + " bytes");
            }
            ByteBuffer payload = in.slice(at + HEADER, length - HEADER).order(ByteOrder.nativeOrder());
            sink.accept(new NetlinkMessage(
                    Short.toUnsignedInt(in.getShort(at + 4)),
                    Short.toUnsignedInt(in.getShort(at + 6)),
                    in.getInt(at + 8),
                    payload));
            at += length + 3 & ~3;
        }
    }

    /** The error number of an ERROR or DONE message, 0 for success. */
    int errno() {
        if (payload.limit() < Integer.BYTES) {
            if (type == DONE) {
                return 0;
            }
            throw new StackException("netlink: error message without an error number");
        }
        return Math.negateExact(Math.min(0, Math.max(payload.getInt(0), -65535)));
    }
}
