// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.profile.provider.Compile.messages;
import static org.ezplex.profile.provider.Compile.text;

import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.net.MacAddress;
import org.ezplex.net.PortRange;
import org.ezplex.profile.AutologEntry;
import org.ezplex.profile.Compilation;
import org.ezplex.profile.GlobalConfig;
import org.ezplex.profile.IpConfig;
import org.ezplex.profile.Links;
import org.ezplex.profile.PortReservation;
import org.ezplex.profile.PortReservation.Kind;
import org.ezplex.profile.Profile;
import org.ezplex.profile.SourceIp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements outside of VIPADYNAMIC. */
class OtherStatementsTest {
    private static final String LINKS =
            "DEVICE OSAPORT1 MPCIPA PRIROUTER AUTORESTART LINK OSALNK1 IPAQENET OSAPORT1 VLANID 7 VMAC 020011223344"
                    + " ROUTELCL DEVICE VDEV VIRTUAL 0 LINK VLINK VIRTUAL 0 VDEV";

    private static Profile clean(String... lines) {
        Compilation result = text(lines);
        assertThat(messages(result)).isEmpty();
        return result.profile();
    }

    @Test
    void ipconfigOptionsInAnyOrder() {
        IpConfig config = clean(
                        "IPCONF SYSPLEXR DATAGR FWDMULT PERPACKET SOURCEVIPA TCPSTACKSOURCEVIPA 192.0.2.100",
                        "QDIOACCELERATOR QDIOPRIORITY 2 DYNAMICXCF 198.51.100.11 255.255.255.0 3 SECCLASS 5 SMCD",
                        "ARPTO 1200 NOMULTIPATH PATHMTUDISCOVERY REASSEMBLYTIMEOUT 60 TTL 64 FORMAT LONG"
                                + " IGNOREREDIRECT")
                .ipConfig();
        assertThat(config.sysplexRouting()).isTrue();
        assertThat(config.datagramForward()).isTrue();
        assertThat(config.sourceVipa()).isTrue();
        assertThat(config.tcpStackSourceVipa()).contains(IpAddress.of("192.0.2.100"));
        assertThat(config.qdioAccelerator()).isTrue();
        assertThat(config.dynamicXcf()).contains(IpPrefix.of("198.51.100.11/24"));
        assertThat(config.xcfCostMetric()).isEqualTo(3);
        assertThat(config.options())
                .containsEntry("ARPTO", "1200")
                .containsEntry("MULTIPATH", "OFF")
                .containsEntry("PATHMTUDISCOVERY", "ON")
                .containsEntry("FORMAT", "LONG")
                .containsEntry("FWDMULTIPATH", "PERPACKET")
                .containsEntry("SECCLASS", "5");
    }

    @Test
    void negatedOptionsUndo() {
        IpConfig config = clean(
                        "IPCONFIG SYSPLEXROUTING DATAGRAMFWD SOURCEVIPA IQDIOROUTING",
                        "IPCONFIG NOSYSPLEXROUTING NODATAGRAMFWD NOSOURCEVIPA NOIQDIOROUTING")
                .ipConfig();
        assertThat(config.sysplexRouting()).isFalse();
        assertThat(config.datagramForward()).isFalse();
        assertThat(config.sourceVipa()).isFalse();
        assertThat(config.qdioAccelerator()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"198.51.100.11 255.255.255.0 1", "198.51.100.11 24 1", "198.51.100.11/24 1"})
    void everyFormOfTheDynamicXcfMask(String arguments) {
        assertThat(clean("IPCONFIG DYNAMICXCF " + arguments).ipConfig().dynamicXcf())
                .contains(IpPrefix.of("198.51.100.11/24"));
    }

