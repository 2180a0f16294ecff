// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ezplex.profile.Compilation;
import org.ezplex.profile.Diagnostic;
import org.ezplex.profile.Profile;
import org.ezplex.profile.ProfileListener;
import org.ezplex.profile.ProfileService;
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
 * The profile in force: the initial file at the start, then what VARY OBEYFILE adds. Changes are made one after the other by the
 * thread that asks; listeners are told on the event loop, in the same order. The message that a command has completed is left to
 * the command.
 */
// Immediate: what OBEYFILE has added must not go when its users are away for a moment.
@Component(service = ProfileService.class, configurationPid = "org.ezplex.profile", immediate = true)
@Designate(ocd = ProfileComponent.Config.class)
public final class ProfileComponent implements ProfileService {
    private static final Logger LOG = LoggerFactory.getLogger(ProfileComponent.class);

    private final EventLoop loop;
    private final Hardcopy hardcopy;
    private final ProfileCompiler compiler;
    private final List<ProfileListener> listeners = new CopyOnWriteArrayList<>();
    private volatile Profile current = Profile.EMPTY;
    private volatile boolean closed;
    private String file;

    /** Configuration. */
    @ObjectClassDefinition(name = "Ezplex profile", description = "The PROFILE.TCPIP of the stack")
    @interface Config {
        /** The initial profile. */
        @AttributeDefinition(description = "Initial profile, relative to the home folder of the system")
        String file() default "etc/PROFILE.TCPIP";
    }

    /** Reads the initial profile. What is wrong with it is a matter of messages, never of this component's start. */
    @Activate
    public ProfileComponent(
            @Reference SystemImage image, @Reference EventLoop loop, @Reference Hardcopy hardcopy, Config config) {
        this.loop = loop;
        this.hardcopy = hardcopy;
        this.compiler = new ProfileCompiler(new FileSources(image.home()), symbols(image));
        this.file = config.file();
        initial(file);
    }

    /**
     * The initial profile is a matter of the start, and who wants this component must not be started anew by a new configuration.
     * The name of another file counts at the next start, unless the stack runs without a profile.
     */
    @Modified
    synchronized void modified(Config config) {
        if (config.file().equals(file)) {
            return;
        }
        file = config.file();
        if (current.equals(Profile.EMPTY)) {
            initial(file);
            loop.execute(this::tellAll);
        } else {
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

    private void initial(String name) {
        try {
            ProfileCompiler.Outcome outcome = compiler.compile(Profile.EMPTY, name);
            issue(outcome);
            current = outcome.compilation().profile();
            hardcopy.issue(
                    Message.EZX1000I,
                    name,
                    current.dvipas().size(),
                    current.distributions().size(),
                    outcome.entries().size());
        } catch (IOException e) {
            LOG.debug("initial profile", e);
            hardcopy.issue(Message.EZX1001E, name, FileSources.reason(e));
        }
    }

    @Override
    public Profile current() {
        return current;
    }

    @Override
    public synchronized Compilation syntaxCheck(Path file) {
        hardcopy.issue(Message.EZZ0060I, "VARY SYNTAXCHECK", file);
        try {
            ProfileCompiler.Outcome outcome = compiler.compile(current, file.toString());
            issue(outcome);
            return new Compilation(current, outcome.compilation().diagnostics());
        } catch (IOException e) {
            return unreadable(file, e);
        }
    }

    @Override
    public synchronized Compilation obey(Path file) {
        hardcopy.issue(Message.EZZ0060I, "VARY OBEY", file);
        try {
            ProfileCompiler.Outcome outcome = compiler.compile(current, file.toString());
            issue(outcome);
            Compilation compilation = outcome.compilation();
            if (!compilation.profile().equals(current)) {
                current = compilation.profile();
                loop.execute(this::tellAll);
            }
            return compilation;
        } catch (IOException e) {
            return unreadable(file, e);
        }
    }

    @Override
    public AutoCloseable subscribe(ProfileListener listener) {
        Subscription subscription = new Subscription(listener);
        loop.execute(() -> {
            if (!closed && !subscription.ended) {
                listeners.add(subscription);
                listener.profileChanged(current);
            }
        });
        return subscription;
    }

    /** Forgets the listeners. */
    @Deactivate
    void close() {
        closed = true;
        listeners.clear();
    }

    private void tellAll() {
        Profile profile = current;
        for (ProfileListener listener : listeners) {
            try {
                listener.profileChanged(profile);
            } catch (RuntimeException e) {
                LOG.error("a profile listener failed; the others are told all the same", e);
            }
        }
    }

    private void issue(ProfileCompiler.Outcome outcome) {
        outcome.entries()
                .forEach(entry -> hardcopy.issue(
                        entry.diagnostic().message(), entry.inserts().toArray()));
    }

    private Compilation unreadable(Path file, IOException failure) {
        LOG.debug("profile {}", file, failure);
        Object[] inserts = {Token.safe(file.toString()), FileSources.reason(failure)};
        hardcopy.issue(Message.EZX1043E, inserts);
        String text = Message.EZX1043E.text(inserts);
        return new Compilation(current, List.of(new Diagnostic(Message.EZX1043E, file.toString(), 0, 0, "", text)));
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
