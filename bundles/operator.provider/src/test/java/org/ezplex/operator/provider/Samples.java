// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ezplex.distributor.CrtEntry;
import org.ezplex.distributor.DptEntry;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.net.MacAddress;
import org.ezplex.net.PortRange;
import org.ezplex.net.TcpConnection;
import org.ezplex.osa.OatEntry;
import org.ezplex.osa.OsaInfo;
import org.ezplex.profile.DistMethod;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.profile.GlobalConfig;
import org.ezplex.profile.IpConfig;
import org.ezplex.profile.IpConfig6;
import org.ezplex.profile.Links;
import org.ezplex.profile.Moveable;
import org.ezplex.profile.Profile;
import org.ezplex.profile.Snapshot;
import org.ezplex.profile.SourceIp;
import org.ezplex.profile.VipaRange;
import org.ezplex.profile.VipaRoute;
import org.ezplex.system.Message;
import org.ezplex.tcpip.HomeAddress;
import org.ezplex.tcpip.StackConnection;
import org.ezplex.tcpip.StackInterface;
import org.ezplex.tcpip.TcpState;
import org.ezplex.vipa.Dvipa;
import org.ezplex.vipa.DvipaOrigin;
import org.ezplex.vipa.DvipaStatus;
import org.ezplex.vipa.StackInfo;
import org.ezplex.vipa.SysplexDvipa;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.XcfMember;

/** Systems whose reports are kept as golden files. */
final class Samples {
    static final IpAddress DVIPA = IpAddress.of("192.0.2.100");
    static final IpAddress XCF1 = IpAddress.of("198.51.100.11");
    static final IpAddress XCF2 = IpAddress.of("198.51.100.12");
    static final IpAddress DVIPA6 = IpAddress.of("2001:db8:1::100");
    private static final IpAddress CLIENT = IpAddress.of("192.0.2.201");
    static final String SYS1 = "SYS1    TCPIP";
    static final String SYS2 = "SYS2    TCPIP";
    private static final Instant ACTIVATED = Instant.parse("2026-11-21T17:02:03Z");

    private Samples() {}

    /** A system that has just started: every part is there, nothing is in it. */
    static FakeParts empty(Path home) {
        FakeParts parts = new FakeParts(home);
        parts.members.add(member("SYS1", MemberState.ACTIVE, 1));
        return parts;
    }

    /** A system with IPv4 only. */
    static FakeParts v4(Path home) {
        FakeParts parts = empty(home);
        parts.members.add(member("SYS2", MemberState.ACTIVE, 3));
        parts.members.add(member("SYS3", MemberState.FAILED, 1));
        parts.profile = profile4();
        parts.dvipas.add(dvipa4(DvipaStatus.ACTIVE, DvipaOrigin.VIPADEFINE));
        parts.dvipas.add(new Dvipa(
                IpPrefix.of("192.0.2.101/32"),
                "",
                DvipaStatus.BACKUP,
                DvipaOrigin.VIPABACKUP,
                100,
                false,
                false,
                2,
                SYS2,
                Optional.empty()));
        parts.sysplex.add(new SysplexDvipa(
                IpPrefix.of("192.0.2.100/24"),
                "",
                DvipaOrigin.VIPADEFINE,
                List.of(
                        new SysplexDvipa.Row("TCPIP", "SYS1", DvipaStatus.ACTIVE, 0, true, true),
                        new SysplexDvipa.Row("TCPIP", "SYS2", DvipaStatus.BACKUP, 100, false, true))));
        parts.stacks.add(stack("SYS1", "1", XCF1));
        parts.stacks.add(stack("SYS2", "2", XCF2));
        parts.dpt.add(dpt(DVIPA, XCF1, SYS1, "ROUNDROBIN", 200));
        parts.dpt.add(dpt(DVIPA, XCF2, SYS2, "BASEWLM", 199));
        parts.crt.add(crt(DVIPA, CLIENT, 40001, XCF1, CrtEntry.State.ESTABLISHED));
        parts.crt.add(crt(DVIPA, CLIENT, 40002, XCF2, CrtEntry.State.CLOSING));
        parts.crt.add(crt(DVIPA, CLIENT, 40003, XCF2, CrtEntry.State.EMBRYONIC));
        host4(parts);
        history(parts);
        parts.hardcopy.issue(Message.EZX0002I, "SYS1");
        return parts;
    }

    private static void history(FakeParts parts) {
        String address = "VIPADEFINE MOVEABLE IMMEDIATE 255.255.255.0 192.0.2.10";
        List<String> first = List.of("IPCONFIG", "  SYSPLEXROUTING", "VIPADYNAMIC", address + "0", "ENDVIPADYNAMIC");
        List<String> second =
                List.of("IPCONFIG", "  SYSPLEXROUTING", "VIPADYNAMIC", address + "0", address + "1", "ENDVIPADYNAMIC");
        snapshot(parts, "START", "etc/PROFILE.TCPIP", 0, first);
        snapshot(parts, "VARY OBEYFILE more.profile", "more.profile", 1, second);
        snapshot(parts, "VARY OBEYFILE less.profile", "less.profile", 0, first);
    }

