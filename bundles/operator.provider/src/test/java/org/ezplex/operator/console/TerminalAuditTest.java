// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.OutputStream;
import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.Parser;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.ezplex.operator.provider.FakeHardcopy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TerminalAuditTest {
    private final ThreadIOImpl threadIo = new ThreadIOImpl();
    private final CommandProcessorImpl processor = new CommandProcessorImpl(threadIo);
    private final FakeHardcopy hardcopy = new FakeHardcopy();
    private CommandSession session;

    @BeforeEach
    void open() {
        threadIo.start();
        processor.addListener(new TerminalAudit(hardcopy));
        processor.addCommand("felix", (Function) (s, arguments) -> null, "stop");
        session = processor.createSession(
                InputStream.nullInputStream(), OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    }

    @AfterEach
    void close() {
        session.close();
        processor.stop();
        threadIo.stop();
    }

    @Test
    void whatIsTypedIsTold() throws Exception {
        session.execute(new Parser("stop 5").program());
        assertThatThrownBy(() -> session.execute(new Parser("nonsense").program()))
                .isInstanceOf(CommandNotFoundException.class);
        assertThat(hardcopy.texts())
                .containsExactly(
                        "EZX7001I COMMAND FROM TERMINAL: stop 5",
                        "EZX7020I AUDIT: TERMINAL IN ROLE ADMINISTRATE DONE: stop 5",
                        "EZX7001I COMMAND FROM TERMINAL: nonsense",
                        "EZX7020I AUDIT: TERMINAL IN ROLE ADMINISTRATE FAILED: nonsense");
    }

    @Test
    void scriptsAndSessionsOfOursAreNot() throws Exception {
        session.execute("stop 5");
        assertThat(hardcopy.texts()).isEmpty();
    }
}