    @ParameterizedTest
    @CsvSource({
        "DYNAMICXCF 198.51.100.0 24 1, EZX1004E",
        "DYNAMICXCF 198.51.100.11 255.0.255.0 1, EZX1004E",
        "DYNAMICXCF 198.51.100.11 24 15, EZX1004E",
        "DYNAMICXCF 198.51.100.11 24, EZX1003E",
        "DYNAMICXCF 2001:db8::1 64 1, EZX1025E",
        "TCPSTACKSOURCEVIPA 192.0.2.100, EZX1036E",
        "SYSPLEXROUTNIG, EZX1003E",
        "TTL 300, EZX1004E"
    })
    void wrongOptionIsIgnoredAndTheOthersStand(String option, String id) {
        Compilation result = text("IPCONFIG QDIOACCELERATOR " + option + " IPCONFIG SYSPLEXROUTING");
        assertThat(result.diagnostics()).extracting(d -> d.message().name()).containsExactly(id);
        assertThat(result.profile().ipConfig().qdioAccelerator()).isTrue();
        assertThat(result.profile().ipConfig().sysplexRouting()).isTrue();
        assertThat(result.profile().ipConfig().dynamicXcf()).isEmpty();
    }

    @Test
    void ipconfig6() {
        Profile profile = clean(
                "IPCONFIG6 DYNAMICXCF 2001:db8:2::11 INTFID 0:0:0:11 SOURCEVIPAINT VIPA6 SOURCEVIPA",
                "TCPSTACKSOURCEVIPA V6DVIPA NODATAGRAMFWD HOPLIMIT 64");
        assertThat(profile.ipConfig().dynamicXcf6()).contains(IpPrefix.of("2001:db8:2::11/128"));
        assertThat(profile.ipConfig6().sourceVipaInterface()).isEqualTo("VIPA6");
        assertThat(profile.ipConfig6().tcpStackSourceVipa()).isEqualTo("V6DVIPA");
        assertThat(profile.ipConfig6().interfaceId()).isEqualTo("0:0:0:11");
        assertThat(profile.ipConfig6().sourceVipa()).isTrue();
        assertThat(profile.ipConfig6().datagramForward()).isFalse();
        assertThat(profile.ipConfig6().options()).containsEntry("HOPLIMIT", "64");
    }

    @Test
    void globalconfigDefaultsAndOptions() {
        assertThat(clean("GLOBALCONFIG").globalConfig()).isEqualTo(GlobalConfig.DEFAULT);
        GlobalConfig config = clean(
                        "GLOBALCONF SYSPLEXMON RECOVERY AUTOREJOIN DELAYJOIN NOJOIN MONINTERFACE DYNROUTE TIMERSECS 30",
                        "SYSPLEXWLMP 10 XCFGRP 21 IQDVLAN 21 EXPLICITBINDPORTRANGE 5000 1024 ADJUSTDVIPAMSS ALL",
                        "TCPIPSTATISTICS")
                .globalConfig();
        assertThat(config.sysplexMonitor())
                .isEqualTo(new GlobalConfig.SysplexMonitor(true, true, true, true, true, true, 30));
        assertThat(config.sysplexWlmPollSeconds()).isEqualTo(10);
        assertThat(config.xcfGroupId()).isEqualTo(21);
        assertThat(config.iqdVlanId()).isEqualTo(21);
        assertThat(config.explicitBindPortRange()).contains(new PortRange(5000, 6023));
        assertThat(config.adjustDvipaMss()).isEqualTo(GlobalConfig.AdjustDvipaMss.ALL);
        assertThat(config.options()).containsEntry("TCPIPSTATISTICS", "ON");
    }

    @ParameterizedTest
    @CsvSource({
        "SYSPLEXMONITOR TIMERSECS 9, EZX1004E",
        "SYSPLEXMONITOR TIMERSECS 3601, EZX1004E",
        "SYSPLEXMONITOR AUTOREJOIN, EZX1041E",
        "SYSPLEXWLMPOLL 0, EZX1004E",
        "SYSPLEXWLMPOLL 181, EZX1004E",
        "XCFGRPID 1, EZX1004E",
        "XCFGRPID 32, EZX1004E",
        "IQDVLANID 4095, EZX1004E",
        "EXPLICITBINDPORTRANGE 65000 1000, EZX1004E",
        "ADJUSTDVIPAMSS SOME, EZX1003E"
    })
    void globalconfigRanges(String option, String id) {
        Compilation result = text("GLOBALCONFIG " + option);
        assertThat(result.diagnostics()).extracting(d -> d.message().name()).containsExactly(id);
        assertThat(result.profile().globalConfig()).isEqualTo(GlobalConfig.DEFAULT);
    }

