// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.ezplex.xcf.XcfListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who listens. Calls come from one thread; subscriptions are closed from any. */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

    /** One listener, until it is closed. */
    final class Subscription implements AutoCloseable {
        private final XcfListener listener;
        private volatile boolean closed;

        Subscription(XcfListener listener) {
            this.listener = listener;
        }

        synchronized void open() {
            if (!closed) {
                subscriptions.add(this);
            }
        }

        synchronized void call(Consumer<XcfListener> what) {
            try {
                if (!closed) {
                    what.accept(listener);
                }
            } catch (RuntimeException | LinkageError e) {
                LOG.error("listener {}", listener, e);
            }
        }

        /** Waits for a call under way, unless it is the call that closes. */
        @Override
        public void close() {
            closed = true;
            synchronized (this) {
                subscriptions.remove(this);
            }
        }
    }

    void call(Consumer<XcfListener> what) {
        subscriptions.forEach(subscription -> subscription.call(what));
    }
}
