// SPDX-License-Identifier: Apache-2.0
package org.ezplex.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackgroundThreadTest {
    /** Of proc_pid_stat(5). */
    private static final int POLICY = 41;

    private static final int SCHED_IDLE = 5;

    private static int policy() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            // The name, in parentheses, is field 2 and may have spaces.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Integer.parseInt(fields[POLICY - 3]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void itTakesWhatNobodyWants() throws Exception {
        int own = policy();
        CompletableFuture<Integer> policy = new CompletableFuture<>();
        try (BackgroundThread thread = new BackgroundThread("idle", () -> policy.complete(policy()))) {
            thread.start();
            assertThat(policy.get(10, TimeUnit.SECONDS)).isEqualTo(SCHED_IDLE);
        }
        assertThat(policy()).isEqualTo(own);
    }

    @Test
    void toCloseIsToInterruptIt() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        BackgroundThread thread = new BackgroundThread("interrupted", () -> {
            began.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        thread.start();
        assertThat(began.await(10, TimeUnit.SECONDS)).isTrue();

        thread.close();

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatNeverBeganCanBeClosed() {
        new BackgroundThread("never", () -> {}).close();
    }
}
