// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CleanUpTest {
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private CleanUp cleanUp() {
        return new CleanUp("mine", () -> events.add("down"), new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @Test
    void anInterruptionStopsTheWorkThenTakesTheLabDownAndSaysSo() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CleanUp cleanUp = cleanUp();
        Thread interrupter = new Thread(() -> {
            try {
                begun.await();
                cleanUp.interrupt();
            } catch (InterruptedException e) {
                events.add("interrupter interrupted");
            }
        });
        interrupter.start();
        assertThatThrownBy(() -> cleanUp.watch(() -> {
                    begun.countDown();
                    try {
                        Wait.until(Duration.ofMinutes(1), () -> false);
                    } finally {
                        events.add("work ended");
                    }
                }))
                .isInstanceOf(CleanUp.InterruptedWorkException.class);
        assertThat(Thread.interrupted()).as("kept for whoever else asks").isTrue();
        interrupter.join();
        assertThat(events).startsWith("work ended", "down").doesNotContain("interrupter interrupted");
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("interrupted")
                .contains("'mine' is down");
    }

    @Test
    void whatCannotBeClearedAwayIsSaid() {
        CleanUp cleanUp = new CleanUp(
                "mine",
                () -> {
                    throw new LabException("stuck");
                },
                new PrintStream(said, true, StandardCharsets.UTF_8));
        assertThatThrownBy(() -> cleanUp.watch(() -> {
                    throw new LabException("no");
                }))
                .hasMessage("stuck");
    }

    @Test
    void workThatEndedWellIsLeftAlone() {
        CleanUp cleanUp = cleanUp();
        cleanUp.watch(() -> events.add("work"));
        cleanUp.interrupt();
        assertThat(events).containsExactly("work");
        assertThat(said.size()).isZero();
    }

    @Test
    void workThatFailedIsClearedAwayAndTellsWhy() {
        assertThatThrownBy(() -> cleanUp().watch(() -> {
                    throw new LabException("no");
                }))
                .hasMessage("no");
        assertThat(events).containsExactly("down");
    }
}
