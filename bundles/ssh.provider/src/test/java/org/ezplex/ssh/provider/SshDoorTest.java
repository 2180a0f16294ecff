// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ssh.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.ezplex.system.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Operators who connect, and others who try to. */
@Timeout(120)
class SshDoorTest {
    private static final KeyPair ANNA = Client.newKey();
    private static final KeyPair BERT = Client.newKey();
    private static final KeyPair STRANGER = Client.newKey();

    @TempDir
    private Path home;

    private final FakeHardcopy hardcopy = new FakeHardcopy();
    private final FakeConsole console = new FakeConsole();
    private final AtomicLong clock = new AtomicLong();
    private Path keys;
    private SshDoor door;
    private Client client;

    @BeforeEach
    void open() throws IOException {
        keys = home.resolve("etc/ssh/authorized_keys");
        Files.createDirectories(keys.getParent());
        Files.setPosixFilePermissions(keys.getParent(), PosixFilePermissions.fromString("rwx------"));
        write(Client.line("anna", "administrate", ANNA) + Client.line("bert", "display", BERT));
        start(0);
        client = new Client(door.port());
    }

    private void start(int port) {
        door = new SshDoor(
                new Settings(
                        "127.0.0.1",
                        port,
                        keys,
                        home.resolve("etc/ssh/host_ed25519_key"),
                        Duration.ofSeconds(100),
                        Duration.ofSeconds(60),
                        3,
                        2,
                        2),
                hardcopy,
                console,
                clock::get);
        door.look();
    }

    private void write(String text) throws IOException {
        Files.writeString(keys, text, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-r--r--"));
    }

    @AfterEach
    void close() {
        client.close();
        door.close();
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Client.PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(deadline);
            Thread.sleep(10);
        }
    }

    private boolean said(String text) {
        return hardcopy.texts().stream().anyMatch(line -> line.contains(text));
    }

    /** A session at a terminal. */
    private static final class Shell implements AutoCloseable {
        private final PipedOutputStream keyboard = new PipedOutputStream();
        private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
        private final ChannelShell channel;

        Shell(ClientSession session) throws Exception {
            channel = session.createShellChannel();
            channel.setPtyType("xterm-256color");
            channel.setPtyColumns(100);
            channel.setPtyLines(30);
            channel.setIn(new PipedInputStream(keyboard));
            channel.setOut(screen);
            channel.open().verify(Client.PATIENCE);
            awaitScreen("READY");
        }

        void type(String text) throws IOException {
            keyboard.write(text.getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
        }

        void awaitScreen(String text) throws InterruptedException {
            await(text, () -> screen.toString(StandardCharsets.UTF_8).contains(text));
        }

        void awaitClosed() {
            assertThat(channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), Client.PATIENCE))
                    .contains(ClientChannelEvent.CLOSED);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    @Test
    void whoHasAKeyRunsCommandsInItsRole() throws Exception {
        try (ClientSession anna = client.login("anna", ANNA);
                ClientSession bert = client.login("bert", BERT)) {
            assertThat(Client.run(anna, "display xcf")).isEqualTo("0 anna ADMINISTRATE display xcf\n");
            assertThat(Client.run(bert, "refused")).isEqualTo("3 bert DISPLAY refused\n");
        }
        await("both to be gone", () -> hardcopy.count(Message.EZX7027I) == 2);
        assertThat(said("EZX7026I SSH LOGIN OF anna AT 127.0.0.1 PORT ")).isTrue();
        assertThat(said(" WITH KEY SHA256:")).isTrue();
    }

    @Test
    void whoHasNoneIsRefusedAndTold() throws Exception {
        assertThatThrownBy(() -> client.login("anna", STRANGER)).isInstanceOf(SshException.class);
        assertThatThrownBy(() -> client.login("bert", ANNA)).isInstanceOf(SshException.class);
        await("both to be told", () -> hardcopy.count(Message.EZX7028E) == 2);
        assertThat(said("EZX7028E SSH LOGIN OF USER anna FROM 127.0.0.1 PORT")).isTrue();
    }

    @Test
    void aPasswordIsOfNoUse() throws Exception {
        try (ClientSession session = client.connect("anna")) {
            session.addPasswordIdentity("anna");
            assertThatThrownBy(() -> session.auth().verify(Client.PATIENCE)).isInstanceOf(SshException.class);
        }
    }

