// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.FrameworkWiring;

/** What a sealed system does with bundles that come while it runs. */
class SealedBundlesTest {
    private static final String GOOD = "sealed.test.good";
    private static final String OTHER = "sealed.test.other";

    @TempDir
    private Path folder;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private Home home;
    private MadeSigner signer;
    private Launcher launcher;
    private BundleContext context;

    @BeforeEach
    void startASealedSystem() throws Exception {
        Path distribution = folder.resolve("distribution");
        Path bundles = Files.createDirectories(distribution.resolve("bundles"));
        jar(bundles, GOOD, "1.0.0");
        home = Home.of(folder.resolve("home"), distribution);
        signer = MadeSigner.make(folder);
        signer.trustedBy(home);
        signer.seal(bundles, "distribution");
        launcher = new Launcher(
                Map.of(
                        "org.osgi.framework.storage", folder.resolve("cache").toString(),
                        "org.osgi.framework.startlevel.beginning", Integer.toString(StartLevels.CONSOLE)),
                home);
        assertThat(launcher.start(StartedLevel.of(home))).isZero();
        context = launcher.context();
        Consumer<String> listener = told::add;
        context.registerService(
                Consumer.class, listener, FrameworkUtil.asDictionary(Map.of("org.ezplex.run", "refused-bundle")));
    }

    @AfterEach
    void stop() throws Exception {
        launcher.stop();
        System.clearProperty(GOOD);
        System.clearProperty(OTHER);
    }