    private static void snapshot(FakeParts parts, String by, String file, int errors, List<String> statements) {
        int number = parts.snapshots.size() + 1;
        parts.snapshots.add(new Snapshot(
                number,
                Instant.parse("2026-11-21T17:00:00Z").plusSeconds(number * 600L),
                by,
                List.of(file),
                statements.size() - 3,
                errors,
                true));
        parts.statements.put(number, statements);
    }

    private static void host4(FakeParts parts) {
        parts.home.add(new HomeAddress(IpPrefix.of("127.0.0.1/8"), "lo", false, true));
        parts.home.add(new HomeAddress(IpPrefix.of("192.0.2.11/24"), "lan0", false, true));
        parts.home.add(new HomeAddress(IpPrefix.of("192.0.2.100/32"), "lo", true, false));
        MacAddress mac = MacAddress.of("02:00:00:00:00:0b");
        parts.interfaces.add(new StackInterface(1, "lo", new MacAddress(0), 65536, true, true));
        parts.interfaces.add(new StackInterface(2, "lan0", mac, 1500, true, true));
        parts.interfaces.add(new StackInterface(3, "xcf0", MacAddress.of("02:00:00:00:01:0b"), 1500, true, false));
        MacAddress vmac = MacAddress.of("02:e2:00:00:00:0b");
        parts.counters.put("FORWARDED", 481_516L);
        parts.counters.put("LOCAL", 2342L);
        parts.counters.put("CONNECTIONS", 1234L);
        parts.counters.put("UNREACHABLE", 0L);
        parts.counters.put("ESTABLISHED_NOW", 56L);
        parts.osa.add(new OsaInfo("lan0", "ring", mac, vmac, 1500, "PORTABLE", adapterCounters()));
        parts.oat.add(new OatEntry(DVIPA, vmac, OatEntry.State.REGISTERED, 42));
        parts.connections.add(connection("192.0.2.100", 80, "192.0.2.201", 40001, TcpState.ESTABLISHED, 0xBEEF));
        parts.connections.add(connection("0.0.0.0", 80, "0.0.0.0", 0, TcpState.LISTEN, 0xBEE0));
    }

    /** The names and their order are those of a real adapter. */
    private static Map<String, Long> adapterCounters() {
        Map<String, Long> counters = new LinkedHashMap<>();
        counters.put("RECEIVED", 4711L);
        counters.put("TRANSMITTED", 4242L);
        counters.put("RECEIVE DROPPED", 0L);
        counters.put("TRANSMIT FAILED", 0L);
        counters.put("SEGMENTED", 3L);
        counters.put("TO DATA PATH", 4188L);
        counters.put("NO DATA PATH", 0L);
        counters.put("ARP ANSWERED", 42L);
        counters.put("ARP IGNORED", 17L);
        counters.put("ARP CONFLICTS", 0L);
        counters.put("ARP INVALID", 0L);
        counters.put("ND ANSWERED", 0L);
        counters.put("ND IGNORED", 9L);
        counters.put("ND CONFLICTS", 0L);
        counters.put("ND INVALID", 0L);
        counters.put("ECHO ANSWERED", 5L);
        counters.put("ECHO INVALID", 0L);
        counters.put("NOT FOR US", 448L);
        counters.put("NOT REGISTERED", 2L);
        counters.put("NOT IP", 0L);
        counters.put("MALFORMED", 0L);
        counters.put("DEPARTED SYN", 1L);
        return counters;
    }

    /** The same with an IPv6 DVIPA. */
    static FakeParts v6(Path home) {
        FakeParts parts = v4(home);
        List<DvipaDefinition> dvipas = new java.util.ArrayList<>(parts.profile.dvipas());
        dvipas.add(new DvipaDefinition(
                IpPrefix.of("2001:db8:1::100/128"), "DVIPA1", 0, Moveable.IMMEDIATE, 0, false, false));
        List<Distribution> distributions = new java.util.ArrayList<>(parts.profile.distributions());
        distributions.add(new Distribution(
                DVIPA6,
                List.of(PortRange.of(80)),
                List.of(),
                new DistMethod.RoundRobin(),
                -1,
                false,
                0,
                Distribution.Tier.NONE));
        parts.profile = profile(dvipas, distributions);
        parts.dvipas.add(new Dvipa(
                new IpPrefix(DVIPA6, 128),
                "DVIPA1",
                DvipaStatus.ACTIVE,
                DvipaOrigin.TARGET,
                0,
                false,
                true,
                1,
                SYS2,
                Optional.empty()));
        parts.sysplex.add(new SysplexDvipa(
                new IpPrefix(DVIPA6, 128),
                "DVIPA1",
                DvipaOrigin.VIPADEFINE,
                List.of(
                        new SysplexDvipa.Row("TCPIP", "SYS2", DvipaStatus.ACTIVE, 0, true, false),
                        new SysplexDvipa.Row("TCPIP", "SYS1", DvipaStatus.ACTIVE, 0, false, true))));
        IpAddress xcf6 = IpAddress.of("2001:db8:2::12");
        parts.dpt.add(dpt(DVIPA6, xcf6, SYS2, "ROUNDROBIN", 7));
        parts.crt.add(crt(DVIPA6, IpAddress.of("2001:db8:1::201"), 50001, xcf6, CrtEntry.State.ESTABLISHED));
        parts.home.add(new HomeAddress(IpPrefix.of("2001:db8:1::11/64"), "lan0", false, true));
        parts.home.add(new HomeAddress(IpPrefix.of("fe80::ff:fe00:b/64"), "lan0", false, false));
        parts.connections.add(connection("::", 80, "::", 0, TcpState.LISTEN, 0xBEE1));
        return parts;
    }

