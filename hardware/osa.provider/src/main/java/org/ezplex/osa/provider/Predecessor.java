// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.ezplex.osa.OatEntry;
import org.ezplex.osa.SharedAdapter;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/**
 * The adapter that another version of this bundle has on the same interface. It acts until it says that it is about to end; the one that waits for
 * that begins then, with what that has registered, before it is gone.
 */
final class Predecessor implements ServiceListener, AutoCloseable {
    private static final String INTERFACE = "osa.interface";
    private static final String ENDING = "osa.ending";

    private final BundleContext context;
    private final ServiceReference<SharedAdapter> reference;
    private final SharedAdapter adapter;
    private final Consumer<List<OatEntry>> begin;
    private final AtomicBoolean ended = new AtomicBoolean();

    private Predecessor(
            BundleContext context,
            ServiceReference<SharedAdapter> reference,
            SharedAdapter adapter,
            Consumer<List<OatEntry>> begin) {
        this.context = context;
        this.reference = reference;
        this.adapter = adapter;
        this.begin = begin;
    }

    /** The adapter of an interface, for its users and its successor. */
    static ServiceRegistration<SharedAdapter> register(BundleContext context, SharedAdapter adapter) {
        return context.registerService(
                SharedAdapter.class, adapter, FrameworkUtil.asDictionary(Map.of(INTERFACE, adapter.interfaceName())));
    }

    /** Lets a successor begin, before this returns. */
    static void ending(ServiceRegistration<SharedAdapter> registration, String interfaceName) {
        registration.setProperties(FrameworkUtil.asDictionary(Map.of(INTERFACE, interfaceName, ENDING, true)));
    }

    /** Whether an adapter of the interface acts already. */
    static boolean isThere(BundleContext context, String interfaceName) {
        return find(context, interfaceName).isPresent();
    }

    /**
     * Begins when the adapter that has the interface already ends, which may be at once.
     *
     * @param begin is given what that one has registered; called once, on any thread, unless this is closed before
     * @return empty if there is none, or no more
     */
    static Optional<Predecessor> follow(BundleContext context, String interfaceName, Consumer<List<OatEntry>> begin) {
        return find(context, interfaceName).flatMap(reference -> Optional.ofNullable(context.getService(reference))
                .map(adapter -> new Predecessor(context, reference, adapter, begin).followed()));
    }

    private static Optional<ServiceReference<SharedAdapter>> find(BundleContext context, String interfaceName) {
        try {
            return context.getServiceReferences(SharedAdapter.class, "(!(" + ENDING + "=true))").stream()
                    .filter(other -> interfaceName.equals(other.getProperty(INTERFACE)))
                    .findFirst();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Predecessor followed() {
        context.addServiceListener(this);
        // It may have ended before anybody listened.
        if (reference.getBundle() == null || isEnding()) {
            end();
        }
        return this;
    }

    private boolean isEnding() {
        return Boolean.TRUE.equals(reference.getProperty(ENDING));
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        if (event.getServiceReference().equals(reference)
                && (event.getType() == ServiceEvent.UNREGISTERING || isEnding())) {
            end();
        }
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            begin.accept(adapter.oat());
            release();
        }
    }

    private void release() {
        context.removeServiceListener(this);
        context.ungetService(reference);
    }

    /** It is not waited for any more. */
    @Override
    public void close() {
        if (ended.compareAndSet(false, true)) {
            release();
        }
    }
}