    /** A bundle whose activator tells that it ran. */
    private static Path jar(Path folder, String name, String version, String... headers) throws Exception {
        Manifest manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.putValue("Manifest-Version", "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", name);
        attributes.putValue("Bundle-Version", version);
        if (headers.length == 0) {
            attributes.putValue("Import-Package", "org.osgi.framework");
            attributes.putValue("Bundle-Activator", ActivatorThatTells.class.getName());
        }
        for (int i = 0; i < headers.length; i += 2) {
            attributes.putValue(headers[i], headers[i + 1]);
        }
        Path file = folder.resolve(name + "-" + version + ".jar");
        String entry = ActivatorThatTells.class.getName().replace('.', '/') + ".class";
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                InputStream in = ActivatorThatTells.class.getClassLoader().getResourceAsStream(entry)) {
            jar.putNextEntry(new JarEntry(entry));
            in.transferTo(jar);
        }
        return file;
    }

    private Bundle good() {
        return List.of(context.getBundles()).stream()
                .filter(bundle -> GOOD.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    private void assertTold(String name) throws Exception {
        assertThat(told.poll(30, TimeUnit.SECONDS))
                .isEqualTo(name + " 1.0.0: it is of no level that a trusted signer has signed");
    }

    @Test
    void whatIsSignedRuns() {
        assertThat(System.getProperty(GOOD)).isEqualTo("ran");
    }

    @Test
    void aBundleThatIsInstalledByHandDoesNotRun() throws Exception {
        assertDoesNotRun(jar(folder, OTHER, "1.0.0").toUri().toString());
        assertTold(OTHER);
    }

    @Test
    void aSignedBundleThatIsUsedWhereAnybodyMayChangeItDoesNotRun() throws Exception {
        Path level = Files.createDirectories(home.folder().resolve("levels/0.2.0"));
        Path signed = jar(level, OTHER, "1.0.0");
        signer.seal(level, "0.2.0");
        Path copy = Files.copy(signed, folder.resolve("copy.jar"));
        assertDoesNotRun("reference:" + copy.toUri());
        assertThat(told.poll(30, TimeUnit.SECONDS)).contains("it is used from " + copy);
        context.installBundle(copy.toUri().toString()).start();
        assertThat(System.getProperty(OTHER)).isEqualTo("ran");
    }

    private void assertDoesNotRun(String location) throws Exception {
        Bundle bundle = context.installBundle(location);
        assertThatThrownBy(bundle::start).isInstanceOf(BundleException.class);
        assertThat(bundle.getState()).isEqualTo(Bundle.INSTALLED);
        assertThat(System.getProperty(OTHER)).isNull();
        bundle.uninstall();
    }

    @Test
    void aBundleThatIsUpdatedToSomethingElseDoesNotRun() throws Exception {
        try (InputStream other = Files.newInputStream(jar(folder, OTHER, "1.0.0"))) {
            Bundle bundle = good();
            assertThatThrownBy(() -> bundle.update(other)).isInstanceOf(BundleException.class);
            assertThat(bundle.getState()).isEqualTo(Bundle.INSTALLED);
        }
        assertTold(OTHER);
        assertThat(System.getProperty(OTHER)).isNull();
    }

    @Test
    void aBundleWhoseFileWasChangedDoesNotRunAgain() throws Exception {
        Bundle bundle = good();
        System.clearProperty(GOOD);
        jar(
                home.distribution().resolve("bundles"),
                GOOD,
                "1.0.0",
                "Import-Package",
                "org.osgi.framework",
                "Bundle-Activator",
                ActivatorThatTells.class.getName(),
                "X",
                "changed");
        assertThatThrownBy(bundle::update).isInstanceOf(BundleException.class);
        assertThat(bundle.getState()).isEqualTo(Bundle.INSTALLED);
        assertThat(System.getProperty(GOOD)).isNull();
    }

    @Test
    void aFragmentThatIsInstalledByHandBecomesNoPart() throws Exception {
        Bundle fragment = context.installBundle(
                jar(folder, OTHER, "1.0.0", "Fragment-Host", GOOD).toUri().toString());
        FrameworkWiring wiring = context.getBundle(0).adapt(FrameworkWiring.class);
        good().stop();
        wiring.refreshBundles(Set.of(good()), event -> told.add("refreshed"));
        assertThat(told.poll(30, TimeUnit.SECONDS)).isNotNull();
        good().start();
        assertThat(fragment.getState()).isEqualTo(Bundle.INSTALLED);
        assertThat(good().getState()).isEqualTo(Bundle.ACTIVE);
    }

    /** Whatever it offers; and who is signed is not kept from starting by it. */
    @Test
    void aStrangerIsNobodysProvider() throws Exception {
        Bundle stranger = context.installBundle(jar(folder, OTHER, "1.0.0", "Export-Package", "org.ezplex.stranger")
                .toUri()
                .toString());
        Path level = Files.createDirectories(home.folder().resolve("levels/0.2.0"));
        Path plain = jar(level, "sealed.test.plain", "1.0.0");
        Path user = jar(level, "sealed.test.user", "1.0.0", "Import-Package", "org.ezplex.stranger");
        signer.seal(level, "0.2.0");
        context.installBundle("reference:" + plain.toUri()).start();
        assertThat(System.clearProperty("sealed.test.plain")).isEqualTo("ran");
        assertThatThrownBy(context.installBundle("reference:" + user.toUri())::start)
                .isInstanceOf(BundleException.class);
        assertThat(stranger.getState()).isEqualTo(Bundle.INSTALLED);
        assertTold(OTHER);
    }

    @Test
    void ofManyThatAreResolvedTogetherTheStrangerIsNot() throws Exception {
        Bundle stranger = context.installBundle(
                jar(folder, OTHER, "1.0.0", "X", "no imports").toUri().toString());
        context.getBundle(0).adapt(FrameworkWiring.class).resolveBundles(null);
        assertThat(stranger.getState()).isEqualTo(Bundle.INSTALLED);
    }

    @Test
    void aBundleOfALevelThatHasComeSinceRuns() throws Exception {
        Path level = Files.createDirectories(home.folder().resolve("levels/0.2.0"));
        Path file = jar(level, OTHER, "1.0.0");
        signer.seal(level, "0.2.0");
        context.installBundle("reference:" + file.toUri()).start();
        assertThat(System.getProperty(OTHER)).isEqualTo("ran");
    }
}
