// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ezplex.system.Message;
import org.ezplex.upgrade.Change;
import org.ezplex.upgrade.Level;
import org.ezplex.upgrade.UpgradeException;
import org.ezplex.upgrade.UpgradePlan;
import org.ezplex.upgrade.UpgradeStatus;
import org.ezplex.upgrade.UpgradeStatus.Result;
import org.ezplex.upgrade.file.PackageReader;
import org.ezplex.upgrade.file.TrustedSigners;
import org.ezplex.upgrade.file.VerifiedPackage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a file to a level that runs; one thread at a time applies or rolls back:
 *
 * <pre>
 * file -> read and verified in a temporary folder -> plan -> levels/VERSION, on the disk -> bundles exchanged -> levels/current
 *         refused: EZX8010E..8023E                           EZX8005E                    EZX8003E: put back      committed: EZX8001I
 * </pre>
 */
final class UpgradeEngine {
    private static final Logger LOG = LoggerFactory.getLogger(UpgradeEngine.class);
    private static final int LONGEST_REASON = 400;
    /** The launcher's word for whether the home is sealed. */
    private static final String SEALED = "ezplex.sealed";

    private final Host host;
    private final LevelStore store;
    private final RunningLevel running;
    private final LiveBundles live;
    private final Exchanger exchanger;
    private volatile Optional<Result> last = Optional.empty();

    /**
     * What the engine works for.
     *
     * @param home the system's
     * @param distribution the bundles that came with the launcher
     * @param engine the symbolic name of the bundle that this is in
     * @param sysplex the name of the system's sysplex; empty while nobody knows it
     * @param hardcopy takes messages to the operator
     * @param clock for certificates, packages and results
     */
    record Host(
            Path home,
            Path distribution,
            String engine,
            Supplier<String> sysplex,
            BiConsumer<Message, Object[]> hardcopy,
            Clock clock) {}

    UpgradeEngine(Host host, LevelStore store, RunningLevel running, LiveBundles live, Exchanger exchanger) {
        this.host = host;
        this.store = store;
        this.running = running;
        this.live = live;
        this.exchanger = exchanger;
    }

    /** Work on a package that is deleted afterwards. */
    private interface Work<T> {
        T on(VerifiedPackage verified) throws IOException;
    }

    private <T> T unpacked(Path file, Work<T> work) {
        try {
            Path folder = Files.createTempDirectory("ezplex-upgrade");
            try {
                VerifiedPackage verified =
                        new PackageReader(signers(), host.clock().instant()).read(file, folder);
                new Admission(
                                host.sysplex().get(),
                                running.version(),
                                host.clock().instant())
                        .check(verified.manifest(), verified.signer());
                refuseUnsealed(verified);
                return work.on(verified);
            } finally {
                discard(folder);
            }
        } catch (IOException e) {
            throw new UpgradeException(Message.EZX8010E, file, reason(e));
        }
    }

    /** Bundles without a seal would not resolve here: better told before anything is exchanged. */
    private static void refuseUnsealed(VerifiedPackage verified) {
        if (Boolean.getBoolean(SEALED) && verified.manifest().seal().isEmpty()) {
            throw new UpgradeException(Message.EZX8034E, verified.manifest().version(), verified.signer());
        }
    }

    /** What came of the package must not be hidden by what is left of it. */
    private static void discard(Path folder) {
        try {
            LevelStore.delete(folder);
        } catch (IOException e) {
            LOG.info("{} is left over: {}", folder, e.toString());
        }
    }

    private TrustedSigners signers() {
        return TrustedSigners.in(host.home().resolve("etc").resolve("trust"));
    }

    UpgradePlan plan(Path file) {
        return unpacked(file, verified -> plan(folder(verified), false));
    }

    private static LevelFolder folder(VerifiedPackage verified) throws IOException {
        return LevelFolder.read(verified.manifest(), verified.signer(), verified.folder());
    }

    private UpgradePlan plan(LevelFolder level, boolean back) throws IOException {
        return new Planner(live.facts(), live.dependents(), live.platform(), host.engine())
                .plan(level.level(), running.version().toString(), level.bundles(), back);
    }

    UpgradePlan apply(Path file) {
        return told(file, () -> unpacked(file, verified -> apply(plan(folder(verified), false), verified)));
    }

    private UpgradePlan apply(UpgradePlan plan, VerifiedPackage verified) {
        Level level = plan.level();
        refuse(plan, plan.obstacles());
        LevelStore.Current former;
        LevelFolder kept;
        try {
            former = store.current();
            kept = store.keep(verified, live.files());
        } catch (IOException e) {
            throw unkept(level, e);
        }
        host.hardcopy().accept(Message.EZX8000I, new Object[] {level.version(), level.signer(), plan.runs()});
        exchange(plan, kept, former, new LevelStore.Current(level.version(), Optional.of(running.name())));
        succeeded(
                Message.EZX8001I,
                level.version(),
                level.signer(),
                plan.runs(),
                plan.count(Change.CHANGED),
                plan.count(Change.NEW),
                plan.count(Change.GONE));
        return plan;
    }

