// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.distributor.provider.path.Counters;
import org.junit.jupiter.api.Test;

class KernelNewsTest {
    private static final int PATIENCE_SECONDS = 30;

    private final TableScene scene = new TableScene();
    private final KernelNews news = new KernelNews(scene.table(), scene.forwarder(), new Counters(), () -> {});
    private final Semaphore told = new Semaphore(0);
    private final Semaphore heard = new Semaphore(0);
    private volatile Runnable hearing = () -> {};
    private volatile boolean all = true;
    private volatile boolean ending;
    private volatile Thread listener;

    private final KernelFlows kernel = (KernelFlows) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {KernelFlows.class},
            (proxy, method, args) -> switch (method.getName()) {
                case "hear" -> hear();
                case "awaitNews" -> awaitNews();
                default -> null;
            });

    private boolean hear() {
        heard.release();
        hearing.run();
        return all;
    }

    /** Until there is something, or whoever waits is about to be ended. */
    private boolean awaitNews() throws InterruptedException {
        listener = Thread.currentThread();
        while (!ending && !told.tryAcquire(1, TimeUnit.MILLISECONDS)) {
            // Nothing has come.
        }
        return true;
    }

    private void isHeard() throws InterruptedException {
        told.release();
        assertThat(heard.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatTheKernelTellsIsHeardWithoutAPacketUntilItEnds() throws InterruptedException {
        news.begin(kernel);
        for (int i = 0; i < 3; i++) {
            isHeard();
        }
        all = false;
        assertThat(scene.forwarder().catchUp()).as("it cannot be told yet").isFalse();
        ending = true;
        news.close();
        assertThat(listener.isAlive()).isFalse();
        assertThat(scene.forwarder().catchUp()).isTrue();
        news.close();
    }

    @Test
    void whatGoesWrongWithOneConnectionIsNotTheEndOfIt() throws InterruptedException {
        news.begin(kernel);
        hearing = () -> {
            throw new IllegalStateException("for once");
        };
        isHeard();
        hearing = () -> {};
        isHeard();
        ending = true;
        news.close();
    }
}
