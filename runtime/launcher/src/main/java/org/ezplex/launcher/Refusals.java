// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Tells of each bundle that a sealed system does not start: the terminal at once, and whoever is a {@code Consumer} with the property
 * {@code org.ezplex.run=refused-bundle}, a type of the JDK because the launcher and the bundles share no other.
 */
final class Refusals implements BiConsumer<BundleRevision, String> {
    private static final String WHO = "(org.ezplex.run=refused-bundle)";

    private final BundleContext context;

    Refusals(BundleContext context) {
        this.context = context;
    }

    @Override
    public void accept(BundleRevision revision, String why) {
        String what = revision.getSymbolicName() + " " + revision.getVersion() + ": " + why;
        System.err.println("ezplex: this system is sealed, and does not start " + what);
        // Not by this thread: the framework is resolving, and waits for it.
        Thread thread = new Thread(() -> tell(what), "ezplex-sealed");
        thread.setDaemon(true);
        thread.start();
    }

    private void tell(String what) {
        try {
            for (ServiceReference<?> reference : references()) {
                @SuppressWarnings("unchecked") // whoever has that property takes texts
                Consumer<String> service = (Consumer<String>) context.getService(reference);
                if (service != null) {
                    service.accept(what);
                }
            }
        } catch (IllegalStateException e) {
            // The framework ends; the terminal knows.
        }
    }

    @SuppressWarnings("rawtypes") // of services
    private Collection<ServiceReference<Consumer>> references() {
        try {
            return context.getServiceReferences(Consumer.class, WHO);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
