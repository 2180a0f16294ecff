// SPDX-License-Identifier: Apache-2.0
package org.ezplex.itest.exam;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.FrameworkWiring;

/** The framework under test, seen from a bundle in it. */
final class Inside {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final BundleContext context;

    Inside(BundleContext context) {
        this.context = context;
    }

    BundleContext context() {
        return context;
    }

    Bundle bundle(String symbolicName) {
        for (Bundle bundle : context.getBundles()) {
            if (symbolicName.equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        throw new AssertionError("there is no bundle " + symbolicName);
    }

    /** Our bundles that have components. */
    List<Bundle> providers() {
        return Arrays.stream(context.getBundles())
                .filter(b -> b.getSymbolicName().startsWith("org.ezplex."))
                .filter(b -> b.getHeaders().get("Service-Component") != null)
                .toList();
    }

    /** Updates and refreshes a provider in place. */
    void update(Bundle provider) throws BundleException, InterruptedException {
        FrameworkWiring wiring =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        provider.update();
        // Nobody is wired to a provider, so nobody else has to be refreshed.
        assertEquals(Set.of(provider), Set.copyOf(wiring.getDependencyClosure(Set.of(provider))));
        CountDownLatch refreshed = new CountDownLatch(1);
        wiring.refreshBundles(Set.of(provider), event -> refreshed.countDown());
        assertTrue("refresh of " + provider, refreshed.await(DEADLINE.toSeconds(), TimeUnit.SECONDS));
    }

    /** The interfaces of our services that are there now, and how many times each. */
    Map<String, Integer> services() {
        Map<String, Integer> counts = new TreeMap<>();
        for (Bundle bundle : context.getBundles()) {
            ServiceReference<?>[] references = bundle.getRegisteredServices();
            for (ServiceReference<?> reference : references == null ? new ServiceReference<?>[0] : references) {
                for (String name : (String[]) reference.getProperty(Constants.OBJECTCLASS)) {
                    if (name.startsWith("org.ezplex.")) {
                        counts.merge(name, 1, Integer::sum);
                    }
                }
            }
        }
        return counts;
    }

    boolean has(String service) {
        return context.getServiceReference(service) != null;
    }

    /** The number of the service's registration: another one after it has gone and come back. */
    long registration(String service) {
        ServiceReference<?> reference = context.getServiceReference(service);
        assertNotNull(service, reference);
        return (Long) reference.getProperty(Constants.SERVICE_ID);
    }

    List<String> notActive() {
        List<String> names = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getState() != Bundle.ACTIVE) {
                names.add(bundle.getSymbolicName());
            }
        }
        return names;
    }

    /** What a command typed on the console prints. */
    String command(String line) throws Exception {
        ServiceReference<CommandProcessor> reference = context.getServiceReference(CommandProcessor.class);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (CommandSession session =
                context.getService(reference).createSession(InputStream.nullInputStream(), output, output)) {
            session.execute(line);
        } finally {
            context.ungetService(reference);
        }
        return output.toString(StandardCharsets.UTF_8);
    }

    /** Waits until {@code wanted} is what {@code actual} gives. */
    static <T> void await(String what, T wanted, Supplier<T> actual) throws InterruptedException {
        T last = await(actual, wanted::equals);
        assertEquals(what, wanted, last);
    }

    void awaitService(String service) throws InterruptedException {
        await(service, true, () -> has(service));
    }

    void awaitNoService(String service) throws InterruptedException {
        await(service, false, () -> has(service));
    }

    /** Waits until this system is an active member of its group. */
    void awaitJoined() throws InterruptedException {
        String text = await(
                () -> {
                    try {
                        return command("ezplex:display xcf group EZBTCPCS");
                    } catch (Exception e) {
                        // While its parts are exchanged the console has no commands.
                        return String.valueOf(e);
                    }
                },
                t -> t.contains("ITEST") && t.contains("ACTIVE"));
        if (!text.contains("ACTIVE")) {
            fail("has not joined: " + text);
        }
    }

    private static <T> T await(Supplier<T> actual, Predicate<T> condition) throws InterruptedException {
        long end = System.nanoTime() + DEADLINE.toNanos();
        T last = actual.get();
        while (!condition.test(last) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(10);
            last = actual.get();
        }
        return last;
    }
}
