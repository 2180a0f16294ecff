// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Optional;
import org.ezplex.distributor.DistributorException;
import org.ezplex.system.Message;
import org.ezplex.vipa.VipaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** VARY SYSPLEX: who is asked, and what is answered. */
class VarySysplexTest {
    private final FakeParts parts = Samples.v4(Path.of("home"));
    private final Console console = new Console(parts);

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
    void whatIsDoneAtOnceIsAnsweredInTheWordsOfTheDistributorThatHasLoggedThem() {
        assertThat(console.enter("vary sysplex quiesce port=80"))
                .isEqualTo("EZX6010I PORT=80 IS QUIESCED: NO NEW CONNECTIONS ARE DISTRIBUTED TO IT\n");
        assertThat(console.enter("vary sysplex resume port=80")).isEqualTo("EZX6011I PORT=80 IS RESUMED\n");
        assertThat(parts.hardcopy.texts()).noneMatch(text -> text.startsWith("EZX601"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deactivate 192.0.2.100 | EZX5012E | 192.0.2.100 | IT IS DEACTIVATED ALREADY",
                "deactivate 192.0.2.9   | EZX5012E | 192.0.2.9   | NO VIPADEFINE OR VIPABACKUP OF THIS STACK NAMES IT",
                "reactivate 192.0.2.100 | EZX5012E | 192.0.2.100 | IT IS NOT DEACTIVATED",
                "leavegroup             | EZX5013E | EZBTCPCS    | THIS STACK IS NOT A MEMBER",
                "joingroup              | EZX5013E | EZBTCPCS    | THIS STACK IS A MEMBER ALREADY"
            })
    void refusalOfTheVipaManagerIsTheMessageAndWhatToDo(String entered, Message id, String what, String why) {
        parts.refusal = Optional.of(new VipaException(id, what, why));
        refused("vary sysplex " + entered, id, id.text(what, why));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quiesce port=80 | EZX6012I | PORT=80",
                "resume target   | EZX6013I | TARGET",
                "quiesce target  | EZX6014E | TARGET"
            })
    void refusalOfTheDistributorIsTheMessageAndWhatToDo(String entered, Message id, String what) {
        parts.refusal = Optional.of(new DistributorException(id, what, "THE DISK IS FULL"));
        refused("vary sysplex " + entered, id, id.text(what, "THE DISK IS FULL"));
    }

    private void refused(String command, Message id, String text) {
        CommandFailure failure = catchThrowableOfType(CommandFailure.class, () -> console.enter(command));
        assertThat(failure.exitCode()).isEqualTo(CommandFailure.FAILED);
        assertThat(failure.getMessage().lines()).containsExactly(id + " " + text, id.response());
        assertThat(parts.asked).isEmpty();
    }
}
