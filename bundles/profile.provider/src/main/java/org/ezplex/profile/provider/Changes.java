// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import org.ezplex.profile.Compilation;
import org.ezplex.profile.Diagnostic;
import org.ezplex.profile.Profile;
import org.ezplex.profile.ProfileException;
import org.ezplex.profile.Snapshot;
import org.ezplex.profile.Trial;
import org.ezplex.profile.provider.history.Content;
import org.ezplex.profile.provider.history.History;
import org.ezplex.profile.provider.history.Unconfirmed;
import org.ezplex.profile.provider.text.ProfileText;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.system.Severity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The profile in force, and what changes it, one after the other: files, snapshots, and the end of a trial. What is put in force is
 * kept in the history. A change on trial is noted on the disk before it is in force, so that it does not outlive the system.
 */
final class Changes {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    private final ProfileReader reader;
    private final History history;
    private final EventLoop loop;
    private final Executor worker;
    private final Hardcopy hardcopy;
    private final Clock clock;
    private final Runnable changed;
    private volatile Profile current = Profile.EMPTY;
    private volatile Optional<Pending> pending = Optional.empty();
    private EventLoop.Timer timer = () -> {};
    private boolean closed;

    /**
     * @param worker takes a profile back when its time is up, which writes files and so is not for the loop
     * @param changed is run when another profile is in force, but for the start
     */
    Changes(
            ProfileReader reader,
            History history,
            EventLoop loop,
            Executor worker,
            Hardcopy hardcopy,
            Clock clock,
            Runnable changed) {
        this.reader = reader;
        this.history = history;
        this.loop = loop;
        this.worker = worker;
        this.hardcopy = hardcopy;
        this.clock = clock;
        this.changed = changed;
    }

    Profile current() {
        return current;
    }

    Optional<Trial> trial() {
        return pending.map(p -> p.trial(loop.nanoTime()));
    }

    /**
     * What is in force at a start: the initial profile, unless an earlier run ended while another one was on trial, or this one only
     * replaces its bundle in the running system.
     */
    synchronized void start(String file) {
        Optional<Unconfirmed> unfinished = history.unfinishedTrial();
        OptionalInt handedOver = history.takeOver();
        boolean started = unfinished.isPresent()
                ? startAsBefore(unfinished.get(), file)
                : handedOver.isPresent() && startAsHandedOver(handedOver.getAsInt());
        if (!started) {
            initial(file);
        }
        history.endTrial();
    }

    private boolean startAsBefore(Unconfirmed trial, String file) {
        Optional<Compilation> before = kept(trial.before());
        before.ifPresent(compilation -> {
            current = compilation.profile();
            keep("START AS BEFORE SNAPSHOT " + trial.number(), compilation, Map.of(), trial.before());
            hardcopy.issue(Message.EZX1053E, trial.number(), trial.before(), file);
        });
        return before.isPresent();
    }

    private boolean startAsHandedOver(int number) {
        Optional<Compilation> handedOver = kept(number);
        handedOver.ifPresent(compilation -> {
            current = compilation.profile();
            history.stays(number);
            // As much as can be coded is nearer to what was in force than the initial profile.
            compilation.diagnostics().stream()
                    .filter(Changes::isError)
                    .forEach(wrong -> hardcopy.issue(Message.EZX1046E, number, wrong.text()));
            hardcopy.issue(Message.EZX1054I, number);
        });
        return handedOver.isPresent();
    }

    /** What the statements of snapshot {@code number} come to at a start; the operator is told if they are gone. */
    private Optional<Compilation> kept(int number) {
        Optional<List<String>> statements = history.statements(number);
        if (statements.isEmpty()) {
            hardcopy.issue(Message.EZX1046E, number, "IT IS NOT THERE ANY MORE");
        }
        return statements.map(lines -> ProfileReader.written(Profile.EMPTY, lines, name(number)));
    }

