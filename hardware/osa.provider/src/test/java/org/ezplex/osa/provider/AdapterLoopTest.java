// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The adapters' own event loop. */
class AdapterLoopTest {
    private final AdapterLoop loop = new AdapterLoop("test-loop");
    private final LinkedBlockingQueue<String> done = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        loop.close();
    }

    private String next() throws InterruptedException {
        return done.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void itDoesOneThingAfterTheOtherOnOneThread() throws InterruptedException {
        loop.execute(() -> done.add("first " + loop.inLoop()));
        loop.execute(() -> done.add("second"));
        assertThat(next()).isEqualTo("first true");
        assertThat(next()).isEqualTo("second");
        assertThat(loop.inLoop()).isFalse();
    }

    @Test
    void aTaskThatFailsEndsNothing() throws InterruptedException {
        loop.repeat(Duration.ofMillis(1), () -> {
            done.add("again");
            throw new IllegalStateException("made to fail");
        });
        assertThat(next()).isEqualTo("again");
        assertThat(next()).isEqualTo("again");
    }

    @Test
    void onceClosedItDoesNothingAndFailsOnNothing() {
        loop.close();
        loop.execute(() -> done.add("late"));
        loop.schedule(Duration.ZERO, () -> done.add("late"));
        assertThat(done).isEmpty();
    }
}
