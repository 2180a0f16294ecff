// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system.provider;

import java.time.Duration;
import org.ezplex.system.EventLoop;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The stack's event loop as a service; immediate, so that it outlives a moment without users. */
@Component(immediate = true)
public final class EventLoopComponent implements EventLoop {
    private static final long JOIN_MILLIS = 5_000;

    private final Loop loop = new Loop("ezplex-loop", JOIN_MILLIS);

    @Activate
    public EventLoopComponent() {
        loop.start();
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return loop.schedule(delay, task);
    }

    @Override
    public Timer repeat(Duration period, Runnable task) {
        return loop.repeat(period, task);
    }

    @Override
    public long nanoTime() {
        return loop.nanoTime();
    }

    @Override
    public boolean inLoop() {
        return loop.inLoop();
    }

    @Deactivate
    void close() {
        loop.close();
    }
}
