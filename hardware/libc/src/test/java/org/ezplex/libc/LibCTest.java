// SPDX-License-Identifier: Apache-2.0
package org.ezplex.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class LibCTest {
    @Test
    void whatFailsSaysWhy() {
        assertThat(LibC.open("/there/is/no/such/file", 0)).isEqualTo(-1);
        assertThat(LibC.errno()).isEqualTo(LibC.ENOENT);
        assertThat(LibC.strerror(LibC.ENOENT)).isNotBlank();
    }

    @Test
    void aBuffersPositionIsWhereACallBegins() {
        int event = LibC.eventfd(0, 0);
        ByteBuffer value = NativeMemory.zeroed(2 * Long.BYTES).putLong(Long.BYTES, 7);

        assertThat(LibC.write(event, value.position(Long.BYTES), Long.BYTES)).isEqualTo(Long.BYTES);

        ByteBuffer ready = NativeMemory.zeroed(Long.BYTES).putInt(0, event).putShort(4, (short) 1);
        assertThat(LibC.poll(NativeMemory.address(ready), 1, 0)).isEqualTo(1);
        assertThat(LibC.close(event)).isZero();
    }

    @Test
    void memoryIsSeenUnderItsAddress() {
        ByteBuffer from = NativeMemory.zeroed(Integer.BYTES);
        ByteBuffer to = NativeMemory.zeroed(Integer.BYTES);
        NativeMemory.at(NativeMemory.address(from), Integer.BYTES).putInt(0, 0x01020304);

        LibC.memcpy(NativeMemory.address(to), NativeMemory.address(from), Integer.BYTES);

        assertThat(to.order()).isEqualTo(ByteOrder.nativeOrder());
        assertThat(to.getInt(0)).isEqualTo(0x01020304);
    }
}
