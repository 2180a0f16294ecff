// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.ezplex.distributor.CrtEntry;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.tcpip.StackConnection;
import org.ezplex.tcpip.TcpState;
import org.ezplex.xcf.Intent;
import org.ezplex.xcf.MemberState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be entered, and what is said of what may not. */
class CommandLineTest {
    private static final Path HOME = Path.of("home");

    private final FakeParts parts = Samples.v4(HOME);
    private final Console console = new Console(parts);

    @ParameterizedTest
    @CsvSource({
        "netstat VDPT, netstat vdpt",
        "netstat -O, netstat vdpt",
        "netstat -v, netstat vipadyn",
        "netstat -V, netstat vcrt",
        "netstat -h, netstat home",
        "netstat -F DETAIL, netstat vipadcfg detail",
        "netstat co po 40001, netstat conn port 40001",
        "netstat vdpt ipaddr 192.0.2.100 --detail, netstat vdpt ip 192.0.2.100 detail",
        "display SYS VIPADYN, display sysplex vipadyn",
        "display xcf g, display xcf group",
        "display dis, display distributor",
        "display xcf group ezbtcpcs, display xcf group EZBTCPCS",
        "display prof hist, display profile history",
        "display PROFILE COMP 2 3, display profile compare 2",
        "netstat vcrt max *, netstat vcrt max all"
    })
    void keywordsMayBeShortAndInAnyCase(String entered, String meant) {
        assertThat(console.enter(entered)).isEqualTo(console.enter(meant));
    }