    @Test
    void everyFormOfPort() {
        Profile profile = clean(
                "PORT 20 TCP * NOAUTOLOG   ; FTP data",
                "21 TCP FTPD1 NOAUTOL DELAYA",
                "23 TCP TN3270 NODELAYA SHAREPORTWLM BIND 192.0.2.100 SAF TELNET",
                "23 TCP OTELNET BIND 192.0.2.101",
                "25 TCP RESERVED 53 UDP NAMED",
                "80 TCP WEB1 SHAREPORT",
                "UNRSV TCP * DENY UNRSV UDP JOB1 SAF R WHENBIND UNRSV TCP JOB2 WHENLISTEN");
        assertThat(profile.ports()).hasSize(10);
        PortReservation telnet = profile.ports().get(2);
        assertThat(telnet.options().bind()).contains(IpAddress.of("192.0.2.100"));
        assertThat(telnet.options().share()).isEqualTo(PortReservation.Share.SHAREPORTWLM);
        assertThat(telnet.options().delayAcks()).isFalse();
        assertThat(telnet.options().saf()).isEqualTo("TELNET");
        assertThat(profile.ports().get(4).kind()).isEqualTo(Kind.RESERVED);
        assertThat(profile.ports().get(7).options().deny()).isTrue();
        assertThat(profile.ports().get(7).options().whenListen()).isTrue();
        assertThat(profile.ports().get(8).options().whenListen()).isFalse();
    }

    @Test
    void everyFormOfPortrange() {
        Profile profile = clean("PORTRANGE 4000 100 TCP RESERVED", "5000 10 TCP AUTHPORT 6000 5 UDP RSED");
        assertThat(profile.ports())
                .extracting(PortReservation::ports)
                .containsExactly(new PortRange(4000, 4099), new PortRange(5000, 5009), new PortRange(6000, 6004));
        assertThat(profile.ports())
                .extracting(PortReservation::kind)
                .containsExactly(Kind.RESERVED, Kind.AUTHPORT, Kind.JOB);
    }

    @ParameterizedTest
    @CsvSource({
        "0 TCP WEB, EZX1004E",
        "65536 TCP WEB, EZX1004E",
        "80 TCP JOBNAMETOOLONG, EZX1003E",
        "80 UDP WEB SHAREPORT, EZX1016E",
        "80 TCP WEB SHAREPORT NOAUTOLOG, EZX1003E",
        "80 TCP WEB SAF R BIND 192.0.2.1, EZX1003E",
        "80 TCP WEB BIND HOST, EZX1003E",
        "99 TCP OTHER, EZX1038E",
        "UNRSV UDP * WHENLISTEN, EZX1016E"
    })
    void wrongEntryOfPortIsLeftOutAlone(String entry, String id) {
        Compilation result = text("PORT 99 TCP RESERVED", entry, "443 TCP WEB");
        assertThat(result.diagnostics()).extracting(d -> d.message().name()).containsExactly(id);
        assertThat(result.diagnostics().get(0).text()).contains("ENTRY IGNORED");
        assertThat(result.profile().ports()).extracting(p -> p.ports().first()).containsExactly(99, 443);
    }

    @Test
    void portOfBothPortAndPortrangeBelongsToTheFirst() {
        Compilation result = text("PORT 80 TCP WEB", "PORTRANGE 70 20 TCP RESERVED 70 20 UDP RESERVED");
        assertThat(messages(result)).containsExactly("EZX1038E 2:11 70");
        assertThat(result.profile().ports()).hasSize(2);
    }

    @Test
    void rangeBeyondTheLastPortIsTruncated() {
        Compilation result = text("PORTRANGE 65000 1000 TCP RESERVED");
        assertThat(messages(result)).containsExactly("EZX1039E 1:11 65000");
        assertThat(result.profile().ports().get(0).ports()).isEqualTo(new PortRange(65000, 65535));
    }

    @Test
    void srcip() {
        Profile profile = clean(
                "SRCIP JOBNAME * 192.0.2.100 JOBNAME WEB* 192.0.2.101 SERVER JOBNAME FTPD V6DVIPA BOTH",
                "DESTINATION 203.0.113.0/24 192.0.2.102 DESTINATION 2001:db8::/32 V6DVIPA ENDSRCIP");
        assertThat(profile.sourceIps()).hasSize(5);
        assertThat(profile.sourceIps().get(1).direction()).isEqualTo(SourceIp.Direction.SERVER);
        assertThat(profile.sourceIps().get(2).sourceInterface()).isEqualTo("V6DVIPA");
        assertThat(profile.sourceIps().get(3).destination()).contains(IpPrefix.of("203.0.113.0/24"));
    }

