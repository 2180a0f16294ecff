// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** In bundles of tests: a system property with the bundle's name tells that it ran. */
public final class ActivatorThatTells implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        System.setProperty(context.getBundle().getSymbolicName(), "ran");
    }

    @Override
    public void stop(BundleContext context) {
        // Nothing to take back.
    }
}
