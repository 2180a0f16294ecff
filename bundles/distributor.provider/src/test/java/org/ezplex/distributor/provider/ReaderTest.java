// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReaderTest {
    private final ManualLoop loop = new ManualLoop();
    private final List<List<String>> read = new ArrayList<>();

    @Test
    void whatWasReadComesOnTheEventLoop() {
        Reader.read(Runnable::run, loop, () -> List.of("a", "b"), read::add);
        assertThat(read).isEmpty();
        loop.run();
        assertThat(read).containsExactly(List.of("a", "b"));
    }

    @Test
    void whoWaitsForAReadingThatFailsIsGivenNothingAndWaitsNoMore() {
        assertThatThrownBy(() -> Reader.read(Runnable::run, loop, ReaderTest::fails, read::add))
                .isInstanceOf(IllegalStateException.class);
        loop.run();
        assertThat(read).containsExactly(List.of());
    }

    private static List<String> fails() {
        throw new IllegalStateException("cannot be read");
    }
}