    @Test
    void secondSrcipBlockIsIgnored() {
        Compilation result = text(
                "SRCIP JOBNAME A 192.0.2.100 ENDSRCIP", "SRCIP JOBNAME B 192.0.2.100 ENDSRCIP IPCONFIG SOURCEVIPA");
        assertThat(messages(result)).containsExactly("EZX1040I 2:1 SRCIP");
        assertThat(result.profile().sourceIps()).extracting(SourceIp::jobName).containsExactly("A");
        assertThat(result.profile().ipConfig().sourceVipa()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "JOBNAME, EZX1003E",
        "JOBNAME A, EZX1003E",
        "JBONAME A 192.0.2.1, EZX1003E",
        "DESTINATION 203.0.113.0/33 192.0.2.1, EZX1003E",
        "DESTINATION 2001:db8::/32 192.0.2.1, EZX1025E"
    })
    void mistakeInSrcipDiscardsTheBlock(String entry, String id) {
        Profile base = text("SRCIP JOBNAME A 192.0.2.100 ENDSRCIP").profile();
        Compilation result =
                new Compile().on(base).of("SRCIP JOBNAME OK 192.0.2.1", entry, "ENDSRCIP IPCONFIG SOURCEVIPA");
        assertThat(result.diagnostics()).extracting(d -> d.message().name()).containsExactly(id);
        assertThat(result.diagnostics().get(0).text()).contains("WHOLE SRCIP BLOCK IGNORED");
        assertThat(result.profile().sourceIps()).extracting(SourceIp::jobName).containsExactly("A");
        assertThat(result.profile().ipConfig().sourceVipa()).isTrue();
    }

    @Test
    void allErrorsOfASrcipBlockAreTold() {
        assertThat(messages(text(
                        "SRCIP JOBNAME A 192.0.2.300",
                        "JOBNAME B 192.0.2.101",
                        "JOB C 192.0.2.103",
                        "DESTINATION 2001:db8::/32 192.0.2.102",
                        "ENDSRCIP")))
                .containsExactly("EZX1003E 1:17 192.0.2.300", "EZX1003E 3:1 JOB", "EZX1025E 4:27 192.0.2.102");
    }

    @Test
    void deviceLinkHomeAndStart() {
        Links links = clean(LINKS, "HOME 10.10.12.2 VLINK   10.10.11.2 OSALNK1", "START OSAPORT1")
                .links();
        assertThat(links.devices())
                .extracting(Links.Device::router)
                .containsExactly(Links.RouterRole.PRIROUTER, Links.RouterRole.NONROUTER);
        assertThat(links.links().get(0).attachment())
                .isEqualTo(new Links.Attachment(
                        7, true, Optional.of(MacAddress.of("02:00:11:22:33:44")), true, java.util.Map.of()));
        assertThat(links.home())
                .containsExactly(
                        new Links.HomeAddress(IpAddress.of("10.10.12.2"), "VLINK"),
                        new Links.HomeAddress(IpAddress.of("10.10.11.2"), "OSALNK1"));
        assertThat(links.started()).containsExactly("OSAPORT1");
    }

    @Test
    void generatedDynamicXcfSetOfTheManual() {
        Links links = clean(
                        "DEVICE VTAMB2 MPCPTP AUTORESTART",
                        "LINK EZAXCFB2 MPCPTP VTAMB2",
                        "HOME 9.1.1.1 EZAXCFB2",
                        "BSDROUTINGPARMS TRUE EZAXCFB2 55296 3 255.255.255.248 0 ENDBSDROUTINGPARMS",
                        "START VTAMB2")
                .links();
        assertThat(links.routingParameters())
                .containsExactly(new Links.RoutingParameters(
                        "EZAXCFB2", 55296, 3, IpAddress.of("255.255.255.248"), IpAddress.ANY4));
    }

