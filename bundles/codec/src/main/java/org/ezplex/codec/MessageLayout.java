// SPDX-License-Identifier: Apache-2.0
package org.ezplex.codec;

/**
 * Where things are in a message. Big-endian throughout.
 *
 * <pre>
 *   0               1               2               3
 *  +---------------+---------------+---------------+---------------+
 *  |              length of the whole message, header included     |
 *  +---------------+---------------+---------------+---------------+
 *  |             type              |    version    |     flags     |
 *  +---------------+---------------+---------------+---------------+
 *  |       tag of field 1          |   length of its value         |
 *  +---------------+---------------+---------------+---------------+
 *  |  value: 0 to 65535 octets, no padding; or fields again ...
 * </pre>
 */
final class MessageLayout {
    static final int LENGTH = 0;
    static final int TYPE = 4;
    static final int VERSION = 6;
    static final int FLAGS = 7;
    static final int HEADER = 8;

    static final int FIELD_HEADER = 4;
    static final int MAX_VALUE = 0xFFFF;

    private MessageLayout() {}
}
