// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.ezplex.system.EventLoop;

/** A loop of the simulation, as those classes of the product know it that are run as they are. */
final class LoopOfProduct implements EventLoop {
    private final Loop loop;
    private final Agenda agenda;

    LoopOfProduct(Loop loop, Agenda agenda) {
        this.loop = loop;
        this.agenda = agenda;
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        boolean[] cancelled = {false};
        loop.schedule(TimeUnit.NANOSECONDS.toMicros(delay.toNanos()), () -> {
            if (!cancelled[0]) {
                task.run();
            }
        });
        return () -> cancelled[0] = true;
    }

    @Override
    public Timer repeat(Duration period, Runnable task) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long nanoTime() {
        return TimeUnit.MICROSECONDS.toNanos(agenda.now());
    }

    @Override
    public boolean inLoop() {
        return true;
    }
}
