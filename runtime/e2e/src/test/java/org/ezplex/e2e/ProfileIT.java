// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.ezplex.lab.ConsoleReply;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.Reports;
import org.ezplex.lab.Wait;
import org.junit.jupiter.api.Test;

/** VARY OBEYFILE and VARY SYNTAXCHECK on a running system. */
@EndToEnd
class ProfileIT {
    private static final String MARK = "; wrong";
    private static final Pattern PLACE = Pattern.compile("ON LINE (\\d+) COLUMN (\\d+)");

    /** Ten mistakes, each of another kind, one on each marked line. Before each in its block stands what is to be kept. */
    private static final String TEN_MISTAKES =
            """
            VIPADEFINE 255.255.255.0 192.0.2.140                                     ; wrong
            IPCONFIG SYSPLEXROUTING
            IPCONFGI SYSPLEXROUTING                                                  ; wrong
            IPCONFIG SYSPLEXROUTNG                                                   ; wrong
            VIPADYNAMIC
              VIPADEFINE 255.255.255.0 192.0.2.150
              VIPABACKUP 300 192.0.2.141                                             ; wrong
            ENDVIPADYNAMIC
            VIPADYNAMIC
              VIPADEFINE 255.255.255.0 192.0.2.0                                     ; wrong
            ENDVIPADYNAMIC
            VIPADYNAMIC
              VIPADISTRIBUTE 192.0.2.142 PORT 80 DESTIP ALL                          ; wrong
            ENDVIPADYNAMIC
            VIPADYNAMIC
              VIPADISTRIBUTE DISTMETHOD HOTSTANDBY 192.0.2.150 PORT 80 DESTIP ALL    ; wrong
            ENDVIPADYNAMIC
            VIPADYNAMIC
              VIPADISTRIBUTE OPTLOCAL 99 192.0.2.150 PORT 80 DESTIP ALL              ; wrong
            ENDVIPADYNAMIC
            VIPADYNAMIC
              VIPADISTRIBUTE DISTMETHOD ROUNDABOUT 192.0.2.150 PORT 80 DESTIP ALL    ; wrong
            ENDVIPADYNAMIC
            ENDVIPADYNAMIC                                                           ; wrong
            """;

    private final LabSystem system;

    ProfileIT(Sysplex sysplex) {
        this.system = sysplex.system("SYS4");
    }

    @Test
    void tenMistakesGiveTenMessagesWithLineAndColumnAndSyntaxcheckChangesNothing() throws IOException {
        write("ten.profile", TEN_MISTAKES);
        String before = configuration();
        ConsoleReply reply = system.console("vary syntaxcheck etc/ten.profile");
        assertThat(reply.ok()).isFalse();
        assertThat(linesIn(reply.text())).as(reply.text()).isEqualTo(markedLines());
        assertThat(configuration()).isEqualTo(before);
    }

    @Test
    void obeyfileKeepsWhatIsRightBeforeAMistake() throws IOException {
        write("ten.profile", TEN_MISTAKES);
        write("delete.profile", "VIPADYNAMIC VIPADELETE 192.0.2.150 ENDVIPADYNAMIC\n");
        assertThat(system.console("vary obeyfile etc/ten.profile").ok()).isFalse();
        Wait.forCondition("the DVIPA of the right statement", Sysplex.PATIENCE, () -> Reports.activeDvipas(system)
                .equals(List.of("192.0.2.150")));
        assertThat(system.console("vary obeyfile etc/delete.profile").ok()).isTrue();
        Wait.forCondition("the DVIPA to go", Sysplex.PATIENCE, () -> Reports.activeDvipas(system)
                .isEmpty());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(system.home().resolve("etc").resolve(name), text);
    }

    private String configuration() {
        return system.console("netstat vipadcfg --json").output()
                + system.console("netstat vipadyn --json").output();
    }

    private static List<Integer> linesIn(String text) {
        return PLACE.matcher(text)
                .results()
                .map((MatchResult place) -> Integer.parseInt(place.group(1)))
                .toList();
    }

    private static List<Integer> markedLines() {
        List<Integer> marked = new ArrayList<>();
        List<String> lines = TEN_MISTAKES.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith(MARK)) {
                marked.add(i + 1);
            }
        }
        return marked;
    }
}
