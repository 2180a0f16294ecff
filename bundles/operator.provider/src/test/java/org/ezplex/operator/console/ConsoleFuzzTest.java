// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.Function;
import org.ezplex.fuzz.Fuzz;
import org.ezplex.operator.provider.FakeHardcopy;
import org.ezplex.operator.provider.FakeImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nonsense at the console socket: each connection ends, and the next one is served. */
class ConsoleFuzzTest {
    private static final int ROUNDS = 60;
    /** A terminal draws its line anew for each key. */
    private static final int LONGEST = 8192;

    private static final int MOST_TIMES = 50;
    private static final Duration AGAIN = Duration.ofMillis(20);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final List<byte[]> SOUND = Stream.of(
                    "exec hello you 5\n",
                    "exec hello ( 'a b' \"c\" $d [e f] {g} )\n",
                    "shell 80 24 dumb\nhello one\rhello two\rexit\r",
                    "shell 80 24 xterm\nhel\t one\033[A\033[D\rexit\r")
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList();

    @TempDir
    private Path home;

    private Path path;

    @Test
    void afterAnyNonsenseTheNextIsServed() throws IOException {
        ThreadIOImpl threadIo = new ThreadIOImpl();
        CommandProcessorImpl processor = new CommandProcessorImpl(threadIo);
        threadIo.start();
        processor.addCommand("ezplex", (Function) (session, arguments) -> "hello " + arguments, "hello");
        path = home.resolve("run/console.sock");
        try (ConsoleSessions sessions = new ConsoleSessions(
                ConsoleSocket.open(path),
                FakeImage.at(home),
                new FakeHardcopy(),
                new Interpreters(processor, null),
                3,
                IDLE)) {
            sessions.start();
            Fuzz.of(ConsoleFuzzTest.class, SOUND).run(ROUNDS, whole -> {
                byte[] input = Arrays.copyOf(whole, Math.min(whole.length, LONGEST));
                String text = new String(input, StandardCharsets.UTF_8);
                boolean exec = ConsoleRequest.parse(text.substring(0, Math.max(0, text.indexOf('\n')))
                                .stripTrailing())
                        .filter(ConsoleRequest.Exec.class::isInstance)
                        .isPresent();
                Optional<String> answer = exec ? answer(input) : ask(input);
                answer.filter(all -> exec).ifPresent(all -> assertThat(all).contains("\0rc="));
                return exec;
            });
            assertThat(ask(SOUND.get(0)).orElseThrow()).contains("hello [you, 5]", "rc=0");
        } finally {
            processor.stop();
            threadIo.stop();
        }
    }

    /** Whoever comes while too many are still parting is cut off without a word, and asks again. */
    private Optional<String> answer(byte[] input) {
        Optional<String> answer = ask(input);
        for (int i = 0; i < MOST_TIMES && answer.filter(String::isEmpty).isPresent(); i++) {
            LockSupport.parkNanos(AGAIN.toNanos());
            answer = ask(input);
        }
        return answer;
    }

    /** What is answered until the other side has ended it; empty if that was before all was said. */
    private Optional<String> ask(byte[] input) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            channel.write(ByteBuffer.wrap(input));
            channel.shutdownOutput();
            ByteBuffer some = ByteBuffer.allocate(4096);
            while (channel.read(some) >= 0) {
                answer.write(some.array(), 0, some.position());
                some.clear();
            }
            return Optional.of(answer.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
