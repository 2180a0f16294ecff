// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.ezplex.system.EventLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopTest {
    private final Loop loop = new Loop("test-loop", 10_000);

    @BeforeEach
    void start() {
        loop.start();
    }

    @AfterEach
    void close() {
        loop.close();
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Waits until everything given to the loop before is done. */
    private void settle() throws Exception {
        var done = new CompletableFuture<Boolean>();
        loop.execute(() -> done.complete(loop.inLoop()));
        assertThat(done.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void tasksRunInTheOrderGivenOnOneThread() throws Exception {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            int number = i;
            loop.execute(() -> order.add(number));
        }
        settle();
        assertThat(order).hasSize(10_000).isSorted();
        assertThat(loop.inLoop()).isFalse();
    }

    @Test
    void whatIsExecutedNowOnTheLoopDoesNotWaitForWhatIsQueued() throws Exception {
        List<String> order = new ArrayList<>();
        loop.executeNow(() -> {
            loop.execute(() -> order.add("queued"));
            loop.executeNow(() -> order.add("now " + loop.inLoop()));
            order.add("after");
        });
        settle();
        // What was queued meanwhile may have come after the first.
        settle();
        assertThat(order).containsExactly("now true", "after", "queued");
    }

    @Test
    void tasksOfManyThreadsAreAllRun() throws Exception {
        var count = new AtomicInteger();
        var all = new CountDownLatch(40_000);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 10_000; i++) {
                    loop.execute(() -> {
                        count.incrementAndGet();
                        all.countDown();
                    });
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        await(all);
        assertThat(count).hasValue(40_000);
    }

    @Test
    void aTaskThatThrowsDoesNotEndTheLoop() throws Exception {
        loop.execute(() -> {
            throw new IllegalStateException("on purpose");
        });
        settle();
    }

    @Test
    void aTimerRunsAfterItsDelay() throws Exception {
        var ran = new CompletableFuture<Long>();
        long start = loop.nanoTime();
        loop.schedule(Duration.ofMillis(20), () -> ran.complete(loop.nanoTime()));
        assertThat(ran.get(20, TimeUnit.SECONDS) - start).isGreaterThanOrEqualTo(20_000_000L);
    }

    @Test
    void aCancelledTimerDoesNotRun() throws Exception {
        var ran = new AtomicInteger();
        var later = new CountDownLatch(1);
        // In the loop, so that neither timer can run before the other is set and cancelled.
        loop.execute(() -> {
            EventLoop.Timer timer = loop.schedule(Duration.ofMillis(1), ran::incrementAndGet);
            loop.schedule(Duration.ofMillis(2), later::countDown);
            timer.cancel();
            timer.cancel();
        });
        await(later);
        assertThat(ran).hasValue(0);
    }

    @Test
    void timersRunInTheOrderOfTheirTimes() throws Exception {
        List<String> order = new ArrayList<>();
        var last = new CountDownLatch(1);
        loop.execute(() -> {
            loop.schedule(Duration.ofMillis(3), last::countDown);
            loop.schedule(Duration.ofMillis(2), () -> order.add("second"));
            loop.schedule(Duration.ofMillis(1), () -> order.add("first"));
        });
        await(last);
        assertThat(order).containsExactly("first", "second");
    }

    @Test
    void aRepeatedTaskGoesOnAfterAFailureUntilCancelled() throws Exception {
        var runs = new AtomicInteger();
        var later = new CountDownLatch(1);
        loop.execute(() -> {
            AtomicReference<EventLoop.Timer> timer = new AtomicReference<>();
            timer.set(loop.repeat(Duration.ofMillis(1), () -> {
                if (runs.incrementAndGet() == 3) {
                    timer.get().cancel();
                    // Due after a fourth run would be.
                    loop.schedule(Duration.ofMillis(5), later::countDown);
                }
                throw new IllegalStateException("on purpose");
            }));
        });
        await(later);
        assertThat(runs).hasValue(3);
    }

    @Test
    void aRepetitionCancelledFromOutsideEnds() throws Exception {
        var thrice = new CountDownLatch(3);
        var runs = new AtomicInteger();
        EventLoop.Timer timer = loop.repeat(Duration.ofMillis(1), () -> {
            runs.incrementAndGet();
            thrice.countDown();
        });
        await(thrice);
        timer.cancel();
        settle();
        int before = runs.get();
        var later = new CountDownLatch(1);
        loop.schedule(Duration.ofMillis(5), later::countDown);
        await(later);
        assertThat(runs).hasValue(before);
    }

    @Test
    void closeDoesWhatWasAcceptedAndRefusesTheRest() {
        var count = new AtomicInteger();
        for (int i = 0; i < 1_000; i++) {
            loop.execute(count::incrementAndGet);
        }
        loop.close();
        assertThat(count).hasValue(1_000);
        assertThatThrownBy(() -> loop.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void closeInATaskDoesNotWaitForItself() throws Exception {
        var closed = new CountDownLatch(1);
        loop.execute(() -> {
            loop.close();
            closed.countDown();
        });
        await(closed);
    }

    @Test
    void veryLongDelaysAreNotShort() throws Exception {
        var ran = new AtomicInteger();
        loop.schedule(Duration.ofSeconds(Long.MAX_VALUE), ran::incrementAndGet);
        var later = new CountDownLatch(1);
        loop.schedule(Duration.ofMillis(5), later::countDown);
        await(later);
        assertThat(ran).hasValue(0);
    }
}
