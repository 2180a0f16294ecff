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
    private final KernelNews news = new KernelNews(scene.table(), scene.forwarder(), new Counters());
    private final Semaphore told = new Semaphore(0);
    private final Semaphore heard = new Semaphore(0);
    private volatile Thread listener;

    private final KernelFlows kernel = (KernelFlows) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {KernelFlows.class}, (proxy, method, args) -> {
                if (method.getName().equals("hear")) {
                    heard.release();
                    return null;
                }
                listener = Thread.currentThread();
                told.acquire();
                return true;
            });

    @Test
    void whatTheKernelTellsIsHeardWithoutAPacketUntilItEnds() throws InterruptedException {
        news.begin(kernel);
        for (int i = 0; i < 3; i++) {
            told.release();
            assertThat(heard.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(scene.forwarder().catchUp()).as("whoever asks hears it").isTrue();
        news.end();
        told.release(2);
        listener.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        assertThat(listener.isAlive()).isFalse();
        assertThat(scene.forwarder().catchUp()).isFalse();
    }
}