    @Test
    void interfaceWithItsOptions() {
        Links.Interface made = clean(
                        "INTERFACE OSA1 DEFINE IPAQENET PORTNAME OSAP1 IPADDR 10.1.1.5/24 SOURCEVIPAINT VLINK MTU 1500",
                        "VLANID 9 SECROUTER VMAC ROUTEALL MONSYSPLEX ISOLATE READSTORAGE GLOBAL",
                        "INTERFACE OSA6 DEFINE IPAQENET6 PORTNAME OSAP1 IPADDR 2001:db8:1::5/64",
                        "START OSA1 STOP OSA1")
                .links()
                .interfaces()
                .get(0);
        assertThat(made.addresses()).containsExactly(IpPrefix.of("10.1.1.5/24"));
        assertThat(made.router()).isEqualTo(Links.RouterRole.SECROUTER);
        assertThat(made.mtu()).isEqualTo(1500);
        assertThat(made.attachment().vmac()).isTrue();
        assertThat(made.monitorSysplex()).isTrue();
        assertThat(made.isolate()).isTrue();
        assertThat(made.attachment().options()).containsEntry("READSTORAGE", "GLOBAL");
    }

    @Test
    void interfaceDelete() {
        assertThat(clean("INTERFACE V DEFINE VIRTUAL6 IPADDR 2001:db8::1", "INTERFACE V DELETE")
                        .links()
                        .interfaces())
                .isEmpty();
    }

