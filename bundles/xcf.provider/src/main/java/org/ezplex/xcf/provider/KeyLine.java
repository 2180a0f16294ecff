// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * The connections by which systems exchange keys: a port that others come to, and calls to theirs. Bounded in number and time, as
 * anybody may connect, and anybody's packet may make a system call; what is said to and by those that are known has threads of its
 * own, so that strangers cannot keep the group from a new key.
 */
final class KeyLine implements AutoCloseable {
    private static final int CONNECT_MILLIS = 1000;
    /** For all that is said on a connection. */
    private static final int TALK_MILLIS = 3000;

    private static final int EACH_MILLIS = 250;
    private static final long PAUSE_NANOS = 10_000_000;
    private static final int STRANGERS_THREADS = 4;
    private static final int STRANGERS_WAITING = 32;
    /** One host cannot have all places. */
    private static final int STRANGERS_OF_ONE_ADDRESS = 2;
    /** More, as some may have died together, which is known of each only when it has not answered. */
    private static final int KNOWN_THREADS = 8;

    private static final int KNOWN_WAITING = 256;

    private final ServerSocket port;
    private final Ends ends;
    private final OpenSockets open = new OpenSockets();
    private final Callers strangers = new Callers(STRANGERS_OF_ONE_ADDRESS);
    private final ThreadPoolExecutor calledByStrangers = strangers("xcf-key-in");
    private final ThreadPoolExecutor calledByKnown = known("xcf-key-told");
    private final ThreadPoolExecutor callingStrangers = strangers("xcf-key-out");
    private final ThreadPoolExecutor callingKnown = known("xcf-key-tell");
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(daemon("xcf-key-time"));

    /** What is at this end of a connection; called on the line's threads. */
    interface Ends {
        /** Whether somebody at {@code other} has shown a certificate before. */
        boolean knows(InetAddress other);

        /** What connections are made with. */
        SSLContext context();

        /** The handshake is done: both have certificates of one authority. */
        void talk(SSLSocket other) throws Exception;

        /** Nobody was there. */
        void unanswered(InetSocketAddress other, IOException why);

        /** What began came to nothing. */
        void failed(InetAddress other, Exception why);
    }

    KeyLine(InetAddress address, int number, Ends ends) throws IOException {
        this.ends = ends;
        this.port = new ServerSocket();
        try {
            port.setReuseAddress(true);
            port.bind(new InetSocketAddress(address, number));
        } catch (IOException e) {
            port.close();
            throw new IOException("TCP port " + number + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Begins to answer, and to do {@code each} four times a second. */
    void start(Runnable each) {
        daemon("xcf-key-port").newThread(this::accept).start();
        ScheduledFuture<?> unused = clock.scheduleWithFixedDelay(each, EACH_MILLIS, EACH_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void accept() {
        while (!port.isClosed()) {
            try {
                Socket other = port.accept();
                open.add(other);
                if (!admit(other)) {
                    open.drop(other);
                }
            } catch (IOException e) {
                // Closed, or out of files for the moment.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private boolean admit(Socket other) {
        InetAddress who = other.getInetAddress();
        if (ends.knows(who)) {
            return offer(calledByKnown, () -> talk(other, false));
        }
        if (!strangers.begin(who)) {
            return false;
        }
        boolean offered = offer(calledByStrangers, () -> {
            try {
                talk(other, false);
            } finally {
                strangers.end(who);
            }
        });
        if (!offered) {
            strangers.end(who);
        }
        return offered;
    }

    /** Calls {@code other}, and does {@code after} when that is over; false if too many of its kind are being called. */
    boolean call(InetSocketAddress other, boolean known, Runnable after) {
        return offer(known ? callingKnown : callingStrangers, () -> {
            try {
                connect(other);
            } finally {
                after.run();
            }
        });
    }

    private void connect(InetSocketAddress other) {
        Socket socket = new Socket();
        open.add(socket);
        try {
            socket.bind(new InetSocketAddress(port.getInetAddress(), 0));
            socket.connect(other, CONNECT_MILLIS);
            talk(socket, true);
        } catch (IOException e) {
            open.drop(socket);
            if (!port.isClosed()) {
                ends.unanswered(other, e);
            }
        }
    }

    private void talk(Socket plain, boolean client) {
        try {
            // Who says a word now and then would hold the thread for ever.
            ScheduledFuture<?> deadline = clock.schedule(() -> open.drop(plain), TALK_MILLIS, TimeUnit.MILLISECONDS);
            try (SSLSocket socket = secured(plain)) {
                socket.setUseClientMode(client);
                socket.setNeedClientAuth(true);
                socket.setEnabledProtocols(Tls.VERSIONS);
                socket.setSoTimeout(TALK_MILLIS);
                socket.startHandshake();
                ends.talk(socket);
            } finally {
                deadline.cancel(false);
            }
        } catch (Exception e) {
            if (!port.isClosed()) {
                ends.failed(plain.getInetAddress(), e);
            }
        } finally {
            open.drop(plain);
        }
    }

    private SSLSocket secured(Socket plain) throws IOException {
        String host = plain.getInetAddress().getHostAddress();
        return (SSLSocket) ends.context().getSocketFactory().createSocket(plain, host, plain.getPort(), true);
    }

    private static boolean offer(ThreadPoolExecutor pool, Runnable task) {
        try {
            pool.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private static ThreadPoolExecutor strangers(String name) {
        return pool(name, STRANGERS_THREADS, STRANGERS_WAITING);
    }

    private static ThreadPoolExecutor known(String name) {
        return pool(name, KNOWN_THREADS, KNOWN_WAITING);
    }

    private static ThreadPoolExecutor pool(String name, int threads, int waiting) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(waiting), daemon(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void close() {
        try {
            port.close();
        } catch (IOException e) {
            throw new IllegalStateException("closing a port", e);
        }
        open.close();
        clock.shutdownNow();
        callingKnown.shutdownNow();
        callingStrangers.shutdownNow();
        calledByKnown.shutdownNow();
        calledByStrangers.shutdownNow();
    }
}
