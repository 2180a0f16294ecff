// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import org.ezplex.accelerator.KernelFlows;
import org.ezplex.distributor.provider.path.Counters;
import org.ezplex.distributor.provider.path.Forwarder;
import org.ezplex.distributor.provider.path.Openings;
import org.ezplex.distributor.provider.table.RoutingTable;

/** Hears on a thread of its own what the kernel opens; whoever needs to know earlier hears it there. One kernel at a time. */
final class KernelNews {
    private final RoutingTable table;
    private final Forwarder forwarder;
    private final Counters counters;
    private volatile Thread listener;

    KernelNews(RoutingTable table, Forwarder forwarder, Counters counters) {
        this.table = table;
        this.forwarder = forwarder;
        this.counters = counters;
    }

    void begin(KernelFlows flows) {
        Openings openings = new Openings(forwarder, table, counters, flows);
        forwarder.hear(() -> {
            flows.hear(openings);
            return true;
        });
        Thread next = new Thread(() -> listen(flows), "distributor-kernel");
        next.setDaemon(true);
        listener = next;
        next.start();
    }

    private void listen(KernelFlows flows) {
        while (Thread.currentThread() == listener && flows.awaitNews()) {
            forwarder.catchUp();
        }
    }

    /** Its thread ends by itself, within the time it may wait for something to hear. */
    void end() {
        listener = null;
        forwarder.hear(() -> false);
    }
}
