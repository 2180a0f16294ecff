// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.profile.provider.Compile.messages;

import java.util.List;
import org.ezplex.net.IpAddress;
import org.ezplex.net.PortRange;
import org.ezplex.profile.Compilation;
import org.ezplex.profile.DistMethod;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.profile.Profile;
import org.junit.jupiter.api.Test;

/** A file on top of a profile in force. */
class ObeyTest {
    private static final Profile BASE = Compile.text(
                    "IPCONFIG SYSPLEXROUTING DYNAMICXCF 198.51.100.11 24 1",
                    "VIPADYNAMIC",
                    "VIPADEFINE 255.255.255.0 192.0.2.100 192.0.2.101",
                    "VIPADISTRIBUTE DISTM ROUNDROBIN 192.0.2.100 PORT 80 443 8000-8009 DESTIP 198.51.100.11"
                            + " 198.51.100.12",
                    "VIPADISTRIBUTE SYSPLEXPORTS 192.0.2.101 PORT 80 DESTIP ALL",
                    "ENDVIPADYNAMIC")
            .profile();

    private static Compilation obey(String... lines) {
        return new Compile().on(BASE).ofBlock(lines);
    }

    private static List<Distribution> of100(Compilation result) {
        assertThat(messages(result)).isEmpty();
        return result.profile().distributions().stream()
                .filter(d -> d.dvipa().equals(IpAddress.of("192.0.2.100")))
                .toList();
    }

    private static List<String> targets(Distribution distribution) {
        return distribution.destinations().stream()
                .map(d -> d.address().toString())
                .toList();
    }

    @Test
    void emptyFileChangesNothing() {
        assertThat(obey().profile()).isEqualTo(BASE);
    }

    @Test
    void vipadeleteTakesItsDistributionWithIt() {
        Compilation result = obey("VIPADELETE 192.0.2.100");
        assertThat(messages(result)).containsExactly("EZX1037I 2:12 192.0.2.100");
        assertThat(result.profile().dvipas()).hasSize(1);
        assertThat(result.profile().distributions()).hasSize(1);
    }

    @Test
    void deletePortDestipAll() {
        List<Distribution> rest = of100(obey("VIPADISTRIBUTE DELETE 192.0.2.100 PORT 80 DESTIP ALL"));
        assertThat(rest).hasSize(1);
        assertThat(rest.get(0).ports()).containsExactly(PortRange.of(443), new PortRange(8000, 8009));
    }

    @Test
    void deleteOutOfARangeSplitsIt() {
        List<Distribution> rest = of100(obey("VIPADIST DELE 192.0.2.100 PORT 8003 DESTIP ALL"));
        assertThat(rest.get(0).ports())
                .containsExactly(
                        PortRange.of(80), PortRange.of(443), new PortRange(8000, 8002), new PortRange(8004, 8009));
    }

    @Test
    void deleteSeveralPortsAndOneTarget() {
        List<Distribution> rest = of100(obey("VIPADISTRIBUTE DELETE 192.0.2.100 PORT 80 443 DESTIP 198.51.100.12"));
        assertThat(rest).hasSize(2);
        assertThat(rest.get(0).ports()).containsExactly(new PortRange(8000, 8009));
        assertThat(targets(rest.get(0))).hasSize(2);
        assertThat(rest.get(1).ports()).containsExactly(PortRange.of(80), PortRange.of(443));
        assertThat(targets(rest.get(1))).containsExactly("198.51.100.11");
    }

    @Test
    void deleteOfAllTargetsDeletesThePorts() {
        List<Distribution> rest =
                of100(obey("VIPADISTRIBUTE DELETE 192.0.2.100 PORT 80 DESTIP 198.51.100.11 198.51.100.12"));
        assertThat(rest).hasSize(1);
        assertThat(rest.get(0).covers(80)).isFalse();
    }

    @Test
    void deleteByIpv6InterfaceName() {
        Profile base = Compile.block("VIPADEFINE V6 2001:db8:1::100", "VIPADISTRIBUTE V6 PORT 80 DESTIP 2001:db8:2::12")
                .profile();
        assertThat(new Compile()
                        .on(base)
                        .ofBlock("VIPADISTRIBUTE DELETE V6 PORT 80 DESTIP 2001:db8:2::12")
                        .profile()
                        .distributions())
                .isEmpty();
        assertThat(new Compile()
                        .on(base)
                        .ofBlock("VIPADISTRIBUTE DELETE V6 PORT 80 DESTIP ALL")
                        .profile()
                        .distributions())
                .isEmpty();
    }

    @Test
    void deleteWithoutPortIsOfDynamicPorts() {
        Profile base = Compile.block("VIPABACKUP 192.0.2.100", "VIPADISTRIBUTE 192.0.2.100 DESTIP ALL")
                .profile();
        assertThat(new Compile()
                        .on(base)
                        .ofBlock("VIPADISTRIBUTE DELETE 192.0.2.100 DESTIP ALL")
                        .profile()
                        .distributions())
                .isEmpty();
    }

    @Test
    void oneTargetCannotBeDeletedOutOfAll() {
        Compilation result = obey("VIPADISTRIBUTE DELETE 192.0.2.101 PORT 80 DESTIP 198.51.100.12");
        assertThat(messages(result)).containsExactly("EZX1028E 2:23 192.0.2.101");
        assertThat(result.profile()).isEqualTo(BASE);
    }

