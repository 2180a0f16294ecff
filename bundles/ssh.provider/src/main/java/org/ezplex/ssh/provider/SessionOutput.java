// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ssh.provider;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a session shows: its own output, which keeps it from being idle, and lines from outside between that. */
final class SessionOutput extends FilterOutputStream {
    private static final Logger LOG = LoggerFactory.getLogger(SessionOutput.class);
    private static final long PATIENCE_MILLIS = 250;

    private final Runnable used;
    private final ReentrantLock writing = new ReentrantLock();

    /** @param used called whenever the session itself has shown something */
    SessionOutput(OutputStream out, Runnable used) {
        super(out);
        this.used = used;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        writing.lock();
        try {
            out.write(from, offset, length);
        } finally {
            writing.unlock();
        }
        used.run();
    }

    @Override
    public void flush() throws IOException {
        writing.lock();
        try {
            out.flush();
        } finally {
            writing.unlock();
        }
    }

    /**
     * Shows a line, unless the client is not reading. Output that is on its way is waited for, but not for long: whoever tells has
     * other sessions to look after.
     *
     * @param room how many octets the client will take
     * @return whether it was shown
     */
    boolean tell(String line, LongSupplier room) {
        byte[] text = ("\r\n" + line + "\r\n").getBytes(StandardCharsets.UTF_8);
        if (room.getAsLong() < text.length || !lockSoon()) {
            return false;
        }
        try {
            // What was on its way has taken some.
            if (room.getAsLong() < text.length) {
                return false;
            }
            out.write(text);
            out.flush();
            return true;
        } catch (IOException e) {
            LOG.debug("cannot tell a client", e);
            return false;
        } finally {
            writing.unlock();
        }
    }

    /** Whether somebody waits to tell something. */
    boolean awaited() {
        return writing.hasQueuedThreads();
    }

    private boolean lockSoon() {
        try {
            return writing.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
