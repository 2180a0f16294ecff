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
}
