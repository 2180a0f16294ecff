// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.system.OperatorLine;
import org.ezplex.system.SystemImage;
import org.ezplex.upgrade.UpgradeException;
import org.ezplex.upgrade.UpgradePlan;
import org.ezplex.upgrade.UpgradeStatus;
import org.ezplex.upgrade.Upgrades;
import org.ezplex.upgrade.file.BundleFacts;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.condition.Condition;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine on a thread of its own: whoever asks for an upgrade may be stopped by it, as the console is. What the engine tells and asks
 * may be exchanged under it, so those references are optional and dynamic; and it is there without anybody who uses it, since that is
 * the console, too.
 */
@Component(immediate = true, configurationPid = "org.ezplex.upgrade")
@Designate(ocd = UpgradeComponent.Config.class)
public final class UpgradeComponent implements Upgrades {
    private static final Logger LOG = LoggerFactory.getLogger(UpgradeComponent.class);
    private static final long END_SECONDS = 10;

    @ObjectClassDefinition(name = "Upgrades", description = "Levels applied while the system runs")
    @interface Config {
        @AttributeDefinition(
                name = "Health",
                description =
                        "How long everything that worked before may take to work with an exchanged bundle, in seconds",
                min = "1",
                max = "3600")
        int healthSeconds() default 60;
    }

    private final OperatorLine operator = new OperatorLine();
    private volatile SystemImage image;
    private final UpgradeEngine engine;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(UpgradeComponent::thread);

    @Activate
    public UpgradeComponent(@Reference ServiceComponentRuntime components, BundleContext context, Config config) {
        Path home = folder(context, "ezplex.home");
        Path bundles = folder(context, "ezplex.distribution").resolve("bundles");
        String name = context.getBundle().getSymbolicName();
        LiveBundles live = new LiveBundles(context, List.of(bundles, home.resolve("levels")));
        Health health = new Health(() -> components, TimeUnit.SECONDS.toNanos(config.healthSeconds()));
        this.engine = new UpgradeEngine(
                new UpgradeEngine.Host(home, bundles, name, this::sysplex, operator::issue, Clock.systemUTC()),
                new LevelStore(home),
                new RunningLevel(version(bundles, name, context.getBundle().getVersion())),
                live,
                new Exchanger(context, live, health));
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindHardcopy(Hardcopy present) {
        operator.use(present);
    }

    void unbindHardcopy(Hardcopy gone) {
        operator.drop(gone);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindImage(SystemImage present) {
        image = present;
    }

    void unbindImage(SystemImage gone) {
        if (image == gone) {
            image = null;
        }
    }

    /** Whoever starts the system has looked by then whether all of the level has started. */
    @Reference(
            target = "(osgi.condition.id=org.ezplex.started)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    void bindStarted(Condition started) {
        engine.tellCutOff();
    }

    void unbindStarted(Condition started) {}

    private static Path folder(BundleContext context, String property) {
        String folder = context.getProperty(property);
        return Path.of(folder == null ? "" : folder).toAbsolutePath().normalize();
    }

    /** The version of the distribution, which need not be this bundle's: that may be of a level. */
    private static Version version(Path bundles, String name, Version otherwise) {
        try (Stream<Path> files = Files.list(bundles)) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith(name + "-"))
                    .toList()) {
                return BundleFacts.of(file, 1).version();
            }
        } catch (IOException e) {
            LOG.info("the distribution's bundles cannot be read: {}", e.toString());
        }
        return otherwise;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "ezplex-upgrade");
        // As in the launcher: bundles are not started with the classes of whoever happened to ask for an upgrade.
        thread.setContextClassLoader(null);
        return thread;
    }

    private String sysplex() {
        SystemImage present = image;
        return present == null ? "" : present.sysplex();
    }

    @Override
    public UpgradePlan plan(Path file) {
        return engine.plan(file);
    }

    @Override
    public UpgradePlan apply(Path file) {
        return await(() -> engine.apply(file));
    }

    @Override
    public UpgradePlan stage(Path file) {
        return await(() -> engine.stage(file));
    }

    @Override
    public UpgradePlan stageBack() {
        return await(engine::stageBack);
    }

    @Override
    public String runs() {
        return engine.runs();
    }

    @Override
    public boolean busy() {
        return busy.get();
    }

    @Override
    public UpgradeStatus status() {
        return engine.status(busy.get());
    }

    @Override
    public UpgradePlan rollback() {
        return await(engine::rollback);
    }

    private UpgradePlan await(Supplier<UpgradePlan> work) {
        if (!busy.compareAndSet(false, true)) {
            throw new UpgradeException(Message.EZX8024E);
        }
        Future<UpgradePlan> future = thread.submit(() -> {
            try {
                return work.get();
            } finally {
                busy.set(false);
            }
        });
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UpgradeException refused ? refused : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the upgrade goes on; 'upgrade status' tells what comes of it", e);
        }
    }

    @Deactivate
    void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("an upgrade is going on while its bundle stops");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
