// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;

class BeforeStopTest {
    @TempDir
    Path folder;

    private final List<String> story = new CopyOnWriteArrayList<>();
    private Launcher launcher;

    @Test
    void whoHasSomethingToHandOverGoesBeforeTheFirstBundleStops() throws Exception {
        BundleContext context = started();
        register(context, () -> story.add("hand over"), "before-stop");
        register(context, () -> story.add("never"), "at-noon");
        context.addBundleListener((SynchronousBundleListener) this::note);
        launcher.stop();
        assertThat(story).containsExactly("hand over", "bundle stops");
    }

    @Test
    void oneThatFailsKeepsNeitherTheNextNorTheStop() throws Exception {
        BundleContext context = started();
        register(
                context,
                () -> {
                    throw new IllegalStateException("as the test wants");
                },
                "before-stop");
        register(context, () -> story.add("hand over"), "before-stop");
        assertThat(launcher.stop()).isTrue();
        assertThat(story).contains("hand over");
    }

    @Test
    void whoHasPutAnotherLevelInPlaceHasItStarted() throws Exception {
        BundleContext context = started();
        launcher.announce();
        Runnable restart = context.getService(context.getServiceReferences(Runnable.class, "(org.ezplex.run=restart)")
                .iterator()
                .next());
        register(context, () -> story.add("hand over"), "before-stop");
        restart.run();
        assertThat(launcher.await()).isTrue();
        assertThat(story).containsExactly("hand over");
        started();
        launcher.stop();
        assertThat(launcher.await()).isFalse();
    }

    /** With one bundle, which does nothing. */
    private BundleContext started() throws Exception {
        Path bundles = Files.createDirectories(folder.resolve("bundles"));
        try (var jar = new JarOutputStream(Files.newOutputStream(bundles.resolve("nothing.jar")), manifest())) {
            jar.finish();
        }
        launcher = new Launcher(
                Map.of(
                        "org.osgi.framework.storage", folder.resolve("cache").toString(),
                        "org.osgi.framework.startlevel.beginning", Integer.toString(StartLevels.CONSOLE)),
                Home.of(folder.resolve("home"), folder));
        assertThat(launcher.start(StartedLevel.distribution(bundles))).isZero();
        return launcher.context();
    }

    private static Manifest manifest() {
        var manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "nothing");
        return manifest;
    }

    private static void register(BundleContext context, Runnable service, String when) {
        ServiceReference<?> reference = context.registerService(
                        Runnable.class, service, FrameworkUtil.asDictionary(Map.of("org.ezplex.run", when)))
                .getReference();
        assertThat(reference).isNotNull();
    }

    private void note(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() != 0) {
            story.add("bundle stops");
        }
    }
}
