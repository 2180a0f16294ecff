// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import java.util.Collection;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Runs whoever has something to hand over before the system stops, while everything still works: services of type {@code Runnable}
 * with the property {@code org.ezplex.run=before-stop}. Each sees to it that it ends in time. A type of the JDK, because the launcher and
 * the bundles share no other.
 */
final class BeforeStop implements SynchronousBundleListener {
    private static final String WHO = "(org.ezplex.run=before-stop)";

    private final BundleContext context;

    BeforeStop(BundleContext context) {
        this.context = context;
    }

    /** The framework tells that it is about to stop before it stops the first bundle, whatever made it stop. */
    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
            references().forEach(this::run);
        }
    }

    private Collection<ServiceReference<Runnable>> references() {
        try {
            return context.getServiceReferences(Runnable.class, WHO);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(ServiceReference<Runnable> reference) {
        try {
            Runnable service = context.getService(reference);
            if (service != null) {
                service.run();
            }
        } catch (RuntimeException e) {
            System.err.println("ezplex: before the stop, in " + reference.getBundle() + ": " + StartReport.reason(e));
        }
    }
}
