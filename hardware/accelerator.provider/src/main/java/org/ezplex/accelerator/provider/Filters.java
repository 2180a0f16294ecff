// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import java.nio.ByteBuffer;
import org.ezplex.libc.LibC;

/**
 * The filters on the clsact queueing discipline of an interface, whoever has put them there: libbpf only finds those that it is told all
 * of. Asked for by netlink.
 *
 * <pre>
 *  struct nlmsghdr   0 length | 4 type, 2 bytes | 6 flags, 2 bytes | 8 sequence | 12 port |
 *  struct tcmsg     16 family | 20 ifindex | 24 handle | 28 parent | 32 info |
 * </pre>
 */
final class Filters {
    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW_CLOEXEC = 3 | 0x80000;
    private static final int NETLINK_ROUTE = 0;
    private static final int REQUEST = 36;
    private static final int TYPE = 4;
    private static final int FLAGS = 6;
    private static final int IFINDEX = 20;
    private static final int PARENT = 28;
    private static final short GET_FILTERS = 46;
    private static final short DONE = 3;
    private static final short REQUEST_ALL = 0x301;
    private static final int INGRESS = 0xFFFFFFF2;
    private static final int EGRESS = 0xFFFFFFF3;
    private static final int ANSWER = 1 << 16;

    private Filters() {}

    /** Whether there is none on either side, as far as can be told. */
    static boolean isEmpty(int ifindex) {
        return isEmpty(ifindex, INGRESS) && isEmpty(ifindex, EGRESS);
    }

    private static boolean isEmpty(int ifindex, int parent) {
        ByteBuffer request = KernelMemory.of(REQUEST)
                .putInt(0, REQUEST)
                .putShort(TYPE, GET_FILTERS)
                .putShort(FLAGS, REQUEST_ALL)
                .putInt(IFINDEX, ifindex)
                .putInt(PARENT, parent);
        ByteBuffer answer = KernelMemory.of(ANSWER);
        int socket = LibC.socket(AF_NETLINK, SOCK_RAW_CLOEXEC, NETLINK_ROUTE);
        if (socket < 0) {
            return false;
        }
        try {
            return LibC.send(socket, request, REQUEST, 0) == REQUEST
                    && LibC.recv(socket, answer, ANSWER, 0) > 0
                    && answer.getShort(TYPE) == DONE;
        } finally {
            LibC.close(socket);
        }
    }
}
