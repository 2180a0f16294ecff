// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.condition.Condition;

/** One framework from start to end. */
final class Launcher {
    /** How long bundles get to stop, and to hand over before that, until the process ends without them. */
    private static final long STOP_MILLIS = 25_000;

    /** How often a restart that takes too long is looked for. */
    private static final long LOOK_MILLIS = 1_000;

    private final Framework framework;
    private final Home home;
    private volatile boolean again;
    private volatile long restartNanos;
    private final StartReport report = new StartReport();

    Launcher(Map<String, String> settings, Home home) throws LaunchException {
        this.home = home;
        this.framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow(() -> new LaunchException(
                        "there is no OSGi framework beside the launcher", "unpack the distribution again"))
                .newFramework(settings);
    }

    /** Starts everything and says what did not; the number of bundles that did not start. */
    int start(StartedLevel level) throws BundleException {
        // The framework's threads inherit this. The class path has nothing for bundles, and with no context class
        // loader
        // libraries that look for their parts (the line editor for its terminals) look in their own bundle.
        Thread.currentThread().setContextClassLoader(null);
        framework.init(report);
        if (Seal.of(home).wanted()) {
            seal();
        }
        new BundleInstaller(context(), report).install(level);
        framework.start();
        int problems = report.print(context(), System.err);
        context().removeFrameworkListener(report);
        context().addBundleListener(new BeforeStop(context()));
        return problems;
    }

    private void seal() {
        Path storage = Path.of(context().getProperty(Constants.FRAMEWORK_STORAGE));
        context()
                .registerService(
                        ResolverHookFactory.class, new SealedBundles(home, storage, new Refusals(context())), null);
    }

    /** Components that wait for the end of the start want the condition; who has put another level in place wants the restart. */
    void announce() {
        var properties = FrameworkUtil.asDictionary(Map.of(Condition.CONDITION_ID, "org.ezplex.started"));
        context().registerService(Condition.class, Condition.INSTANCE, properties);
        context()
                .registerService(
                        Runnable.class, this::restart, FrameworkUtil.asDictionary(Map.of("org.ezplex.run", "restart")));
    }

    /** Felix begins to stop on a thread of its own, so that whoever calls may be stopped with the others. */
    private void restart() {
        restartNanos = System.nanoTime();
        again = true;
        try {
            framework.stop();
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /**
     * Waits until somebody stops the framework. Whether a system is to be started in its place, with the level that is in force then; throws
     * if the bundles do not stop in time for that.
     */
    boolean await() throws InterruptedException, LaunchException {
        while (framework.waitForStop(LOOK_MILLIS).getType() == FrameworkEvent.WAIT_TIMEDOUT) {
            if (again && stopMillis() == 1) {
                throw new LaunchException(
                        "some bundles did not stop in time for the restart; the process ends without them",
                        "start the system again, if nothing does so by itself");
            }
        }
        return again;
    }

    /** How long bundles still have to stop; 1 at least, as 0 would be for ever. */
    private long stopMillis() {
        long gone = again ? TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - restartNanos) : 0;
        return Math.max(1, STOP_MILLIS - gone);
    }

    /** Stops every bundle, so that what they added to the host is taken away. Whether all of them stopped in time. */
    boolean stop() throws BundleException, InterruptedException {
        framework.stop();
        return framework.waitForStop(stopMillis()).getType() != FrameworkEvent.WAIT_TIMEDOUT;
    }
}
