// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ssh.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lines from outside while the session itself is writing. */
@Timeout(60)
class SessionOutputTest {
    private static final long ROOM = 1000;
    private static final long LINE = "\r\nTHE END\r\n".length();

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final SessionOutput output = new SessionOutput(new SlowForOnce(), () -> {});
    private CompletableFuture<Void> session;

    @BeforeEach
    void sessionWrites() throws InterruptedException {
        session = CompletableFuture.runAsync(() -> write("READY"), SessionOutputTest::beside);
        begun.await();
    }

    @AfterEach
    void sessionEnds() {
        mayEnd.countDown();
        session.join();
    }

    /** The common pool has one thread only where there are two processors, and the session keeps it. */
    private static void beside(Runnable task) {
        new Thread(task).start();
    }

    private void write(String text) {
        try {
            output.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aLineWaitsForOutputThatIsOnItsWay() {
        CompletableFuture<Boolean> told =
                CompletableFuture.supplyAsync(() -> output.tell("THE END", () -> ROOM), SessionOutputTest::beside);
        while (!output.awaited() && !told.isDone()) {
            Thread.onSpinWait();
        }
        mayEnd.countDown();
        assertThat(told.join()).isTrue();
        assertThat(screen.toString(StandardCharsets.UTF_8)).isEqualTo("READY\r\nTHE END\r\n");
    }

    @Test
    void whoDoesNotReadIsNotWaitedForLong() {
        assertThat(output.tell("THE END", () -> ROOM)).isFalse();
        assertThat(screen.size()).isZero();
    }

    @Test
    void aLineThatTheClientHasNoRoomForIsLeftOut() {
        mayEnd.countDown();
        session.join();
        assertThat(output.tell("THE END", () -> LINE - 1)).isFalse();
        assertThat(output.tell("THE END", () -> LINE)).isTrue();
    }

    /** The first write ends when it may. */
    private final class SlowForOnce extends OutputStream {
        @Override
        public void write(int octet) {
            screen.write(octet);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            begun.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            screen.write(from, offset, length);
        }
    }
}
