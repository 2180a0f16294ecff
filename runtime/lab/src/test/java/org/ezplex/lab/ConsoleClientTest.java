// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleClientTest {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    @Test
    void outputAndExitCodeAreTakenApart() throws IOException {
        ConsoleReply reply = talk("exec netstat vdpt", "row 1\nrow 2\n\0rc=0\n");
        assertThat(reply.text()).isEqualTo("row 1\nrow 2\n");
        assertThat(reply.ok()).isTrue();
    }

    @Test
    void aFailedCommandSaysWhatItSaid() throws IOException {
        ConsoleReply reply = talk("exec netstat vdpt", "EZX: NO SUCH REPORT\n\0rc=1\n");
        assertThat(reply.exitCode()).isEqualTo(1);
        assertThatThrownBy(reply::output).hasMessageContaining("NO SUCH REPORT");
    }

    @Test
    void anAnswerWithoutExitCodeIsBroken() {
        assertThatThrownBy(() -> talk("exec netstat vdpt", "row 1\n")).hasMessageContaining("broke off");
        assertThatThrownBy(() -> talk("exec netstat vdpt", "row 1\n\0rc=x\n")).hasMessageContaining("no exit code");
    }

    @Test
    void rowsAreReadFromJson() throws IOException {
        assertThat(talk("exec netstat vdpt", "[{\"port\":8080}]\n\0rc=0\n")
                        .rows()
                        .get(0)
                        .getInt("port"))
                .isEqualTo(8080);
        ConsoleReply text = talk("exec netstat vdpt", "hello\n\0rc=0\n");
        assertThatThrownBy(text::rows).hasMessageContaining("did not answer with JSON");
    }

    @Test
    void aMissingConsoleSaysWhereToLook() {
        assertThatThrownBy(() -> new ConsoleClient("SYS1", folder.resolve("none.sock")).exec("x", DEADLINE))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("SYS1")
                .hasMessageContaining(folder.resolveSibling("log").toString());
    }

    /** As a frozen system does: it is connected to and never reads. */
    @Test
    void whoWaitsForASystemThatDoesNotAnswerIsToldSo() throws IOException {
        Path path = folder.resolve("silent");
        List<String> told = new CopyOnWriteArrayList<>();
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(path));
            assertThatThrownBy(() -> new ConsoleClient("SYS1", path)
                            .exec("netstat vdpt", Duration.ofMillis(10), Duration.ofSeconds(1), told::add))
                    .hasMessage("the console of SYS1 did not answer 'netstat vdpt' within 1 s");
        }
        assertThat(told).containsExactly("the console of SYS1 does not answer yet; it is waited for, 1 s in all");
    }

    private ConsoleReply talk(String expected, String answer) throws IOException {
        Path path = folder.resolve("s" + System.nanoTime());
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            var line = Commands.inOwnThread(() -> serve(server, answer));
            ConsoleReply reply = new ConsoleClient("SYS1", path).exec("netstat vdpt", DEADLINE);
            assertThat(line.join()).isEqualTo(expected);
            return reply;
        }
    }

    private static String serve(ServerSocketChannel server, String answer) {
        try (SocketChannel client = server.accept();
                BufferedReader reader = new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
