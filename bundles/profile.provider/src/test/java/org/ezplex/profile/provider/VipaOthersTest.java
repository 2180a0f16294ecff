// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.profile.provider.Compile.block;
import static org.ezplex.profile.provider.Compile.messages;

import java.util.List;
import java.util.stream.IntStream;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.profile.Compilation;
import org.ezplex.profile.Moveable;
import org.ezplex.profile.VipaRange;
import org.ezplex.profile.VipaRoute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** VIPARANGE and VIPAROUTE. */
class VipaOthersTest {
    private static VipaRange range(String line) {
        Compilation result = block(line);
        assertThat(messages(result)).isEmpty();
        return result.profile().ranges().get(0);
    }

    @Test
    void everyFormOfViparange() {
        assertThat(range("VIPARANGE 255.255.255.0 192.0.2.0"))
                .isEqualTo(new VipaRange(IpPrefix.of("192.0.2.0/24"), "", Moveable.NONDISRUPTIVE, ""));
        assertThat(range("VIPARange MOVEable NONDISRUPTIVE 255.255.255.0 192.0.2.0")
                        .moveable())
                .isEqualTo(Moveable.NONDISRUPTIVE);
        assertThat(range("VIPAR DEFINE MOVE DISRUPT 255.255.255.0 192.0.2.0 SAF WEBRES"))
                .isEqualTo(new VipaRange(IpPrefix.of("192.0.2.0/24"), "", Moveable.DISRUPTIVE, "WEBRES"));
        assertThat(range("VIPARANGE MOVEABLE NONDISRUPTIVE V6R 2001:db8:1::/64 SAF R"))
                .isEqualTo(new VipaRange(IpPrefix.of("2001:db8:1::/64"), "V6R", Moveable.NONDISRUPTIVE, "R"));
    }

    @Test
    void viparangeDeleteRemovesIt() {
        Compilation result = block("VIPARANGE 255.255.255.0 192.0.2.0", "VIPARANGE DELETE 255.255.255.0 192.0.2.0");
        assertThat(messages(result)).isEmpty();
        assertThat(result.profile().ranges()).isEmpty();
    }

    @Test
    void overlapWithVipadefineIsLegal() {
        assertThat(messages(block("VIPARANGE 255.255.255.0 192.0.2.0", "VIPADEFINE 255.255.255.0 192.0.2.100")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "VIPARANGE DELETE 255.255.255.0 192.0.2.0, EZX1021E",
        "VIPARANGE 255.0.255.0 192.0.2.0, EZX1004E",
        "VIPARANGE 240.0.0.0 224.0.0.0, EZX1021E",
        "VIPARANGE MOVEABLE DISRUPTIVE V6 2001:db8:1::/64, EZX1016E",
        "VIPARANGE V6 192.0.2.0, EZX1025E",
        "VIPARANGE MOVEABLE IMMEDIATE 255.255.255.0 192.0.2.0, EZX1003E",
        "VIPARANGE 255.255.255.0 192.0.2.0 SAF, EZX1003E",
        "VIPARANGE 255.255.255.0 192.0.2.0 192.0.3.0, EZX1003E",
        "VIPARANGE NONSENSE, EZX1003E",
        "VIPAROUTE 198.51.100.12, EZX1003E",
        "VIPAROUTE 198.51.100.12 2001:db8::1, EZX1025E",
        "VIPAROUTE DELETE 198.51.100.12 192.0.2.12, EZX1022E",
        "VIPAROUTE 198.51.100.12 192.0.2.12 192.0.2.13, EZX1003E"
    })
    void mistakesAreReported(String line, String id) {
        Compilation result = block(line);
        assertThat(result.diagnostics()).extracting(d -> d.message().name()).containsExactly(id);
        assertThat(result.profile().ranges()).isEmpty();
        assertThat(result.profile().routes()).isEmpty();
    }

    @Test
    void sameRangeTwiceIsOneWithOtherParametersRejected() {
        Compilation result = block(
                "VIPARANGE 255.255.255.0 192.0.2.0",
                "VIPARANGE 255.255.255.0 192.0.2.0",
                "VIPARANGE MOVEABLE DISRUPTIVE 255.255.255.0 192.0.2.0");
        assertThat(messages(result)).containsExactly("EZX1021E 4:31 255.255.255.0");
        assertThat(result.profile().ranges()).hasSize(1);
    }

    @Test
    void rangesHaveALimit() {
        List<String> lines = IntStream.range(0, 4097)
                .mapToObj(i -> "VIPARANGE 255.255.255.255 10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255))
                .toList();
        Compilation result = block(lines.toArray(String[]::new));
        assertThat(messages(result)).containsExactly("EZX1024E 4098:11 255.255.255.255");
        assertThat(result.profile().ranges()).hasSize(4096);
    }

    @Test
    void viparouteDefineAndDelete() {
        Compilation result = block(
                "VIPAROUTE DEFINE 198.51.100.12 192.0.2.12",
                "VIPAROUTE 198.51.100.13 192.0.2.13",
                "VIPAROUTE 2001:db8:2::12 2001:db8:1::12",
                "VIPAROUTE DELETE 198.51.100.13 192.0.2.13");
        assertThat(messages(result)).isEmpty();
        assertThat(result.profile().routes())
                .containsExactly(
                        new VipaRoute(IpAddress.of("198.51.100.12"), IpAddress.of("192.0.2.12")),
                        new VipaRoute(IpAddress.of("2001:db8:2::12"), IpAddress.of("2001:db8:1::12")));
    }

    @Test
    void secondRouteToATargetIsRejected() {
        assertThat(messages(block("VIPAROUTE 198.51.100.12 192.0.2.12", "VIPAROUTE 198.51.100.12 192.0.2.13")))
                .containsExactly("EZX1022E 3:11 198.51.100.12");
    }
}
