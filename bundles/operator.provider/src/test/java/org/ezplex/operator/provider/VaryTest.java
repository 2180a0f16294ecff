// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ezplex.profile.Compilation;
import org.ezplex.profile.Diagnostic;
import org.ezplex.profile.Profile;
import org.ezplex.system.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** VARY OBEYFILE and SYNTAXCHECK. */
class VaryTest {
    @TempDir
    private Path home;

    private FakeParts parts;
    private Console console;

    @BeforeEach
    void system() throws IOException {
        parts = Samples.v4(home);
        console = new Console(parts);
        Files.writeString(home.resolve("extra.profile"), "; nothing\n");
    }

    @Test
    void cleanFileIsReadFromTheHomeAndCompletes() {
        assertThat(console.enter("vary obeyfile extra.profile"))
                .isEqualTo("EZZ0053I COMMAND VARY OBEYFILE COMPLETED SUCCESSFULLY\n");
        assertThat(parts.read).containsExactly(home.resolve("extra.profile"));
        assertThat(parts.hardcopy.texts()).contains("EZZ0053I COMMAND VARY OBEYFILE COMPLETED SUCCESSFULLY");
    }

    @Test
    void classicFormKeepsTheFilesCase() {
        assertThat(console.enter("mvs V TCPIP,,SYNTAXCHECK,DSN='extra.profile'"))
                .contains("VARY SYNTAXCHECK COMPLETED");
    }

    @Test
    void everyDiagnosticIsOneLineAndErrorsFailTheCommand() {
        parts.compilation = new Compilation(
                Profile.EMPTY,
                List.of(
                        new Diagnostic(Message.EZZ0059I, "extra.profile", 3, 7, "FOO", "UNKNOWN FOO\nON LINE 3"),
                        new Diagnostic(Message.EZZ0053I, "extra.profile", 4, 1, "", "A NOTE ON LINE 4")));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        assertThatThrownBy(() -> console.enter(
                        "vary syntaxcheck extra.profile", new PrintStream(printed, true, StandardCharsets.UTF_8)))
                .isInstanceOf(CommandFailure.class);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        EZZ0059I UNKNOWN FOO ON LINE 3
                        EZZ0053I A NOTE ON LINE 4
                        EZZ0059I COMMAND VARY SYNTAXCHECK FAILED: SEE PREVIOUS MESSAGES
                        """);
    }

    @Test
    void aFileThatCannotBeReadIsOneLineWhyAndOneLineWhatToDo() {
        String why = "nosuch CANNOT BE READ: NO SUCH FILE";
        parts.compilation =
                new Compilation(Profile.EMPTY, List.of(new Diagnostic(Message.EZX1043E, "nosuch", 0, 0, "", why)));
        for (String command : new String[] {"vary obeyfile nosuch", "vary syntaxcheck nosuch"}) {
            CommandFailure failure = catchThrowableOfType(CommandFailure.class, () -> console.enter(command));
            assertThat(failure.exitCode()).isEqualTo(CommandFailure.FAILED);
            assertThat(failure).hasMessage("EZX1043E " + why + "\n" + Message.EZX1043E.response());
        }
    }
}