    @Test
    void routesAndTranslations() {
        Links links = clean(
                        LINKS,
                        "BEGINROUTES ROUTE 10.1.0.0/16 = OSALNK1 MTU 1492 ROUTE 10.2.0.0 255.255.0.0 10.1.0.1 OSALNK1",
                        "ROUTE 10.3.0.1 HOST 10.1.0.1 OSALNK1 MTU DEFAULTSIZE ROUTE DEFAULT 10.1.0.1 OSALNK1 ENDROUTES",
                        "TRANSLATE 10.1.0.9 ETHERNET 020000000009 OSALNK1")
                .links();
        assertThat(links.routes()).hasSize(4);
        assertThat(links.routes().get(1).destination()).contains(IpPrefix.of("10.2.0.0/16"));
        assertThat(links.routes().get(3).destination()).isEmpty();
        assertThat(links.translations().get(0).mac()).isEqualTo(MacAddress.of("02:00:00:00:00:09"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LINK L IPAQENET NODEV | EZX1019E",
                "START NODEV | EZX1019E",
                "DEVICE VDEV VIRTUAL 1 | EZX1018E",
                "LINK VLINK VIRTUAL 0 OSAPORT1 | EZX1018E",
                "LINK L2 IPAQENET OSAPORT1 VLANID 5000 | EZX1004E",
                "LINK L2 IPAQENET OSAPORT1 VLANDI 5 | EZX1003E",
                "LINK L2 IPAQENET OSAPORT1 SECCLASS | EZX1003E",
                "HOME 10.1.1.1 NOLINK | EZX1019E",
                "HOME 224.0.0.1 VLINK | EZX1004E",
                "HOME 10.1.1.1 VLINK 10.1.1.1 VLINK | EZX1018E",
                "HOME VLINK 10.1.1.1 | EZX1003E",
                "INTERFACE I DEFINE IPAQENET IPADDR 10.1.1.1/24 | EZX1017E",
                "INTERFACE I DEFINE IPAQENET PORTNAME OSAPORT1 IPADDR 10.1.1.1/24 | EZX1016E",
                "INTERFACE I DEFINE IPAQENET PORTNAME P IPADDR 10.1.1.1/24 INBPERF | EZX1003E",
                "INTERFACE VLINK DEFINE VIRTUAL6 IPADDR 2001:db8::1 | EZX1018E",
                "INTERFACE I DEFINE VIRTUAL6 IPADDR 10.1.1.1 | EZX1025E",
                "INTERFACE I DEFINE NOSUCHTYPE | EZX1003E",
                "INTERFACE NOSUCH DELETE | EZX1019E",
                "BSDROUTINGPARMS TRUE NOLINK 1500 0 255.255.255.0 0 ENDBSDROUTINGPARMS | EZX1019E",
                "BSDROUTINGPARMS TRUE VLINK 1500 99 255.255.255.0 0 ENDBSDROUTINGPARMS | EZX1004E",
                "BEGINROUTES ROUTE 10.1.0.0/16 = NOLINK ENDROUTES | EZX1019E",
                "BEGINROUTES ROTUE 10.1.0.0/16 = VLINK ENDROUTES | EZX1003E",
                "TRANSLATE 10.1.0.9 ETHERNET 0200 VLINK | EZX1003E",
                "AUTOLOG 99 FTPD ENDAUTOLOG | EZX1004E"
            })
    void mistakesOfLinksAreReportedOnceAndTheNextStatementStands(String statement, String id) {
        Compilation result = text(LINKS, statement, "IPCONFIG SOURCEVIPA");
        assertThat(result.diagnostics()).extracting(d -> d.message().name()).containsExactly(id);
        assertThat(result.profile().ipConfig().sourceVipa()).isTrue();
    }

    @Test
    void anOptionsValueMayNotBeLeftOutAtTheEndOfTheProfileEither() {
        Compilation result = text(LINKS, "INTERFACE I DEFINE IPAQENET PORTNAME P IPADDR 10.1.1.1/24 INBPERF");
        assertThat(result.diagnostics()).extracting(d -> d.message().name()).containsExactly("EZX1003E");
    }

    @Test
    void homeReplacesTheListInForce() {
        Profile base = clean(LINKS, "HOME 10.1.1.1 VLINK");
        assertThat(new Compile()
                        .on(base)
                        .of("HOME 10.1.1.2 VLINK")
                        .profile()
                        .links()
                        .home())
                .containsExactly(new Links.HomeAddress(IpAddress.of("10.1.1.2"), "VLINK"));
    }

    @Test
    void dvipaCannotBecomeAHomeAddress() {
        Compilation result = text(
                LINKS, "VIPADYNAMIC VIPADEFINE 255.255.255.0 192.0.2.100 ENDVIPADYNAMIC", "HOME 192.0.2.100 VLINK");
        assertThat(messages(result)).containsExactly("EZX1018E 3:6 192.0.2.100");
    }

    @Test
    void autolog() {
        assertThat(clean(
                                "AUTOLOG 5 FTPD JOBNAME FTPD1 PARMSTRING \"-d -t 5 ; x\"",
                                "  OMPROUTE DELAYSTART DVIPA ENDAUTOLOG")
                        .autolog())
                .containsExactly(
                        new AutologEntry("FTPD", "FTPD1", "-d -t 5 ; x"), new AutologEntry("OMPROUTE", "OMPROUTE", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TCPCONFIG RESTRICTLOWPORTS TCPSENDBFRSIZE 65535",
                "UDPCONFIG UDPCHKSUM",
                "SOMAXCONN 10",
                "ARPAGE 20",
                "KEEPALIVEOPTIONS PORT 23 INTERVAL 5 ENDKEEPALIVEOPTIONS",
                "ITRACE ON AUTOLOG 2",
                "DATASETPREFIX TCPIP",
                "NETACCESS INBOUND OUTBOUND 10.0.0.0/8 HOME DEFAULT 0 X ENDNETACCESS",
                "SMFCONFIG TYPE119 TCPINIT",
                "DELETE PORT 23 TCP X",
                "DELETE LINK VLINK"
            })
    void wellKnownStatementsAreAcceptedAndNotUsed(String statement) {
        Compilation result = text(statement, "IPCONFIG SOURCEVIPA");
        assertThat(messages(result)).hasSize(1);
        assertThat(messages(result).get(0)).startsWith("EZX1014I 1:1 ");
        assertThat(result.clean()).isTrue();
        assertThat(result.profile().ipConfig().sourceVipa()).isTrue();
        assertThat(result.profile().links()).isEqualTo(Links.NONE);
    }

    @Test
    void unreservedPortsOfPortrangeAreAMistakeAndNotTheEndOfTheWorld() {
        Compilation result = Compile.text("PORTRANGE UNRSV TCP * 6000 10 TCP RESERVED", "IPCONFIG SOURCEVIPA");
        assertThat(messages(result)).containsExactly("EZX1003E 1:11 UNRSV");
        assertThat(result.profile().ports()).hasSize(1);
        assertThat(result.profile().ipConfig().sourceVipa()).isTrue();
    }
}
