// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ezplex.distributor.DistributorException;
import org.ezplex.system.Message;
import org.ezplex.vipa.VipaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** VARY SYSPLEX: who is asked, and what is answered. */
class VarySysplexTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "vary-sysplex.txt");

    private static final List<String> ANSWERED = List.of(
            "vary sysplex leavegroup",
            "mvs V TCPIP,,SYSPLEX,JOINGROUP",
            "vary sysplex deactivate 192.0.2.100",
            "mvs V TCPIP,,SYSPLEX,REACT,DVIPA=2001:db8:1::100",
            "vary sysplex quiesce target",
            "mvs V TCPIP,,SYSPLEX,QUI,PO=80,JOBNAME=HTTPD",
            "vary sysplex resume port=80,jobname=httpd",
            "vary sysplex resume jobname=ftpd",
            "vary --help");

    private static final Map<String, RuntimeException> REFUSED = refusals();

    private static final List<String> WRONG = List.of(
            "vary sysplex",
            "vary sysplex leavegroup now",
            "vary sysplex deactivate",
            "vary sysplex deactivate 192.0.2",
            "vary sysplex quiesce",
            "vary sysplex quiesce target port=80",
            "vary sysplex quiesce port=65536",
            "vary sysplex quiesce jobname=",
            "mvs V TCPIP,,SYSPLEX,QUIESCE,JOBNAME=HTTPD,ASID=12");

    private final FakeParts parts = Samples.v4(Path.of("home"));
    private final Console console = new Console(parts);

    private static Map<String, RuntimeException> refusals() {
        Map<String, RuntimeException> refusals = new LinkedHashMap<>();
        refusals.put(
                "vary sysplex deactivate 192.0.2.100",
                new VipaException(Message.EZX5012E, "192.0.2.100", "IT IS DEACTIVATED ALREADY"));
        refusals.put(
                "vary sysplex deactivate 192.0.2.9",
                new VipaException(Message.EZX5012E, "192.0.2.9", "NO VIPADEFINE OR VIPABACKUP OF THIS STACK NAMES IT"));
        refusals.put(
                "vary sysplex reactivate 192.0.2.100",
                new VipaException(Message.EZX5012E, "192.0.2.100", "IT IS NOT DEACTIVATED"));
        refusals.put(
                "vary sysplex leavegroup",
                new VipaException(Message.EZX5013E, "EZBTCPCS", "THIS STACK IS NOT A MEMBER"));
        refusals.put(
                "vary sysplex joingroup",
                new VipaException(Message.EZX5013E, "EZBTCPCS", "THIS STACK IS A MEMBER ALREADY"));
        refusals.put("vary sysplex quiesce port=80", new DistributorException(Message.EZX6012I, "PORT=80"));
        refusals.put("vary sysplex resume target", new DistributorException(Message.EZX6013I, "TARGET"));
        refusals.put(
                "vary sysplex quiesce target",
                new DistributorException(Message.EZX6014E, "TARGET", "THE DISK IS FULL"));
        return refusals;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "leavegroup                         | leaveGroup",
                "LEAVE                              | leaveGroup",
                "joingroup                          | joinGroup",
                "join                               | joinGroup",
                "deactivate 192.0.2.100             | deactivate 192.0.2.100",
                "deact DVIPA=192.0.2.100            | deactivate 192.0.2.100",
                "deactivate dvipa 2001:db8:1::100   | deactivate 2001:db8:1::100",
                "reactivate 192.0.2.100             | reactivate 192.0.2.100",
                "react dvipa=2001:db8:1::100        | reactivate 2001:db8:1::100",
                "quiesce target                     | quiesce TARGET",
                "qui TARGET                         | quiesce TARGET",
                "quiesce port=80                    | quiesce PORT=80",
                "quiesce po 80                      | quiesce PORT=80",
                "quiesce port=80,jobname=httpd      | quiesce PORT=80,JOBNAME=HTTPD",
                "quiesce jobname=httpd port=80      | quiesce PORT=80,JOBNAME=HTTPD",
                "quiesce jobname=httpd              | quiesce JOBNAME=HTTPD",
                "resume target                      | resume TARGET",
                "resume port=80,jobname=httpd       | resume PORT=80,JOBNAME=HTTPD"
            })
    void whatIsEnteredIsAskedOfTheService(String entered, String asked) {
        console.enter("vary sysplex " + entered);
        assertThat(parts.asked).containsExactly(asked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "V TCPIP,,SYSPLEX,LEAVEgroup                      | leaveGroup",
                "V TCPIP,TCPIP,SYS,LEAVE                          | leaveGroup",
                "VARY TCPIP,,SYSPLEX,JOINgroup                    | joinGroup",
                "V TCPIP,,SYSPLEX,DEACTivate,DVIPA=192.0.2.100    | deactivate 192.0.2.100",
                "v tcpip,,sysplex,deact,dvipa=192.0.2.100         | deactivate 192.0.2.100",
                "V TCPIP,,SYSPLEX,REACTivate,DVIPA=2001:DB8:1::64 | reactivate 2001:db8:1::64",
                "V TCPIP,,SYSPLEX,QUIesce,TARGET                  | quiesce TARGET",
                "V TCPIP,,SYSPLEX,QUI,POrt=80                     | quiesce PORT=80",
                "V TCPIP,,SYSPLEX,QUI,PO=80,JOBNAME=httpd         | quiesce PORT=80,JOBNAME=HTTPD",
                "V TCPIP,,SYSPLEX,QUIESCE,JOBNAME='httpd'         | quiesce JOBNAME=HTTPD",
                "V TCPIP,,SYSPLEX,RESUME,TARGET                   | resume TARGET",
                "V TCPIP,,SYSPLEX,RESUME,PORT=80                  | resume PORT=80"
            })
    void classicFormIsTheSameCommand(String entered, String asked) {
        console.enter("mvs " + entered);
        assertThat(parts.asked).containsExactly(asked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "leavegroup             | LEAVEGROUP",
                "joingroup              | JOINGROUP",
                "deactivate 192.0.2.100 | DEACTIVATE,DVIPA=192.0.2.100",
                "reactivate 192.0.2.100 | REACTIVATE,DVIPA=192.0.2.100"
            })
    void whatTakesItsTimeIsAccepted(String entered, String named) {
        String line = "EZX7006I COMMAND VARY SYSPLEX," + named + " ACCEPTED";
        assertThat(console.enter("vary sysplex " + entered)).isEqualTo(line + "\n");
        assertThat(parts.hardcopy.texts()).contains(line);
    }

    @Test
    void whoDeactivatesADvipaThatNobodyCanTakeIsToldSo() {
        parts.lastOwner = true;
        String line = "EZX5015E NOBODY ANSWERS FOR DVIPA 192.0.2.100 NOW: NO OTHER STACK CAN TAKE IT OVER";
        assertThat(console.enter("vary sysplex deactivate 192.0.2.100"))
                .isEqualTo("EZX7006I COMMAND VARY SYSPLEX,DEACTIVATE,DVIPA=192.0.2.100 ACCEPTED\n" + line + "\n");
        assertThat(parts.hardcopy.texts()).endsWith(line);
    }

    @Test
    void whatIsDoneAtOnceIsAnsweredInTheWordsOfTheDistributorThatHasLoggedThem() {
        assertThat(console.enter("vary sysplex quiesce port=80"))
                .isEqualTo("EZX6010I PORT=80 IS QUIESCED: NO NEW CONNECTIONS ARE DISTRIBUTED TO IT\n");
        assertThat(console.enter("vary sysplex resume port=80")).isEqualTo("EZX6011I PORT=80 IS RESUMED\n");
        assertThat(parts.hardcopy.texts()).noneMatch(text -> text.startsWith("EZX601"));
    }

    @Test
    void whoQuiescesWhatIsNotThereIsToldSo() {
        String quiesced = "EZX6010I PORT=81 IS QUIESCED: NO NEW CONNECTIONS ARE DISTRIBUTED TO IT\n";
        parts.serverThere = false;
        assertThat(console.enter("vary sysplex quiesce port=81"))
                .isEqualTo(quiesced + "EZX6016I NOTHING THAT LISTENS NOW IS MEANT BY PORT=81\n");
        assertThat(console.enter("vary sysplex resume port=81")).isEqualTo("EZX6011I PORT=81 IS RESUMED\n");
        parts.serverThere = true;
        assertThat(console.enter("vary sysplex quiesce port=81"))
                .as("now it is there")
                .isEqualTo(quiesced);
    }

    @Test
    void refusalFailsTheCommandAndIsLoggedInPlaceOfItsAcceptance() {
        parts.refusal = Optional.of(new VipaException(Message.EZX5013E, "EZBTCPCS", "THIS STACK IS NOT A MEMBER"));
        CommandFailure failure =
                catchThrowableOfType(CommandFailure.class, () -> console.enter("vary sysplex leavegroup"));
        assertThat(failure.exitCode()).isEqualTo(CommandFailure.FAILED);
        assertThat(parts.hardcopy.texts())
                .contains("EZX5013E MEMBERSHIP OF GROUP EZBTCPCS IS LEFT AS IT IS: THIS STACK IS NOT A MEMBER")
                .noneMatch(text -> text.startsWith("EZX7006I"));
    }

    @Test
    void everyRefusalEndsWithALineThatSaysWhatToDo() {
        REFUSED.forEach((command, why) -> {
            parts.refusal = Optional.of(why);
            CommandFailure failure = catchThrowableOfType(CommandFailure.class, () -> console.enter(command));
            assertThat(failure.getMessage().lines().skip(1))
                    .singleElement()
                    .asString()
                    .doesNotStartWith("None");
        });
    }

    /** {@code -Dgolden.write=true} writes the file anew. */
    @Test
    void everyAnswerAndRefusalIsAsItsGoldenFile() throws IOException {
        StringBuilder screens = new StringBuilder();
        for (String command : ANSWERED) {
            screens.append(screen(command));
        }
        REFUSED.forEach((command, why) -> {
            parts.refusal = Optional.of(why);
            screens.append(screen(command));
        });
        parts.refusal = Optional.empty();
        for (String command : WRONG) {
            screens.append(screen(command));
        }
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(GOLDEN, screens);
        }
        assertThat(screens).hasToString(Files.readString(GOLDEN));
    }

    private String screen(String command) {
        try {
            return "> " + command + "\n" + console.enter(command);
        } catch (CommandFailure failure) {
            return "> " + command + "   (rc=" + failure.exitCode() + ")\n" + failure.getMessage() + "\n";
        }
    }
}
