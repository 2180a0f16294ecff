// SPDX-License-Identifier: Apache-2.0
package org.ezplex.rolling.provider;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.ezplex.system.Message;
import org.ezplex.upgrade.SysplexUpgrade;
import org.ezplex.upgrade.SysplexUpgrade.Phase;
import org.ezplex.upgrade.UpgradeException;
import org.ezplex.upgrade.UpgradeStatus;
import org.ezplex.upgrade.Upgrades;
import org.ezplex.xcf.MemberState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This system's part in rolling upgrades: hears what the others say, takes the latest goal, decides if it is the coordinator, does its
 * duty, and says what it does. All on one thread; what takes long is done on another, and its end comes back here.
 *
 * <p>Whatever this system knows is in the goal, on file, or asked of {@link Upgrades}: so it goes on after it was killed, and when its own
 * bundle is exchanged by the level that it applies.
 */
final class RollingEngine {
    private static final Logger LOG = LoggerFactory.getLogger(RollingEngine.class);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(45);
    private static final long LONGEST_ABSENCE_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final int MOST_TRIES = 2;

    private final String system;
    private final Upgrades upgrades;
    private final LevelWork levels;
    private final RollingFolder folder;
    private final Peers peers;
    private final RollingMessages messages;
    private final Executor thread;
    private final Executor worker;
    private final LongSupplier nanoTime;

    private Optional<Goal> goal = Optional.empty();
    /** The latest one before it in which systems had their turn: a goal that was withdrawn takes nothing of that back. */
    private Optional<Goal> former = Optional.empty();

    private Progress progress = Progress.NONE;
    private String text = "";
    /** The progress before somebody else began to change the level; {@code NONE} if this engine, or the one before it, did. */
    private Progress before = Progress.NONE;

    private String level = "";
    private boolean busy;
    private long askedNanos;
    private long turnNanos;
    private Optional<Fetch> fetch = Optional.empty();
    private Optional<CompletableFuture<Void>> answered = Optional.empty();

    /**
     * What the engine works with.
     *
     * @param system SYSNAME
     * @param thread runs whatever the engine does, one after the other
     * @param worker runs what takes long
     * @param restart starts the system again, as {@link LevelWork} wants it
     * @param nanoTime a monotonic clock
     */
    record Host(String system, Executor thread, Executor worker, Runnable restart, LongSupplier nanoTime) {}

    RollingEngine(Host host, Upgrades upgrades, RollingFolder folder, Peers peers, RollingMessages messages) {
        this.system = host.system();
        this.thread = host.thread();
        this.worker = host.worker();
        this.nanoTime = host.nanoTime();
        this.upgrades = upgrades;
        this.levels = new LevelWork(upgrades, host.restart());
        this.folder = folder;
        this.peers = peers;
        this.messages = messages;
        // The clock may show anything: what is on file begins to wait now.
        this.askedNanos = nanoTime.getAsLong();
        this.turnNanos = askedNanos;
        try {
            goal = folder.goal();
            former = folder.former();
        } catch (IOException e) {
            LOG.warn("What this system knew of rolling upgrades cannot be read", e);
        }
    }

    /** Looks at everything, and does what is to be done. */
    void look() {
        refresh();
        List<Member> members = members();
        members.stream()
                .filter(Member::active)
                .flatMap(m -> m.word().stream())
                .flatMap(w -> w.goal().stream())
                .filter(g -> goal.isEmpty() || g.later(goal.get()))
                .reduce((one, other) -> other.later(one) ? other : one)
                .ifPresent(this::adopt);
        if (goal.isPresent()) {
            decide(goal.get());
            duty(goal.get());
            messages.look(toTellOf(goal.get()), members(), coordinates(), overdue());
        }
        peers.tell(WordCodec.encode(word()));
    }

    /** Who was lost in the one before has no turn any more when another one was asked for, and is told of like a stranger. */
    private Goal toTellOf(Goal now) {
        return former.filter(f -> now.phase() == Phase.WITHDRAWN)
                .map(f -> f.phase() == Phase.ROLLING ? f.with(Phase.DONE, "", "") : f)
                .orElse(now);
    }

    private List<Member> members() {
        List<Member> members = new ArrayList<>();
        for (Member member : peers.members()) {
            members.add(
                    member.system().equals(system)
                            ? new Member(system, member.state(), member.since(), Optional.of(word()))
                            : member);
        }
        return members;
    }

    private Member self() {
        return members().stream()
                .filter(m -> m.system().equals(system))
                .findFirst()
                .orElseGet(() -> new Member(system, MemberState.NOT_DEFINED, 0, Optional.of(word())));
    }

