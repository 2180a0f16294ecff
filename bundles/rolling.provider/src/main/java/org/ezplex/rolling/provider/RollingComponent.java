// SPDX-License-Identifier: Apache-2.0
package org.ezplex.rolling.provider;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ezplex.codec.MalformedMessageException;
import org.ezplex.codec.MessageReader;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.OperatorLine;
import org.ezplex.system.SystemImage;
import org.ezplex.upgrade.SysplexUpgrade;
import org.ezplex.upgrade.SysplexUpgrades;
import org.ezplex.upgrade.UpgradeException;
import org.ezplex.upgrade.Upgrades;
import org.ezplex.xcf.XcfGroup;
import org.ezplex.xcf.XcfListener;
import org.ezplex.xcf.XcfMember;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.condition.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins {@link RollingEngine} to the group, the upgrades of this system and the operator. Group and hardcopy log may be exchanged by the
 * level that is applied, so they come and go.
 */
@Component(immediate = true)
public final class RollingComponent implements SysplexUpgrades {
    private static final Logger LOG = LoggerFactory.getLogger(RollingComponent.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final long ANSWER_SECONDS = 50;

    private final RollingThread thread = new RollingThread("ezplex-rolling");
    private final RollingThread worker = new RollingThread("ezplex-rolling-work");
    private final RollingEngine engine;
    private final OperatorLine operator = new OperatorLine();
    private volatile XcfGroup group;
    private AutoCloseable membership = () -> {};

    /** When all of the system has started: the next one has its turn as soon as this says that it has the level. */
    @Activate
    public RollingComponent(
            @Reference SystemImage image,
            @Reference Upgrades upgrades,
            @Reference(target = "(osgi.condition.id=org.ezplex.started)") Condition started,
            BundleContext context) {
        this.engine = new RollingEngine(
                new RollingEngine.Host(image.sysname(), thread, worker, new Restart(context), System::nanoTime),
                upgrades,
                new RollingFolder(image.home()),
                new GroupPeers(() -> Optional.ofNullable(group)),
                new RollingMessages(operator::issue));
        thread.repeat(PERIOD, engine::look);
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
    synchronized void bindGroup(XcfGroup present) {
        close(membership);
        group = present;
        membership = present.subscribe(new Exits());
    }

    synchronized void unbindGroup(XcfGroup gone) {
        if (group == gone) {
            close(membership);
            membership = () -> {};
            group = null;
        }
    }

    private static void close(AutoCloseable subscription) {
        try {
            subscription.close();
        } catch (Exception e) {
            LOG.warn("A subscription did not close", e);
        }
    }

    /** The exits of the group; each hands over to the engine's thread. */
    private final class Exits implements XcfListener {
        @Override
        public void joined(XcfMember member) {
            thread.execute(engine::look);
        }

        @Override
        public void userStateChanged(XcfMember member) {
            thread.execute(engine::look);
        }

        @Override
        public void gone(XcfMember member) {
            thread.execute(engine::look);
        }

        @Override
        public void message(XcfMember sender, ByteBuffer message) {
            try {
                MessageReader reader = MessageReader.of(message);
                if (reader.type() == Piece.REQUEST) {
                    Piece piece = Piece.decode(reader);
                    thread.execute(() -> engine.requested(sender.system(), piece));
                } else if (reader.type() == Piece.ANSWER) {
                    Piece piece = Piece.decode(reader);
                    thread.execute(() -> engine.came(sender.system(), piece));
                }
            } catch (MalformedMessageException e) {
                LOG.warn("A message of {} is dropped: {}", sender.name(), e.getMessage());
            }
        }
    }

    @Override
    public SysplexUpgrade plan(Path file) {
        return ask(file, true);
    }

    @Override
    public SysplexUpgrade begin(Path file) {
        return ask(file, false);
    }

    private SysplexUpgrade ask(Path file, boolean trial) {
        CompletableFuture<Void> answered = onThread(() -> engine.begin(file, trial));
        try {
            answered.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.info("Not all systems have answered about {} yet", file, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return status();
    }

    @Override
    public SysplexUpgrade rollback() {
        return onThread(() -> {
            engine.giveUp();
            return engine.status();
        });
    }

    @Override
    public SysplexUpgrade status() {
        return onThread(engine::status);
    }

    private <T> T onThread(Callable<T> what) {
        try {
            return thread.call(what);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UpgradeException refused ? refused : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("'upgrade status sysplex' tells what comes of it", e);
        }
    }

    /** What is being applied goes on, and the next one of these sees what comes of it. */
    @Deactivate
    void close() {
        unbindGroup(group);
        thread.close();
        worker.interrupt();
    }
}