    private static Profile profile4() {
        return profile(
                List.of(
                        new DvipaDefinition(IpPrefix.of("192.0.2.100/24"), "", 0, Moveable.IMMEDIATE, 0, false, false),
                        new DvipaDefinition(IpPrefix.of("192.0.2.101/32"), "", 100, Moveable.NONE, 0, false, false)),
                List.of(
                        new Distribution(
                                DVIPA,
                                List.of(PortRange.of(80), new PortRange(8000, 8010)),
                                List.of(),
                                DistMethod.BaseWlm.DEFAULT,
                                -1,
                                false,
                                0,
                                Distribution.Tier.NONE),
                        new Distribution(
                                DVIPA,
                                List.of(PortRange.of(443)),
                                List.of(
                                        new Distribution.Destination(XCF1, 10, Distribution.StandbyRole.PREFERRED, 0),
                                        new Distribution.Destination(XCF2, 10, Distribution.StandbyRole.BACKUP, 50)),
                                new DistMethod.HotStandby(true, false),
                                4,
                                true,
                                60,
                                Distribution.Tier.NONE)));
    }

    static Profile profile(List<DvipaDefinition> dvipas, List<Distribution> distributions) {
        return new Profile(
                dvipas,
                distributions,
                new IpConfig(
                        Optional.of(new IpPrefix(XCF1, 24)),
                        Optional.empty(),
                        1,
                        true,
                        true,
                        true,
                        Optional.of(DVIPA),
                        false),
                IpConfig6.DEFAULT,
                List.of(new VipaRange(IpPrefix.of("192.0.2.192/26"), "", Moveable.NONDISRUPTIVE, "")),
                List.of(new VipaRoute(XCF2, IpAddress.of("192.0.2.12"))),
                Optional.empty(),
                GlobalConfig.DEFAULT,
                List.of(),
                List.of(
                        new SourceIp("CICS*", Optional.empty(), Optional.of(DVIPA), "", SourceIp.Direction.CLIENT),
                        new SourceIp(
                                "",
                                Optional.of(IpPrefix.of("203.0.113.0/24")),
                                Optional.of(DVIPA),
                                "",
                                SourceIp.Direction.CLIENT)),
                Links.NONE,
                List.of());
    }

    static XcfMember member(String system, MemberState state, long incarnation) {
        ByteBuffer userState = ByteBuffer.wrap(new byte[] {1, (byte) 0xE2});
        return new XcfMember(XcfMember.nameOf(system, "TCPIP"), system, "TCPIP", incarnation, state, userState);
    }

    private static Dvipa dvipa4(DvipaStatus status, DvipaOrigin origin) {
        return new Dvipa(
                IpPrefix.of("192.0.2.100/24"), "", status, origin, 0, true, true, 5, SYS1, Optional.of(ACTIVATED));
    }

    private static StackInfo stack(String system, String clone, IpAddress xcf) {
        return new StackInfo(
                XcfMember.nameOf(system, "TCPIP"),
                system,
                "TCPIP",
                clone,
                Optional.of(xcf),
                Optional.empty(),
                Optional.of(MacAddress.of("02:00:00:00:00:0" + clone)));
    }

    private static DptEntry dpt(IpAddress dvipa, IpAddress target, String member, String method, long total) {
        return new DptEntry(dvipa, 80, target, member, 1, total, 3, 1, 100, method, false, member.equals(SYS1));
    }

    static CrtEntry crt(IpAddress dvipa, IpAddress client, int port, IpAddress target, CrtEntry.State state) {
        return new CrtEntry(new TcpConnection(dvipa, 80, client, port), target, state, CrtEntry.Origin.SYN);
    }

    private static StackConnection connection(
            String local, int localPort, String remote, int remotePort, TcpState state, long inode) {
        return new StackConnection(
                new TcpConnection(IpAddress.of(local), localPort, IpAddress.of(remote), remotePort), state, 0, inode);
    }
}
