// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.osa.SharedAdapter;

/** The shared adapters that are open. Safe for any thread. */
final class Adapters {
    private final List<SharedAdapter> open = new CopyOnWriteArrayList<>();

    void add(SharedAdapter adapter) {
        open.add(adapter);
    }

    void remove(SharedAdapter adapter) {
        open.remove(adapter);
    }

    /** The interfaces they drive. */
    Set<String> names() {
        return open.stream().map(SharedAdapter::interfaceName).collect(Collectors.toSet());
    }

    /** Whether a host answers by one of them; without an adapter, or by one that is closed meanwhile, none does. Never fails. */
    CompletableFuture<Boolean> alive(IpAddress host, MacAddress mac) {
        CompletionStage<Boolean> any = CompletableFuture.completedFuture(false);
        for (SharedAdapter adapter : open) {
            any = any.thenCombine(adapter.alive(host, mac).exceptionally(unknown -> false), Boolean::logicalOr);
        }
        return any.toCompletableFuture();
    }

    /** They answer for no address any more. */
    void silence() {
        open.forEach(adapter -> adapter.oat().forEach(entry -> adapter.silence(entry.address())));
    }
}
