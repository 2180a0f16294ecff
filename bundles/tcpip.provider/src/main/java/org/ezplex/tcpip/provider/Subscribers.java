// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.ezplex.tcpip.StackListener;
import org.ezplex.tcpip.TcpListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is told of changes. Everybody is told on the event loop, in the order of the calls here. */
final class Subscribers {
    private static final Logger LOG = LoggerFactory.getLogger(Subscribers.class);

    private final Executor loop;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

    Subscribers(Executor loop) {
        this.loop = loop;
    }

    boolean isEmpty() {
        return subscriptions.isEmpty();
    }

    /** Adds a listener; it hears of what is published from now on. */
    Subscription add(StackListener listener) {
        Subscription subscription = new Subscription(listener);
        subscriptions.add(subscription);
        return subscription;
    }

    void remove(Subscription subscription) {
        subscription.ended = true;
        subscriptions.remove(subscription);
    }

    /** Tells the listeners to everybody who was not told the same last. */
    void publishListeners(Set<TcpListener> listeners) {
        loop.execute(() -> subscriptions.forEach(subscription -> subscription.tell(listeners)));
    }

    void publish(Consumer<StackListener> notice) {
        if (!subscriptions.isEmpty()) {
            loop.execute(() -> subscriptions.forEach(subscription -> subscription.tell(notice)));
        }
    }

    /** One subscriber; {@code told} belongs to the loop. */
    static final class Subscription {
        private final StackListener listener;
        private Set<TcpListener> told;
        private volatile boolean ended;

        Subscription(StackListener listener) {
            this.listener = listener;
        }

        private void tell(Set<TcpListener> listeners) {
            if (!ended && !listeners.equals(told)) {
                told = listeners;
                guarded(l -> l.listenersChanged(listeners));
            }
        }

        private void tell(Consumer<StackListener> notice) {
            if (!ended) {
                guarded(notice);
            }
        }

        /** One that fails must not cost the others the notice. */
        private void guarded(Consumer<StackListener> notice) {
            try {
                notice.accept(listener);
            } catch (RuntimeException e) {
                LOG.error("A listener of the stack failed", e);
            }
        }
    }
}
