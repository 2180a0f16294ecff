// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.Function;
import org.ezplex.operator.Caller;
import org.ezplex.operator.Role;
import org.ezplex.operator.provider.FakeHardcopy;
import org.ezplex.operator.provider.FakeImage;
import org.ezplex.operator.provider.MadeUpOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a role may enter, and that there is no way around it. */
class PlainLinesTest {
    @TempDir
    private Path home;

    private final ThreadIOImpl threadIo = new ThreadIOImpl();
    private final CommandProcessorImpl processor = new CommandProcessorImpl(threadIo);
    private final FakeHardcopy hardcopy = new FakeHardcopy();
    private MadeUpOperator operator;
    private RemoteConsole console;
    private String said;
    private boolean stopped;

    @BeforeEach
    void open() {
        threadIo.start();
        processor.addCommand("felix", (Function) (session, arguments) -> stopped = true, "stop");
        processor.addConstant("danger", (Runnable) () -> stopped = true);
        operator = new MadeUpOperator(home, threadIo);
        console = new RemoteConsole(FakeImage.at(home), hardcopy, processor, operator.service());
    }

    @AfterEach
    void close() {
        processor.stop();
        threadIo.stop();
    }

    private int enter(Role role, String line) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        int exitCode = console.command(new Caller("anna", role, "192.0.2.7:5000", "SHA256:x"), line, output)
                .run();
        said = output.toString(StandardCharsets.UTF_8);
        return exitCode;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "display xcf group",
                "d xcf group",
                "D XCF GROUP",
                "ezplex:display xcf group",
                "display 'xcf' \"group\"",
                "netstat home",
                "netstat vdpt ip 192.0.2.100 port 80 --json",
                "upgrade status",
                "upgrade stat",
                "mvs 'D TCPIP,,SYSPLEX,VIPADYN'",
                "mvs display xcf,group",
                "vary --help",
                "upgrade apply x --help",
                "help",
                "?",
                "help vary",
                "vary ?",
                "exit",
                ""
            })
    void everybodyMayLook(String line) throws IOException {
        assertThat(enter(Role.DISPLAY, line)).as(said).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "vary sysplex leavegroup",
                "v sysplex leavegroup",
                "VARY SYSPLEX LEAVEGROUP",
                "ezplex:vary sysplex leavegroup",
                "'vary' sysplex leavegroup",
                "vary",
                "vary xcf rotate",
                "vary syntaxcheck etc/PROFILE.TCPIP",
                "mvs 'V TCPIP,,SYSPLEX,LEAVEGROUP'",
                "mvs ' ' 'V TCPIP,,SYSPLEX,LEAVEGROUP'",
                "mvs '' 'V TCPIP,,SYSPLEX,LEAVEGROUP'",
                "mvs",
                "upgrade",
                "upgrade apply x",
                "upgrade rollback",
                "upgrade p"
            })
    void whoMayLookMayNotChange(String line) throws IOException {
        assertThat(enter(Role.DISPLAY, line)).isEqualTo(3);
        assertThat(said).startsWith("THIS COMMAND TAKES ROLE ");
        assertThat(operator.asked()).isEmpty();
    }

    @Test
    void whoMayVaryMayNotPutALevelInForce() throws IOException {
        assertThat(enter(Role.VARY, "vary sysplex leavegroup")).isZero();
        assertThat(operator.asked()).containsExactly("leaveGroup");
        assertThat(enter(Role.VARY, "mvs 'V TCPIP,,SYSPLEX,JOINGROUP'")).isZero();
        assertThat(enter(Role.VARY, "upgrade apply x.package")).isEqualTo(3);
        assertThat(enter(Role.VARY, "upgrade rollback")).isEqualTo(3);
    }

    /** Each would be done by Gogo. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "stop",
                "felix:stop",
                "netstat home | felix:stop",
                "netstat home ; stop",
                "netstat home && stop",
                "netstat home & stop",
                "netstat home\nstop",
                "netstat home\rstop",
                "netstat $(stop)",
                "netstat (stop)",
                "netstat \"$(stop)\"x $(stop)",
                "(stop)",
                "$danger run",
                "${danger} run",
                "(bundle 0) stop",
                "x = { stop } ; x",
                "x = $danger",
                "each [1 2] { stop }",
                "if { true } { stop }",
                "netstat home > file",
                "netstat < /etc/shadow",
                "source file",
                "gosh",
                "sh file",
                "exec stop",
                "eval stop",
                "new java.lang.ProcessBuilder [touch x]",
                "type",
                "SCOPE=felix:*",
                "addcommand x $danger",
                "cat /etc/shadow",
                "tee x",
                "nano /etc/passwd",
                "felix:install file:x.jar",
                "ezplex:stop",
                "'felix:stop'",
                "net`stop`",
                "netstat \\\nstop",
                "%(1+1)",
                "ezplex:ezplex:vary sysplex leavegroup",
                "shutdown",
                "echo x ; stop",
                "help stop",
                "? stop",
                "stop ?"
            })
    void nothingOfGogosLanguageIsDone(String line) throws IOException {
        for (Role role : new Role[] {Role.DISPLAY, Role.VARY}) {
            assertThat(enter(role, line)).as(said).isEqualTo(3);
            assertThat(stopped).isFalse();
        }
    }

    /** The same lines would have done something: else the test above would show nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {"stop", "felix:stop", "echo $(stop)", "$danger run", "x = { stop } ; x", "x = 1 ; stop", "stop ?"
            })
    void whoMayDoEverythingHasGogo(String line) throws IOException {
        enter(Role.ADMINISTRATE, line);
        assertThat(stopped).as(said).isTrue();
    }

    @Test
    void charactersOfGogoAreNothingSpecialInQuotes() throws IOException {
        assertThat(enter(Role.DISPLAY, "display osainfo '$(stop)'")).isEqualTo(1);
        assertThat(said).contains("$(stop)");
        assertThat(enter(Role.DISPLAY, "display 'xcf")).isEqualTo(2);
        assertThat(stopped).isFalse();
    }

    @Test
    void whatAFileOfTheHostHoldsIsNotReadForARole() throws IOException {
        Files.createDirectories(home.resolve("etc/ssh"));
        Files.writeString(home.resolve("etc/ssh/host_key"), "SECRET\n");
        Files.createSymbolicLink(home.resolve("link.profile"), home.resolve("etc/ssh/host_key"));
        for (String file : new String[] {
            "/etc/shadow", "../x.profile", "etc/ssh/host_key", "/etc/x.profile", "link.profile", "etc/../../x.profile"
        }) {
            assertThat(enter(Role.VARY, "vary syntaxcheck " + file)).as(file).isEqualTo(3);
            assertThat(enter(Role.VARY, "mvs 'V TCPIP,,OBEYFILE,DSN=" + file + "'"))
                    .as(file)
                    .isEqualTo(3);
            assertThat(enter(Role.DISPLAY, "upgrade plan " + file)).as(file).isEqualTo(3);
        }
        assertThat(operator.asked()).isEmpty();
        Files.writeString(home.resolve("extra.profile"), "");
        assertThat(enter(Role.VARY, "vary syntaxcheck extra.profile")).isZero();
        assertThat(enter(Role.VARY, "vary syntaxcheck " + home + "/extra.profile"))
                .isZero();
        enter(Role.ADMINISTRATE, "ezplex:vary syntaxcheck /etc/x");
    }

    @Test
    void theAuditTellsWhoDidWhatAndWhatCameOfIt() throws IOException {
        enter(Role.VARY, "vary sysplex leavegroup");
        enter(Role.VARY, "upgrade apply x");
        enter(Role.VARY, "display nonsense");
        enter(Role.VARY, "display xcf group");
        enter(Role.VARY, "display xcf group");
        String who = "anna AT 192.0.2.7:5000 WITH KEY SHA256:x";
        assertThat(hardcopy.texts().stream().filter(text -> text.startsWith("EZX70")))
                .filteredOn(text -> text.startsWith("EZX7001I") || text.startsWith("EZX7020I"))
                .containsExactly(
                        "EZX7001I COMMAND FROM " + who + ": vary sysplex leavegroup",
                        "EZX7020I AUDIT: " + who + " IN ROLE VARY DONE: vary sysplex leavegroup",
                        "EZX7020I AUDIT: " + who + " IN ROLE VARY REFUSED: upgrade apply x",
                        "EZX7020I AUDIT: " + who + " IN ROLE VARY WRONG: display nonsense",
                        "EZX7020I AUDIT: " + who + " IN ROLE VARY DONE: display xcf group");
    }

    @Test
    void helpAndCompletionShowWhatTheRoleMayDo() throws IOException {
        enter(Role.DISPLAY, "help");
        assertThat(said)
                .contains("COMMANDS OF ROLE DISPLAY", "netstat  ", "upgrade  ")
                .doesNotContain("\nvary");
        enter(Role.DISPLAY, "upgrade ?");
        assertThat(said).isEqualTo("plan\nstatus\n--help\n");
        enter(Role.VARY, "?");
        assertThat(said).contains("\nvary  ").doesNotContain("felix");
        enter(Role.VARY, "vary sysplex ?");
        assertThat(said).contains("leavegroup\n");
        enter(Role.VARY, "help v");
        assertThat(said).startsWith("vary: changes the stack").contains("USAGE: vary obeyfile");
        enter(Role.ADMINISTRATE, "?");
        assertThat(said).contains("felix:help");
    }
}