    @Test
    void defineForADistributedPortAddsTargetsAndTakesNewOptions() {
        List<Distribution> result =
                of100(obey("VIPADISTRIBUTE DISTM ROUNDROBIN TIMEDAFF 60 192.0.2.100 PORT 80 DESTIP 198.51.100.13"));
        assertThat(result).hasSize(2);
        assertThat(result.get(0).covers(80)).isFalse();
        assertThat(result.get(1).ports()).containsExactly(PortRange.of(80));
        assertThat(targets(result.get(1))).containsExactly("198.51.100.11", "198.51.100.12", "198.51.100.13");
        assertThat(result.get(1).timedAffinitySeconds()).isEqualTo(60);
    }

    @Test
    void defineWithAnotherMethodReplacesTargets() {
        List<Distribution> result =
                of100(obey("VIPADISTRIBUTE DISTM BASEWLM 192.0.2.100 PORT 80 443 8000-8009 DESTIP 198.51.100.13"));
        assertThat(result).hasSize(1);
        assertThat(targets(result.get(0))).containsExactly("198.51.100.13");
        assertThat(result.get(0).method()).isEqualTo(DistMethod.BaseWlm.DEFAULT);
    }

    @Test
    void defineWithDestipAllTakesInEveryTarget() {
        assertThat(of100(obey("VIPADISTRIBUTE DISTM ROUNDROBIN 192.0.2.100 PORT 80 DESTIP ALL"))
                        .get(1)
                        .toAll())
                .isTrue();
    }

    @Test
    void newPortsAreAdded() {
        List<Distribution> result = of100(obey("VIPADISTRIBUTE DISTM ROUNDROBIN 192.0.2.100 PORT 22 DESTIP ALL"));
        assertThat(result).hasSize(2);
        assertThat(result.get(0)).isEqualTo(BASE.distributions().get(0));
    }

    @Test
    void sameStatementAgainChangesNothing() {
        Compilation result = obey(
                "VIPADISTRIBUTE DISTM ROUNDROBIN 192.0.2.100 PORT 80 443 8000-8009 DESTIP 198.51.100.11 198.51.100.12");
        assertThat(of100(result)).containsExactly(BASE.distributions().get(0));
    }

    @Test
    void portIsInOneEntryAtMost() {
        Compilation result = obey(
                "VIPADISTRIBUTE DISTM ROUNDROBIN 192.0.2.100 PORT 1-500 DESTIP 198.51.100.13",
                "VIPADISTRIBUTE DISTM ROUNDROBIN 192.0.2.100 PORT 400-8005 DESTIP 198.51.100.14");
        List<Distribution> all = of100(result);
        for (int port = 1; port <= 9000; port++) {
            int at = port;
            long covering = all.stream().filter(d -> d.covers(at)).count();
            assertThat(covering).isEqualTo(port <= 8009 ? 1 : 0);
        }
    }

    @Test
    void sysplexportsCannotBeSwitchedOnLater() {
        Compilation result = obey("VIPADISTRIBUTE DISTM ROUNDROBIN SYSPLEXPORTS 192.0.2.100 PORT 22 DESTIP ALL");
        assertThat(messages(result)).containsExactly("EZX1026E 2:33 SYSPLEXPORTS");
        assertThat(result.profile().distributions())
                .extracting(Distribution::sysplexPorts)
                .containsExactly(false, true, false);
    }

    @Test
    void sysplexportsOfTheFirstStatementHoldsForTheOthers() {
        Compilation result = obey("VIPADISTRIBUTE 192.0.2.101 PORT 81 DESTIP ALL");
        assertThat(messages(result)).isEmpty();
        assertThat(result.profile().distributions().get(2).sysplexPorts()).isTrue();
    }

    @Test
    void changingSysplexportsTakesTwoFiles() {
        String delete = "VIPADISTRIBUTE DELETE 192.0.2.101 PORT 80 DESTIP ALL";
        String define = "VIPADISTRIBUTE 192.0.2.101 PORT 80 DESTIP ALL";
        assertThat(obey(delete, define).profile().distributions().get(1).sysplexPorts())
                .isTrue();
        Profile deleted = obey(delete).profile();
        assertThat(new Compile()
                        .on(deleted)
                        .ofBlock(define)
                        .profile()
                        .distributions()
                        .get(1)
                        .sysplexPorts())
                .isFalse();
    }

    @Test
    void definedAlreadyIsRejectedAcrossFilesToo() {
        assertThat(messages(obey("VIPABACKUP 10 192.0.2.100"))).containsExactly("EZX1020E 2:15 192.0.2.100");
        assertThat(messages(obey("VIPADEFINE 255.255.255.0 192.0.2.100"))).isEmpty();
        Compilation respecified = obey("VIPADELETE 192.0.2.100", "VIPABACKUP 10 192.0.2.100");
        assertThat(respecified.profile().dvipas())
                .extracting(DvipaDefinition::rank)
                .containsExactly(0, 10);
    }

    @Test
    void dynamicXcfStaysAsItIs() {
        Compilation result =
                new Compile().on(BASE).of("IPCONFIG DYNAMICXCF 198.51.100.12 24 1 SOURCEVIPA", "IPCONFIG NODYNAMICXCF");
        assertThat(result.diagnostics()).extracting(d -> d.message().name()).containsExactly("EZX1035E", "EZX1035E");
        assertThat(result.profile().ipConfig().dynamicXcf())
                .isEqualTo(BASE.ipConfig().dynamicXcf());
        assertThat(result.profile().ipConfig().sourceVipa()).isTrue();
        assertThat(messages(new Compile().on(BASE).of("IPCONFIG DYNAMICXCF 198.51.100.11 24 1")))
                .isEmpty();
    }

    @Test
    void baseIsNeverChanged() {
        Profile before = BASE;
        obey("VIPADELETE 192.0.2.100", "VIPARANGE 255.255.255.0 192.0.2.0");
        assertThat(BASE).isEqualTo(before);
        assertThat(BASE.dvipas()).hasSize(2);
    }
}
