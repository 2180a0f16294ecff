// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.osa.Probe;
import org.ezplex.osa.Registration;
import org.ezplex.osa.SharedAdapter;

/** The shared adapter, while there is one, and the registrations under way. Used on the event loop only. */
final class AdapterPort {
    private final Executor loop;
    private final Map<IpAddress, Object> attempts = new HashMap<>();
    /** Volatile for a teardown that could not wait for the loop. */
    private volatile SharedAdapter adapter;

    AdapterPort(Executor loop) {
        this.loop = loop;
    }

    void use(SharedAdapter next) {
        adapter = next;
    }

    boolean present() {
        return adapter != null;
    }

    boolean is(SharedAdapter other) {
        return adapter == other;
    }

    Optional<MacAddress> nicMac() {
        return Optional.ofNullable(adapter).map(SharedAdapter::nicMac);
    }

    Optional<String> interfaceName() {
        return Optional.ofNullable(adapter).map(SharedAdapter::interfaceName);
    }

    /** Tells {@code ended} the outcome on the loop, unless the attempt was given up before. */
    void register(IpAddress dvipa, Consumer<Registration> ended) {
        SharedAdapter current = adapter;
        if (current == null) {
            // The event that tells of the adapter's loss is on its way and will resign.
            return;
        }
        Object attempt = new Object();
        attempts.put(dvipa, attempt);
        current.register(dvipa, Probe.THOROUGH)
                .thenAccept(outcome -> loop.execute(() -> {
                    // The outcome of an attempt that was given up says nothing about the one after it.
                    if (attempts.remove(dvipa, attempt)) {
                        ended.accept(outcome);
                    }
                }));
    }

    void deregister(IpAddress dvipa) {
        attempts.remove(dvipa);
        silence(dvipa);
    }

    /** As {@link #deregister}, for good: no outcome is waited for any more. On any thread. */
    void silence(IpAddress dvipa) {
        SharedAdapter current = adapter;
        if (current != null) {
            current.deregister(dvipa);
        }
    }
}