    private UpgradeException unkept(Level level, IOException why) {
        return new UpgradeException(
                Message.EZX8005E, level.version(), level.signer(), host.home().resolve("levels"), reason(why));
    }

    UpgradePlan stage(Path file) {
        return told(file, () -> unpacked(file, verified -> stage(plan(folder(verified), false), verified)));
    }

    private UpgradePlan stage(UpgradePlan plan, VerifiedPackage verified) {
        Level level = plan.level();
        refuse(plan, List.of());
        try {
            store.keep(verified, live.files());
            stage(plan, new LevelStore.Current(level.version(), Optional.of(running.name())));
        } catch (IOException e) {
            throw unkept(level, e);
        }
        return plan;
    }

    private void stage(UpgradePlan plan, LevelStore.Current commit) throws IOException {
        store.begins(commit.version());
        store.commit(commit);
        prune(new LevelStore.Current(commit.version(), Optional.of(running.name())));
        String signer = plan.level().signer();
        succeeded(Message.EZX8006I, plan.level().version(), signer.isEmpty() ? "NOBODY" : signer, plan.runs());
    }

    UpgradePlan stageBack() {
        return told("BEFORE", () -> {
            try {
                UpgradePlan plan = plan(before(store.current()), true);
                refuse(plan, List.of());
                stage(plan, new LevelStore.Current(plan.level().version(), Optional.of(running.name())));
                return plan;
            } catch (IOException e) {
                throw new UpgradeException(Message.EZX8025E, reason(e));
            }
        });
    }

    /** The level that one can go back to from the one that runs. */
    private LevelFolder before(LevelStore.Current current) throws IOException {
        if (!current.version().equals(running.name())) {
            throw new UpgradeException(Message.EZX8025E, running.name() + " RUNS, AND NOT " + current.version());
        }
        String previous =
                current.previous().orElseThrow(() -> new UpgradeException(Message.EZX8025E, running.name() + " RUNS"));
        return previous.equals(LevelStore.DISTRIBUTION) ? distribution() : store.kept(previous);
    }

    /** A level that was put in place for the next start is so no more. */
    private UpgradePlan unstage(LevelStore.Current current) throws IOException {
        store.commit(new LevelStore.Current(running.name(), Optional.empty()));
        ended();
        String runs = running.version().toString();
        succeeded(Message.EZX8002I, runs, current.version());
        return new UpgradePlan(new Level(running.name(), runs, "*", ""), runs, List.of(), List.of(), List.of());
    }

    UpgradePlan rollback() {
        return told("BEFORE", this::back);
    }

    private UpgradePlan back() {
        try {
            LevelStore.Current current = store.current();
            if (staged(current)) {
                return unstage(current);
            }
            LevelFolder level = before(current);
            UpgradePlan plan = plan(level, true);
            refuse(plan, plan.obstacles());
            exchange(plan, level, current, new LevelStore.Current(plan.level().version(), Optional.empty()));
            succeeded(Message.EZX8002I, plan.level().version(), plan.runs());
            return plan;
        } catch (IOException e) {
            throw new UpgradeException(Message.EZX8025E, reason(e));
        }
    }

    private LevelFolder distribution() throws IOException {
        Map<String, Integer> startLevels = new HashMap<>();
        live.all().forEach(bundle -> startLevels.put(bundle.getSymbolicName(), LiveBundles.startLevel(bundle)));
        return LevelFolder.read(
                new Level(LevelStore.DISTRIBUTION, LevelStore.DISTRIBUTION, "*", ""), host.distribution(), startLevels);
    }

    private static void refuse(UpgradePlan plan, List<String> obstacles) {
        List<String> reasons =
                Stream.concat(plan.faults().stream(), obstacles.stream()).toList();
        if (!reasons.isEmpty()) {
            throw new UpgradeException(
                    Message.EZX8021E,
                    plan.level().version(),
                    plan.level().signer(),
                    shortened(String.join(", ", reasons)));
        }
    }

    private void exchange(UpgradePlan plan, LevelFolder level, LevelStore.Current former, LevelStore.Current commit) {
        Exchanger.Snapshot before = exchanger.snapshot();
        try {
            store.begins(plan.level().version());
            exchanger.apply(plan, level);
            store.commit(commit);
            running.set(commit.version());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UpgradeException(
                    Message.EZX8004E,
                    plan.level().version(),
                    plan.level().signer(),
                    "IT WAS INTERRUPTED",
                    plan.runs(),
                    "THE SYSTEM ENDS");
        } catch (Throwable e) {
            // Bundles run in there: whatever they throw, an error too, the system has to be put back.
            LOG.warn("level {} is taken back", plan.level().version(), e);
            UpgradeException failed = failed(plan, e, before, former);
            ended();
            stageAgain(former);
            throw failed;
        }
        ended();
        prune(commit);
    }

