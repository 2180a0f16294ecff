// SPDX-License-Identifier: Apache-2.0
package org.ezplex.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.FrameworkWiring;

class AloneTest {
    @TempDir
    private Path folder;

    /** Every bundle of ours, with the bundles it needs and no others, starts. */
    @TestFactory
    Stream<DynamicTest> everyBundleStartsAloneWithItsRequirements() throws Exception {
        Map<String, List<Path>> closures = closures();
        return closures.entrySet().stream()
                .map(entry ->
                        DynamicTest.dynamicTest(entry.getKey(), () -> startsWith(entry.getKey(), entry.getValue())));
    }

    private Map<String, List<Path>> closures() throws Exception {
        Map<String, List<Path>> closures = new LinkedHashMap<>();
        try (Container container = new Container(folder.resolve("all"), Distribution.bundles())) {
            assertThat(container.framework().adapt(FrameworkWiring.class).resolveBundles(null))
                    .isTrue();
            Closure closure = new Closure(container.context().getBundles());
            for (Bundle bundle : container.context().getBundles()) {
                if (bundle.getSymbolicName().startsWith("org.ezplex.")) {
                    List<Path> files = new ArrayList<>();
                    closure.of(bundle).stream()
                            .sorted(Comparator.comparing(Bundle::getSymbolicName))
                            .forEach(b -> files.add(file(b)));
                    closures.put(bundle.getSymbolicName(), files);
                }
            }
        }
        assertThat(closures).isNotEmpty();
        return closures;
    }

    private static Path file(Bundle bundle) {
        return Path.of(java.net.URI.create(bundle.getLocation().substring("reference:".length())));
    }

    private void startsWith(String name, List<Path> bundles) throws Exception {
        try (Container container = new Container(folder.resolve(name), bundles)) {
            container.start();
            assertThat(container.bundle(name).getState()).isEqualTo(Bundle.ACTIVE);
        }
    }
}
