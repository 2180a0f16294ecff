// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.net.PortRange;
import org.ezplex.profile.Compilation;
import org.ezplex.profile.DistMethod;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.profile.Moveable;
import org.ezplex.profile.Profile;
import org.junit.jupiter.api.Test;

/** Every example of the manuals and of the patent that Ezplex is built after. */
class SeedExamplesTest {
    private static final String[] XCF = {
        "IPCONFIG SYSPLEXROUTING DYNAMICXCF 193.9.200.1 255.255.255.0 1", "IPCONFIG6 DYNAMICXCF 2001:db8:2::11"
    };

    private static Profile clean(String... lines) {
        Profile base = Compile.text(XCF).profile();
        Compilation compilation = new Compile().on(base).ofBlock(lines);
        assertThat(compilation.diagnostics()).isEmpty();
        return compilation.profile();
    }

    @Test
    void distributionOfOnePortToAll() {
        Profile profile = clean(
                "VIPADEFINE 255.255.255.192 9.67.240.02",
                "VIPADISTRIBUTE",
                "DISTMETHOD SERVERWLM 9.67.240.02 PORT 10000 DESTIP ALL");
        assertThat(profile.dvipas())
                .containsExactly(
                        new DvipaDefinition(IpPrefix.of("9.67.240.2/26"), "", 0, Moveable.IMMEDIATE, 0, false, false));
        Distribution distribution = profile.distributions().get(0);
        assertThat(distribution.dvipa()).isEqualTo(IpAddress.of("9.67.240.2"));
        assertThat(distribution.ports()).containsExactly(PortRange.of(10000));
        assertThat(distribution.toAll()).isTrue();
        assertThat(distribution.method()).isEqualTo(new DistMethod.ServerWlm(1, 1, 0));
    }

    @Test
    void tier2DistributionByIpv6InterfaceName() {
        Profile profile = clean(
                "VIPADEFINE TIER2 CPCSCOPE V6DVIPA1 2000::9:67:240:2/96",
                "VIPADISTRIBUTE",
                "DISTMETHOD SERVERWLM PROCXCOST ZIIP 2 ZAAP 2 ILWEIGHTING 2",
                "TIER2 LOCALGROUP OPTLOCAL 1 SYSPLEXPORTS",
                "V6DVIPA1 PORT 10000 DESTIP ALL");
        assertThat(profile.dvipas())
                .containsExactly(new DvipaDefinition(
                        IpPrefix.of("2000::9:67:240:2/96"), "V6DVIPA1", 0, Moveable.IMMEDIATE, 2, true, false));
        Distribution distribution = profile.distributions().get(0);
        assertThat(distribution)
                .isEqualTo(new Distribution(
                        IpAddress.of("2000::9:67:240:2"),
                        List.of(PortRange.of(10000)),
                        List.of(),
                        new DistMethod.ServerWlm(2, 2, 2),
                        1,
                        true,
                        0,
                        new Distribution.Tier(2, "LOCALGROUP", Distribution.Encapsulation.NONE, 0)));
    }

    @Test
    void statementsOfThePatent() {
        Profile profile = clean(
                "VIPADefine MOVEable IMMEDIATE 255.255.255.0 10.1.1.1",
                "VIPADISTribute 10.1.1.1 PORT 60 DESTIP 193.9.200.1 193.9.200.2 193.9.200.4",
                "VIPABackup 30 10.1.1.2",
                "VIPARange MOVEable NONDISRUPTIVE 255.255.255.0 10.1.2.0");
        assertThat(profile.distributions().get(0).destinations()).hasSize(3);
        assertThat(profile.dvipas()).extracting(DvipaDefinition::rank).containsExactly(0, 30);
    }

    @Test
    void samplesOfTheManual() {
        Profile profile = clean(
                "VIPADEFINE 255.255.255.0 201.2.10.15",
                "VIPADISTRIBUTE TIMEDAFF 30 201.2.10.15 PORT 23 DESTIP ALL",
                "VIPADISTRIBUTE DISTM WEIGHTEDActive 201.2.10.15",
                "  PORT 5000 DESTIP 193.9.200.2 WEIGHT 10 193.9.200.3 WEIGHT 20",
                "VIPADISTRIBUTE 201.2.10.15 PORT 20 21 DESTIP ALL");
        assertThat(profile.distributions()).hasSize(3);
    }

    @Test
    void deleteForms() {
        Profile profile = clean(
                "VIPADEFINE 255.255.255.0 201.2.10.15",
                "VIPADEFINE V6 2001:db8:1::100",
                "VIPADISTRIBUTE 201.2.10.15 PORT 20 21 DESTIP 193.9.200.2 193.9.200.3",
                "VIPADISTRIBUTE V6 PORT 80 81 DESTIP 2001:db8:2::12",
                "VIPADISTRIBUTE DELETE 201.2.10.15 PORT 20 21 DESTIP 193.9.200.2",
                "VIPADISTRIBUTE DELETE 201.2.10.15 PORT 20 DESTIP ALL",
                "VIPADISTRIBUTE DELETE V6 PORT 80 DESTIP 2001:db8:2::12",
                "VIPADISTRIBUTE DELETE V6 PORT 81 DESTIP ALL");
        assertThat(profile.distributions()).hasSize(1);
        assertThat(profile.distributions().get(0).ports()).containsExactly(PortRange.of(21));
        assertThat(profile.distributions().get(0).destinations()).hasSize(1);
    }

    @Test
    void sampleOfTheReference() {
        Compilation result = Compile.text(
                "IPCONFIG  SYSPLEXROUTING DATAGRAMFWD",
                "          DYNAMICXCF 198.51.100.11 255.255.255.0 1",
                "IPCONFIG6 DYNAMICXCF 2001:db8:2::11",
                "GLOBALCONFIG SYSPLEXMONITOR RECOVERY AUTOREJOIN TIMERSECS 60",
                "PORT",
                "  80  TCP WEB     SHAREPORT",
                "  443 TCP WEB     SHAREPORT",
                "VIPADYNAMIC",
                "  VIPADEFINE MOVEABLE IMMEDIATE 255.255.255.0 192.0.2.100",
                "  VIPADEFINE V6DVIPA 2001:db8:1::100/64",
                "  VIPABACKUP 100 192.0.2.101",
                "  VIPARANGE  MOVEABLE NONDISRUPTIVE 255.255.255.240 192.0.2.192",
                "  VIPADISTRIBUTE DISTMETHOD ROUNDROBIN 192.0.2.100 PORT 80 443 DESTIP ALL",
                "  VIPADISTRIBUTE V6DVIPA PORT 80 443 DESTIP 2001:db8:2::11 2001:db8:2::12",
                "ENDVIPADYNAMIC");
        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.profile().distributions()).hasSize(2);
    }
}
