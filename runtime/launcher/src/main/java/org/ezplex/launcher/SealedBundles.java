// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Lets no bundle of a sealed system resolve that is of no level which was signed, whoever installs or updates it and from where: so it
 * is never wired, and its activator never runs. What counts is the content, by its SHA-256. Extensions of the framework are not resolved by
 * the resolver; they are switched off by a property of their own ({@link FrameworkSettings}).
 *
 * <p>The framework keeps what a bundle is of in its storage:
 *
 * <pre>
 * bundleID/versionR.N/revision.location   where it is from; "reference:" and an address: the file itself is used
 *                    /bundle.jar          else a copy of it
 * </pre>
 */
final class SealedBundles implements ResolverHookFactory {
    private static final String REFERENCE = "reference:";

    private final Home home;
    private final Seal seal;
    private final Path storage;
    private final BiConsumer<BundleRevision, String> refused;
    private final Set<String> vouchedFor = new HashSet<>();
    private final Map<BundleRevision, String> contents = new WeakHashMap<>();
    private final Map<BundleRevision, String> told = new WeakHashMap<>();

    /** @param refused is told of each that does not resolve, once, and of why; it must not use the framework before it has returned */
    SealedBundles(Home home, Path storage, BiConsumer<BundleRevision, String> refused) {
        this.home = home;
        this.seal = Seal.of(home);
        this.storage = storage;
        this.refused = refused;
    }

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return new Resolution(!triggers.stream().allMatch(this::isVouchedFor));
    }

    /**
     * One resolution. Only if it is about a stranger itself strangers are taken out of what is resolvable: where any is, this framework
     * takes out all that was resolved before, and nobody else could resolve as long as a stranger is installed. Else they get no wires.
     */
    private final class Resolution implements ResolverHook {
        private final boolean refuses;

        Resolution(boolean refuses) {
            this.refuses = refuses;
        }

        @Override
        public void filterResolvable(Collection<BundleRevision> candidates) {
            if (refuses) {
                candidates.removeIf(revision -> !isVouchedFor(revision));
            }
        }

        @Override
        public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
            boolean vouchedFor = isVouchedFor(requirement.getRevision());
            candidates.removeIf(candidate -> !vouchedFor || !isVouchedFor(candidate.getRevision()));
        }

        @Override
        public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> candidates) {
            // A stranger keeps nobody from resolving by having his name.
            candidates.removeIf(candidate -> !isVouchedFor(candidate.getRevision()));
        }

        @Override
        public void end() {
            // Nothing is kept.
        }
    }

    private synchronized boolean isVouchedFor(BundleRevision revision) {
        if (revision.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
            return true;
        }
        try {
            String content = contents.get(revision);
            if (content == null) {
                content = StartedLevel.sha256(file(revision));
                contents.put(revision, content);
            }
            // A level may have come since.
            if (vouchedFor.contains(content) || readLevels().contains(content)) {
                return true;
            }
            tell(revision, "it is of no level that a trusted signer has signed");
        } catch (IOException | RuntimeException e) {
            tell(revision, StartReport.reason(e));
        }
        return false;
    }

    private void tell(BundleRevision revision, String why) {
        if (told.put(revision, why) == null) {
            refused.accept(revision, why);
        }
    }

    /** What the framework takes the bundle's classes from: the latest there is of it. */
    private Path file(BundleRevision revision) throws IOException {
        Path bundle = storage.resolve("bundle" + revision.getBundle().getBundleId());
        Path latest;
        try (Stream<Path> versions = Files.list(bundle)) {
            latest = versions.filter(Files::isDirectory)
                    .filter(folder -> folder.getFileName().toString().matches("version\\d+\\.\\d+"))
                    .max(Comparator.comparingInt((Path v) -> number(v, 0)).thenComparingInt(v -> number(v, 1)))
                    .orElseThrow(() -> new IOException("nothing of it in " + bundle));
        }
        String location = Files.readString(latest.resolve("revision.location"));
        return location.startsWith(REFERENCE)
                ? inPlace(URI.create(location.substring(REFERENCE.length())))
                : latest.resolve("bundle.jar");
    }

    /** Elsewhere whoever installs a bundle could change its file as soon as it has been looked at. */
    private Path inPlace(URI address) throws IOException {
        Path file = Path.of(address).normalize();
        Path shipped = home.distribution().resolve("bundles").normalize();
        if (file.startsWith(shipped) || file.startsWith(home.folder().resolve("levels"))) {
            return file;
        }
        throw new IOException("it is used from " + file + ", where no level is");
    }

    /** R or N of {@code versionR.N}. */
    private static int number(Path version, int which) {
        return Integer.parseInt(
                version.getFileName().toString().substring("version".length()).split("\\.", -1)[which]);
    }

    private Set<String> readLevels() {
        vouchedFor.clear();
        add(home.distribution().resolve("bundles"), Seal.DISTRIBUTION);
        for (Path level : levels()) {
            add(level, level.getFileName().toString());
        }
        return vouchedFor;
    }

    private List<Path> levels() {
        try (Stream<Path> levels = Files.list(home.folder().resolve("levels"))) {
            return levels.filter(Files::isDirectory).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private void add(Path folder, String level) {
        try {
            vouchedFor.addAll(StartedLevel.vouchedFor(folder, level, seal));
        } catch (IOException | RuntimeException e) {
            // Not signed: its bundles are refused one by one.
        }
    }
}
