// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ssh.provider;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.server.SshServer;
import org.ezplex.operator.OperatorConsole;
import org.ezplex.system.Hardcopy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that opens the door, tries again where it cannot be opened, and looks after it: nothing of that delays a start. */
final class Keeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final Duration STEP = Duration.ofMillis(500);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Settings settings;
    private final Hardcopy hardcopy;
    private final OperatorConsole console;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread = new Thread(this::keep, "ezplex-ssh");

    Keeper(Settings settings, Hardcopy hardcopy, OperatorConsole console) {
        this.settings = settings;
        this.hardcopy = hardcopy;
        this.console = console;
        thread.setDaemon(true);
        // The library looks there first for classes that it knows by name: its own, and those of BouncyCastle.
        thread.setContextClassLoader(SshServer.class.getClassLoader());
    }

    void start() {
        thread.start();
    }

    private void keep() {
        try (SshDoor door = new SshDoor(settings, hardcopy, console, System::nanoTime)) {
            do {
                look(door);
            } while (!ending.await(STEP.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("SSH console told to end", e);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("SSH console cannot be used", e);
        }
    }

    /** What fails once need not fail the next time. */
    private static void look(SshDoor door) {
        try {
            door.look();
        } catch (RuntimeException e) {
            LOG.error("SSH console has failed, and is looked after again", e);
        }
    }

    /** Tells open sessions, and ends them. */
    @Override
    public void close() {
        ending.countDown();
        try {
            thread.join(GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
