// SPDX-License-Identifier: Apache-2.0
package org.ezplex.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AnonymousMemoryTest {
    private static final int BYTES = 1 << 24;
    private static final int MOST_TRIES = 500;
    private static final int SOON_MILLIS = 20;

    @Test
    void itIsZeroUntilSomebodyWritesAndAgainOnceItIsGivenBack() throws InterruptedException {
        AnonymousMemory memory = AnonymousMemory.of(BYTES);
        ByteBuffer buffer = memory.buffer();
        assertThat(buffer.capacity()).isEqualTo(BYTES);
        assertThat(buffer.getLong(BYTES - Long.BYTES)).isZero();
        buffer.putLong(0, 7);
        assertThat(buffer.getLong(0)).isEqualTo(7);
        memory.giveBack(Duration.ofMillis(1));
        for (int i = 0; i < MOST_TRIES && buffer.getLong(0) != 0; i++) {
            Thread.sleep(SOON_MILLIS);
        }
        assertThat(buffer.getLong(0)).as("after it has been given back").isZero();
        buffer.putLong(0, 8);
        assertThat(buffer.getLong(0)).as("who has it still may use it").isEqualTo(8);
    }

    @Test
    void itsAddressesAreFreeWhenNobodyHasAPartOfIt() throws Exception {
        ByteBuffer[] part = {AnonymousMemory.of(BYTES).buffer().slice(8, 8)};
        long address = NativeMemory.address(part[0]);
        System.gc();
        Thread.sleep(SOON_MILLIS);
        assertThat(mapped(address)).as("somebody has a part of it").isTrue();
        part[0] = null;
        for (int i = 0; i < MOST_TRIES && mapped(address); i++) {
            System.gc();
            Thread.sleep(SOON_MILLIS);
        }
        assertThat(mapped(address)).as("nobody has").isFalse();
    }

    private static boolean mapped(long address) throws IOException {
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            return maps.map(line -> line.substring(0, line.indexOf(' ')).split("-", 2))
                    .anyMatch(range -> Long.parseUnsignedLong(range[0], 16) <= address
                            && address < Long.parseUnsignedLong(range[1], 16));
        }
    }
}
