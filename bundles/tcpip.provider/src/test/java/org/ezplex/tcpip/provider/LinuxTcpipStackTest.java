// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.system.SystemImage;
import org.ezplex.tcpip.StackListener;
import org.ezplex.tcpip.TcpListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The component with what this machine allows, which may be little. */
class LinuxTcpipStackTest {
    @TempDir
    Path home;

    private final List<Message> issued = new CopyOnWriteArrayList<>();

    @Test
    void startsWithWhateverTheHostAllowsAndEndsItsThreads() throws Exception {
        LinuxTcpipStack stack = new LinuxTcpipStack(config(), new Image(home), new DirectLoop(), new Log());
        BlockingQueue<Set<TcpListener>> told = new LinkedBlockingQueue<>();
        StackListener listener = new StackListener() {
            @Override
            public void listenersChanged(Set<TcpListener> listeners) {
                told.add(listeners);
            }
        };
        try (AutoCloseable subscription = stack.subscribe(listener)) {
            assertThat(subscription).isNotNull();
            assertThat(told.poll(20, TimeUnit.SECONDS)).isNotNull();
            try (ServerSocket server = new ServerSocket(0)) {
                boolean seen = false;
                while (!seen) {
                    Set<TcpListener> listeners = told.poll(20, TimeUnit.SECONDS);
                    assertThat(listeners).isNotNull();
                    seen = listeners.stream().anyMatch(found -> found.port() == server.getLocalPort());
                }
            }
        }
        stack.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("ezplex-tcpip"));
        assertThat(issued).isSubsetOf(Message.EZX0010E);
    }

    private final class Log implements Hardcopy {
        @Override
        public void issue(Message message, Object... inserts) {
            assertThat(message.text(inserts)).isNotEmpty();
            issued.add(message);
        }

        @Override
        public List<Line> recent(int most) {
            return List.of(new Line(Instant.EPOCH, Message.EZX0010E, ""));
        }
    }

    private record Image(Path home) implements SystemImage {
        @Override
        public String sysname() {
            return "SYS1";
        }

        @Override
        public String sysclone() {
            return "S1";
        }

        @Override
        public String sysplex() {
            return "PLEX1";
        }

        @Override
        public String tcpname() {
            return "TCPIP";
        }

        @Override
        public Map<String, String> symbols() {
            return Map.of();
        }
    }

    private static final class DirectLoop implements EventLoop {
        @Override
        public synchronized void execute(Runnable task) {
            task.run();
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Timer repeat(Duration period, Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public boolean inLoop() {
            return false;
        }
    }

    private static LinuxTcpipStack.Config config() {
        Map<String, Object> values =
                Map.of("listenerScanMillis", 5, "noticeBufferBytes", 1 << 16, "dataDeviceName", "ezt%d");
        return (LinuxTcpipStack.Config) Proxy.newProxyInstance(
                LinuxTcpipStack.Config.class.getClassLoader(),
                new Class<?>[] {LinuxTcpipStack.Config.class},
                (proxy, method, arguments) -> values.get(method.getName()));
    }
}