    @Test
    void nothingButSessionsIsServed() throws Exception {
        try (ClientSession anna = client.login("anna", ANNA)) {
            assertThatThrownBy(() -> anna.createDirectTcpipChannel(
                                    new SshdSocketAddress("127.0.0.1", 1), new SshdSocketAddress("127.0.0.1", 22))
                            .open()
                            .verify(Client.PATIENCE))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> anna.startRemotePortForwarding(
                            new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress("127.0.0.1", 22)))
                    .isInstanceOf(IOException.class);
            assertThat(Client.run(anna, "x")).startsWith("0 ");
        }
    }

    @Test
    void oldAlgorithmsAreRefused() throws Exception {
        client.client.setCipherFactories(List.of(BuiltinCiphers.aes256ctr));
        assertThatThrownBy(() -> client.login("anna", ANNA)).isInstanceOf(SshException.class);
        client.client.setCipherFactories(List.of(BuiltinCiphers.aes256gcm));
        client.client.setKeyExchangeFactories(List.of(ClientBuilder.DH2KEX.apply(BuiltinDHFactories.dhg14_256)));
        assertThatThrownBy(() -> client.login("anna", ANNA)).isInstanceOf(SshException.class);
    }

    @Test
    void aTerminalHasItsSizeAndEndsWithItsInput() throws Exception {
        try (ClientSession anna = client.login("anna", ANNA);
                Shell shell = new Shell(anna)) {
            shell.type("hello");
            shell.awaitScreen("hello");
            shell.channel.sendWindowChange(132, 43);
            await("the new size", () -> console.events.contains("resize 132 43"));
            shell.type("\u0004");
            shell.awaitClosed();
            assertThat(shell.channel.getExitStatus()).isZero();
        }
        assertThat(console.events.get(0)).isEqualTo("terminal Screen[columns=100, rows=30, terminal=xterm-256color]");
    }

    @Test
    void aLineWithoutEndEndsTheSession() throws Exception {
        try (ClientSession anna = client.login("anna", ANNA);
                Shell shell = new Shell(anna)) {
            shell.type("x".repeat(30_000) + "\r" + "x".repeat(50_000) + "\r");
            shell.type("y");
            shell.awaitScreen("y");
            shell.type("x".repeat(70_000));
            shell.awaitClosed();
        }
    }

    @Test
    void aClientThatGoesEndsItsCommand() throws Exception {
        try (ClientSession anna = client.login("anna", ANNA)) {
            ChannelExec exec = anna.createExecChannel("hang");
            exec.setOut(new ByteArrayOutputStream());
            exec.open().verify(Client.PATIENCE);
            await("the command to begin", () -> threads("ezplex-ssh-session") == 1);
            anna.close(true);
            await("its end", () -> console.events.contains("interrupted"));
        }
    }

    @Test
    void sessionsAreBounded() throws Exception {
        try (ClientSession anna = client.login("anna", ANNA);
                ClientSession bert = client.login("bert", BERT);
                Shell one = new Shell(anna);
                Shell two = new Shell(anna)) {
            assertThat(Client.run(anna, "x")).startsWith("1 USER anna HAS 2 SESSIONS ALREADY");
            Shell three = new Shell(bert);
            assertThat(Client.run(bert, "x")).startsWith("1 THERE ARE 3 SESSIONS ALREADY");
            three.type("\u0004");
            three.awaitClosed();
            await("room", () -> threads("ezplex-ssh-session") == 2);
            assertThat(Client.run(bert, "x")).startsWith("0 ");
            assertThat(one.channel.isOpen() && two.channel.isOpen()).isTrue();
        }
        assertThat(hardcopy.count(Message.EZX7030E)).isEqualTo(2);
    }

