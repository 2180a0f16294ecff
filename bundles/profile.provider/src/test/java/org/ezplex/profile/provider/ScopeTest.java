// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.profile.provider.Compile.errors;
import static org.ezplex.profile.provider.Compile.messages;
import static org.ezplex.profile.provider.Compile.text;

import org.ezplex.net.IpAddress;
import org.ezplex.profile.Compilation;
import org.ezplex.profile.Diagnostic;
import org.ezplex.profile.Profile;
import org.junit.jupiter.api.Test;

/** How far the effect of a mistake reaches. */
class ScopeTest {
    /** Ten mistakes of ten kinds; behind each something that must stand, or must not. */
    private static final String[] TEN = {
        /* 1 */ "IPCONFIG SYSPLEXROUTING DYNAMICXCF 198.51.100.11 255.255.255.0 1",
        /* 2 */ "VIPADYNAMC                        ; 1: misspelt, skipped with its block",
        /* 3 */ "  VIPADEFINE 255.255.255.0 192.0.2.90",
        /* 4 */ "ENDVIPADYNAMIC",
        /* 5 */ "GLOBALCONFIG XCFGRPID 99 IQDVLANID 7 ; 2: out of range, the other option stands",
        /* 6 */ "VIPADYNAMIC",
        /* 7 */ "  VIPADEFINE 255.255.255.0 192.0.2.100 192.0.2.101",
        /* 8 */ "  VIPABACKUP 10 192.0.2.100        ; 3: defined already",
        /* 9 */ "  VIPABACKUP 300 192.0.2.102       ; 4: rank",
        /* 10 */ "  VIPADISTRIBUTE DISTMETHOD ROUNDROBIN 192.0.2.200 PORT 80 DESTIP ALL ; 5: not a DVIPA here",
        /* 11 */ "  VIPADISTRIBUTE DISTMETHOD HOTSTANDBY 192.0.2.100 PORT 80 DESTIP ALL ; 6",
        /* 12 */ "  VIPADISTRIBUTE DISTMETHOD ROUNDROBIN 192.0.2.100 PORT 80 DESTIP ALL",
        /* 13 */ "  VIPADISTRIBUTE DISTMETHOD ROUNDROBIN 192.0.2.101 PORT 80 DESTIP ALL OOPS ; 7: ends the block",
        /* 14 */ "  VIPADEFINE 255.255.255.0 192.0.2.103",
        /* 15 */ "ENDVIPADYNAMIC",
        /* 16 */ "PORT 80 TCP WEB",
        /* 17 */ "     81 SCTP WEB                   ; 8: this entry alone",
        /* 18 */ "     82 TCP WEB",
        /* 19 */ "SRCIP JOBNAME WEB 192.0.2.100 JOBNAME ENDSRCIP ; 9: the whole block",
        /* 20 */ "DEVICE V VIRTUAL 0 LINK VL VIRTUAL 0 V",
        /* 21 */ "HOME 10.1.1.1 VL 10.1.1.2 NOLINK 10.1.1.3 VL ; 10: the rest of the list",
        /* 22 */ "IPCONFIG SOURCEVIPA",
    };

    @Test
    void tenMistakesAreTenMessagesWithLineAndColumn() {
        assertThat(messages(text(TEN)))
                .containsExactly(
                        "EZX1002E 2:1 VIPADYNAMC",
                        "EZX1004E 5:23 99",
                        "EZX1020E 8:17 192.0.2.100",
                        "EZX1004E 9:14 300",
                        "EZX1023E 10:40 192.0.2.200",
                        "EZZ0165I 11:60 DESTIP",
                        "EZX1003E 13:71 OOPS",
                        "EZX1003E 17:9 SCTP",
                        "EZX1003E 19:39 ENDSRCIP",
                        "EZX1019E 21:27 NOLINK");
    }

    @Test
    void whatTheRulesKeepIsKept() {
        Profile profile = text(TEN).profile();
        assertThat(profile.dvipas())
                .extracting(d -> d.address().address().toString())
                .containsExactly("192.0.2.100", "192.0.2.101");
        assertThat(profile.distributions()).hasSize(1);
        assertThat(profile.globalConfig().xcfGroupId()).isZero();
        assertThat(profile.globalConfig().iqdVlanId()).isEqualTo(7);
        assertThat(profile.ports()).extracting(p -> p.ports().first()).containsExactly(80, 82);
        assertThat(profile.sourceIps()).isEmpty();
        assertThat(profile.links().home()).extracting(h -> h.address()).containsExactly(IpAddress.of("10.1.1.1"));
        assertThat(profile.ipConfig().sourceVipa()).isTrue();
    }

