// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.profile.provider.Compile.messages;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ezplex.net.IpAddress;
import org.ezplex.net.PortRange;
import org.ezplex.profile.Compilation;
import org.ezplex.profile.DistMethod;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.Distribution.Destination;
import org.ezplex.profile.Distribution.Encapsulation;
import org.ezplex.profile.Distribution.StandbyRole;
import org.ezplex.profile.Distribution.Tier;
import org.ezplex.profile.Profile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VipaDistributeTest {
    /** Defines 192.0.2.100 and V6 without tiers, 192.0.2.101 and V61 in tier 1, 192.0.2.102 in tier 2, 192.0.2.103 CPCSCOPE. */
    private static final Profile BASE = Compile.text(
                    "IPCONFIG SYSPLEXROUTING DYNAMICXCF 198.51.100.11 24 1",
                    "IPCONFIG6 DYNAMICXCF 2001:db8:2::11",
                    "VIPADYNAMIC",
                    "VIPADEFINE 255.255.255.0 192.0.2.100",
                    "VIPADEFINE TIER1 255.255.255.0 192.0.2.101",
                    "VIPADEFINE TIER2 255.255.255.0 192.0.2.102",
                    "VIPADEFINE CPCSCOPE 255.255.255.0 192.0.2.103",
                    "VIPADEFINE V6 2001:db8:1::100/64",
                    "VIPADEFINE TIER1 V61 2001:db8:1::101/64",
                    "ENDVIPADYNAMIC")
            .profile();

    private static Compilation of(String... lines) {
        return new Compile().on(BASE).ofBlock(lines);
    }

    private static Distribution one(String arguments) {
        Compilation result = of("VIPADISTRIBUTE " + arguments);
        assertThat(messages(result)).isEmpty();
        assertThat(result.profile().distributions()).hasSize(1);
        return result.profile().distributions().get(0);
    }

    private static DistMethod method(String options) {
        return one(options + " 192.0.2.100 PORT 80 DESTIP ALL").method();
    }

    @Test
    void defaultsOfTheBaseForm() {
        assertThat(one("192.0.2.100 DESTIP ALL"))
                .isEqualTo(new Distribution(
                        IpAddress.of("192.0.2.100"),
                        List.of(),
                        List.of(),
                        DistMethod.BaseWlm.DEFAULT,
                        -1,
                        false,
                        0,
                        Tier.NONE));
    }

    @Test
    void portsAndRanges() {
        assertThat(one("DEFINE 192.0.2.100 PORT 20 21 8000-8009 DESTIP ALL").ports())
                .containsExactly(PortRange.of(20), PortRange.of(21), new PortRange(8000, 8009));
        assertThat(one("192.0.2.100 PORT 80 80 79-81 DESTIP ALL").ports())
                .containsExactly(PortRange.of(80), PortRange.of(79), PortRange.of(81));
    }

    @Test
    void destinationsByAddress() {
        Distribution distribution = one("192.0.2.100 PORT 80 DESTIP 198.51.100.12 198.51.100.13");
        assertThat(distribution.destinations())
                .containsExactly(
                        new Destination(IpAddress.of("198.51.100.12"), 10, StandbyRole.NONE, 0),
                        new Destination(IpAddress.of("198.51.100.13"), 10, StandbyRole.NONE, 0));
        assertThat(one("V6 PORT 80 DESTIP 2001:db8:2::12").dvipa()).isEqualTo(IpAddress.of("2001:db8:1::100"));
    }

    @Test
    void processorTypesOfBasewlm() {
        assertThat(method("DISTM BASEWLM")).isEqualTo(new DistMethod.BaseWlm(1, 0, 0));
        assertThat(method("DISTM BASEWLM PROCTYPE")).isEqualTo(new DistMethod.BaseWlm(1, 0, 0));
        assertThat(method("DISTM BASEWLM PROCTYPE CP 5 ZAAP 0 ZIIP 3")).isEqualTo(new DistMethod.BaseWlm(5, 0, 3));
        assertThat(method("DISTM BASEWLM PROCTYPE CP 60 ZAAP 30 ZIIP 10"))
                .isEqualTo(new DistMethod.BaseWlm(60, 30, 10));
        assertThat(method("DISTM BASEWLM PROCTYPE ZIIP 99")).isEqualTo(new DistMethod.BaseWlm(1, 0, 99));
    }

    @Test
    void optionsOfServerwlm() {
        assertThat(method("DISTM SERVERWLM")).isEqualTo(new DistMethod.ServerWlm(1, 1, 0));
        assertThat(method("DISTM SERVERWLM PROCXCOST ZAAP 100 ILWEIGHTING 3"))
                .isEqualTo(new DistMethod.ServerWlm(100, 1, 3));
        assertThat(method("DISTM SERVERWLM PROCXCOST ZIIP 20 ZAAP 2")).isEqualTo(new DistMethod.ServerWlm(2, 20, 0));
    }

    @Test
    void roundrobinAndWeightedactive() {
        assertThat(method("DISTMETHOD ROUNDROBIN")).isEqualTo(new DistMethod.RoundRobin());
        assertThat(one("DISTM WEIGHTEDA 192.0.2.100 PORT 5000 DESTIP 198.51.100.12 WEIGHT 10 198.51.100.13 WEIGHT 20")
                        .destinations())
                .extracting(Destination::weight)
                .containsExactly(10, 20);
        assertThat(method("DISTMETHOD WEIGHTEDACTIVE")).isEqualTo(new DistMethod.WeightedActive());
    }

    @Test
    void hotstandbyWithItsOptions() {
        Distribution plain = one("DISTM HOTSTANDBY 192.0.2.100 DESTIP 198.51.100.12 PREFERRED 198.51.100.13 BACKUP");
        assertThat(plain.method()).isEqualTo(new DistMethod.HotStandby(true, true));
        assertThat(plain.destinations())
                .containsExactly(
                        new Destination(IpAddress.of("198.51.100.12"), 10, StandbyRole.PREFERRED, 0),
                        new Destination(IpAddress.of("198.51.100.13"), 10, StandbyRole.BACKUP, 1));
        Distribution full = one("DISTM HOTSTANDBY NOAUTOSWITCHBACK NOHEALTHSWITCH 192.0.2.100 PORT 80"
                + " DESTIP 198.51.100.12 BACKUP 254 198.51.100.13 PREFERRED");
        assertThat(full.method()).isEqualTo(new DistMethod.HotStandby(false, false));
        assertThat(full.destinations().get(0).rank()).isEqualTo(254);
        assertThat(one("DISTM HOTSTANDBY AUTOSWITCHBACK HEALTHSWITCH 192.0.2.100 PORT 80"
                                + " DESTIP 198.51.100.12 BACKUP 198.51.100.13 PREFERRED")
                        .method())
                .isEqualTo(new DistMethod.HotStandby(true, true));
    }

    @Test
    void optlocalTimedaffinityAndSysplexports() {
        assertThat(one("NOOPTLOCAL 192.0.2.100 DESTIP ALL").optLocal()).isEqualTo(-1);
        assertThat(one("OPTLOCAL 192.0.2.100 DESTIP ALL").optLocal()).isEqualTo(1);
        assertThat(one("OPTLOCAL 0 192.0.2.100 DESTIP ALL").optLocal()).isZero();
        assertThat(one("OPTLOCAL 16 V6 DESTIP ALL").optLocal()).isEqualTo(16);
        assertThat(one("TIMEDAFF 30 192.0.2.100 PORT 23 DESTIP ALL").timedAffinitySeconds())
                .isEqualTo(30);
        assertThat(one("SYSPLEXP 192.0.2.100 DESTIP ALL").sysplexPorts()).isTrue();
    }

    @Test
    void tiersAndEncapsulation() {
        assertThat(one("TIER1 WEBGROUP 192.0.2.101 PORT 80 DESTIP ALL").tier())
                .isEqualTo(new Tier(1, "WEBGROUP", Encapsulation.NONE, 0));
        assertThat(one("TIER2 WEBGROUP DISTM BASEWLM 192.0.2.102 PORT 80 DESTIP ALL")
                        .tier())
                .isEqualTo(new Tier(2, "WEBGROUP", Encapsulation.NONE, 0));
        Distribution gre = one("GRE TIER1 WEBGROUP 192.0.2.101 PORT 80 DESTIP 203.0.113.1 203.0.113.2");
        assertThat(gre.tier()).isEqualTo(new Tier(1, "WEBGROUP", Encapsulation.GRE, 1702));
        assertThat(gre.method()).isEqualTo(new DistMethod.RoundRobin());
        Distribution encap = one("ENCAP DISTM TARGCONTR CONTROLPORT 1800 TIER1 G V61 PORT 80 DESTIP 2001:db8:9::1");
        assertThat(encap.tier()).isEqualTo(new Tier(1, "G", Encapsulation.ENCAP, 1800));
        assertThat(encap.method()).isEqualTo(new DistMethod.TargetControlled());
        assertThat(one("GRE DISTM WEIGHTEDA TIER1 G 192.0.2.101 PORT 80 DESTIP 203.0.113.1 WEIGHT 99")
                        .method())
                .isEqualTo(new DistMethod.WeightedActive());
    }

    @Test
    void optionsMayComeInAnyOrder() {
        Distribution a = one("OPTLOCAL 2 SYSPLEXPORTS DISTM SERVERWLM ILWEIGHTING 1 DEFINE 192.0.2.100 DESTIP ALL");
        Distribution b = one("DEFINE DISTM SERVERWLM ILWEIGHTING 1 SYSPLEXPORTS OPTLOCAL 2 192.0.2.100 DESTIP ALL");
        assertThat(a).isEqualTo(b);
    }

    /** Each breaks one rule: the statement is rejected alone, the next one stands. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.99 PORT 80 DESTIP ALL | EZX1023E 192.0.2.99",
                "NOSUCH PORT 80 DESTIP ALL | EZX1023E NOSUCH",
                "2001:db8:1::100 PORT 80 DESTIP ALL | EZX1023E 2001:db8:1::100",
                "192.0.2.103 PORT 80 DESTIP ALL | EZX1016E 192.0.2.103",
                "OPTLOCAL 17 192.0.2.100 DESTIP ALL | EZX1004E 17",
                "OPTLOCAL TIMEDAFF 5 192.0.2.100 DESTIP ALL | EZX1016E TIMEDAFF",
                "TIMEDAFF 99999999 192.0.2.100 DESTIP ALL | EZX1004E 99999999",
                "192.0.2.100 PORT 0 DESTIP ALL | EZX1004E 0",
                "192.0.2.100 PORT 65536 DESTIP ALL | EZX1004E 65536",
                "192.0.2.100 PORT 90-80 DESTIP ALL | EZX1004E 90-80",
                "DISTM BASEWLM PROCTYPE CP 100 192.0.2.100 DESTIP ALL | EZX1004E 100",
                "DISTM BASEWLM PROCTYPE CP 0 ZAAP 0 ZIIP 0 192.0.2.100 DESTIP ALL | EZX1017E PROCTYPE",
                "DISTM SERVERWLM PROCXCOST ZAAP 0 192.0.2.100 DESTIP ALL | EZX1004E 0",
                "DISTM SERVERWLM PROCXCOST ZIIP 101 192.0.2.100 DESTIP ALL | EZX1004E 101",
                "DISTM SERVERWLM ILWEIGHTING 4 192.0.2.100 DESTIP ALL | EZX1004E 4",
                "DISTM WEIGHTEDA 192.0.2.100 PORT 80 DESTIP 198.51.100.12 WEIGHT 0 | EZX1004E 0",
                "DISTM WEIGHTEDA 192.0.2.100 PORT 80 DESTIP 198.51.100.12 WEIGHT 100 | EZX1004E 100",
                "DISTM HOTSTANDBY 192.0.2.100 DESTIP 198.51.100.12 PREFERRED 198.51.100.13 BACKUP 255 | EZX1004E 255",
                "DISTM HOTSTANDBY 192.0.2.100 PORT 80 DESTIP ALL | EZZ0165I DESTIP",
                "DISTM HOTSTANDBY 192.0.2.100 DESTIP 198.51.100.12 PREFERRED 198.51.100.13 | EZZ0826I 198.51.100.13",
                "DISTM HOTSTANDBY 192.0.2.100 DESTIP 198.51.100.12 PREFERRED | EZZ0827I DESTIP",
                "DISTM HOTSTANDBY 192.0.2.100 DESTIP 198.51.100.12 BACKUP 198.51.100.13 BACKUP | EZZ0827I DESTIP",
                "DISTM HOTSTANDBY 192.0.2.100 DESTIP 198.51.100.12 PREFERRED 198.51.100.13 PREFERRED | EZZ0827I DESTIP",
                "DISTM HOTSTANDBY 192.0.2.100 DESTIP 198.51.100.12 PREFERRED 198.51.100.12 BACKUP | EZZ0830I"
                        + " 198.51.100.12",
                "192.0.2.100 PORT 80 DESTIP 198.51.100.12 198.51.100.12 | EZX1015E 198.51.100.12",
                "192.0.2.100 PORT 80 DESTIP 2001:db8:2::12 | EZX1025E 2001:db8:2::12",
                "V6 PORT 80 DESTIP 198.51.100.12 | EZX1025E 198.51.100.12",
                "192.0.2.100 PORT 80 DESTIP 224.0.0.1 | EZX1004E 224.0.0.1",
                "192.0.2.100 PORT 80 DESTIP 192.0.2.100 | EZX1004E 192.0.2.100",
                "GRE DISTM ROUNDROBIN 192.0.2.100 PORT 80 DESTIP 203.0.113.1 | EZX1017E GRE",
                "GRE TIER2 G 192.0.2.102 PORT 80 DESTIP 203.0.113.1 | EZX1017E GRE",
                "CONTROLPORT 1800 TIER1 G 192.0.2.101 PORT 80 DESTIP ALL | EZX1017E CONTROLPORT",
                "GRE CONTROLPORT 0 TIER1 G 192.0.2.101 PORT 80 DESTIP 203.0.113.1 | EZX1004E 0",
                "GRE TIER1 G V61 PORT 80 DESTIP 2001:db8:9::1 | EZX1016E GRE",
                "ENCAP TIER1 G 192.0.2.101 PORT 80 DESTIP 203.0.113.1 | EZX1016E ENCAP",
                "GRE TIER1 G 192.0.2.101 DESTIP 203.0.113.1 | EZZ0783I GRE",
                "ENCAP TIER1 G V61 DESTIP 2001:db8:9::1 | EZZ0783I ENCAP",
                "GRE DISTM BASEWLM TIER1 G 192.0.2.101 PORT 80 DESTIP 203.0.113.1 | EZX1016E GRE",
                "ENCAP DISTM SERVERWLM TIER1 G V61 PORT 80 DESTIP 2001:db8:9::1 | EZX1016E ENCAP",
                "GRE DISTM HOTSTANDBY TIER1 G 192.0.2.101 PORT 80 DESTIP 203.0.113.1 PREFERRED 203.0.113.2 BACKUP |"
                        + " EZX1016E GRE",
                "DISTM TARGCONTROLLED TIER1 G 192.0.2.101 PORT 80 DESTIP 203.0.113.1 | EZX1017E DISTM",
                "TIER1 G TIER2 G 192.0.2.101 PORT 80 DESTIP ALL | EZX1016E TIER2",
                "GRE ENCAP TIER1 G 192.0.2.101 PORT 80 DESTIP ALL | EZX1016E ENCAP",
                "TIER1 9GROUP 192.0.2.101 PORT 80 DESTIP ALL | EZX1004E 9GROUP",
                "TIER1 GR@UP 192.0.2.101 PORT 80 DESTIP ALL | EZX1004E GR@UP",
                "TIER1 GROUPNAMETOOLONG1 192.0.2.101 PORT 80 DESTIP ALL | EZX1004E GROUPNAMETOOLONG1",
                "OPTLOCAL NOOPTLOCAL 192.0.2.100 DESTIP ALL | EZX1016E NOOPTLOCAL",
                "DISTM BASEWLM DISTM ROUNDROBIN 192.0.2.100 DESTIP ALL | EZX1015E DISTM",
                "DEFINE DELETE 192.0.2.100 DESTIP ALL | EZX1016E DELETE",
                "DELETE 192.0.2.100 PORT 99 DESTIP ALL | EZX1028E 192.0.2.100",
                "DELETE 192.0.2.100 DESTIP ALL | EZX1028E 192.0.2.100"
            })
    void brokenRuleRejectsTheStatementAlone(String arguments, String expected) {
        Compilation result = of("VIPADISTRIBUTE " + arguments, "VIPADISTRIBUTE 192.0.2.100 PORT 443 DESTIP ALL");
        assertThat(result.diagnostics()).hasSize(1);
        String[] parts = expected.split(" ", -1);
        assertThat(result.diagnostics().get(0).message().name()).isEqualTo(parts[0]);
        assertThat(result.diagnostics().get(0).token()).isEqualTo(parts[1]);
        assertThat(result.diagnostics().get(0).line()).isEqualTo(2);
        assertThat(result.diagnostics().get(0).text())
                .contains(" ON LINE 2 COLUMN ")
                .endsWith("STATEMENT REJECTED");
        assertThat(result.profile().distributions()).hasSize(1);
    }

    /** Each ends the block: the statement before stands, the one behind is ignored. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DISTM ROUNDROBIN AUTOSWITCHBACK 192.0.2.100 PORT 80 DESTIP ALL | EZZ0831I AUTOSWITCHBACK",
                "NOHEALTHSWITCH 192.0.2.100 PORT 80 DESTIP ALL | EZZ0831I NOHEALTHSWITCH",
                "192.0.2.100 PORT 80 DESTIP 198.51.100.12 PREFERRED | EZZ0831I PREFERRED",
                "DISTM ROUNDROBIN 192.0.2.100 PORT 80 DESTIP 198.51.100.12 BACKUP 2 | EZZ0831I BACKUP",
                "DISTMETHDO ROUNDROBIN 192.0.2.100 PORT 80 DESTIP ALL | EZX1003E DISTMETHDO",
                "DISTMETHOD RANDOM 192.0.2.100 PORT 80 DESTIP ALL | EZX1003E RANDOM",
                "TIMEDAFF soon 192.0.2.100 DESTIP ALL | EZX1003E soon",
                "TIER1 192.0.2.101 PORT 80 DESTIP ALL | EZX1003E 192.0.2.101",
                "192.0.2.100 PORT DESTIP ALL | EZX1003E DESTIP",
                "192.0.2.100 PORT 80 http DESTIP ALL | EZX1003E http",
                "192.0.2.100 PORT 80x DESTIP ALL | EZX1003E 80x",
                "192.0.2.100 PORT 80 | EZX1003E VIPADISTRIBUTE",
                "192.0.2.100 PORT 80 DESTIP | EZX1003E VIPADISTRIBUTE",
                "PORT 80 192.0.2.100 DESTIP ALL | EZX1003E PORT",
                "192.0.2.100 DESTIP ALL PORT 80 | EZX1003E PORT",
                "192.0.2.100 PORT 80 DESTIP 198.51.100.12, 198.51.100.13 | EZX1003E 198.51.100.12,",
                "192.0.2.100 PORT 80 DESTIP 198.51.100.12 WIEGHT 20 | EZX1003E WIEGHT",
                "192.0.2.100 OPTLOCAL DESTIP ALL | EZX1003E OPTLOCAL"
            })
    void syntaxErrorEndsTheBlock(String arguments, String expected) {
        Compilation result = of(
                "VIPADISTRIBUTE 192.0.2.100 PORT 443 DESTIP ALL",
                "VIPADISTRIBUTE " + arguments,
                "VIPADISTRIBUTE 192.0.2.100 PORT 444 DESTIP ALL");
        assertThat(result.diagnostics()).hasSize(1);
        String[] parts = expected.split(" ", -1);
        assertThat(result.diagnostics().get(0).message().name()).isEqualTo(parts[0]);
        assertThat(result.diagnostics().get(0).token()).isEqualTo(parts[1]);
        assertThat(result.diagnostics().get(0).text()).contains("REST OF THE VIPADYNAMIC BLOCK IGNORED");
        assertThat(result.profile().distributions()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROUNDROBIN", "BASEWLM", "SERVERWLM"})
    void weightOfAnotherMethodIsIgnoredAndTheStatementStands(String method) {
        Compilation result = of(
                "VIPADISTRIBUTE DISTM " + method + " 192.0.2.100 PORT 80 DESTIP 198.51.100.12 WEIGHT 20 198.51.100.13");
        assertThat(result.diagnostics()).extracting(d -> d.message().name()).containsExactly("EZZ0799I");
        assertThat(result.clean()).isTrue();
        assertThat(result.profile().distributions().get(0).destinations())
                .extracting(Destination::weight)
                .containsExactly(10, 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROUNDROBIN", "WEIGHTEDACTIVE"})
    void methodsWithoutCapacitiesForceOptlocalTo0(String method) {
        Compilation result = of("VIPADISTRIBUTE OPTLOCAL 4 DISTM " + method + " 192.0.2.100 PORT 80 DESTIP ALL");
        assertThat(messages(result)).containsExactly("EZX1027I 2:16 OPTLOCAL");
        assertThat(result.profile().distributions().get(0).optLocal()).isZero();
    }

    @Test
    void hotstandbyForcesOptlocalTo0() {
        Compilation result = of("VIPADISTRIBUTE OPTLOCAL DISTM HOTSTANDBY 192.0.2.100"
                + " DESTIP 198.51.100.12 PREFERRED 198.51.100.13 BACKUP");
        assertThat(messages(result)).containsExactly("EZX1027I 2:16 OPTLOCAL");
        assertThat(result.profile().distributions().get(0).optLocal()).isZero();
    }

    @Test
    void thirtyTwoTargetsFitAStatement() {
        String most = targets(32);
        assertThat(one("192.0.2.100 PORT 80 DESTIP " + most).destinations()).hasSize(32);
        Compilation result = of("VIPADISTRIBUTE 192.0.2.100 PORT 80 DESTIP " + targets(33));
        assertThat(result.diagnostics()).extracting(d -> d.message().name()).containsExactly("EZX1024E");
        assertThat(result.diagnostics().get(0).token()).isEqualTo("198.51.100.53");
    }

    private static String targets(int count) {
        return IntStream.range(0, count).mapToObj(i -> "198.51.100." + (i + 21)).collect(Collectors.joining(" "));
    }

    @Test
    void sixtyFourPortsFitAStatement() {
        List<String> ports = new ArrayList<>(IntStream.range(0, 64)
                .mapToObj(i -> String.valueOf(1000 + 2 * i))
                .toList());
        assertThat(one("192.0.2.100 PORT " + String.join(" ", ports) + " DESTIP ALL")
                        .ports())
                .hasSize(64);
        ports.add("9");
        Compilation result = of("VIPADISTRIBUTE 192.0.2.100 PORT " + String.join(" ", ports) + " DESTIP ALL");
        assertThat(result.diagnostics()).extracting(d -> d.message().name()).containsExactly("EZX1024E");
    }

    @Test
    void controlPortIsTheSameEverywhere() {
        Compilation result = of(
                "VIPADISTRIBUTE GRE TIER1 A 192.0.2.101 PORT 80 DESTIP 203.0.113.1",
                "VIPADISTRIBUTE GRE CONTROLPORT 1703 TIER1 A 192.0.2.101 PORT 81 DESTIP 203.0.113.1",
                "VIPADISTRIBUTE GRE CONTROLPORT 1702 TIER1 A 192.0.2.101 PORT 82 DESTIP 203.0.113.1");
        assertThat(messages(result)).containsExactly("EZX1030E 3:20 CONTROLPORT");
        assertThat(result.profile().distributions()).hasSize(2);
    }

    @Test
    void tierThatDiffersFromTheDvipasIsMentioned() {
        Compilation result = of("VIPADISTRIBUTE TIER2 A 192.0.2.101 PORT 80 DESTIP ALL");
        assertThat(messages(result)).containsExactly("EZX1029E 2:16 TIER2");
        assertThat(result.profile().distributions()).hasSize(1);
    }

    @Test
    void targetOutsideOfTheDynamicXcfSubnetIsMentioned() {
        Compilation result = of("VIPADISTRIBUTE 192.0.2.100 PORT 80 DESTIP 198.51.101.12");
        assertThat(messages(result)).containsExactly("EZX1033E 2:43 198.51.101.12");
        assertThat(result.clean()).isTrue();
    }

    @Test
    void distributionWithoutDynamicXcfOrSysplexroutingIsMentioned() {
        Compilation result = Compile.block(
                "VIPADEFINE 255.255.255.0 192.0.2.100",
                "VIPADISTRIBUTE DISTM ROUNDROBIN 192.0.2.100 PORT 80 DESTIP ALL",
                "VIPADISTRIBUTE 192.0.2.100 PORT 81 DESTIP ALL");
        assertThat(messages(result)).containsExactly("EZX1031E 4:16 192.0.2.100", "EZX1032E 4:16 192.0.2.100");
        assertThat(result.clean()).isTrue();
        assertThat(result.profile().distributions()).hasSize(2);
    }

    @Test
    void ipconfigMayFollowTheBlock() {
        Compilation result = Compile.text(
                "VIPADYNAMIC",
                "VIPADEFINE 255.255.255.0 192.0.2.100",
                "VIPADISTRIBUTE 192.0.2.100 PORT 80 DESTIP ALL",
                "ENDVIPADYNAMIC",
                "IPCONFIG SYSPLEXROUTING DYNAMICXCF 198.51.100.11/24 1");
        assertThat(messages(result)).isEmpty();
    }
}
