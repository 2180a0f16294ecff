// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packet;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Frames written in hexadecimal. */
final class Hex {
    private Hex() {}

    static ByteBuffer frame(String... lines) {
        byte[] bytes = HexFormat.of().parseHex(String.join("", lines).replace(" ", ""));
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    static String text(ByteBuffer frame) {
        byte[] bytes = new byte[frame.remaining()];
        frame.get(frame.position(), bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
