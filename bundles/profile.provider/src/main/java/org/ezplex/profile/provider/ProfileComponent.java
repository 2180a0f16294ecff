// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.ezplex.profile.Compilation;
import org.ezplex.profile.Diagnostic;
import org.ezplex.profile.Profile;
import org.ezplex.profile.ProfileHistory;
import org.ezplex.profile.ProfileListener;
import org.ezplex.profile.ProfileService;
import org.ezplex.profile.Snapshot;
import org.ezplex.profile.Trial;
import org.ezplex.profile.provider.history.History;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.system.SystemImage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The profile in force: the initial file at the start of the system, then what commands change. Changes are made one after the other by the thread
 * that asks; listeners are told on the event loop, in the same order. The message that a command has completed is left to the
 * command.
 */
// Immediate: what OBEYFILE has added must not go when its users are away for a moment.
@Component(
        service = {ProfileService.class, ProfileHistory.class},
        configurationPid = "org.ezplex.profile",
        immediate = true)
@Designate(ocd = ProfileComponent.Config.class)
public final class ProfileComponent implements ProfileService, ProfileHistory {
    private static final Logger LOG = LoggerFactory.getLogger(ProfileComponent.class);
    private static final int FEWEST_SNAPSHOTS = 3;
    private static final int MOST_SNAPSHOTS = 10_000;
    private static final int MOST_MEGABYTES = 10_000;

    private final SystemImage image;
    private final EventLoop loop;
    private final Hardcopy hardcopy;
    private final History history;
    private final Changes changes;
    private final List<ProfileListener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private String file;

    /** Configuration. */
    @ObjectClassDefinition(name = "Ezplex profile", description = "The PROFILE.TCPIP of the stack")
    @interface Config {
        /** The initial profile. */
        @AttributeDefinition(description = "Initial profile, relative to the home folder of the system")
        String file() default "etc/PROFILE.TCPIP";

        /** Snapshots in the history. */
        @AttributeDefinition(
                description = "Profiles kept in the folder history of the home folder, 3 to 10000; the oldest go first",
                min = "3",
                max = "10000")
        int historySnapshots() default 100;

        /** Size of the history. */
        @AttributeDefinition(
                description =
                        "Megabytes that they take at most together, 1 to 10000; the newest is kept whatever it takes",
                min = "1",
                max = "10000")
        int historyMegabytes() default 64;
    }

    /** Reads the initial profile. What is wrong with it is a matter of messages, never of this component's start. */
    @Activate
    public ProfileComponent(
            @Reference SystemImage image, @Reference EventLoop loop, @Reference Hardcopy hardcopy, Config config) {
        this(image, loop, hardcopy, config, ProfileComponent::thread, Clock.systemUTC());
    }

    ProfileComponent(
            SystemImage image, EventLoop loop, Hardcopy hardcopy, Config config, Executor worker, Clock clock) {
        this.image = image;
        this.loop = loop;
        this.hardcopy = hardcopy;
        this.history = new History(image.home().resolve("history"), hardcopy);
        this.changes = new Changes(
                new ProfileReader(image.home(), symbols(image)),
                history,
                loop,
                worker,
                hardcopy,
                clock,
                () -> loop.execute(this::tellAll));
        this.file = config.file();
        limit(config);
        changes.start(file);
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "ezplex-profile");
        thread.setDaemon(true);
        thread.start();
    }

    private void limit(Config config) {
        int snapshots = Math.min(MOST_SNAPSHOTS, Math.max(FEWEST_SNAPSHOTS, config.historySnapshots()));
        long megabytes = Math.min(MOST_MEGABYTES, Math.max(1, config.historyMegabytes()));
        history.limit(snapshots, megabytes << 20);
    }

    /**
     * The initial profile is a matter of the start, and who wants this component must not be started anew by a new configuration.
     * The name of another file counts at the next start, unless the stack runs without a profile.
     */
    @Modified
    synchronized void modified(Config config) {
        limit(config);
        if (config.file().equals(file)) {
            return;
        }
        file = config.file();
        if (!changes.startAgain(file)) {
            LOG.info("The initial profile {} is for the next start; VARY OBEYFILE puts a profile in force now", file);
        }
    }

    private static Map<String, String> symbols(SystemImage image) {
        Map<String, String> symbols = new java.util.HashMap<>(Map.of(
                "SYSNAME", image.sysname(),
                "SYSCLONE", image.sysclone(),
                "SYSPLEX", image.sysplex()));
        symbols.putAll(image.symbols());
        return symbols;
    }

    @Override
    public Profile current() {
        return changes.current();
    }

    @Override
    public Compilation syntaxCheck(Path file) {
        hardcopy.issue(Message.EZZ0060I, "VARY SYNTAXCHECK", file);
        try {
            return changes.check(file.toString());
        } catch (IOException e) {
            return unreadable(file, e);
        }
    }

    @Override
    public Compilation obey(Path file) {
        return obey(file, Optional.empty());
    }

    @Override
    public Compilation obey(Path file, Duration time) {
        return obey(file, Optional.of(time));
    }

    private Compilation obey(Path file, Optional<Duration> time) {
        hardcopy.issue(Message.EZZ0060I, "VARY OBEY", file);
        try {
            return changes.obey(file.toString(), time);
        } catch (IOException e) {
            return unreadable(file, e);
        }
    }

    @Override
    public Compilation rollback(int number, Optional<Duration> time) {
        hardcopy.issue(Message.EZZ0060I, "VARY PROFILE,ROLLBACK", number);
        return changes.rollback(number, time);
    }

    @Override
    public int confirm() {
        return changes.confirm();
    }

    @Override
    public List<Snapshot> snapshots() {
        return history.snapshots();
    }

    @Override
    public int currentSnapshot() {
        return history.current();
    }

    @Override
    public Optional<List<String>> statements(int number) {
        return history.statements(number);
    }

    @Override
    public Optional<Trial> trial() {
        return changes.trial();
    }

    @Override
    public AutoCloseable subscribe(ProfileListener listener) {
        Subscription subscription = new Subscription(listener);
        loop.execute(() -> {
            if (!closed && !subscription.ended) {
                listeners.add(subscription);
                listener.profileChanged(current());
            }
        });
        return subscription;
    }

    /**
     * Forgets the listeners. What is in force is so again when this is only replaced; a change on trial is taken back by the next start
     * of either.
     */
    @Deactivate
    void close() {
        closed = true;
        changes.close(!image.ending());
        listeners.clear();
    }

    private void tellAll() {
        Profile profile = current();
        for (ProfileListener listener : listeners) {
            try {
                listener.profileChanged(profile);
            } catch (RuntimeException e) {
                LOG.error("a profile listener failed; the others are told all the same", e);
            }
        }
    }

    private Compilation unreadable(Path file, IOException failure) {
        LOG.debug("profile {}", file, failure);
        Object[] inserts = {Token.safe(file.toString()), FileSources.reason(failure)};
        hardcopy.issue(Message.EZX1043E, inserts);
        String text = Message.EZX1043E.text(inserts);
        return new Compilation(current(), List.of(new Diagnostic(Message.EZX1043E, file.toString(), 0, 0, "", text)));
    }

    /** A listener until it is closed. */
    private final class Subscription implements ProfileListener, AutoCloseable {
        private final ProfileListener listener;
        private volatile boolean ended;

        Subscription(ProfileListener listener) {
            this.listener = listener;
        }

        @Override
        public void profileChanged(Profile profile) {
            if (!ended) {
                listener.profileChanged(profile);
            }
        }

        @Override
        public void close() {
            ended = true;
            listeners.remove(this);
        }
    }
}
