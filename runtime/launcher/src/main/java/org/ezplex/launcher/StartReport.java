// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;

/** What did not start and why, one line for each bundle. */
final class StartReport implements FrameworkListener {
    private static final int LONGEST_REASON = 400;

    private final Map<String, String> problems = new LinkedHashMap<>();

    synchronized void problem(String bundle, String what, Throwable why) {
        problems.put(bundle, what + ": " + reason(why));
    }

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR && event.getThrowable() != null) {
            problem(String.valueOf(event.getBundle().getSymbolicName()), "not started", event.getThrowable());
        }
    }

    /** The innermost reason in one line; a resolver's words are long, their beginning tells. */
    static String reason(Throwable why) {
        Throwable inner = why;
        for (int depth = 0; inner.getCause() != null && depth < 10; depth++) {
            inner = inner.getCause();
        }
        String text = String.valueOf(inner.getMessage()).replaceAll("\\s+", " ");
        String line = inner instanceof org.osgi.framework.BundleException
                ? text
                : inner.getClass().getSimpleName() + ": " + text;
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "...";
    }

    /** Adds bundles that are not active although nobody said why, then prints all. The number of problems. */
    synchronized int print(BundleContext context, PrintStream out) {
        for (Bundle bundle : context.getBundles()) {
            String name = String.valueOf(bundle.getSymbolicName());
            boolean fragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
            if (!fragment && (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) == 0) {
                problems.putIfAbsent(name, "not started");
            }
        }
        problems.forEach((bundle, why) -> out.println("ezplex: " + bundle + " " + why));
        return problems.size();
    }
}
