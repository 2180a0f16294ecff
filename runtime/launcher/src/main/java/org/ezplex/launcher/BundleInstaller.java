// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;

/** Installs a folder of bundles, by reference: the framework reads the jars where they are. */
final class BundleInstaller {
    private final BundleContext context;
    private final StartReport report;

    BundleInstaller(BundleContext context, StartReport report) {
        this.context = context;
        this.report = report;
    }

    /** Installs every jar and marks it for start at its level. */
    void install(Path folder) throws IOException, LaunchException {
        List<Path> jars = Files.isDirectory(folder) ? Home.list(folder, ".jar") : List.of();
        if (jars.isEmpty()) {
            throw new LaunchException(
                    "there are no bundles in " + folder, "unpack the distribution again, or build it");
        }
        List<Bundle> installed = new ArrayList<>();
        for (Path jar : jars) {
            try {
                installed.add(context.installBundle("reference:" + jar.toUri()));
            } catch (BundleException e) {
                report.problem(jar.getFileName().toString(), "not installed", e);
            }
        }
        installed.forEach(this::mark);
    }

    private void mark(Bundle bundle) {
        String name = bundle.getSymbolicName() == null ? "" : bundle.getSymbolicName();
        bundle.adapt(BundleStartLevel.class).setStartLevel(StartLevels.of(name));
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