    private Member.Word word() {
        return new Member.Word(
                level, goal, progress, text, goal.filter(this::holds).isPresent());
    }

    private boolean holds(Goal wanted) {
        try {
            return folder.holds(wanted.contents());
        } catch (IOException e) {
            LOG.warn("The package cannot be read", e);
            return false;
        }
    }

    /** What runs, and whether an upgrade is going on that this instance has not begun. */
    private void refresh() {
        if (busy) {
            return;
        }
        level = upgrades.runs();
        if (upgrades.busy()) {
            before = progress == Progress.WORKING ? before : progress;
            progress = Progress.WORKING;
        } else if (progress == Progress.WORKING) {
            ended(upgrades.status());
        }
    }

    private void ended(UpgradeStatus status) {
        boolean mine = goal.filter(g -> g.turn().equals(system)).isPresent();
        if (!mine || before != Progress.NONE) {
            progress = before;
            return;
        }
        boolean able = goal.filter(g -> g.over() || level.equals(g.level()) || holds(g))
                .isPresent();
        set(able ? Progress.READY : Progress.NONE, "");
        status.last().filter(last -> !last.done()).ifPresent(last -> failed(last.text()));
    }

    private void failed(String why) {
        progress = goal.filter(g -> g.phase() == Phase.BACK).isPresent() ? Progress.STUCK : Progress.FAILED;
        text = why;
    }

    private void adopt(Goal later) {
        boolean same = goal.filter(later::sameUpgrade).isPresent();
        if (goal.filter(g -> g.turn().equals(later.turn())).isEmpty()) {
            turnNanos = nanoTime.getAsLong();
        }
        if (!same) {
            former = goal.filter(Goal::hadTurns).or(() -> former);
        }
        goal = Optional.of(later);
        if (!same) {
            askedNanos = nanoTime.getAsLong();
            before = Progress.NONE;
            if (progress != Progress.WORKING) {
                progress = Progress.NONE;
                text = "";
            }
        }
        try {
            folder.keep(later);
            if (!same && former.isPresent()) {
                folder.keepFormer(former.get());
            }
        } catch (IOException e) {
            LOG.warn("A system that is started again will not know of the rolling upgrade", e);
        }
        if (later.phase() != Phase.ASKING) {
            answered.ifPresent(waiting -> waiting.complete(null));
        }
    }

    private boolean coordinates() {
        return goal.isPresent()
                && RollingCore.coordinator(goal.get(), members()).equals(system)
                && self().active();
    }

    private void decide(Goal now) {
        if (!coordinates()) {
            return;
        }
        boolean patient = now.phase() == Phase.BACK ? !overdue() : nanoTime.getAsLong() - askedNanos < PATIENCE_NANOS;
        Goal next = RollingCore.next(now, members(), patient);
        if (!next.equals(now)) {
            adopt(next);
            messages.changed(now, next, members());
            decide(next);
        }
    }

    private boolean overdue() {
        return nanoTime.getAsLong() - turnNanos > LONGEST_ABSENCE_NANOS;
    }

    private void duty(Goal now) {
        Member self = self();
        if (busy || !self.active()) {
            return;
        }
        switch (RollingCore.duty(now, self)) {
            case FETCH -> fetch(now);
            case CHECK -> work(() -> levels.check(folder.file(), now), Progress.REFUSED);
            case APPLY -> apply(now);
            case GO_BACK -> {
                begins();
                work(levels::back, Progress.STUCK);
            }
            case NONE -> {
                if (now.over() && progress != Progress.WORKING) {
                    discard();
                }
            }
        }
    }

    private void fetch(Goal now) {
        Fetch running =
                fetch.filter(f -> f.of(now.contents())).orElseGet(() -> new Fetch(now.contents(), folder, peers));
        fetch = Optional.of(running);
        RollingCore.holder(now, peers.members()).ifPresent(holder -> running.ask(holder, nanoTime.getAsLong()));
    }

    private void apply(Goal now) {
        try {
            int tries = folder.begins(now);
            Optional<String> takenBack = takenBack();
            if (tries > 1 && takenBack.isPresent()) {
                failed(takenBack.get());
                return;
            }
            if (tries > MOST_TRIES) {
                failed("THE SYSTEM WAS LOST " + MOST_TRIES + " TIMES WHILE IT APPLIED THE LEVEL");
                return;
            }
        } catch (IOException e) {
            failed(String.valueOf(e.getMessage()));
            return;
        }
        begins();
        work(() -> levels.apply(folder.file()), Progress.FAILED);
    }

