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
import java.util.Optional;
import org.ezplex.profile.Compilation;
import org.ezplex.profile.Diagnostic;
import org.ezplex.profile.Profile;
import org.ezplex.profile.ProfileException;
import org.ezplex.profile.Trial;
import org.ezplex.system.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** VARY OBEYFILE, SYNTAXCHECK, PROFILE and CONFIRM. */
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

    @Test
    void obeyfileOnTrialSaysWhatComesBackAndWhen() {
        parts.trial = Optional.of(new Trial("VARY OBEYFILE extra.profile", 3, 2, 59));
        assertThat(console.enter("vary obeyfile extra.profile confirm 60"))
                .isEqualTo(
                        """
                        EZX1050I SNAPSHOT 3 IS IN FORCE ON TRIAL: UNLESS IT IS CONFIRMED WITHIN 60 SECONDS, SNAPSHOT 2 COMES BACK
                        EZZ0053I COMMAND VARY OBEYFILE COMPLETED SUCCESSFULLY
                        """);
        assertThat(console.enter("mvs V TCPIP,,OBEYFILE,extra.profile,CONFIRM=60"))
                .contains("EZX1050I");
        assertThat(parts.asked).containsExactly("obey extra.profile for 60", "obey extra.profile for 60");
    }

    @Test
    void obeyfileThatChangesNothingIsNotOnTrial() {
        assertThat(console.enter("vary obeyfile extra.profile confirm 60")).startsWith("EZX1055I ");
    }

    @Test
    void rollbackSaysWhatIsInForce() {
        assertThat(console.enter("vary profile rollback 2"))
                .isEqualTo(
                        """
                        EZX1054I THE PROFILE IS AGAIN AS IN SNAPSHOT 2
                        EZZ0053I COMMAND VARY PROFILE,ROLLBACK COMPLETED SUCCESSFULLY
                        """);
        parts.trial = Optional.of(new Trial("VARY PROFILE ROLLBACK 1", 4, 3, 90));
        assertThat(console.enter("vary prof roll 1 conf 90")).contains("WITHIN 90 SECONDS, SNAPSHOT 3 COMES BACK");
        assertThat(console.enter("mvs V TCPIP,,PROFILE,ROLLBACK,1,CONFIRM=90")).contains("EZX1050I");
        assertThat(parts.asked).containsExactly("rollback 2", "rollback 1 for 90", "rollback 1 for 90");
    }

    @Test
    void confirmSaysWhatStays() {
        assertThat(console.enter("vary confirm")).isEqualTo("EZX1051I SNAPSHOT 3 IS CONFIRMED\n");
        assertThat(console.enter("mvs V TCPIP,,CONFIRM")).contains("EZX1051I");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vary obeyfile extra.profile",
                "vary obeyfile extra.profile confirm 9",
                "vary profile rollback 1",
                "vary confirm"
            })
    void whatIsRefusedIsOneLineWhyAndOneLineWhatToDo(String command) {
        parts.refusal = Optional.of(new ProfileException(Message.EZX1044E, 3, 42));
        CommandFailure failure = catchThrowableOfType(CommandFailure.class, () -> console.enter(command));
        assertThat(failure.exitCode()).isEqualTo(CommandFailure.FAILED);
        String why = "EZX1044E " + Message.EZX1044E.text(3, 42);
        assertThat(failure).hasMessage(why + "\n" + Message.EZX1044E.response());
        assertThat(parts.hardcopy.texts()).contains(why);
    }

    @Test
    void snapshotThatIsNotThereIsOneLineWhyAndOneLineWhatToDo() {
        for (String command : List.of("display profile history 9", "display profile compare 9 1")) {
            CommandFailure failure = catchThrowableOfType(CommandFailure.class, () -> console.enter(command));
            assertThat(failure).hasMessage("EZX1045E THERE IS NO SNAPSHOT 9\n" + Message.EZX1045E.response());
        }
    }
}
