// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.provider;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ezplex.upgrade.file.BundleFacts;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** The bundles of the level that runs. Their location tells which file they are of; others were put in by hand, and are left alone. */
final class LiveBundles {
    private static final String REFERENCE = "reference:";

    private final BundleContext context;
    private final List<Path> roots;

    /** @param roots the folders of levels, and of the bundles that came with the launcher; absolute */
    LiveBundles(BundleContext context, List<Path> roots) {
        this.context = context;
        this.roots = List.copyOf(roots);
    }

    /** How a bundle of {@code file} is installed: the framework reads the file where it is. */
    static String location(Path file) {
        return REFERENCE + file.toUri();
    }

    List<Bundle> all() {
        return Arrays.stream(context.getBundles())
                .filter(b -> file(b).isPresent())
                .toList();
    }

    /** The bundle by this name; the older one if there are two for a moment. */
    Bundle named(String symbolicName) {
        return all().stream()
                .filter(b -> b.getSymbolicName().equals(symbolicName))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no " + symbolicName));
    }

    /** The files of all of them. */
    List<Path> files() {
        return all().stream().map(this::file).flatMap(Optional::stream).toList();
    }

    private Optional<Path> file(Bundle bundle) {
        String location = bundle.getLocation();
        String address = location.startsWith(REFERENCE) ? location.substring(REFERENCE.length()) : location;
        if (!address.startsWith("file:")) {
            return Optional.empty();
        }
        try {
            Path file = Path.of(URI.create(address)).normalize();
            return roots.stream().anyMatch(file::startsWith) ? Optional.of(file) : Optional.empty();
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            // Whoever puts a bundle in by hand may call its location what he likes.
            return Optional.empty();
        }
    }

    /** What the files of all of them say. */
    List<BundleFacts> facts() throws IOException {
        List<BundleFacts> facts = new ArrayList<>();
        for (Bundle bundle : all()) {
            facts.add(BundleFacts.of(file(bundle).orElseThrow(), startLevel(bundle)));
        }
        return facts;
    }

    static int startLevel(Bundle bundle) {
        return bundle.adapt(BundleStartLevel.class).getStartLevel();
    }

    /** For each of them by name, the names of those that are wired to it, directly or not. */
    Map<String, Set<String>> dependents() {
        FrameworkWiring wiring = context.getBundle(Constants.SYSTEM_BUNDLE_ID).adapt(FrameworkWiring.class);
        Map<String, Set<String>> dependents = new HashMap<>();
        for (Bundle bundle : all()) {
            dependents.put(
                    bundle.getSymbolicName(),
                    wiring.getDependencyClosure(Set.of(bundle)).stream()
                            .filter(b -> !b.equals(bundle))
                            .map(Bundle::getSymbolicName)
                            .filter(Objects::nonNull)
                            .collect(Collectors.toSet()));
        }
        return dependents;
    }

    /** The packages of the framework and of Java. */
    Map<String, List<Version>> platform() {
        Map<String, List<Version>> packages = new HashMap<>();
        BundleWiring system = context.getBundle(Constants.SYSTEM_BUNDLE_ID).adapt(BundleWiring.class);
        for (BundleCapability capability : system.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
            Object version = capability.getAttributes().get(Constants.VERSION_ATTRIBUTE);
            packages.computeIfAbsent(
                            String.valueOf(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)),
                            name -> new ArrayList<>())
                    .add(version instanceof Version known ? known : Version.emptyVersion);
        }
        return packages;
    }
}
