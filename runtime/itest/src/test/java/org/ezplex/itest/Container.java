// SPDX-License-Identifier: Apache-2.0
package org.ezplex.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** A framework in this process with the bundles a test wants. */
final class Container implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final Framework framework;

    Container(Path home, List<Path> bundles) throws BundleException {
        Map<String, String> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, home.resolve("cache").toString());
        settings.put("felix.log.level", "1");
        settings.put("ezplex.home", home.toString());
        settings.put("org.ops4j.pax.logging.DefaultServiceLog.level", "ERROR");
        settings.put(
                "org.ops4j.pax.logging.property.file",
                Path.of("src/test/resources/logback.xml").toAbsolutePath().toString());
        settings.put("org.ops4j.pax.logging.eventAdminEnabled", "false");
        settings.put("gosh.args", "--noshutdown --nointeractive --nohistory");
        settings.put("gosh.home", Distribution.folder().toString());
        // A test of one bundle must not ask the name service, and have no name of this host in it.
        settings.put(
                "configurator.initial",
                "{\":configurator:resource-version\":1,\":configurator:symbolic-name\":\"itest\","
                        + "\":configurator:version\":\"1.0.0\",\"org.ezplex.system\":{\"sysname\":\"ITEST\"}}");
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(settings);
        framework.init();
        for (Path bundle : bundles) {
            context().installBundle("reference:" + bundle.toUri());
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    Framework framework() {
        return framework;
    }

    /** Starts the framework and every bundle; fails with the framework's words if one of them does not start. */
    void start() throws BundleException {
        framework.start();
        for (Bundle bundle : context().getBundles()) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
    }

    Bundle bundle(String symbolicName) {
        return Arrays.stream(context().getBundles())
                .filter(b -> symbolicName.equals(b.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(condition.getAsBoolean()).as(what).isTrue();
    }

    @Override
    public void close() throws BundleException {
        framework.stop();
        try {
            assertThat(framework.waitForStop(20_000).getType()).isNotEqualTo(FrameworkEvent.WAIT_TIMEDOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