    private void ended() {
        try {
            store.ended();
        } catch (IOException e) {
            LOG.info("the next start will tell of an upgrade that was cut off: {}", e.toString());
        }
    }

    /** What was in place for the next start is on trial there still. */
    private void stageAgain(LevelStore.Current former) {
        if (staged(former)) {
            try {
                store.begins(former.version());
            } catch (IOException e) {
                LOG.warn("if level {} does not start, nothing takes it back", former.version(), e);
            }
        }
    }

    /** Whether it names a level that was put in place for the next start. */
    private boolean staged(LevelStore.Current current) {
        return !current.version().equals(running.name()) && current.previous().equals(Optional.of(running.name()));
    }

    /** Tells of a change that the end of the system has cut off, or the start has made. To be called before there is another. */
    void tellCutOff() {
        try {
            Optional<String> level = store.cutOff();
            if (staged(store.current())) {
                return;
            }
            if (level.isPresent() && level.get().equals(running.name())) {
                succeeded(Message.EZX8007I, running.version());
            } else if (level.isPresent()) {
                ended(false, Message.EZX8028E, level.get(), running.version());
            }
            store.ended();
        } catch (IOException e) {
            LOG.info("whether an upgrade was cut off cannot be read: {}", e.toString());
        }
    }

    private UpgradeException failed(
            UpgradePlan plan, Throwable why, Exchanger.Snapshot before, LevelStore.Current former) {
        Level level = plan.level();
        List<String> ills = new ArrayList<>();
        try {
            ills.addAll(exchanger.restore(before));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ills.add("THE SYSTEM ENDS");
        } catch (RuntimeException | Error e) {
            LOG.warn("level {} cannot be taken back", level.version(), e);
            ills.add(reason(e));
        }
        ills.addAll(uncommit(former));
        return ills.isEmpty()
                ? new UpgradeException(Message.EZX8003E, level.version(), level.signer(), reason(why), plan.runs())
                : new UpgradeException(
                        Message.EZX8004E,
                        level.version(),
                        level.signer(),
                        reason(why),
                        plan.runs(),
                        shortened(String.join(", ", ills)));
    }

    /** A commit that has failed may have come as far as the name: the next start has to start what runs. */
    private List<String> uncommit(LevelStore.Current former) {
        try {
            if (!store.current().equals(former)) {
                store.commit(former);
            }
            return List.of();
        } catch (IOException e) {
            LOG.warn("levels/current cannot be put back to {}", former.version(), e);
            return List.of("levels/current MAY NOT NAME " + former.version() + ": " + reason(e));
        }
    }

    /** The level before the one before is needed by nobody, unless some of its bundles run on. */
    private void prune(LevelStore.Current current) {
        try {
            store.prune(Set.of(current.version(), current.previous().orElse("")), live.files());
        } catch (IOException e) {
            LOG.info("an old level stays in {}: {}", host.home().resolve("levels"), e.toString());
        }
    }

    /** A failure is told to the operator, too; so is one that nobody has thought of, with {@code level} as far as it is known. */
    private UpgradePlan told(Object level, Supplier<UpgradePlan> work) {
        try {
            return work.get();
        } catch (UpgradeException e) {
            throw told(e);
        } catch (Throwable e) {
            LOG.error("the upgrade failed", e);
            throw told(new UpgradeException(
                    Message.EZX8004E, level, "UNKNOWN", reason(e), running.version(), "THE LOG TELLS HOW FAR IT CAME"));
        }
    }

    private UpgradeException told(UpgradeException failure) {
        ended(false, failure.id(), failure.inserts().toArray());
        return failure;
    }

    private void succeeded(Message message, Object... inserts) {
        ended(true, message, inserts);
    }

    private void ended(boolean done, Message message, Object... inserts) {
        last = Optional.of(new Result(host.clock().instant(), done, message + " " + message.text(inserts)));
        host.hardcopy().accept(message, inserts);
    }

    String runs() {
        return running.version().toString();
    }

    UpgradeStatus status(boolean busy) {
        LevelStore.Current current;
        try {
            current = store.current();
        } catch (IOException e) {
            LOG.warn("levels/current cannot be read", e);
            current = new LevelStore.Current(LevelStore.DISTRIBUTION, Optional.empty());
        }
        return new UpgradeStatus(
                runs(), current.version(), current.previous(), busy, signers().names(), last);
    }

    private static String reason(Throwable e) {
        return shortened(e.getMessage() == null ? e.toString() : e.getMessage());
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "...";
    }
}
