// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.xcf.provider.TestSysplex.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboxThreadTest {
    private final InboxThread thread = new InboxThread("TESTGRP");

    @AfterEach
    void close() {
        thread.close();
    }

    @Test
    void aTaskThatFailsIsLoggedAndTheNextIsDone() throws Exception {
        CountDownLatch next = new CountDownLatch(1);
        try (RecordingLog log = new RecordingLog()) {
            thread.execute(() -> {
                throw new IllegalStateException("as the test wants it");
            });
            thread.execute(next::countDown);
            await("next", () -> next.getCount() == 0);
            assertThat(log.text()).contains("A task of group TESTGRP failed", "as the test wants it");
        }
    }

    @Test
    void aTaskThatFailsLaterIsLogged() throws Exception {
        try (RecordingLog log = new RecordingLog()) {
            ScheduledFuture<?> later = thread.schedule(
                    () -> {
                        throw new NoClassDefFoundError("as the test wants it");
                    },
                    0);
            await("end", later::isDone);
            assertThat(log.text()).contains("A task of group TESTGRP failed", "as the test wants it");
        }
    }
}
