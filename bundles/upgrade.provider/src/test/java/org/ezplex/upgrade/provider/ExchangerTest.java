// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.ezplex.upgrade.Level;
import org.ezplex.upgrade.UpgradePlan;
import org.ezplex.upgrade.file.PackageMaker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.dto.BundleDTO;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** In a real framework, with bundles that do nothing; components are what the container ring is for. */
class ExchangerTest {
    private static final byte[] NOTHING = new byte[0];

    @TempDir
    private Path folder;

    /** Whether components work, of which each bundle has one. */
    private Predicate<Bundle> works = bundle -> true;

    private Framework framework;
    private LiveBundles live;
    private Exchanger exchanger;

    @BeforeEach
    void startLevelOne() throws Exception {
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        "org.osgi.framework.storage",
                        folder.resolve("cache").toString(),
                        "org.osgi.framework.startlevel.beginning",
                        "5"));
        framework.start();
        live = new LiveBundles(framework.getBundleContext(), List.of(folder.resolve("levels")));
        exchanger = new Exchanger(framework.getBundleContext(), live, new Health(this::components, 0));
        LevelFolder one = level(
                "1",
                Map.of(
                        "plain", PackageMaker.bundle("plain", "1.0.0"),
                        "api", PackageMaker.bundle("api", "1.0.0", "Export-Package", "p;version=1.0"),
                        "user", PackageMaker.bundle("user", "1.0.0", "Import-Package", "p;version=\"[1,2)\"")));
        for (Path file : one.files().values()) {
            Bundle bundle = framework.getBundleContext().installBundle(LiveBundles.location(file));
            bundle.adapt(BundleStartLevel.class).setStartLevel(file.endsWith("api.jar") ? 3 : 4);
        }
        for (Bundle bundle : live.all()) {
            bundle.start();
        }
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(0);
    }

    private ServiceComponentRuntime components() {
        return (ServiceComponentRuntime) Proxy.newProxyInstance(
                ServiceComponentRuntime.class.getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getComponentDescriptionDTOs" -> List.of(component(((Bundle[]) arguments[0])[0]));
                    case "getComponentConfigurationDTOs" ->
                        List.of(configuration(((ComponentDescriptionDTO) arguments[0]).bundle.id));
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static ComponentDescriptionDTO component(Bundle bundle) {
        ComponentDescriptionDTO component = new ComponentDescriptionDTO();
        component.name = "component of " + bundle.getSymbolicName();
        component.bundle = bundle.adapt(BundleDTO.class);
        component.implementationClass = Object.class.getName();
        return component;
    }

    private ComponentConfigurationDTO configuration(long bundle) {
        ComponentConfigurationDTO configuration = new ComponentConfigurationDTO();
        configuration.state = works.test(framework.getBundleContext().getBundle(bundle))
                ? ComponentConfigurationDTO.ACTIVE
                : ComponentConfigurationDTO.UNSATISFIED_REFERENCE;
        return configuration;
    }

    private boolean runs(String name) {
        return live.all().stream().anyMatch(b -> b.getSymbolicName().equals(name) && b.getState() == Bundle.ACTIVE);
    }

    /** The level before, but for these files; an empty one is left out. */
    private LevelFolder level(String version, Map<String, byte[]> changed) throws IOException {
        Path level = Files.createDirectories(folder.resolve("levels").resolve(version));
        for (Path file : live.files()) {
            Files.copy(file, level.resolve(file.getFileName()));
        }
        for (Map.Entry<String, byte[]> bundle : changed.entrySet()) {
            Path file = level.resolve(bundle.getKey() + ".jar");
            Files.write(file, bundle.getValue());
            if (bundle.getValue().length == 0) {
                Files.delete(file);
            }
        }
        return LevelFolder.read(new Level("L", version, "*", "Maker"), level, Map.of());
    }

    private void apply(LevelFolder level) throws Exception {
        UpgradePlan plan = new Planner(live.facts(), live.dependents(), live.platform(), "none")
                .plan(level.level(), "1", level.bundles(), false);
        assertThat(plan.obstacles()).isEmpty();
        exchanger.apply(plan, level);
    }

    /** Name and version of those that run; whatever does not is no good. */
    private Map<String, String> running() {
        Map<String, String> running = new TreeMap<>();
        for (Bundle bundle : live.all()) {
            assertThat(bundle.getState()).as(bundle.toString()).isEqualTo(Bundle.ACTIVE);
            running.merge(bundle.getSymbolicName(), bundle.getVersion().toString(), (one, other) -> one + " " + other);
        }
        return running;
    }

    private long id(String name) {
        return Arrays.stream(framework.getBundleContext().getBundles())
                .filter(b -> b.getSymbolicName().equals(name))
                .findFirst()
                .orElseThrow()
                .getBundleId();
    }

    @Test
    void oneBundleIsExchangedAndNobodyElse() throws Exception {
        long user = id("user");
        apply(level("2", Map.of("plain", PackageMaker.bundle("plain", "1.0.1"))));
        assertThat(running()).isEqualTo(Map.of("api", "1.0.0", "plain", "1.0.1", "user", "1.0.0"));
        assertThat(id("user")).isEqualTo(user);
        assertThat(live.files()).contains(folder.resolve("levels/2/plain.jar"), folder.resolve("levels/1/user.jar"));
    }

    @Test
    void anApiIsExchangedWithWhoIsWiredToIt() throws Exception {
        assertThat(live.dependents()).containsEntry("api", Set.of("user")).containsEntry("plain", Set.of());
        apply(level(
                "2",
                Map.of(
                        "api", PackageMaker.bundle("api", "1.1.0", "Export-Package", "p;version=1.1"),
                        "user", PackageMaker.bundle("user", "1.1.0", "Import-Package", "p;version=\"[1.1,2)\""))));
        assertThat(running()).isEqualTo(Map.of("api", "1.1.0", "plain", "1.0.0", "user", "1.1.0"));
        assertThat(live.dependents()).containsEntry("api", Set.of("user"));
    }

    @Test
    void twoOfOneVersionAreExchangedOneAfterTheOther() throws Exception {
        apply(level("2", Map.of("plain", PackageMaker.bundle("plain", "1.0.0", "Comment", "another"))));
        assertThat(running()).containsEntry("plain", "1.0.0");
        assertThat(live.files()).contains(folder.resolve("levels/2/plain.jar"));
    }

    @Test
    void newOnesComeAndOthersGo() throws Exception {
        apply(level("2", Map.of("plain", NOTHING, "more", PackageMaker.bundle("more", "1.0.0"))));
        assertThat(running()).isEqualTo(Map.of("api", "1.0.0", "more", "1.0.0", "user", "1.0.0"));
    }

    @Test
    void whatIsNewRunsBeforeWhatIsChangedHasToWork() throws Exception {
        works = bundle -> bundle.getVersion().getMinor() == 0 || runs("more");
        apply(level(
                "2",
                Map.of(
                        "api", PackageMaker.bundle("api", "1.1.0", "Export-Package", "p;version=1.1"),
                        "plain", PackageMaker.bundle("plain", "1.1.0"),
                        "more", PackageMaker.bundle("more", "1.0.0"))));
        assertThat(running()).isEqualTo(Map.of("api", "1.1.0", "more", "1.0.0", "plain", "1.1.0", "user", "1.0.0"));
    }

    @Test
    void aBundleThatWasPutInByHandIsLeftAlone() throws Exception {
        byte[] octets = PackageMaker.bundle("mine", "1.0.0");
        for (String location : List.of("file:mine.jar", "file://host/mine.jar", "file:/a b", "file:%00", "mine")) {
            Bundle mine = framework.getBundleContext().installBundle(location, new ByteArrayInputStream(octets));
            assertThat(live.all()).hasSize(3).doesNotContain(mine);
            mine.uninstall();
        }
    }

    @Test
    void whatDoesNotStartAgainKeepsNobodyElseFromIt() throws Exception {
        Exchanger.Snapshot before = exchanger.snapshot();
        apply(level(
                "2",
                Map.of(
                        "api", PackageMaker.bundle("api", "1.1.0", "Export-Package", "p;version=1.1"),
                        "plain", PackageMaker.bundle("plain", "1.0.1"))));
        Files.write(
                folder.resolve("levels/1/api.jar"),
                PackageMaker.bundle(
                        "api", "1.0.0", "Export-Package", "p;version=1.0", "Bundle-Activator", "no.such.Activator"));
        assertThat(exchanger.restore(before)).contains("api DOES NOT RUN").doesNotContain("plain DOES NOT RUN");
        assertThat(runs("plain")).isTrue();
        assertThat(runs("user")).isTrue();
    }

    @Test
    void whatDoesNotStartIsTakenBackWithAllThatWasDone() throws Exception {
        Exchanger.Snapshot before = exchanger.snapshot();
        Map<String, String> ran = running();
        LevelFolder level = level(
                "2",
                Map.of(
                        "api", PackageMaker.bundle("api", "1.1.0", "Export-Package", "p;version=1.1"),
                        "more", PackageMaker.bundle("more", "1.0.0"),
                        "plain", PackageMaker.bundle("plain", "1.0.1", "Bundle-Activator", "no.such.Activator")));
        assertThatThrownBy(() -> apply(level)).isInstanceOf(BundleException.class);
        assertThat(exchanger.restore(before)).isEmpty();
        assertThat(running()).isEqualTo(ran);
        assertThat(live.files()).allMatch(file -> file.startsWith(folder.resolve("levels/1")));
        assertThat(live.dependents()).containsEntry("api", Set.of("user"));
    }

    @Test
    void whatCannotBePutBackIsTold() throws Exception {
        Exchanger.Snapshot before = exchanger.snapshot();
        apply(level("2", Map.of("plain", PackageMaker.bundle("plain", "1.0.1"))));
        Files.delete(folder.resolve("levels/1/plain.jar"));
        assertThat(exchanger.restore(before)).contains("plain DOES NOT RUN");
    }
}