    private void initial(String file) {
        try {
            ProfileReader.Read read = reader.file(Profile.EMPTY, file);
            issue(read);
            current = read.compilation().profile();
            hardcopy.issue(
                    Message.EZX1000I,
                    file,
                    current.dvipas().size(),
                    current.distributions().size(),
                    read.outcome().entries().size());
            history.keepIfNew(content("START", read.compilation(), read.sources()), clock.instant());
        } catch (IOException e) {
            LOG.debug("initial profile", e);
            hardcopy.issue(Message.EZX1001E, file, FileSources.reason(e));
            history.keepIfNew(content("START WITHOUT A PROFILE", unread(), Map.of()), clock.instant());
        }
    }

    /** Takes another initial profile if none is in force yet; whether it did. */
    synchronized boolean startAgain(String file) {
        if (!current.equals(Profile.EMPTY) || pending.isPresent()) {
            return false;
        }
        initial(file);
        changed.run();
        return true;
    }

    /** Reads {@code file} and changes nothing. Throws if it cannot be read. */
    synchronized Compilation check(String file) throws IOException {
        ProfileReader.Read read = reader.file(current, file);
        issue(read);
        return new Compilation(current, read.compilation().diagnostics());
    }

    /** Reads {@code file} on top of what is in force. Throws if it cannot be read. */
    synchronized Compilation obey(String file, Optional<Duration> time) throws IOException {
        refuseWhilePending();
        ProfileReader.Read read = reader.file(current, file);
        issue(read);
        Compilation compilation = read.compilation();
        change("VARY OBEYFILE " + reader.shown(file), compilation, read.sources(), time);
        return compilation;
    }

    /** Puts snapshot {@code number} in force. */
    synchronized Compilation rollback(int number, Optional<Duration> time) {
        Optional<Pending> trial = pending;
        boolean takesBack = trial.filter(p -> p.takenBackBy(number, time)).isPresent();
        if (!takesBack) {
            refuseWhilePending();
        }
        Compilation compilation = restored(number);
        boolean changes = !compilation.profile().equals(current);
        change("VARY PROFILE ROLLBACK " + number, compilation, Map.of(), time);
        if (takesBack) {
            endTrial();
        }
        if (changes) {
            hardcopy.issue(Message.EZX1054I, number);
        }
        return compilation;
    }

    /** What snapshot {@code number} comes to; refused unless that is what it was. */
    private Compilation restored(int number) {
        Snapshot snapshot = history.snapshot(number).orElseThrow(() -> new ProfileException(Message.EZX1045E, number));
        List<String> statements = history.statements(number)
                .orElseThrow(() ->
                        new ProfileException(Message.EZX1046E, number, "ITS STATEMENTS ARE NOT THOSE THAT WERE KEPT"));
        if (!snapshot.restorable()) {
            throw new ProfileException(Message.EZX1046E, number, "NOT ALL OF IT CAN BE CODED AT ONCE");
        }
        Compilation compilation = ProfileReader.written(ProfileReader.bare(current), statements, name(number));
        Optional<Diagnostic> wrong =
                compilation.diagnostics().stream().filter(Changes::isError).findFirst();
        if (wrong.isPresent()) {
            throw new ProfileException(Message.EZX1046E, number, wrong.get().text());
        }
        return compilation;
    }

    private void change(String by, Compilation compilation, Map<String, String> sources, Optional<Duration> time) {
        if (compilation.profile().equals(current)) {
            return;
        }
        if (time.isPresent()) {
            tryOut(by, compilation, sources, time.get());
        } else {
            putInForce(compilation);
            keep(by, compilation, sources, pending.map(Pending::before).orElse(0));
        }
    }

