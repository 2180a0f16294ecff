// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;

/** Installs the bundles of a level, by reference: the framework reads the jars where they are. */
final class BundleInstaller {
    private final BundleContext context;
    private final StartReport report;

    BundleInstaller(BundleContext context, StartReport report) {
        this.context = context;
        this.report = report;
    }

    /** Installs every jar and marks it for start at its level. */
    void install(StartedLevel level) {
        Map<Bundle, Integer> installed = new LinkedHashMap<>();
        level.bundles().forEach((jar, startLevel) -> {
            try {
                installed.put(context.installBundle("reference:" + jar.toUri()), startLevel);
            } catch (BundleException e) {
                report.problem(jar.getFileName().toString(), "not installed", e);
            }
        });
        installed.forEach(this::mark);
    }

    private void mark(Bundle bundle, int startLevel) {
        String name = bundle.getSymbolicName() == null ? "" : bundle.getSymbolicName();
        bundle.adapt(BundleStartLevel.class).setStartLevel(startLevel == 0 ? StartLevels.of(name) : startLevel);
        if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null) {
            return;
        }
        try {
            // The framework is not at that level yet, so this only marks it; failures come as framework events.
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        } catch (BundleException e) {
            report.problem(name, "not started", e);
        }
    }
}
