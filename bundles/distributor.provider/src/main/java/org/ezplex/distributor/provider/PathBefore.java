// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.Optional;
import java.util.function.Consumer;
import org.ezplex.distributor.RoutedTraffic;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/** The packet path of another version of this bundle, which is about to be stopped. */
final class PathBefore implements ServiceListener, AutoCloseable {
    private final BundleContext context;
    private final ServiceReference<RoutedTraffic> reference;
    private final RoutedTraffic traffic;
    private final Consumer<RoutedTraffic> heir;

    private PathBefore(
            BundleContext context,
            ServiceReference<RoutedTraffic> reference,
            RoutedTraffic traffic,
            Consumer<RoutedTraffic> heir) {
        this.context = context;
        this.reference = reference;
        this.traffic = traffic;
        this.heir = heir;
    }

    /**
     * Lets {@code heir} have what another one routes, at once and again when the frames begin to go to the heir.
     *
     * @return empty if there is no other one
     */
    static Optional<PathBefore> follow(BundleContext context, Consumer<RoutedTraffic> heir) {
        return find(context).flatMap(reference -> Optional.ofNullable(context.getService(reference))
                .map(traffic -> new PathBefore(context, reference, traffic, heir).followed()));
    }

    private static Optional<ServiceReference<RoutedTraffic>> find(BundleContext context) {
        try {
            return context.getServiceReferences(RoutedTraffic.class, null).stream()
                    .filter(other -> !context.getBundle().equals(other.getBundle()))
                    .findFirst();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private PathBefore followed() {
        context.addServiceListener(this);
        heir.accept(traffic);
        return this;
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        if (event.getType() == ServiceEvent.UNREGISTERING
                && event.getServiceReference().equals(reference)) {
            heir.accept(traffic);
        }
    }

    RoutedTraffic traffic() {
        return traffic;
    }

    @Override
    public void close() {
        context.removeServiceListener(this);
        context.ungetService(reference);
    }
}