    /** What the launcher has done with a level that did not start, in this system's words; a host that died is no reason. */
    private Optional<String> takenBack() {
        return self().restarts()
                ? upgrades.status()
                        .last()
                        .map(UpgradeStatus.Result::text)
                        .filter(t -> t.startsWith(Message.EZX8028E + " "))
                : Optional.empty();
    }

    private void begins() {
        before = Progress.NONE;
        progress = Progress.WORKING;
    }

    /** What takes long, and gives more about what it found or did. */
    private interface Work {
        String run();
    }

    private void work(Work work, Progress otherwise) {
        busy = true;
        Goal now = goal.orElseThrow();
        worker.execute(() -> {
            Runnable end = outcome(work, otherwise);
            thread.execute(() -> {
                busy = false;
                if (goal.filter(now::sameUpgrade).isPresent()) {
                    end.run();
                } else {
                    set(Progress.NONE, "");
                }
                look();
            });
        });
    }

    private Runnable outcome(Work work, Progress otherwise) {
        try {
            String result = work.run();
            return () -> set(Progress.READY, result);
        } catch (UpgradeException e) {
            boolean again = e.id() == Message.EZX8024E;
            return again ? () -> set(Progress.READY, "") : () -> set(otherwise, e.id() + " " + e.getMessage());
        } catch (CancellationException e) {
            LOG.info("The system is started again");
            return () -> {};
        } catch (RuntimeException e) {
            // An interrupt ends the waiting and not the upgrade: refresh() tells what comes of it.
            LOG.warn("A part of the rolling upgrade failed", e);
            return () -> {};
        }
    }

    private void set(Progress now, String why) {
        progress = now;
        text = why;
    }

    private void discard() {
        try {
            folder.discard();
        } catch (IOException e) {
            LOG.info("{} is left over: {}", folder.file(), e.toString());
        }
    }

    /** Another system asks for a piece of the package. */
    void requested(String sender, Piece piece) {
        Optional<Goal> wanted =
                goal.filter(g -> g.contents().sha256().equals(piece.sha256())).filter(this::holds);
        if (wanted.isPresent()) {
            try {
                peers.send(sender, new Piece(piece.sha256(), piece.offset(), folder.piece(piece.offset())).encode());
            } catch (IOException e) {
                LOG.warn("The package cannot be read", e);
            }
        }
    }

    /** A piece of the package has come. */
    void came(String sender, Piece piece) {
        try {
            if (fetch.isPresent() && fetch.get().take(sender, piece, nanoTime.getAsLong())) {
                fetch = Optional.empty();
                look();
            }
        } catch (IOException e) {
            fetch = Optional.empty();
            set(Progress.REFUSED, "THE PACKAGE CANNOT BE KEPT: " + e.getMessage());
            look();
        }
    }

    /**
     * Looks at {@code file}, and begins to ask all systems about it. All in one: what is taken into the folder for a goal that is not there yet
     * nobody needs.
     *
     * @return done when all have answered
     */
    CompletableFuture<Void> begin(Path file, boolean trial) {
        String version = upgrades.plan(file).level().version();
        look();
        List<String> participants = RollingCore.participants(goal, members(), system, trial);
        Goal.Contents contents = taken(file, version);
        long number = 1 + goal.map(Goal::number).orElse(0L);
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        answered = Optional.of(waiting);
        adopt(new Goal(number, system, Phase.ASKING, 0, contents, participants, trial, "", ""));
        look();
        return waiting;
    }

    private Goal.Contents taken(Path file, String version) {
        try {
            Goal.Contents contents = folder.take(file, version);
            folder.accept(contents);
            return contents;
        } catch (IOException e) {
            throw new UpgradeException(Message.EZX8049E, "THE PACKAGE CANNOT BE COPIED: " + e.getMessage());
        }
    }

    /** Gives the last rolling upgrade up. */
    void giveUp() {
        look();
        Goal last = inForce()
                .filter(g -> g.phase() == Phase.ROLLING || g.phase() == Phase.DONE)
                .orElseThrow(() -> new UpgradeException(Message.EZX8049E, "THERE IS NONE TO GO BACK FROM"));
        Goal back = last.with(Phase.BACK, last.turn(), "THE OPERATOR OF " + system);
        adopt(back);
        messages.changed(last, back, members());
        look();
    }

    /** The one to give up: behind one that was withdrawn there may be another, which is told of as a later one then. */
    private Optional<Goal> inForce() {
        return goal.filter(g -> g.phase() != Phase.WITHDRAWN)
                .or(() -> former.map(f -> f.numbered(1 + goal.map(Goal::number).orElse(0L))));
    }

    SysplexUpgrade status() {
        refresh();
        return RollingMessages.status(goal, members());
    }
}
