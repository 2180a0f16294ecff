// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.osa.SharedAdapter;

/** Asks on the LAN whether hosts live, while there is an adapter. Safe for any thread. */
final class HostsOnLan {
    private final AtomicReference<SharedAdapter> adapter = new AtomicReference<>();

    void use(SharedAdapter next) {
        adapter.set(next);
    }

    /** False if another has taken its place already. */
    boolean drop(SharedAdapter old) {
        return adapter.compareAndSet(old, null);
    }

    /** Whether the host of a member lives. */
    CompletionStage<Boolean> lives(String member, Report.Host host) {
        SharedAdapter asking = adapter.get();
        return asking == null ? LostStacks.unknown() : asking.alive(host.address(), host.mac());
    }
}
