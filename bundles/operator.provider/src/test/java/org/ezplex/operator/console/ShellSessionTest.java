// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.Function;
import org.ezplex.operator.Caller;
import org.ezplex.operator.ConsoleSession;
import org.ezplex.operator.Role;
import org.ezplex.operator.Screen;
import org.ezplex.operator.provider.FakeHardcopy;
import org.ezplex.operator.provider.FakeImage;
import org.ezplex.operator.provider.MadeUpOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A session at a terminal. */
@Timeout(30)
class ShellSessionTest {
    @TempDir
    private Path home;

    private final ThreadIOImpl threadIo = new ThreadIOImpl();
    private final CommandProcessorImpl processor = new CommandProcessorImpl(threadIo);
    private final FakeHardcopy hardcopy = new FakeHardcopy();
    private final PipedOutputStream keys = new PipedOutputStream();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final CountDownLatch hangs = new CountDownLatch(1);
    private ConsoleSession session;
    private CompletableFuture<Void> served;

    @BeforeEach
    void open() {
        threadIo.start();
        processor.addCommand("ezplex", (Function) (s, arguments) -> hang(), "tail");
    }

    private void start(Role role) throws IOException {
        RemoteConsole console = new RemoteConsole(
                FakeImage.at(home), hardcopy, processor, new MadeUpOperator(home, threadIo).service());
        session = console.terminal(
                new Caller("anna", role, "here", ""), new Screen(80, 24, "xterm"), new PipedInputStream(keys), shown);
        served = CompletableFuture.runAsync(() -> {
            try {
                session.run();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @AfterEach
    void close() throws IOException {
        keys.close();
        processor.stop();
        threadIo.stop();
    }

    private Object hang() throws InterruptedException {
        hangs.countDown();
        TimeUnit.HOURS.sleep(1);
        return null;
    }

    private void type(String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    private void await(String text) throws InterruptedException {
        while (!shown.toString(StandardCharsets.UTF_8).contains(text)) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private String screen() throws Exception {
        assertThat(served).as(() -> shown.toString(StandardCharsets.UTF_8)).succeedsWithin(Duration.ofSeconds(20));
        return shown.toString(StandardCharsets.UTF_8);
    }

    @Test
    void ctrlCEndsACommandAndNotTheSession() throws Exception {
        start(Role.ADMINISTRATE);
        type("tail\r");
        hangs.await();
        type("\u0003");
        await("INTERRUPTED");
        type("display xcf group\rexit\r");
        assertThat(screen()).contains("INTERRUPTED");
        assertThat(hardcopy.texts()).anyMatch(text -> text.endsWith("INTERRUPTED: tail"));
    }

    @Test
    void anInterruptFromElsewhereEndsACommandToo() throws Exception {
        start(Role.ADMINISTRATE);
        type("tail\r");
        hangs.await();
        session.interrupt();
        await("INTERRUPTED");
        type("exit\r");
        assertThat(screen()).contains("INTERRUPTED");
    }

    @Test
    void tabCompletesWhatTheRoleMayEnter() throws Exception {
        start(Role.DISPLAY);
        type("disp\txc\tg\t\r");
        type("va\tx\r");
        type("exit\r");
        assertThat(screen()).contains("IXC331I", "vax IS NO COMMAND FOR ROLE DISPLAY");
    }

    @Test
    void endOfInputEndsTheSession() throws Exception {
        start(Role.VARY);
        type("\u0004");
        assertThat(screen()).contains("SYS1> ");
    }

    /** Between the marks of a paste the line editor once kept whatever came, lines and all. */
    @Test
    void aPasteThatDoesNotEndEndsTheSession() throws Exception {
        start(Role.DISPLAY);
        await("SYS1> ");
        type("\u001b[200~" + "x".repeat(LineEditor.LONGEST + 100));
        assertThat(screen()).contains("A LINE HAS 4096 CHARACTERS AT MOST");
    }

    @Test
    void noKeyOpensAnEditor() throws Exception {
        start(Role.DISPLAY);
        type("\u0018\u0005display xcf group\rexit\r");
        assertThat(screen()).contains("IXC331I");
    }

    @Test
    void otherSizeOfTheWindowIsTaken() throws Exception {
        start(Role.ADMINISTRATE);
        session.resize(132, 43);
        type("$.terminal size\rexit\r");
        assertThat(screen()).contains("Columns              132", "Rows                 43");
    }
}
