// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ssh.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.ezplex.operator.Caller;
import org.ezplex.operator.ConsoleSession;
import org.ezplex.operator.OperatorConsole;
import org.ezplex.operator.Screen;

/** A console that says who entered what. {@code flood} writes without end, a terminal echoes until its input ends. */
final class FakeConsole implements OperatorConsole {
    volatile boolean busy;
    final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public ConsoleSession command(Caller caller, String command, OutputStream output) {
        return new Session(() -> {
            do {
                write(output, caller.user() + " " + caller.role() + " " + command + "\n");
            } while (command.equals("flood"));
            if (command.equals("hang")) {
                new CountDownLatch(1).await();
            }
            return command.startsWith("refused") ? 3 : 0;
        });
    }

    @Override
    public ConsoleSession terminal(Caller caller, Screen screen, InputStream input, OutputStream output) {
        events.add("terminal " + screen);
        return new Session(() -> {
            write(output, "READY\r\n");
            for (int octet = input.read(); octet >= 0 && octet != 4; octet = input.read()) {
                output.write(octet);
                output.flush();
            }
            events.add("ended");
            return 0;
        });
    }

    private static void write(OutputStream output, String text) throws IOException {
        output.write(text.getBytes(StandardCharsets.UTF_8));
        output.flush();
    }

    /** What a session does. */
    private interface Work {
        int run() throws IOException, InterruptedException;
    }

    private final class Session implements ConsoleSession {
        @Override
        public boolean busy() {
            return busy;
        }

        private final Work work;
        private volatile Thread thread;

        Session(Work work) {
            this.work = work;
        }

        @Override
        public int run() throws IOException {
            thread = Thread.currentThread();
            try {
                return work.run();
            } catch (InterruptedException e) {
                events.add("interrupted");
                return 1;
            }
        }

        @Override
        public void resize(int columns, int rows) {
            events.add("resize " + columns + " " + rows);
        }

        @Override
        public void interrupt() {
            if (thread != null) {
                thread.interrupt();
            }
        }
    }
}