    private void tryOut(String by, Compilation compilation, Map<String, String> sources, Duration time) {
        int before = kept();
        try {
            history.beginTrial(before);
        } catch (IOException e) {
            throw notKept(e.getMessage());
        }
        if (!keep(by, compilation, sources, before)) {
            history.endTrial();
            history.stays(before);
            throw notKept(by);
        }
        List<String> statements = ProfileText.of(current).lines();
        Pending trial = Pending.of(by, history.current(), before, statements, loop.nanoTime(), time);
        pending = Optional.of(trial);
        timer = loop.schedule(time, () -> worker.execute(() -> timeIsUp(trial)));
        hardcopy.issue(Message.EZX1050I, trial.number(), time.toSeconds(), before);
        putInForce(compilation);
    }

    private ProfileException notKept(String why) {
        return new ProfileException(Message.EZX1048E, history, String.valueOf(why));
    }

    private void putInForce(Compilation compilation) {
        current = compilation.profile();
        changed.run();
    }

    /** The snapshot of what is in force, which can be put in force again; refused if there is none. */
    private int kept() {
        if (history.current() == 0) {
            keep("KEPT BEFORE A TRIAL", unread(), Map.of(), 0);
        }
        Snapshot snapshot = history.snapshot(history.current()).orElseThrow(() -> notKept("NOTHING IS WRITTEN"));
        if (!snapshot.restorable()) {
            throw new ProfileException(Message.EZX1046E, snapshot.number(), "NOT ALL OF IT CAN BE CODED AT ONCE");
        }
        return snapshot.number();
    }

    /** Keeps what is on trial. */
    synchronized int confirm() {
        Pending trial = pending.orElseThrow(() -> new ProfileException(Message.EZX1047E));
        if (!endTrial()) {
            throw notKept("SNAPSHOT " + trial.number() + " STILL WAITS");
        }
        hardcopy.issue(Message.EZX1051I, trial.number());
        return trial.number();
    }

    private boolean endTrial() {
        if (!history.endTrial()) {
            return false;
        }
        timer.cancel();
        pending = Optional.empty();
        return true;
    }

    private synchronized void timeIsUp(Pending trial) {
        if (closed || pending.filter(trial::equals).isEmpty()) {
            return;
        }
        Compilation compilation =
                ProfileReader.written(ProfileReader.bare(current), trial.statements(), name(trial.before()));
        putInForce(compilation);
        keep("END OF THE TRIAL OF " + trial.number(), compilation, Map.of(), trial.before());
        history.endTrial();
        pending = Optional.empty();
        hardcopy.issue(Message.EZX1052E, trial.number(), trial.before());
    }

    private void refuseWhilePending() {
        pending.ifPresent(p -> {
            throw new ProfileException(Message.EZX1044E, p.number(), p.secondsLeft(loop.nanoTime()));
        });
    }

    /** What is in force, as if read from no file. */
    private Compilation unread() {
        return new Compilation(current, List.of());
    }

    private boolean keep(String by, Compilation compilation, Map<String, String> sources, int spared) {
        return history.keep(content(by, compilation, sources), clock.instant(), spared);
    }

    private static Content content(String by, Compilation compilation, Map<String, String> sources) {
        ProfileText text = ProfileText.of(compilation.profile());
        List<Diagnostic> messages = compilation.diagnostics();
        return new Content(
                by,
                text,
                ProfileReader.comesTo(text, compilation.profile()),
                sources,
                messages.stream().map(d -> d.message() + " " + d.text()).toList(),
                (int) messages.stream().filter(Changes::isError).count());
    }

    private static boolean isError(Diagnostic diagnostic) {
        return diagnostic.message().severity() == Severity.ERROR;
    }

    private static String name(int number) {
        return "SNAPSHOT " + number;
    }

    private void issue(ProfileReader.Read read) {
        read.outcome()
                .entries()
                .forEach(entry -> hardcopy.issue(
                        entry.diagnostic().message(), entry.inserts().toArray()));
    }

    /**
     * No trial ends any more; the next start takes back what is on trial.
     *
     * @param replaced whether the system goes on, and so does what is in force unless it is on trial
     */
    synchronized void close(boolean replaced) {
        closed = true;
        timer.cancel();
        if (replaced && pending.isEmpty()) {
            history.handOver();
        }
    }
}