    @ParameterizedTest
    @CsvSource({
        "'mvs D TCPIP,,SYSPLEX,VIPADYN', display sysplex vipadyn",
        "'mvs d tcpip,,sysplex,vipadyn,ipaddr=192.0.2.100', display sysplex vipadyn ip 192.0.2.100",
        "'mvs D TCPIP,,SYSPLEX,QUIESCED', display sysplex quiesced",
        "'mvs D TCPIP,,SYS,G', display sysplex group",
        "'mvs D TCPIP,TCPIP,NETSTAT,VDPT,DETAIL', netstat vdpt detail",
        "'mvs DISPLAY TCPIP,,NETSTAT,VCRT,PORT=40001,MAX=*', netstat vcrt port 40001 max all",
        "'mvs D TCPIP,,OSAINFO,INTFNAME=lan0', display osainfo lan0",
        "'mvs D XCF,GROUP', display xcf group",
        "'mvs D TCPIP,,PROFILE,HISTORY', display profile history",
        "'mvs D TCPIP,,PROFILE,HISTORY,2', display profile history 2",
        "'mvs D XCF,G,EZBTCPCS', display xcf group EZBTCPCS"
    })
    void classicFormIsTheSameCommand(String entered, String meant) {
        assertThat(console.enter(entered)).isEqualTo(console.enter(meant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "netstat",
                "netstat vipa",
                "netstat nonsense",
                "netstat vdpt ip",
                "netstat vdpt ip 192.0.2",
                "netstat vdpt port 0",
                "netstat vdpt port 65536",
                "netstat vdpt port 99999999999999999999",
                "netstat vcrt max -1",
                "netstat home port 80",
                "netstat devlinks ip 192.0.2.1",
                "netstat vdpt details",
                "display",
                "display xcf",
                "display sysplex nothing",
                "display messages many",
                "display tcpip",
                "vary",
                "vary obeyfile",
                "vary sysplex",
                "vary sysplex leav",
                "vary sysplex leavegroup now",
                "vary sysplex deactivate",
                "vary sysplex deactivate 192.0.2",
                "vary sysplex reactivate DVIPA=",
                "vary sysplex deactivate 192.0.2.100 192.0.2.101",
                "vary sysplex quiesce",
                "vary sysplex quiesce everything",
                "vary sysplex quiesce target port=80",
                "vary sysplex quiesce port",
                "vary sysplex quiesce port=0",
                "vary sysplex quiesce port=80,port=81",
                "vary sysplex quiesce port=80,",
                "vary sysplex resume jobname=",
                "vary sysplex resume jobname=httpd,asid=12",
                "vary obeyfile a b",
                "vary obeyfile a confirm",
                "vary obeyfile a confirm 0",
                "vary obeyfile a confirm 86401",
                "vary obeyfile a confirm 60 b",
                "vary syntaxcheck a confirm 60",
                "vary profile",
                "vary profile rollback",
                "vary profile rollback last",
                "vary profile rollback 2 3",
                "vary confirm 3",
                "display profile",
                "display profile history two",
                "display profile compare",
                "display profile compare 1 2 3",
                "upgrade",
                "upgrade plan",
                "upgrade apply",
                "upgrade apply p q",
                "upgrade roll",
                "upgrade status now",
                "mvs D",
                "mvs D TCPIP",
                "mvs D TCPIP,,NETSTAT",
                "mvs D TCPIP,,VTAM",
                "mvs V TCPIP,,SYSPLEX",
                "mvs V TCPIP,,SYSPLEX,QUIESCE",
                "mvs V TCPIP,,SYSPLEX,DEACTIVATE,IPADDR=192.0.2.100",
                "mvs S TCPIP",
                "mvs D OMVS"
            })
    void whatIsNotThereGetsOneLineWhyAndTheUsage(String entered) {
        parts.compilation = new org.ezplex.profile.Compilation(parts.profile, java.util.List.of());
        CommandFailure failure = catchThrowableOfType(CommandFailure.class, () -> console.enter(entered));
        assertThat(failure.exitCode()).isEqualTo(CommandFailure.USAGE);
        assertThat(failure.getMessage().lines()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "netstat vipadcfg",
                "netstat vipadyn",
                "netstat vdpt",
                "netstat vcrt",
                "netstat home",
                "netstat conn",
                "netstat devlinks",
                "netstat srcip",
                "display osainfo",
                "display distributor",
                "display sysplex vipadyn",
                "display sysplex group",
                "display sysplex ports",
                "display sysplex monitor",
                "display sysplex quiesced",
                "display xcf group EZBTCPCS",
                "display profile history",
                "vary profile rollback 1",
                "vary confirm",
                "vary sysplex leavegroup",
                "vary sysplex deactivate 192.0.2.100",
                "vary sysplex quiesce target",
                "upgrade status",
                "upgrade apply p"
            })
    void aMissingPartIsNamed(String entered) {
        parts.missing = true;
        CommandFailure failure = catchThrowableOfType(CommandFailure.class, () -> console.enter(entered));
        assertThat(failure.exitCode()).isEqualTo(CommandFailure.FAILED);
        assertThat(failure.getMessage()).matches("(?s)(NO |EZZ8269I TCPIP SYS1 |THERE IS NO GROUP ).*");
    }

    @Test
    void noGroupAtAllIsNoError() {
        parts.missing = true;
        assertThat(console.enter("display xcf group")).contains("GROUPS(SIZE):     NONE");
    }

    @Test
    void stackOutsideOfAGroupHeadsDvipaReportsWithEzz2502i() {
        parts.members.clear();
        assertThat(console.enter("netstat vipadyn")).startsWith("EZZ2502I STACK TCPIP IS NOT IN A SYSPLEX GROUP\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"display sysplex vipadyn", "display sysplex group", "display sysplex ports"})
    void stackOutsideOfAGroupIsPointedToItsMonitor(String entered) {
        Console outside = new Console(VariedSamples.left(HOME));
        CommandFailure failure = catchThrowableOfType(CommandFailure.class, () -> outside.enter(entered));
        assertThat(failure.getMessage().lines())
                .containsExactly(
                        "EZZ8269I TCPIP SYS1 IS NOT A MEMBER OF A SYSPLEX GROUP",
                        "'display sysplex monitor' tells why");
    }

    @Test
    void configurationIsShownWithoutTheStatesOfDvipasToo() {
        parts.missing = true;
        parts.profileAlone = true;
        assertThat(console.enter("netstat vipadcfg")).contains("VIPA Define:").doesNotContain("Deactivated");
    }

    @Test
    void hostThatRefusesIsQuoted() {
        parts.connections.clear();
        assertThatThrownBy(() -> console.enter("netstat conn"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("sock_diag is not permitted");
    }

    @Test
    void ipv4ListenerOfAnIpv6SocketKeepsTheShortLayout() {
        parts.connections.clear();
        parts.connections.add(new StackConnection(
                new TcpConnection(IpAddress.of("198.51.100.11"), 7900, IpAddress.ANY6, 0), TcpState.LISTEN, 0, 1));
        assertThat(console.enter("netstat conn")).contains("198.51.100.11..7900    0.0.0.0..0 ");
    }

    @Test
    void largeRoutingTableIsNeitherFetchedNorShownWhole() {
        IpAddress address = IpAddress.of("192.0.2.100");
        parts.crt.clear();
        for (int port = 1; port <= 5000; port++) {
            CrtEntry.State state = port <= 500 ? CrtEntry.State.CLOSING : CrtEntry.State.ESTABLISHED;
            parts.crt.add(Samples.crt(address, address, port, address, state));
        }
        String report = console.enter("netstat vcrt");
        assertThat(report).contains("100 OF 4500 RECORDS DISPLAYED");
        assertThat(report.lines()).hasSize(106);
        assertThat(parts.mostAsked).isLessThan(1000);
        assertThat(console.enter("netstat vcrt max 7")).contains("7 OF 4500 RECORDS DISPLAYED");
        assertThat(console.enter("netstat vcrt max all")).contains("4500 OF 4500 RECORDS DISPLAYED");
        assertThat(console.enter("netstat vcrt detail max all")).contains("5000 OF 5000 RECORDS DISPLAYED");
        assertThat(console.enter("netstat vcrt port 4711")).contains("1 OF 1 RECORDS DISPLAYED");
    }

    @Test
    void helpTellsTheUsageOfEachCommand() {
        assertThat(console.enter("netstat --help"))
                .startsWith("Usage: netstat vipadcfg|")
                .contains("  vdpt      -O  ");
        assertThat(console.enter("display --help")).startsWith("Usage: display xcf group");
        assertThat(console.enter("vary -?")).startsWith("Usage: vary obeyfile FILE");
        assertThat(console.enter("mvs --help")).startsWith("Usage: mvs 'D TCPIP,,NETSTAT");
    }

    @Test
    void completionOffersWhatComesNext() {
        assertThat(Usage.completions(java.util.List.of())).contains("netstat", "display", "vary", "mvs");
        assertThat(Usage.completions(java.util.List.of("netstat"))).contains("vcrt");
        assertThat(Usage.completions(java.util.List.of("upgrade"))).contains("plan", "rollback");
        assertThat(Usage.completions(java.util.List.of("upgrade", "plan"))).contains("detail", "--json");
        assertThat(Usage.completions(java.util.List.of("d", "sysplex")))
                .containsExactly("vipadyn", "group", "ports", "monitor", "quiesced");
        assertThat(Usage.completions(java.util.List.of("netstat", "vcrt"))).contains("max");
        assertThat(Usage.completions(java.util.List.of("vary"))).contains("obeyfile", "sysplex");
        assertThat(Usage.completions(java.util.List.of("v", "sysplex"))).contains("leavegroup", "quiesce");
        assertThat(Usage.completions(java.util.List.of("vary", "sysplex", "resume")))
                .containsExactly("target", "port", "jobname");
        assertThat(Usage.completions(java.util.List.of("vary", "sysplex", "leavegroup")))
                .isEmpty();
        assertThat(Usage.completions(java.util.List.of("vary", "obeyfile"))).isEmpty();
        assertThat(Usage.completions(java.util.List.of("vary", "obeyfile", "x")))
                .containsExactly("confirm");
        assertThat(Usage.completions(java.util.List.of("vary", "profile"))).containsExactly("rollback");
        assertThat(Usage.completions(java.util.List.of("vary", "profile", "rollback")))
                .isEmpty();
        assertThat(Usage.completions(java.util.List.of("vary", "profile", "rollback", "3")))
                .containsExactly("confirm");
        assertThat(Usage.completions(java.util.List.of("display", "profile"))).containsExactly("history", "compare");
    }

    @Test
    void aMemberThatHasYetToJoinIsShownInWords() {
        parts.members.set(0, Samples.member("SYS1", MemberState.NOT_DEFINED, 1));
        assertThat(console.enter("display xcf group EZBTCPCS")).contains("SYS1     TCPIP    NOT JOINED\n");
        parts.intent = Intent.OUT;
        assertThat(console.enter("display xcf group EZBTCPCS")).contains("SYS1     TCPIP    QUIESCED\n");
    }
}
