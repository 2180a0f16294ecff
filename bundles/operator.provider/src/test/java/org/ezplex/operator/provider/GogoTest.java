// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands as Gogo calls them. */
class GogoTest {
    private final ThreadIOImpl threadIo = new ThreadIOImpl();
    private final CommandProcessorImpl processor = new CommandProcessorImpl(threadIo);
    private final FakeParts parts = Samples.v4(Path.of("home"));
    private final Console console = new Console(parts);
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @BeforeEach
    void commands() {
        threadIo.start();
        OperatorService service = console.service(threadIo, new PrintStream(log, true, StandardCharsets.UTF_8));
        processor.addCommand("ezplex", new NetstatCommand(service), "netstat");
        processor.addCommand("ezplex", new DisplayCommand(service), "display");
        processor.addCommand("ezplex", new DisplayCommand(service), "d");
        processor.addCommand("ezplex", new VaryCommand(service), "vary");
        processor.addCommand("ezplex", new MvsCommand(service), "mvs");
    }

    @AfterEach
    void stop() {
        processor.stop();
        threadIo.stop();
    }

    private String execute(String line) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CommandSession session = processor.createSession(InputStream.nullInputStream(), out, out)) {
            session.put("SCOPE", "ezplex:gogo:*");
            session.execute(line);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void numbersAndAddressesReachTheCommandAsTheyWereEntered() throws Exception {
        assertThat(execute("netstat vdpt ip 192.0.2.100 port 80 max 5")).contains("2 OF 2 RECORDS DISPLAYED");
        assertThat(execute("netstat vdpt ip 2001:db8:1::100")).contains("0 OF 0 RECORDS DISPLAYED");
        assertThat(execute("netstat vdpt max all --json")).startsWith("[{\"dvipa\":\"192.0.2.100\"");
    }

    @Test
    void classicFormMayBeQuotedOrNot() throws Exception {
        assertThat(execute("mvs 'D TCPIP,,SYSPLEX,VIPADYN'")).startsWith("EZZ8260I");
        assertThat(execute("mvs D TCPIP,,SYSPLEX,VIPADYN")).startsWith("EZZ8260I");
    }

    @Test
    void operandsWithEqualsSignsReachTheCommandAsTheyWereEntered() throws Exception {
        execute("vary sysplex quiesce port=80,jobname=httpd");
        execute("vary sysplex resume port=80 jobname=httpd");
        execute("mvs V TCPIP,,SYSPLEX,DEACTIVATE,DVIPA=192.0.2.100");
        assertThat(parts.asked)
                .containsExactly(
                        "quiesce PORT=80,JOBNAME=HTTPD", "resume PORT=80,JOBNAME=HTTPD", "deactivate 192.0.2.100");
    }

    @Test
    void functionsMayBeEnteredInCapitalsAndShort() throws Exception {
        assertThat(execute("NETSTAT HOME")).contains("Home address list:");
        assertThat(execute("d xcf group")).startsWith("IXC331I");
    }

    @Test
    void whatTheLogWritesMeanwhileStaysOutOfTheOutput() throws Exception {
        parts.onHome = () -> System.err.println("a warning");
        assertThat(execute("netstat home --json")).startsWith("[{").doesNotContain("a warning");
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("a warning");
    }

    @Test
    void failureComesOutAsItself() {
        CommandFailure failure = catchThrowableOfType(CommandFailure.class, () -> execute("vary nonsense"));
        assertThat(failure.exitCode()).isEqualTo(CommandFailure.USAGE);
        assertThat(failure).hasMessage("UNKNOWN OPERAND nonsense" + System.lineSeparator() + "USAGE: " + Usage.VARY);
    }
}
