// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.ezplex.system.Message;
import org.ezplex.upgrade.UpgradeException;
import org.ezplex.upgrade.file.LevelSigner;
import org.ezplex.upgrade.file.PackageMaker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** Upgrades that fail, from the package to what runs and what the next start starts, in a real framework. */
class UpgradeEngineTest {
    private static final LevelStore.Current BEFORE = new LevelStore.Current("distribution", Optional.empty());

    @TempDir
    private Path home;

    private final List<Message> told = new ArrayList<>();
    private LevelSigner signer;
    private Framework framework;
    private LiveBundles live;
    private LevelStore store;
    private UpgradeEngine engine;
    /** How many times the folder of levels cannot be written, once {@code current} is there. */
    private int failures;
    /** What looking at components throws while the new level runs. */
    private Optional<Error> failure = Optional.empty();

    @BeforeEach
    void startTheDistribution() throws Exception {
        signer = LevelSigner.make("Maker", PackageMaker.NOW.minusSeconds(60), 10);
        Path trust = Files.createDirectories(home.resolve("etc/trust"));
        Files.writeString(trust.resolve("maker.pem"), signer.certificatePem());
        Path bundles = Files.createDirectory(home.resolve("bundles"));
        Files.write(bundles.resolve("plain.jar"), PackageMaker.bundle("plain", "1.0.0"));
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        "org.osgi.framework.storage",
                        home.resolve("cache").toString(),
                        "org.osgi.framework.startlevel.beginning",
                        "5"));
        framework.start();
        framework
                .getBundleContext()
                .installBundle(LiveBundles.location(bundles.resolve("plain.jar")))
                .start();
        live = new LiveBundles(framework.getBundleContext(), List.of(bundles, home.resolve("levels")));
        store = new LevelStore(home, this::sync);
        engine = new UpgradeEngine(
                new UpgradeEngine.Host(
                        home,
                        bundles,
                        "engine",
                        () -> "PLEX1",
                        (message, inserts) -> told.add(message),
                        Clock.fixed(PackageMaker.NOW, ZoneOffset.UTC)),
                store,
                new RunningLevel(new Version("0.1.0")),
                live,
                new Exchanger(framework.getBundleContext(), live, new Health(this::noComponents, 0)));
    }

    @AfterEach
    void stop() throws Exception {
        System.clearProperty("ezplex.level");
        framework.stop();
        framework.waitForStop(0);
    }

    private void sync(Path path) throws IOException {
        if (failures > 0 && path.endsWith("levels") && Files.exists(path.resolve("current"))) {
            failures--;
            throw new IOException("Input/output error");
        }
        FileChannel.open(path, StandardOpenOption.READ).close();
    }

    private ServiceComponentRuntime noComponents() {
        return (ServiceComponentRuntime) Proxy.newProxyInstance(
                ServiceComponentRuntime.class.getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (self, method, arguments) -> {
                    if (failure.isPresent() && running().containsValue("1.0.1")) {
                        throw failure.get();
                    }
                    return List.of();
                });
    }

    private Path levelWith(String version) throws Exception {
        return PackageMaker.of(signer, "0.2.0", Map.of("plain", PackageMaker.bundle("plain", version)))
                .write(home.resolve("package"));
    }

    /** A level in which a bundle needs what no bundle has, and no restart brings. */
    private Path faultyLevel() throws Exception {
        return PackageMaker.of(
                        signer,
                        "0.2.0",
                        Map.of("plain", PackageMaker.bundle("plain", "1.0.1", "Import-Package", "missing.api")))
                .write(home.resolve("faulty"));
    }

    private UpgradeException failed(Path file) {
        return catchThrowableOfType(UpgradeException.class, () -> engine.apply(file));
    }

    private Map<String, String> running() {
        Map<String, String> running = new TreeMap<>();
        for (Bundle bundle : live.all()) {
            running.put(bundle.getSymbolicName(), bundle.getVersion().toString());
        }
        return running;
    }

    @Test
    void aLevelIsAppliedAndTakenBack() throws Exception {
        engine.apply(levelWith("1.0.1"));
        assertThat(running()).isEqualTo(Map.of("plain", "1.0.1"));
        assertThat(store.current()).isEqualTo(new LevelStore.Current("0.2.0", Optional.of("distribution")));
        engine.rollback();
        assertThat(running()).isEqualTo(Map.of("plain", "1.0.0"));
        assertThat(store.current()).isEqualTo(BEFORE);
        assertThat(told).containsExactly(Message.EZX8000I, Message.EZX8001I, Message.EZX8002I);
    }

    @Test
    void aCommitThatFailsBehindTheRenameIsTakenBackToo() throws Exception {
        failures = 1;
        assertThat(failed(levelWith("1.0.1")))
                .hasMessage("LEVEL 0.2.0 SIGNED BY Maker WAS NOT APPLIED: Input/output error. LEVEL 0.1.0 RUNS AGAIN");
        assertThat(running()).isEqualTo(Map.of("plain", "1.0.0"));
        assertThat(store.current()).isEqualTo(BEFORE);
    }

    @Test
    void aCommitThatCannotBeTakenBackIsTold() throws Exception {
        failures = 2;
        assertThat(failed(levelWith("1.0.1")))
                .hasMessageContaining("levels/current MAY NOT NAME distribution: Input/output error");
        assertThat(running()).isEqualTo(Map.of("plain", "1.0.0"));
        assertThat(told).containsExactly(Message.EZX8000I, Message.EZX8004E);
    }

    @Test
    void anErrorIsNoReasonToLeaveTheSystemHalfWay() throws Exception {
        failure = Optional.of(new NoClassDefFoundError("missing"));
        assertThat(failed(levelWith("1.0.1"))).hasMessageContaining("WAS NOT APPLIED: missing");
        assertThat(running()).isEqualTo(Map.of("plain", "1.0.0"));
        assertThat(told).containsExactly(Message.EZX8000I, Message.EZX8003E);
    }

    @Test
    void whatNobodyHasThoughtOfIsTold() throws Exception {
        Path file = levelWith("1.0.1");
        framework.stop();
        framework.waitForStop(0);
        assertThat(failed(file).id()).isEqualTo(Message.EZX8004E);
        assertThat(told).containsExactly(Message.EZX8004E);
        assertThat(engine.status(false).last()).isPresent();
    }

    @Test
    void aLevelIsPutInPlaceForTheNextStartAndOutOfItAgain() throws Exception {
        engine.stage(levelWith("1.0.1"));
        assertThat(running()).isEqualTo(Map.of("plain", "1.0.0"));
        assertThat(store.current()).isEqualTo(new LevelStore.Current("0.2.0", Optional.of("distribution")));
        engine.rollback();
        assertThat(store.current()).isEqualTo(BEFORE);
        engine.tellCutOff();
        assertThat(told).containsExactly(Message.EZX8006I, Message.EZX8002I);
    }

    @Test
    void aLevelThatCannotWorkIsNotPutInPlaceEither() throws Exception {
        Path file = faultyLevel();
        assertThat(failed(file)).hasMessageContaining("plain NEEDS missing.api");
        assertThat(catchThrowableOfType(UpgradeException.class, () -> engine.stage(file))
                        .id())
                .isEqualTo(Message.EZX8021E);
        assertThat(store.current()).isEqualTo(BEFORE);
    }

    /** Neither is anything told of it when the component is there anew, as with another configuration. */
    @Test
    void aLevelThatWasPutInPlaceIsOnTrialAtTheNextStartWhateverFailsBefore() throws Exception {
        engine.stage(levelWith("1.0.0"));
        failure = Optional.of(new NoClassDefFoundError("missing"));
        Path other = PackageMaker.of(signer, "0.3.0", Map.of("plain", PackageMaker.bundle("plain", "1.0.1")))
                .write(home.resolve("other"));
        assertThat(failed(other).id()).isEqualTo(Message.EZX8003E);
        assertThat(store.current()).isEqualTo(new LevelStore.Current("0.2.0", Optional.of("distribution")));
        told.clear();
        engine.tellCutOff();
        assertThat(store.cutOff()).contains("0.2.0");
        assertThat(told).isEmpty();
    }

    @Test
    void theStartOfALevelThatWasPutInPlaceIsTold() throws Exception {
        engine.stage(levelWith("1.0.1"));
        new RunningLevel(new Version("0.1.0")).set("0.2.0");
        engine.tellCutOff();
        engine.stageBack();
        assertThat(store.current()).isEqualTo(new LevelStore.Current("distribution", Optional.of("0.2.0")));
        assertThat(told).containsExactly(Message.EZX8006I, Message.EZX8007I, Message.EZX8006I);
    }

    @Test
    void aChangeThatTheEndOfTheSystemHasCutOffIsToldOnce() throws Exception {
        store.begins("0.2.0");
        engine.tellCutOff();
        engine.tellCutOff();
        assertThat(told).containsExactly(Message.EZX8028E);
        assertThat(engine.status(false).last())
                .hasValueSatisfying(last -> assertThat(last.done()).isFalse());
    }

    @Test
    void aChangeThatHasEndedIsNotCutOff() throws Exception {
        failure = Optional.of(new NoClassDefFoundError("missing"));
        assertThat(failed(levelWith("1.0.1")).id()).isEqualTo(Message.EZX8003E);
        failure = Optional.empty();
        engine.apply(levelWith("1.0.1"));
        told.clear();
        engine.tellCutOff();
        assertThat(told).isEmpty();
    }

    @Test
    void aSealedSystemRefusesALevelWhoseBundlesWouldNotStart() throws Exception {
        System.setProperty("ezplex.sealed", "true");
        try {
            assertThat(failed(levelWith("1.0.1")).id()).isEqualTo(Message.EZX8034E);
            assertThat(running()).isEqualTo(Map.of("plain", "1.0.0"));
        } finally {
            System.clearProperty("ezplex.sealed");
        }
    }
}
