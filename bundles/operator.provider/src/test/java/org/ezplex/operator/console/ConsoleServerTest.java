// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.ezplex.operator.provider.FakeHardcopy;
import org.ezplex.operator.provider.FakeImage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The console socket with real sockets and a real Gogo. */
@Timeout(30)
class ConsoleServerTest {
    @TempDir
    private Path home;

    private final ThreadIOImpl threadIo = new ThreadIOImpl();
    private final CommandProcessorImpl processor = new CommandProcessorImpl(threadIo);
    private final FakeHardcopy hardcopy = new FakeHardcopy();
    private final Interpreters interpreters = new Interpreters(processor, null);
    private Path path;
    private ConsoleSessions sessions;

    @BeforeEach
    void open() throws IOException {
        threadIo.start();
        processor.addCommand("ezplex", (Function) ConsoleServerTest::hello, "hello");
        path = home.resolve("run/console.sock");
        start(Duration.ofSeconds(30));
    }

    private void start(Duration idle) throws IOException {
        sessions = new ConsoleSessions(ConsoleSocket.open(path), FakeImage.at(home), hardcopy, interpreters, 3, idle);
        sessions.start();
    }

    @AfterEach
    void close() {
        sessions.close();
        processor.stop();
        threadIo.stop();
    }

    private static Object hello(CommandSession session, List<Object> arguments) {
        System.out.println("hello " + arguments);
        return null;
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(path));
    }

    private static void send(SocketChannel channel, String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String receive(SocketChannel channel) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(1024);
        while (channel.read(buffer) >= 0) {
            all.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    private String ask(String text) throws IOException {
        try (SocketChannel channel = connect()) {
            send(channel, text);
            return receive(channel);
        }
    }

    @Test
    void execRunsACommandAndEndsWithItsExitCode() throws IOException {
        assertThat(ask("exec hello you 5\n")).isEqualTo("hello [you, 5]\n\0rc=0\n");
        assertThat(hardcopy.texts()).contains("EZX7001I COMMAND FROM LOCAL CONSOLE: hello you 5");
    }

    @Test
    void displaysAreNotWrittenToTheHardcopyLog() throws IOException {
        ask("exec display messages\n");
        ask("shell 80 24 dumb\nnetstat vdpt\rexit\r");
        assertThat(hardcopy.texts()).noneMatch(line -> line.startsWith("EZX7001I"));
    }

    @Test
    void commandThatIsNotThereEndsWith2() throws IOException {
        assertThat(ask("exec nonsense\n"))
                .startsWith("UNKNOWN COMMAND nonsense\n")
                .endsWith("\n\0rc=2\n");
        assertThat(ask("exec hello ( \n")).startsWith("SYNTAX ERROR").endsWith("\n\0rc=2\n");
    }

    @Test
    void starIsNotTakenForFileNames() throws IOException {
        assertThat(ask("exec hello *\n")).isEqualTo("hello [*]\n\0rc=0\n");
    }

    @Test
    void exitEndsNothingButTheSession() throws IOException {
        assertThat(ask("exec exit\n")).isEqualTo("\0rc=0\n");
        assertThat(ask("exec hello\n")).contains("hello");
    }

    @Test
    void shellEditsLinesUntilExit() throws IOException {
        String screen = ask("shell 80 24 dumb\nhello one\rhello two\rexit\r");
        assertThat(screen).contains("EZPLEX SYSTEM SYS1 OF SYSPLEX LABPLEX", "SYS1> ", "hello [one]", "hello [two]");
        assertThat(screen).contains("\r\n");
        assertThat(Files.readString(home.resolve("run/history"))).contains("hello one", "hello two");
    }

    @Test
    void shellCompletesTheOperatorsCommands() throws IOException {
        assertThat(ask("shell 80 24 xterm\nnets\tvdpt\rexit\r")).contains("UNKNOWN COMMAND netstat");
    }

    @Test
    void endOfInputEndsAShell() throws IOException {
        try (SocketChannel channel = connect()) {
            send(channel, "shell 80 24 dumb\n");
            channel.shutdownOutput();
            assertThat(receive(channel)).contains("SYS1> ");
        }
    }

    @Test
    void foreignProtocolIsRefused() throws IOException {
        assertThat(ask("GET / HTTP/1.1\n"))
                .contains("THIS IS NO CONSOLE REQUEST")
                .endsWith("\0rc=2\n");
        assertThat(hardcopy.texts()).anyMatch(line -> line.startsWith("EZX7004E"));
    }

    @Test
    void firstLineWithoutEndIsRefused() throws IOException {
        assertThat(ask("x".repeat(5000))).contains("\0rc=2\n");
    }

    @Test
    void sessionsAreBounded() throws IOException {
        List<SocketChannel> shells = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            SocketChannel shell = connect();
            send(shell, "shell 80 24 dumb\n");
            shell.read(ByteBuffer.allocate(1));
            shells.add(shell);
        }
        try (SocketChannel fourth = connect()) {
            send(fourth, "exec hello\n");
            assertThat(receive(fourth))
                    .contains("THERE ARE 3 CONSOLE SESSIONS ALREADY")
                    .endsWith("\0rc=1\n");
        }
        for (SocketChannel shell : shells) {
            shell.close();
        }
    }

    @Test
    void idleSessionIsClosed() throws IOException {
        sessions.close();
        start(Duration.ofMillis(50));
        try (SocketChannel channel = connect()) {
            send(channel, "shell 80 24 dumb\n");
            receive(channel);
        }
        assertThat(hardcopy.texts()).anyMatch(line -> line.startsWith("EZX7005I"));
    }

    @Test
    void onlyTheOwnerMayConnectAndTheSocketGoesWithTheServer() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        sessions.close();
        assertThat(path).doesNotExist();
    }

    @Test
    void othersCannotEvenSeeTheSocket() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void failureToAcceptAClientIsNotTheEnd() throws IOException {
        sessions.close();
        ConsoleSocket socket = ConsoleSocket.open(path);
        sessions = new ConsoleSessions(
                new FailingOnce(socket), FakeImage.at(home), hardcopy, interpreters, 3, Duration.ofSeconds(30));
        sessions.start();
        assertThat(ask("exec hello\n")).isEqualTo("hello []\n\0rc=0\n");
        assertThat(hardcopy.texts()).anyMatch(line -> line.contains("Too many open files"));
    }

    /** A door that the host has no file for at first. */
    private static final class FailingOnce implements ConsoleSessions.Door {
        private final ConsoleSocket socket;
        private boolean failed;

        FailingOnce(ConsoleSocket socket) {
            this.socket = socket;
        }

        @Override
        public SocketChannel accept() throws IOException {
            if (!failed) {
                failed = true;
                throw new IOException("Too many open files");
            }
            return socket.accept();
        }

        @Override
        public boolean isOpen() {
            return socket.isOpen();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void closeEndsOpenSessions() throws IOException {
        try (SocketChannel channel = connect()) {
            send(channel, "shell 80 24 dumb\n");
            channel.read(ByteBuffer.allocate(1));
            sessions.close();
            receive(channel);
        }
    }

    @Test
    void staleSocketIsReplacedButALivingOneIsNot() throws IOException {
        assertThatThrownBy(() -> ConsoleSocket.open(path)).hasMessageContaining("another system with this home");
        Path stale = home.resolve("stale.sock");
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(stale));
        }
        assertThat(stale).exists();
        ConsoleSocket.open(stale).close();
        assertThat(stale).doesNotExist();
    }

    @Test
    void pathThatIsTooLongIsExplained() {
        Path longPath = home.resolve("x".repeat(120)).resolve("console.sock");
        assertThatThrownBy(() -> ConsoleSocket.open(longPath)).hasMessageContaining("the host allows 107");
    }
}
