// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system.provider;

import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.ezplex.system.EventLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread, a queue of tasks anybody may put in, and timers that only the thread touches. A producer wakes the thread only
 * when it sleeps, so a busy loop costs its producers no system call.
 */
final class Loop implements EventLoop, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    /** Tasks run in one go before timers get their turn. */
    private static final int BATCH = 256;

    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final TimerQueue timers = new TimerQueue();
    private final Thread thread;
    private final long joinMillis;
    private volatile boolean sleeping;
    private volatile boolean closed;

    Loop(String name, long joinMillis) {
        this.joinMillis = joinMillis;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void execute(Runnable task) {
        Objects.requireNonNull(task);
        if (closed) {
            throw new RejectedExecutionException("the event loop is closed");
        }
        inbox.add(task);
        if (sleeping) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        var entry = new TimerQueue.Entry(nanoTime() + nanos(delay), Objects.requireNonNull(task));
        put(entry);
        return entry;
    }

    @Override
    public Timer repeat(Duration period, Runnable task) {
        var repeated = new Repeated(nanos(period), Objects.requireNonNull(task));
        repeated.next();
        return repeated;
    }

    private void put(TimerQueue.Entry entry) {
        executeNow(() -> timers.add(entry));
    }

    private static long nanos(Duration delay) {
        // Half the range of a long keeps differences of times right, and is 146 years.
        return Math.max(0, Math.min(TimeUnit.NANOSECONDS.convert(delay), Long.MAX_VALUE / 2));
    }

    /** A task run again and again; a failure does not end it. */
    private final class Repeated implements Timer {
        private final long period;
        private final Runnable task;
        private volatile boolean cancelled;

        Repeated(long period, Runnable task) {
            this.period = period;
            this.task = task;
        }

        void next() {
            put(new TimerQueue.Entry(nanoTime() + period, this::once));
        }

        private void once() {
            if (cancelled) {
                return;
            }
            runSafely(task);
            if (!cancelled && !closed) {
                next();
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread() == thread;
    }

    private void run() {
        while (!closed) {
            runTasks(BATCH);
            runTimers();
            if (inbox.isEmpty()) {
                sleep();
            }
        }
        // What was accepted is done; timers are not, their time has not come.
        runTasks(Integer.MAX_VALUE);
    }

    private void runTasks(int most) {
        for (int i = 0; i < most; i++) {
            Runnable task = inbox.poll();
            if (task == null) {
                return;
            }
            runSafely(task);
        }
    }

    private void runTimers() {
        long now = nanoTime();
        for (var due = timers.poll(now); due != null && !closed; due = timers.poll(now)) {
            runSafely(due.task());
        }
    }

    private void sleep() {
        sleeping = true;
        try {
            // Looked at again after the flag is up: a task put in before it would wake nobody.
            if (inbox.isEmpty() && !closed) {
                long nanos = timers.nanosToNext(nanoTime());
                if (nanos > 0) {
                    LockSupport.parkNanos(this, nanos);
                }
            }
        } finally {
            sleeping = false;
        }
        // An interrupt would make every park return at once; nobody has a reason to send one.
        if (Thread.interrupted()) {
            LOG.debug("interrupt ignored");
        }
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private static void runSafely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("A task of the event loop failed: {}", task, e);
        }
    }

    /** Refuses new tasks, does those accepted, ends the thread. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        if (inLoop() || !thread.isAlive()) {
            return;
        }
        try {
            thread.join(joinMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("A task of the event loop does not end; its thread is left behind");
        }
    }
}