    @Test
    void connectionsOfStrangersAreBounded() throws Exception {
        List<Socket> strangers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Socket socket = new Socket("127.0.0.1", door.port());
            // The greeting comes when the connection is one of those that count.
            assertThat(socket.getInputStream().read()).isEqualTo('S');
            strangers.add(socket);
        }
        try (Socket third = new Socket("127.0.0.1", door.port())) {
            assertThat(readOrEnd(third.getInputStream())).isNegative();
        }
        assertThat(said("THERE ARE TOO MANY CONNECTIONS")).isTrue();
        for (Socket socket : strangers) {
            socket.close();
        }
        await("room", () -> {
            try (ClientSession anna = client.login("anna", ANNA)) {
                return anna.isAuthenticated();
            } catch (IOException e) {
                return false;
            }
        });
    }

    @Test
    void connectionsOfOneUserAreBounded() throws Exception {
        try (ClientSession one = client.login("anna", ANNA);
                ClientSession two = client.login("anna", ANNA);
                ClientSession three = client.login("anna", ANNA)) {
            assertThatThrownBy(() -> client.login("anna", ANNA)).isInstanceOf(IOException.class);
            assertThat(said("THAT USER HAS TOO MANY CONNECTIONS")).isTrue();
            assertThat(one.isOpen() && two.isOpen() && three.isOpen()).isTrue();
            try (ClientSession bert = client.login("bert", BERT)) {
                assertThat(Client.run(bert, "x")).startsWith("0 ");
            }
        }
    }

    private static int readOrEnd(InputStream in) {
        try {
            return in.read();
        } catch (IOException e) {
            return -1;
        }
    }

    @Test
    void whoDoesNotLogInIsCutOff() throws Exception {
        door.close();
        door = new SshDoor(
                new Settings(
                        "127.0.0.1",
                        0,
                        keys,
                        home.resolve("k/host"),
                        Duration.ofSeconds(9),
                        Duration.ofMillis(200),
                        3,
                        2,
                        2),
                hardcopy,
                console,
                clock::get);
        door.look();
        try (Socket socket = new Socket("127.0.0.1", door.port())) {
            InputStream in = socket.getInputStream();
            await("the end", () -> readOrEnd(in) < 0);
        }
    }

    @Test
    void aClientThatDoesNotReadHoldsUpNobodyElse() throws Exception {
        try (ClientSession anna = client.login("anna", ANNA);
                ClientSession bert = client.login("bert", BERT)) {
            ChannelExec flood = anna.createExecChannel("flood");
            flood.setStreaming(org.apache.sshd.common.channel.StreamingChannel.Streaming.Async);
            flood.open().verify(Client.PATIENCE);
            await("the flood", () -> threads("ezplex-ssh-session") == 1);
            door.look();
            assertThat(Client.run(bert, "x")).startsWith("0 ");
            clock.addAndGet(Duration.ofMinutes(5).toNanos());
            door.look();
            flood.close(true);
        }
        await("its thread to end", () -> threads("ezplex-ssh-session") == 0);
    }

    @Test
    void whoDoesNothingIsWarnedAndThenEnded() throws Exception {
        try (ClientSession anna = client.login("anna", ANNA);
                Shell shell = new Shell(anna)) {
            clock.addAndGet(Duration.ofSeconds(80).toNanos());
            door.look();
            shell.awaitScreen("THIS SESSION ENDS SOON UNLESS SOMETHING IS ENTERED");
            shell.type("x");
            shell.awaitScreen("x");
            clock.addAndGet(Duration.ofSeconds(30).toNanos());
            door.look();
            assertThat(shell.channel.isOpen()).isTrue();
            // Whole again: the echo may have been noted after the step before.
            clock.addAndGet(Duration.ofSeconds(100).toNanos());
            door.look();
            shell.awaitScreen("THIS SESSION IS ENDED: NOTHING WAS ENTERED FOR 100 SECONDS");
            shell.awaitClosed();
        }
        assertThat(said("EZX7031I SSH SESSION OF anna AT ")).isTrue();
    }

    @Test
    void whoWaitsForACommandIsNotIdle() throws Exception {
        try (ClientSession anna = client.login("anna", ANNA);
                Shell shell = new Shell(anna)) {
            console.busy = true;
            clock.addAndGet(Duration.ofSeconds(200).toNanos());
            door.look();
            assertThat(said("EZX7031I")).isFalse();
            console.busy = false;
            clock.addAndGet(Duration.ofSeconds(100).toNanos());
            door.look();
            shell.awaitClosed();
        }
        assertThat(said("EZX7031I SSH SESSION OF anna AT ")).isTrue();
    }

    @Test
    void theFileOfKeysIsReadAnewAndAKeyThatIsTakenAwayEndsItsSessions() throws Exception {
        try (ClientSession anna = client.login("anna", ANNA);
                Shell shell = new Shell(anna)) {
            write(Client.line("bert", "display", BERT) + Client.line("carl", "vary", STRANGER));
            door.look();
            shell.awaitScreen("ITS KEY IS NOT IN THE FILE OF KEYS ANY MORE");
            shell.awaitClosed();
        }
        try (ClientSession carl = client.login("carl", STRANGER)) {
            assertThat(Client.run(carl, "x")).isEqualTo("0 carl VARY x\n");
        }
        assertThatThrownBy(() -> client.login("anna", ANNA)).isInstanceOf(SshException.class);
    }

    @Test
    void whatIsWrongWithALineIsToldAndTheOthersCount() throws Exception {
        write("# a comment\n\n"
                + "nonsense\n"
                + "anna boss ssh-ed25519 AAAA\n"
                + "anna display ssh-dss AAAA x\n"
                + "anna display ssh-ed25519 AAAA\n"
                + "an/na display"
                + " ssh-ed25519"
                + " AAAA\n" + Client.line("bert", "VARY", BERT));
        try (ClientSession bert = client.login("bert", BERT)) {
            assertThat(Client.run(bert, "x")).isEqualTo("0 bert VARY x\n");
        }
        assertThat(hardcopy.texts().stream().filter(text -> text.startsWith("EZX7024E")))
                .map(text -> text.replace(keys.toString(), "FILE"))
                .containsExactly(
                        "EZX7024E LINE 3 OF FILE IS IGNORED: IT HAS NOT A NAME, A ROLE, A KIND OF KEY AND A KEY",
                        "EZX7024E LINE 4 OF FILE IS IGNORED: THERE IS NO ROLE boss",
                        "EZX7024E LINE 5 OF FILE IS IGNORED: KEYS OF KIND ssh-dss ARE NOT TAKEN",
                        "EZX7024E LINE 6 OF FILE IS IGNORED: THE KEY CANNOT BE READ",
                        "EZX7024E LINE 7 OF FILE IS IGNORED: THE NAME MUST BE OF LETTERS, DIGITS AND . _ -, 32 AT"
                                + " MOST");
    }

    @Test
    void aFileThatOthersMayWriteIsNotUsed() throws Exception {
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-rw-r--"));
        assertThatThrownBy(() -> client.login("anna", ANNA)).isInstanceOf(SshException.class);
        assertThat(said("EZX7025E KEYS IN " + keys + " ARE NOT USED: OTHERS MAY WRITE " + keys))
                .isTrue();
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(keys.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> client.login("anna", ANNA)).isInstanceOf(SshException.class);
        Files.setPosixFilePermissions(keys.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        client.login("anna", ANNA).close();
        Files.delete(keys);
        door.look();
        assertThat(said("THERE IS NO SUCH FILE")).isTrue();
    }

    @Test
    void theHostKeyStaysAndIsItsOwnersOnly() throws Exception {
        Path file = home.resolve("etc/ssh/host_ed25519_key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).startsWith("-----BEGIN OPENSSH PRIVATE KEY-----");
        assertThat(Files.readString(home.resolve("etc/ssh/host_ed25519_key.pub")))
                .startsWith("ssh-ed25519 AAAA");
        door.close();
        start(0);
        assertThat(hardcopy.texts().stream()
                        .filter(text -> text.startsWith("EZX7021I"))
                        .map(text -> text.replaceAll(".*HOST KEY ", ""))
                        .collect(Collectors.toSet()))
                .hasSize(1);
        door.close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        start(0);
        assertThat(door.port()).isZero();
        assertThat(said("EZX7023E SSH CONSOLE HAS NO HOST KEY: " + file + " IS OPEN TO OTHERS"))
                .isTrue();
    }

    @Test
    void aPortThatIsTakenIsToldOnceAndTriedAgain() throws Exception {
        door.close();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            start(taken.getLocalPort());
            for (int i = 0; i < 3; i++) {
                clock.addAndGet(Duration.ofSeconds(6).toNanos());
                door.look();
            }
            assertThat(door.port()).isZero();
            assertThat(hardcopy.count(Message.EZX7022E)).isEqualTo(1);
        }
        clock.addAndGet(Duration.ofSeconds(6).toNanos());
        door.look();
        assertThat(door.port()).isNotZero();
    }

    @Test
    void theEndIsToldAndLeavesNothing() throws Exception {
        int port = door.port();
        try (ClientSession anna = client.login("anna", ANNA);
                Shell shell = new Shell(anna)) {
            ChannelExec exec = anna.createExecChannel("hang");
            exec.setOut(new ByteArrayOutputStream());
            exec.open().verify(Client.PATIENCE);
            door.close();
            shell.awaitScreen("THIS SESSION IS ENDED: THE SSH CONSOLE STOPS");
            shell.awaitClosed();
        }
        await("threads to end", () -> threads("ezplex-ssh") + threads("sshd-SshServer") == 0);
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(free.isBound()).isTrue();
        }
        assertThat(java.security.Security.getProvider("BC")).isNull();
    }

    private static long threads(String name) {
        return alive().stream().filter(thread -> thread.startsWith(name)).count();
    }

    private static List<String> alive() {
        Set<Thread> all = Thread.getAllStackTraces().keySet();
        return all.stream().filter(Thread::isAlive).map(Thread::getName).toList();
    }
}
