// SPDX-License-Identifier: Apache-2.0
package org.ezplex.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackgroundThreadTest {
    private static final int PRIO_PROCESS = 0;

    @Test
    void itStaysBehindWhoMadeIt() throws Exception {
        int own = LibC.getpriority(PRIO_PROCESS, 0);
        CompletableFuture<Integer> nice = new CompletableFuture<>();
        try (BackgroundThread thread =
                new BackgroundThread("behind", () -> nice.complete(LibC.getpriority(PRIO_PROCESS, 0)))) {
            thread.start();
            assertThat(nice.get(10, TimeUnit.SECONDS)).isEqualTo(BackgroundThread.NICE);
        }
        assertThat(LibC.getpriority(PRIO_PROCESS, 0)).isEqualTo(own);
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
