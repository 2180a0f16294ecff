// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.xcf.provider.TestSysplex.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyLineTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final int LONG_MILLIS = 20_000;
    private static final int THREADS_FOR_STRANGERS = 4;
    private static final int MANY = 20;

    private final List<Socket> callers = new ArrayList<>();
    private final Held ends = new Held();
    private KeyLine line;
    private int port;

    /** Holds whoever has come to be talked to. */
    private static final class Held implements KeyLine.Ends {
        final AtomicInteger talkedTo = new AtomicInteger();
        volatile InetAddress known = HERE;
        volatile boolean released;

        @Override
        public boolean knows(InetAddress other) {
            return other.equals(known);
        }

        @Override
        public SSLContext context() {
            talkedTo.incrementAndGet();
            while (!released) {
                LockSupport.parkNanos(1_000_000);
            }
            throw new IllegalStateException("the test is over");
        }

        @Override
        public void talk(SSLSocket other) {
            throw new AssertionError();
        }

        @Override
        public void unanswered(InetSocketAddress other, IOException why) {
            throw new AssertionError(why);
        }

        @Override
        public void failed(InetAddress other, Exception why) {
            // As it has to, in the end.
        }
    }

    @BeforeEach
    void open() throws Exception {
        port = TestSysplex.freePort();
        line = new KeyLine(HERE, port, ends);
        line.start(() -> {});
    }

    @AfterEach
    void close() throws Exception {
        ends.released = true;
        line.close();
        for (Socket caller : callers) {
            caller.close();
        }
    }

    @Test
    void oneStrangerCannotHaveAllPlaces() throws Exception {
        for (int i = 0; i < MANY; i++) {
            call(2);
        }
        assertIsClosed(callers.get(MANY - 1));
        await("it has two", () -> ends.talkedTo.get() == 2);
        call(3);
        await("another has one", () -> ends.talkedTo.get() == 3);
    }

    @Test
    void whoIsKnownHasAPlaceHoweverManyStrangersThereAre() throws Exception {
        for (int last = 2; last < 2 + MANY; last++) {
            call(last);
            call(last);
        }
        await("strangers have theirs", () -> ends.talkedTo.get() == THREADS_FOR_STRANGERS);
        call(1);
        await("who is known has one", () -> ends.talkedTo.get() > THREADS_FOR_STRANGERS);
    }

    @Test
    void nobodyIsConnectedAnyMoreWhenItIsClosed() throws Exception {
        for (int last = 1; last < 1 + THREADS_FOR_STRANGERS + MANY; last++) {
            call(last);
        }
        await("all who can be are talked to", () -> ends.talkedTo.get() == 1 + THREADS_FOR_STRANGERS);
        line.close();
        for (Socket caller : callers) {
            assertIsClosed(caller);
        }
    }

    private void call(int last) throws IOException {
        Socket caller = new Socket(HERE, port, InetAddress.getByName("127.0.0." + last), 0);
        caller.setSoTimeout(LONG_MILLIS);
        callers.add(caller);
    }

    private static void assertIsClosed(Socket caller) throws IOException {
        try {
            assertThat(caller.getInputStream().read()).isEqualTo(-1);
        } catch (SocketException e) {
            assertThat(e).as("it had not been accepted yet").hasMessageContaining("reset");
        }
    }
}
