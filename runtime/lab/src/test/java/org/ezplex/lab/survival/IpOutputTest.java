// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IpOutputTest {
    private static final String DVIPA4 = "192.0.2.100";
    private static final String DVIPA6 = "2001:db8:1::100";
    private static final List<String> BOTH = List.of(DVIPA4, DVIPA6);

    /** A host without a part in either. */
    private static final String PLAIN =
            """
            1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever
            1: lo    inet6 ::1/128 scope host \\       valid_lft forever preferred_lft forever
            4: lan0    inet 192.0.2.11/24 brd 192.0.2.255 scope global lan0\\       valid_lft forever preferred_lft forever
            4: lan0    inet6 2001:db8:1::11/64 scope global nodad \\       valid_lft forever preferred_lft forever
            0:\tfrom all lookup local
            32766:\tfrom all lookup main
            32767:\tfrom all lookup default
            0:\tfrom all lookup local
            32766:\tfrom all lookup main
            192.0.2.0/24 dev lan0 proto kernel scope link src 192.0.2.11\s
            local 127.0.0.0/8 dev lo table local proto kernel scope host src 127.0.0.1\s
            local 192.0.2.11 dev lan0 table local proto kernel scope host src 192.0.2.11\s
            broadcast 192.0.2.255 dev lan0 table local proto kernel scope link src 192.0.2.11\s
            2001:db8:1::/64 dev lan0 proto kernel metric 256 pref medium
            local ::1 dev lo table local proto kernel metric 0 pref medium
            local 2001:db8:1::11 dev lan0 table local proto kernel metric 0 pref medium
            multicast ff00::/8 dev lan0 table local proto kernel metric 256 pref medium
             lo
             lan0@if5
            """;

    /** What is there besides on a target that has distributed. */
    private static final String TARGET = PLAIN
            + """
            1: lo    inet 192.0.2.100/32 scope host lo\\       valid_lft forever preferred_lft forever
            1: lo    inet6 2001:db8:1::100/128 scope global deprecated \\       valid_lft forever preferred_lft 0sec
            local 192.0.2.100 dev lo table local proto kernel scope host src 192.0.2.100\s
            2001:db8:1::100 dev lo proto kernel metric 256 pref medium
            local 2001:db8:1::100 dev lo table local proto kernel metric 0 pref medium
            multicast ff00::/8 dev ezd0 table local proto kernel metric 256 pref medium
             ezd0
            """;

    private static List<String> strange(String line) {
        IpOutput host = IpOutput.of(TARGET + line + "\n");
        return BOTH.stream()
                .flatMap(dvipa -> host.strange(dvipa).stream())
                .distinct()
                .toList();
    }

    @Test
    void onATargetNothingNamesTheDvipaButWhatComesWithIt() {
        IpOutput target = IpOutput.of(TARGET);
        assertThat(BOTH).allSatisfy(dvipa -> {
            assertThat(target.internal(dvipa)).isTrue();
            assertThat(target.strange(dvipa)).isEmpty();
        });
    }

    @Test
    void whereThereIsNoPartNothingNamesIt() {
        IpOutput plain = IpOutput.of(PLAIN);
        assertThat(BOTH).allSatisfy(dvipa -> {
            assertThat(plain.internal(dvipa)).isFalse();
            assertThat(plain.naming(dvipa)).isEmpty();
        });
    }

    @Test
    void whatIsLeftOverOfAPartIsNamedLineByLine() {
        IpOutput target = IpOutput.of(TARGET);
        assertThat(target.naming(DVIPA4))
                .containsExactly(
                        "1: lo inet 192.0.2.100/32 scope host lo\\ valid_lft forever preferred_lft forever",
                        "local 192.0.2.100 dev lo table local proto kernel scope host src 192.0.2.100");
        assertThat(target.naming(DVIPA6)).hasSize(3);
    }

    @Test
    void aRouteWithoutItsAddressIsNoInternalAddress() {
        IpOutput host = IpOutput.of(PLAIN + "local 192.0.2.100 dev lo proto kernel scope host src 192.0.2.100\n");
        assertThat(host.internal(DVIPA4)).isFalse();
        assertThat(host.naming(DVIPA4)).hasSize(1);
    }

    @Test
    void anAddressOnAnyOtherInterfaceIsStrange() {
        assertThat(strange("4: lan0    inet 192.0.2.100/24 scope global secondary lan0\\       valid_lft forever"))
                .hasSize(1);
        assertThat(strange("4: lan0    inet6 2001:db8:1::100/64 scope global nodad \\       valid_lft forever"))
                .hasSize(1);
        assertThat(strange("7: ezd0    inet 192.0.2.100/32 scope global ezd0\\       valid_lft forever"))
                .hasSize(1);
        assertThat(IpOutput.of(PLAIN + "4: lan0    inet 192.0.2.100/24 scope global lan0\n")
                        .internal(DVIPA4))
                .isFalse();
    }

    @Test
    void rulesAndRoutesThatNameItAreStrangeEverywhere() {
        assertThat(strange("32765:\tfrom all to 192.0.2.100 lookup 100")).hasSize(1);
        assertThat(strange("32765:\tfrom 2001:db8:1::100 iif lo lookup 100")).hasSize(1);
        assertThat(strange("192.0.2.100 via 192.0.2.12 dev lan0 table 100 ")).hasSize(1);
        assertThat(strange("local 192.0.2.100 dev lan0 table local proto kernel scope host src 192.0.2.11"))
                .hasSize(1);
        assertThat(strange("2001:db8:1::100 dev ezd0 metric 1024 pref medium")).hasSize(1);
        assertThat(strange("192.0.2.100 dev lo scope link ")).hasSize(1);
        assertThat(strange("default via 192.0.2.1 dev lan0 src 192.0.2.100 ")).hasSize(1);
    }

    @Test
    void anAddressThatOnlyBeginsLikeItIsAnother() {
        assertThat(strange("4: lan0    inet6 2001:db8:1::1001/64 scope global \\       valid_lft forever"))
                .isEmpty();
        assertThat(strange("1192.0.2.100 dev lan0")).isEmpty();
    }

    @Test
    void neitherAPartNorTheDataDeviceIsMoreThanBefore() {
        assertThat(IpOutput.of(TARGET).others(BOTH))
                .isEqualTo(IpOutput.of(PLAIN).others(BOTH))
                .contains("lo", "lan0@if5", "32766: from all lookup main")
                .noneMatch(line -> line.contains(" inet "));
    }

    @Test
    void whatIsNotTheKernelsOwnOfTheDataDeviceIsMore() {
        String more = "203.0.113.0/24 dev ezd0 scope link \n32765:\tfrom all iif ezd0 lookup 100\n ezd1\n";
        assertThat(IpOutput.of(TARGET + more).others(BOTH))
                .contains("203.0.113.0/24 dev ezd0 scope link", "32765: from all iif ezd0 lookup 100", "ezd1");
    }
}
