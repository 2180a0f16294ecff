// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.profile.provider.Compile.block;
import static org.ezplex.profile.provider.Compile.errors;
import static org.ezplex.profile.provider.Compile.messages;
import static org.ezplex.profile.provider.Compile.text;

import java.util.List;
import java.util.stream.IntStream;
import org.ezplex.net.IpPrefix;
import org.ezplex.profile.Compilation;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.profile.Moveable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VipaDefineTest {
    private static DvipaDefinition one(String line) {
        Compilation result = block(line);
        assertThat(messages(result)).isEmpty();
        assertThat(result.profile().dvipas()).hasSize(1);
        return result.profile().dvipas().get(0);
    }

    @Test
    void plainDefineIsMoveableImmediate() {
        assertThat(one("VIPADEFINE 255.255.255.0 192.0.2.100"))
                .isEqualTo(
                        new DvipaDefinition(IpPrefix.of("192.0.2.100/24"), "", 0, Moveable.IMMEDIATE, 0, false, false));
    }

    @Test
    void everyOptionOfVipadefine() {
        assertThat(one("VIPADEF TIER1 MOVE IMMED 255.255.255.0 192.0.2.100").tier())
                .isEqualTo(1);
        assertThat(one("VIPADEF TIER2 255.255.255.0 192.0.2.100").tier()).isEqualTo(2);
        assertThat(one("VIPADEF CPCSCOPE 255.255.255.0 192.0.2.100").cpcScope()).isTrue();
        DvipaDefinition both = one("VIPADEF TIER2 CPCSCOPE MOVEABLE WHENIDLE 255.255.255.0 192.0.2.100");
        assertThat(both.cpcScope()).isTrue();
        assertThat(both.moveable()).isEqualTo(Moveable.WHENIDLE);
    }

    @Test
    void severalAddressesOfOneSubnet() {
        Compilation result = block("VIPADEFINE 255.255.255.0 192.0.2.100", "192.0.2.101 ; one more", "192.0.2.102");
        assertThat(messages(result)).isEmpty();
        assertThat(result.profile().dvipas()).hasSize(3);
    }

    @Test
    void ipv6ByInterfaceNameWithAndWithoutPrefixLength() {
        assertThat(one("VIPADEFINE V6DVIPA 2001:db8:1::100/64").address()).isEqualTo(IpPrefix.of("2001:db8:1::100/64"));
        assertThat(one("VIPADEFINE MOVEABLE IMMEDIATE V6DVIPA 2001:db8:1::100")
                        .address()
                        .length())
                .isEqualTo(128);
    }

    @Test
    void everyFormOfVipabackup() {
        assertThat(one("VIPABACKUP 192.0.2.100"))
                .isEqualTo(new DvipaDefinition(IpPrefix.of("192.0.2.100"), "", 1, Moveable.NONE, 0, false, false));
        assertThat(one("VIPAB 254 TIER1 192.0.2.100").rank()).isEqualTo(254);
        assertThat(one("VIPABACKUP 200 V6DVIPA 2001:db8:1::100").interfaceName())
                .isEqualTo("V6DVIPA");
        assertThat(one("VIPABACKUP 30 MOVEABLE IMMEDIATE 255.255.255.0 192.0.2.100")
                        .moveable())
                .isEqualTo(Moveable.IMMEDIATE);
        assertThat(one("VIPABACKUP 30 MOVEABLE WHENIDLE 255.255.255.0 192.0.2.100")
                        .address()
                        .length())
                .isEqualTo(24);
        assertThat(one("VIPABACKUP MOVEABLE IMMEDIATE V6DVIPA 2001:db8:1::100/64")
                        .moveable())
                .isEqualTo(Moveable.IMMEDIATE);
        assertThat(block("VIPABACKUP 10 192.0.2.100 198.51.100.7").profile().dvipas())
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "255", "99999999999"})
    void rankIsFrom1To254(String rank) {
        Compilation result = block("VIPABACKUP " + rank + " 192.0.2.100", "VIPABACKUP 192.0.2.101");
        assertThat(messages(result)).containsExactly("EZX1004E 2:12 " + rank);
        assertThat(result.profile().dvipas()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "255.255.255.0 192.0.2.0, THE SUBNET ADDRESS",
        "255.255.255.0 192.0.2.255, THE BROADCAST ADDRESS",
        "255.0.0.0 127.0.0.9, A LOOPBACK ADDRESS",
        "240.0.0.0 224.0.0.5, A MULTICAST",
        "255.255.255.255 0.0.0.0, THE UNSPECIFIED ADDRESS",
        "V6 ff02::1, A MULTICAST",
        "V6 ::1, A LOOPBACK",
        "V6 fe80::1, A LINK-LOCAL"
    })
    void addressesThatAreNoHostsAreRejected(String arguments, String why) {
        Compilation result = block("VIPADEFINE " + arguments);
        assertThat(result.diagnostics()).hasSize(1);
        assertThat(messages(result).get(0)).startsWith("EZZ9654I 2:");
        assertThat(result.diagnostics().get(0).text()).contains(why);
        assertThat(result.profile().dvipas()).isEmpty();
    }

    @Test
    void hostMaskAndPointToPointMaskAreLegal() {
        assertThat(one("VIPADEFINE 255.255.255.255 192.0.2.255").address().length())
                .isEqualTo(32);
        assertThat(one("VIPADEFINE 255.255.255.254 192.0.2.100").address().length())
                .isEqualTo(31);
    }

    @Test
    void addressesOfDynamicXcfAndHomeAreRejected() {
        Compilation result = text(
                "DEVICE VDEV VIRTUAL 0",
                "LINK VLINK VIRTUAL 0 VDEV",
                "HOME 10.1.1.1 VLINK",
                "IPCONFIG DYNAMICXCF 198.51.100.11 255.255.255.0 1",
                "VIPADYNAMIC",
                "VIPADEFINE 255.255.255.0 198.51.100.11",
                "VIPABACKUP 10.1.1.1",
                "ENDVIPADYNAMIC");
        assertThat(messages(result)).containsExactly("EZZ9654I 6:26 198.51.100.11", "EZX1020E 7:12 10.1.1.1");
    }

    @Test
    void addressOutsideOfTheFirstOnesSubnetIsRejectedAlone() {
        Compilation result = block("VIPADEFINE 255.255.255.0 192.0.2.100 198.51.100.100 192.0.2.101");
        assertThat(messages(result)).containsExactly("EZZ9654I 2:38 198.51.100.100");
        assertThat(result.profile().dvipas()).hasSize(2);
    }

    @Test
    void secondDefinitionOfADvipaIsRejected() {
        Compilation result = block(
                "VIPADEFINE 255.255.255.0 192.0.2.100",
                "VIPABACKUP 10 192.0.2.100",
                "VIPADEFINE TIER1 255.255.255.0 192.0.2.100",
                "VIPADEFINE 255.255.255.0 192.0.2.101");
        assertThat(messages(result)).containsExactly("EZX1020E 3:15 192.0.2.100", "EZZ9654I 4:32 192.0.2.100");
        assertThat(result.profile().dvipas()).hasSize(2);
    }

    @Test
    void identicalDefinitionIsSilentlyIgnored() {
        Compilation result = block("VIPADEFINE 255.255.255.0 192.0.2.100", "VIPADEFINE 255.255.255.0 192.0.2.100");
        assertThat(messages(result)).isEmpty();
        assertThat(result.profile().dvipas()).hasSize(1);
    }

    @Test
    void interfaceNameIsUsedOnce() {
        Compilation result = block("VIPADEFINE V6 2001:db8:1::100", "VIPADEFINE V6 2001:db8:1::101");
        assertThat(messages(result)).containsExactly("EZZ9654I 3:15 2001:db8:1::101");
    }

    @Test
    void deleteBeforeMakesANewDefinitionPossible() {
        Compilation result =
                block("VIPADEFINE 255.255.255.0 192.0.2.100", "VIPADELETE 192.0.2.100", "VIPABACKUP 9 192.0.2.100");
        assertThat(messages(result)).isEmpty();
        assertThat(result.profile().dvipas()).extracting(DvipaDefinition::rank).containsExactly(9);
    }

    @Test
    void vipadeleteOfSeveralAddressesAndOfAnInterface() {
        Compilation result = block(
                "VIPADEFINE 255.255.255.0 192.0.2.100 192.0.2.101",
                "VIPADEFINE V6 2001:db8:1::100",
                "VIPADELETE 192.0.2.100 192.0.2.101",
                "VIPADEL V6");
        assertThat(messages(result)).isEmpty();
        assertThat(result.profile().dvipas()).isEmpty();
    }

    @Test
    void vipadeleteOfWhatIsNotDefinedIsReported() {
        Compilation result = block("VIPADELETE 192.0.2.100", "VIPADELETE NOSUCH");
        assertThat(messages(result)).containsExactly("EZX1023E 2:12 192.0.2.100", "EZX1023E 3:12 NOSUCH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"255.0.255.0", "0.0.0.0", "192.0.2.100"})
    void maskMustBeAMask(String mask) {
        Compilation result = block("VIPADEFINE " + mask + " 192.0.2.100", "VIPADEFINE 255.255.255.0 192.0.2.101");
        assertThat(messages(result)).containsExactly("EZX1004E 2:12 " + mask);
        assertThat(result.profile().dvipas()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "VIPADEFINE TIER1 CPCSCOPE 255.255.255.0 192.0.2.100, EZX1016E 2:18 CPCSCOPE",
        "VIPADEFINE MOVEABLE WHENIDLE V6 2001:db8:1::100, EZX1016E 2:12 MOVEABLE",
        "VIPADEFINE SERVICEMGR V6 2001:db8:1::100, EZX1016E 2:12 SERVICEMGR",
        "VIPADEFINE V6 192.0.2.100, EZX1025E 2:15 192.0.2.100",
        "VIPADEFINE 255.255.255.0 2001:db8:1::100, EZX1025E 2:26 2001:db8:1::100",
        "VIPABACKUP 10 SERVICEMGR 192.0.2.100, EZX1017E 2:15 SERVICEMGR"
    })
    void combinationsThatCannotBeRejectTheStatementAlone(String line, String message) {
        Compilation result = block(line, "VIPADEFINE 255.255.255.0 192.0.2.101");
        assertThat(messages(result)).containsExactly(message);
        assertThat(result.profile().dvipas()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "VIPADEFINE MOVEABLE IMMEDIATE TIER1 255.255.255.0 192.0.2.100, TIER1",
        "VIPADEFINE TIER1 TIER2 255.255.255.0 192.0.2.100, TIER2",
        "VIPADEFINE MOVABLE IMMEDIATE 255.255.255.0 192.0.2.100, MOVABLE",
        "VIPADEFINE MOVEABLE SOMETIMES 255.255.255.0 192.0.2.100, SOMETIMES",
        "VIPADEFINE 255.255.255.0, ENDVIPADYNAMIC",
        "VIPADEFINE 255.255.255.0 192.0.2.300, 192.0.2.300",
        "VIPADEFINE 255.255.255.0 192.0.2.100 192.0.2.300, 192.0.2.300",
        "'VIPADEFINE 255.255.255.0 192.0.2.100, 192.0.2.101', '192.0.2.100,'",
        "VIPABACKUP 10 2001:db8:1::100, 2001:db8:1::100",
        "VIPADEFINE V6NAMETHATISTOOLONG 2001:db8:1::100, V6NAMETHATISTOOLONG",
        "VIPADELETE 192.0.2.100 V6, V6"
    })
    void syntaxErrorsNameTheWord(String line, String token) {
        Compilation result = block(line);
        assertThat(result.diagnostics()).hasSize(1);
        assertThat(result.diagnostics().get(0).message().name()).isEqualTo("EZX1003E");
        assertThat(result.diagnostics().get(0).token()).isEqualTo(token);
        assertThat(result.profile().dvipas()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VIPADEFINE MOVABLE IMMEDIATE 255.255.255.0 192.0.2.100",
                "VIPADEFINE MOVABLE 255.255.255.0 192.0.2.100",
                "VIPADEFINE TIER1 MOVABLE 255.255.255.0 192.0.2.100",
                "VIPABACKUP 10 MOVABLE 255.255.255.0 192.0.2.100",
                "VIPADEFINE MOVABLE IMMEDIATE V6 2001:db8:1::100",
                "VIPARANGE MOVABLE 255.255.255.0 192.0.2.0",
                "VIPARANGE DEFINE MOVABLE NONDISRUPTIVE 255.255.255.0 192.0.2.0"
            })
    void misspeltOptionGetsASuggestion(String line) {
        assertThat(block(line).diagnostics()).singleElement().satisfies(d -> assertThat(d.text())
                .contains("MOVABLE", "DID YOU MEAN MOVEABLE?"));
    }

    @Test
    void allErrorsBehindOneThatEndsTheBlockAreTold() {
        Compilation result = block(
                "VIPADEFINE MOVABLE 255.255.255.0 192.0.2.100",
                "VIPADEFINE 255.255.255.0 192.0.2.101",
                "VIPADISTRIBUTE 192.0.2.100 PORT 80 DESTIP ALL",
                "VIPADISTRIBUTE 192.0.2.101 PORT 80 DESTPI ALL",
                "VIPADISTRIBUTE 192.0.2.101 PORT 80 DESTIP 198.51.100.12 WEIGHT 20",
                "VIPABCKUP 10 192.0.2.102",
                "VIPABACKUP 255 192.0.2.103",
                "VIPABACKUP 10 192.0.2.101",
                "VIPADELETE 192.0.2.100");
        assertThat(messages(result))
                .containsExactly(
                        "EZX1003E 2:12 MOVABLE",
                        "EZX1003E 5:36 DESTPI",
                        "EZX1003E 7:1 VIPABCKUP",
                        "EZX1004E 8:12 255",
                        "EZX1020E 9:15 192.0.2.101");
        assertThat(result.profile().dvipas()).isEmpty();
        assertThat(result.profile().distributions()).isEmpty();
    }

    @Test
    void whatIsIgnoredCannotTakeTheEndOfTheBlockForAName() {
        Compilation result = Compile.text(
                "VIPADYNAMIC",
                "VIPADEFINE MOVABLE 255.255.255.0 192.0.2.100",
                "VIPADELETE",
                "ENDVIPADYNAMIC",
                "IPCONFIG SOURCEVIPA");
        assertThat(messages(result)).containsExactly("EZX1003E 2:12 MOVABLE");
        assertThat(result.profile().ipConfig().sourceVipa()).isTrue();
    }

    @Test
    void withoutAnEndNothingIsCheckedBehindAnError() {
        Compilation result =
                Compile.text("VIPADYNAMIC", "VIPADEFINE 255.255.255.0 192.0.2.300", "IPCONFIG SYSPLEXRUOTING");
        assertThat(messages(result)).containsExactly("EZX1003E 2:26 192.0.2.300");
    }

    @Test
    void commaGetsAHint() {
        assertThat(block("VIPADEFINE 255.255.255.0 192.0.2.100, 192.0.2.101")
                        .diagnostics()
                        .get(0)
                        .text())
                .contains("BLANKS, NOT COMMAS");
    }

    @Test
    void thousandAndTwentyFourDvipasFitAStack() {
        List<String> lines = IntStream.range(0, 1025)
                .mapToObj(i -> "VIPADEFINE 255.255.0.0 10.1." + (i / 250) + "." + (i % 250 + 1))
                .toList();
        Compilation result = block(lines.toArray(String[]::new));
        assertThat(messages(result)).containsExactly("EZX1024E 1026:24 10.1.4.25");
        assertThat(result.profile().dvipas()).hasSize(1024);
    }

    @Test
    void servicemgrNeedsItsParameters() {
        String define = "VIPADEFINE MOVEABLE IMMEDIATE SERVICEMGR 255.255.255.0 192.0.2.100";
        assertThat(messages(block(define))).containsExactly("EZX1034E 2:56 192.0.2.100");
        Compilation complete = block(define, "VIPASMPARMS SMMCAST 224.5.6.7 SMPORT 1637");
        assertThat(messages(complete)).isEmpty();
        assertThat(complete.profile().serviceManager().get().port()).isEqualTo(1637);
        assertThat(errors(block("VIPASM SMMCAST 10.1.1.1"))).containsExactly("EZX1004E 2:16 10.1.1.1");
        assertThat(errors(block("VIPASM SMPORT 0"))).containsExactly("EZX1004E 2:15 0");
        assertThat(errors(block("VIPASM SMPROT 1"))).containsExactly("EZX1003E 2:8 SMPROT");
    }

    @Test
    void passwordIsNotKept() {
        Compilation result = block("VIPASMPARMS SMMCAST 224.5.6.7 SMPORT 1637 SMPASS secret");
        assertThat(result.profile().serviceManager().get().password()).isTrue();
        assertThat(result.toString()).doesNotContainIgnoringCase("secret");
    }
}