    @Test
    void everyMessageSaysWhereAndWhatWasDone() {
        for (Diagnostic d : text(TEN).diagnostics()) {
            assertThat(d.text())
                    .contains("ON LINE " + d.line() + " COLUMN " + d.column() + " OF MAIN")
                    .startsWith(d.token().toUpperCase(java.util.Locale.ROOT))
                    .doesNotContain("\n")
                    .matches(".*(REJECTED|IGNORED|SKIPPED).*");
            assertThat(d.message().response()).isNotBlank();
        }
    }

    @Test
    void unknownStatementIsSkippedToTheNextKnownName() {
        Compilation result = text("FROBNICATE 1 2 3", "  4 5", "IPCONFIG SOURCEVIPA");
        assertThat(messages(result)).containsExactly("EZX1002E 1:1 FROBNICATE");
        assertThat(result.profile().ipConfig().sourceVipa()).isTrue();
    }

    @Test
    void misspeltStatementGetsASuggestion() {
        assertThat(text("GLOBALCONGIF XCFGRPID 3").diagnostics().get(0).text()).contains("DID YOU MEAN GLOBALCONFIG?");
    }

    @Test
    void statementOfTheBlockOutsideOfItIsToldSo() {
        Compilation result = text("VIPADEFINE 255.255.255.0 192.0.2.100", "IPCONFIG SOURCEVIPA");
        assertThat(messages(result)).containsExactly("EZX1005E 1:1 VIPADEFINE");
        assertThat(result.profile().ipConfig().sourceVipa()).isTrue();
    }

    @Test
    void endStatementAloneIsReported() {
        assertThat(messages(text("ENDVIPADYNAMIC", "ENDROUTES")))
                .containsExactly("EZX1007E 1:1 ENDVIPADYNAMIC", "EZX1007E 2:1 ENDROUTES");
    }

    @Test
    void missingEndvipadynamicAtTheEndKeepsTheStatements() {
        Compilation result = text("VIPADYNAMIC", "VIPADEFINE 255.255.255.0 192.0.2.100");
        assertThat(messages(result)).containsExactly("EZX1006E 1:1 VIPADYNAMIC");
        assertThat(result.profile().dvipas()).hasSize(1);
    }

    @Test
    void missingEndvipadynamicEatsWhatFollows() {
        Compilation result = text("VIPADYNAMIC", "VIPADEFINE 255.255.255.0 192.0.2.100", "IPCONFIG SOURCEVIPA");
        assertThat(messages(result)).containsExactly("EZX1003E 3:1 IPCONFIG");
        assertThat(result.diagnostics().get(0).text()).contains("NO ENDVIPADYNAMIC FOLLOWS");
        assertThat(result.profile().dvipas()).hasSize(1);
        assertThat(result.profile().ipConfig().sourceVipa()).isFalse();
    }

    @Test
    void misspeltStatementInTheBlockEndsIt() {
        Compilation result = Compile.block(
                "VIPADEFINE 255.255.255.0 192.0.2.100",
                "VIPADISTRBUTE 192.0.2.100 DESTIP ALL",
                "VIPABACKUP 192.0.2.101");
        assertThat(messages(result)).containsExactly("EZX1003E 3:1 VIPADISTRBUTE");
        assertThat(result.diagnostics().get(0).text()).contains("DID YOU MEAN VIPADISTRIBUTE?");
        assertThat(result.profile().dvipas()).hasSize(1);
    }

    @Test
    void severalBlocksAddUp() {
        Compilation result = text(
                "VIPADYNAMIC VIPADEFINE 255.255.255.0 192.0.2.100 ENDVIPADYNAMIC",
                "VIPADYN VIPABACKUP 192.0.2.101 ENDVIPADYN");
        assertThat(messages(result)).isEmpty();
        assertThat(result.profile().dvipas()).hasSize(2);
    }

    @Test
    void everyListWithoutItsEndIsReported() {
        for (String list : new String[] {"SRCIP", "BSDROUTINGPARMS", "BEGINROUTES", "AUTOLOG", "NETACCESS"}) {
            assertThat(errors(text(list))).containsExactly("EZX1006E 1:1 " + list);
        }
    }

    @Test
    void endOfFileIsNamedInTheMessage() {
        Diagnostic diagnostic = text("VIPADYNAMIC VIPADEFINE").diagnostics().get(0);
        assertThat(diagnostic.token()).isEmpty();
        assertThat(diagnostic.text()).startsWith("END OF FILE ON LINE 1 ");
    }

    @Test
    void emptyFileIsAProfile() {
        Compilation result = text("");
        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.profile()).isEqualTo(Profile.EMPTY);
    }

    @Test
    void messagesAreBounded() {
        String[] lines = new String[2000];
        java.util.Arrays.fill(lines, "ENDROUTES");
        Compilation result = text(lines);
        assertThat(result.diagnostics()).hasSize(Diagnostics.MOST + 1);
        assertThat(result.diagnostics().get(Diagnostics.MOST).message().name()).isEqualTo("EZX1013E");
    }
}
