// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ssh.provider;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.server.SshServer;
import org.ezplex.operator.OperatorConsole;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.trust.UntrustedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The port that operators come in by, as long as it can be had, and the sessions of those who have. For one thread. */
final class SshDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SshDoor.class);
    private static final long AGAIN_NANOS = Duration.ofSeconds(5).toNanos();
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Settings settings;
    private final Hardcopy hardcopy;
    private final OperatorConsole console;
    private final LongSupplier nanoTime;
    private final AuthorizedKeys keys;
    private final RefusedLogins refused;
    private final Limits limits;
    private Optional<SshServer> server = Optional.empty();
    private String problem = "";
    private long tried;

    SshDoor(Settings settings, Hardcopy hardcopy, OperatorConsole console, LongSupplier nanoTime) {
        this.settings = settings;
        this.hardcopy = hardcopy;
        this.console = console;
        this.nanoTime = nanoTime;
        this.keys = new AuthorizedKeys(settings.keys(), hardcopy);
        this.refused = new RefusedLogins(hardcopy, nanoTime);
        this.limits = new Limits(settings.most(), settings.mostPerUser());
        this.tried = nanoTime.getAsLong() - AGAIN_NANOS;
    }

    /** Opens the door if it is not open, and ends what must not go on; to be called again and again. */
    void look() {
        if (server.isEmpty() && nanoTime.getAsLong() - tried >= AGAIN_NANOS) {
            tried = nanoTime.getAsLong();
            open();
        }
        keys.look();
        server.ifPresent(this::endWithoutKey);
        limits.open().forEach(session -> session.endIfIdle(settings.idle()));
        refused.look();
    }

    /** The port that it listens on; 0 while it does not. */
    int port() {
        return server.map(SshServer::getPort).orElse(0);
    }

    private void open() {
        try {
            HostKey.prepare();
            KeyPair hostKey = HostKey.of(settings.hostKey());
            listen(hostKey);
        } catch (IOException | GeneralSecurityException | UntrustedException e) {
            tellOnce(Message.EZX7023E, e.getMessage());
        }
    }

    private void listen(KeyPair hostKey) {
        SshServer made = Server.make(settings, hostKey);
        Doorman doorman = new Doorman(
                keys,
                refused,
                hardcopy,
                made::getActiveSessions,
                settings.mostUnauthenticated(),
                settings.most(),
                settings.mostPerUser() + 1);
        made.setPublickeyAuthenticator(doorman);
        made.addSessionListener(doorman);
        made.setShellFactory(channel -> session(channel.getSession(), Optional.empty()));
        made.setCommandFactory((channel, command) -> session(channel.getSession(), Optional.of(command)));
        try {
            made.start();
            server = Optional.of(made);
            problem = "";
            hardcopy.issue(
                    Message.EZX7021I, settings.address(), made.getPort(), KeyUtils.getFingerPrint(hostKey.getPublic()));
        } catch (IOException | RuntimeException e) {
            stop(made);
            tellOnce(Message.EZX7022E, settings.address(), settings.port(), e.getMessage());
        }
    }

    private SshSession session(Session connection, Optional<String> command) {
        AuthorizedKey key = Doorman.key(connection).orElseThrow();
        return new SshSession(key.caller(Doorman.from(connection)), command, console, limits, hardcopy, nanoTime);
    }

    private void tellOnce(Message message, Object... inserts) {
        String text = message.text(inserts);
        if (!text.equals(problem)) {
            problem = text;
            hardcopy.issue(message, inserts);
        }
    }

    /** A key that is taken out of the file is of no use any more to who has logged in with it. */
    private void endWithoutKey(SshServer open) {
        for (Session connection : List.copyOf(open.getActiveSessions())) {
            Doorman.key(connection).filter(key -> !keys.has(key)).ifPresent(key -> {
                String who = key.caller(Doorman.from(connection)).who();
                limits.open().stream()
                        .filter(session -> session.caller().who().equals(who))
                        .forEach(session -> session.end("ITS KEY IS NOT IN THE FILE OF KEYS ANY MORE"));
                connection.close(false);
            });
        }
    }

    /** Tells open sessions, ends them, and leaves nothing behind but a command that is changing something. */
    @Override
    public void close() {
        List<SshSession> open = limits.open();
        open.forEach(session -> session.end("THE SSH CONSOLE STOPS"));
        server.ifPresent(SshDoor::stop);
        long deadline = System.nanoTime() + GRACE.toNanos();
        try {
            for (SshSession session : open) {
                session.join(TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(SshServer server) {
        try {
            // What was told last is on its way before the connections are cut.
            server.close(false).await(GRACE);
            server.stop(true);
        } catch (IOException e) {
            LOG.debug("stopping the SSH server", e);
        }
    }
}
