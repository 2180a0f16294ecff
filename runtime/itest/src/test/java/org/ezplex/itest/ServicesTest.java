// SPDX-License-Identifier: Apache-2.0
package org.ezplex.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.FrameworkWiring;

/** The whole appliance in one framework: services come, go, and come back. */
class ServicesTest {
    @TempDir
    private static Path home;

    private static Container container;

    @BeforeAll
    static void start() throws Exception {
        container = new Container(home, Distribution.bundles());
        container.start();
        container.announce();
    }

    @AfterAll
    static void stop() throws Exception {
        container.close();
    }

    private static List<Bundle> providers() {
        return Arrays.stream(container.context().getBundles())
                .filter(b -> b.getSymbolicName().startsWith("org.ezplex."))
                .filter(b -> b.getHeaders().get("Service-Component") != null)
                .toList();
    }

    /** The interfaces of services of ours that are there now. */
    private static Set<String> services() {
        Set<String> names = new TreeSet<>();
        for (Bundle bundle : container.context().getBundles()) {
            ServiceReference<?>[] references = bundle.getRegisteredServices();
            for (ServiceReference<?> reference : references == null ? new ServiceReference<?>[0] : references) {
                Arrays.stream((String[]) reference.getProperty(Constants.OBJECTCLASS))
                        .filter(name -> name.startsWith("org.ezplex."))
                        .forEach(names::add);
            }
        }
        return names;
    }

    private static List<String> notActive() {
        List<String> names = new ArrayList<>();
        for (Bundle bundle : container.context().getBundles()) {
            if (bundle.getState() != Bundle.ACTIVE) {
                names.add(bundle.getSymbolicName());
            }
        }
        return names;
    }

    @Test
    void everyBundleIsActive() {
        assertThat(notActive()).isEmpty();
        assertThat(providers()).isNotEmpty();
    }

    @Test
    void theSystemAndItsLogAreThere() throws Exception {
        for (String service : List.of("SystemImage", "EventLoop", "Hardcopy")) {
            Container.await(service, () -> container.hasService("org.ezplex.system." + service));
        }
        Path log = home.resolve("log/hardcopy.log");
        Container.await("EZX0001I in " + log, () -> contains(log, "EZX0001I"));
        assertThat(Files.readString(log)).contains("SYSTEM ITEST OF SYSPLEX EZPLEX1 IS UP");
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (java.io.IOException e) {
            return false;
        }
    }

    @Test
    void aProviderThatStopsTakesItsServicesAndBringsThemBack() throws Exception {
        Set<String> before = services();
        for (Bundle provider : providers()) {
            provider.stop();
            assertThat(provider.getRegisteredServices())
                    .as(provider.getSymbolicName())
                    .isNull();
            provider.start();
            Container.await(
                    "services after a restart of " + provider, () -> services().containsAll(before));
        }
        assertThat(notActive()).isEmpty();
    }

    @Test
    void aProviderIsUpdatedWithoutRefreshOfAnyOther() throws Exception {
        Set<String> before = services();
        for (Bundle provider : providers()) {
            provider.update();
            // Nobody is wired to a provider, so nobody else waits for the refresh.
            assertThat(container.framework().adapt(FrameworkWiring.class).getRemovalPendingBundles())
                    .allMatch(provider::equals);
            container.framework().adapt(FrameworkWiring.class).refreshBundles(null);
            Container.await(
                    "services after an update of " + provider, () -> services().containsAll(before));
        }
        Container.await("every bundle active", () -> notActive().isEmpty());
    }
}
