// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.vipa.StackInfo;

/** Asks on the LAN whether hosts live, while there is an adapter. Safe for any thread. */
final class HostsOnLan {
    private final AtomicReference<SharedAdapter> adapter = new AtomicReference<>();

    void use(SharedAdapter next) {
        adapter.set(next);
    }

    /** Does nothing if another has taken its place already. */
    void drop(SharedAdapter old) {
        adapter.compareAndSet(old, null);
    }

    /** Whether the host of a stack lives that has an address on the LAN. */
    CompletionStage<Boolean> lives(StackInfo lost) {
        SharedAdapter asking = adapter.get();
        return asking == null
                ? LostStacks.unknown()
                : asking.alive(lost.host().orElseThrow(), lost.mac().orElseThrow());
    }
}
