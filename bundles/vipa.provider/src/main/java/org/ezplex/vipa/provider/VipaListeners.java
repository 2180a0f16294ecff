// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.ezplex.vipa.VipaListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listeners, told on the event loop; one that fails does not keep the others from being told. */
final class VipaListeners {
    private static final Logger LOG = LoggerFactory.getLogger(VipaListeners.class);

    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

    /** A listener until it is closed. */
    private final class Subscription implements AutoCloseable {
        private final VipaListener listener;
        private volatile boolean ended;

        Subscription(VipaListener listener) {
            this.listener = listener;
        }

        void tell(Consumer<VipaListener> what) {
            if (ended) {
                return;
            }
            try {
                what.accept(listener);
            } catch (RuntimeException e) {
                LOG.error("A listener of the DVIPAs failed; the others are told all the same", e);
            }
        }

        @Override
        public void close() {
            ended = true;
            subscriptions.remove(this);
        }
    }

    /** Adds a listener on {@code loop}, and then tells it {@code first}. */
    AutoCloseable add(VipaListener listener, Executor loop, Consumer<VipaListener> first) {
        Subscription subscription = new Subscription(listener);
        loop.execute(() -> {
            if (!subscription.ended) {
                subscriptions.add(subscription);
                subscription.tell(first);
            }
        });
        return subscription;
    }

    boolean isEmpty() {
        return subscriptions.isEmpty();
    }

    void tell(Consumer<VipaListener> what) {
        subscriptions.forEach(subscription -> subscription.tell(what));
    }

    /** Whether any listener says yes. */
    boolean any(Predicate<VipaListener> question) {
        AtomicBoolean yes = new AtomicBoolean();
        tell(listener -> yes.compareAndSet(false, question.test(listener)));
        return yes.get();
    }
}
