// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ezplex.autonomics.Condition;
import org.ezplex.autonomics.MonitorStatus;
import org.ezplex.autonomics.Presence;
import org.ezplex.distributor.DptEntry;
import org.ezplex.distributor.QuiesceTarget;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.profile.DistMethod;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.profile.GlobalConfig.SysplexMonitor;
import org.ezplex.profile.Moveable;
import org.ezplex.profile.Snapshot;
import org.ezplex.profile.Trial;
import org.ezplex.vipa.Dvipa;
import org.ezplex.vipa.DvipaOrigin;
import org.ezplex.vipa.DvipaStatus;
import org.ezplex.vipa.SysplexDvipa;
import org.ezplex.xcf.Intent;
import org.ezplex.xcf.MemberState;

/** Systems at which an operator has been at work, or that have given something away. */
final class VariedSamples {
    private static final Instant SINCE = Instant.parse("2026-11-21T18:27:40Z");

    private VariedSamples() {}

    /**
     * 192.0.2.100 was deactivated and has connections left, 192.0.2.101 was deactivated, 192.0.2.102 went to another stack,
     * 192.0.2.103 was a target's, 192.0.2.104 was deleted; two jobs are quiesced, an interface is down.
     */
    static FakeParts v4(Path home) {
        FakeParts parts = Samples.v4(home);
        parts.snapshots.set(
                0, new Snapshot(1, Instant.parse("2026-11-21T17:10:00Z"), "START", List.of("old"), 2, 0, false));
        parts.trial = Optional.of(new Trial("VARY OBEYFILE less.profile", 3, 2, 42));
        List<DvipaDefinition> dvipas = new ArrayList<>(parts.profile.dvipas());
        dvipas.add(define("192.0.2.102/24", ""));
        parts.profile = Samples.profile(dvipas, parts.profile.distributions());
        parts.dvipas.clear();
        parts.dvipas.add(dvipa("192.0.2.100/24", "", DvipaStatus.QUIESCING, DvipaOrigin.VIPADEFINE, 0));
        parts.dvipas.add(dvipa("192.0.2.101/32", "", DvipaStatus.DEACTIVATED, DvipaOrigin.VIPABACKUP, 100));
        parts.dvipas.add(dvipa("192.0.2.102/24", "", DvipaStatus.MOVING, DvipaOrigin.VIPADEFINE, 0));
        parts.dvipas.add(dvipa("192.0.2.103/32", "", DvipaStatus.QUIESCING, DvipaOrigin.TARGET, 0));
        parts.dvipas.add(dvipa("192.0.2.104/24", "", DvipaStatus.DELETED, DvipaOrigin.VIPADEFINE, 0));
        parts.sysplex.clear();
        parts.sysplex.add(sysplex("192.0.2.100/24", "", DvipaStatus.QUIESCING, 0));
        parts.sysplex.add(sysplex("192.0.2.101/32", "", DvipaStatus.DEACTIVATED, 100));
        parts.sysplex.add(sysplex("192.0.2.102/24", "", DvipaStatus.MOVING, 0));
        parts.sysplex.add(sysplex("192.0.2.104/24", "", DvipaStatus.DELETED, 0));
        parts.dpt.clear();
        parts.dpt.add(weighted(Samples.DVIPA, Samples.XCF1, Samples.SYS1, 0, 10));
        parts.dpt.add(weighted(Samples.DVIPA, Samples.XCF2, Samples.SYS2, 1, 40));
        parts.quiesced.add(QuiesceTarget.ofPort(80, "HTTPD"));
        parts.quiesced.add(QuiesceTarget.ofJob("FTPD"));
        parts.monitor = Optional.of(monitor());
        return parts;
    }

    /** The same with an IPv6 DVIPA, deactivated too; the whole target is quiesced. */
    static FakeParts v6(Path home) {
        FakeParts parts = v4(home);
        List<DvipaDefinition> dvipas = new ArrayList<>(parts.profile.dvipas());
        dvipas.add(define("2001:db8:1::100/128", "DVIPA1"));
        List<Distribution> distributions = new ArrayList<>(parts.profile.distributions());
        distributions.add(new Distribution(
                Samples.DVIPA6,
                List.of(),
                List.of(new Distribution.Destination(
                        IpAddress.of("2001:db8:2::12"), 40, Distribution.StandbyRole.NONE, 0)),
                new DistMethod.WeightedActive(),
                -1,
                false,
                0,
                Distribution.Tier.NONE));
        parts.profile = Samples.profile(dvipas, distributions);
        parts.dvipas.add(dvipa("2001:db8:1::100/128", "DVIPA1", DvipaStatus.DEACTIVATED, DvipaOrigin.VIPADEFINE, 0));
        parts.sysplex.add(sysplex("2001:db8:1::100/128", "DVIPA1", DvipaStatus.DEACTIVATED, 0));
        parts.dpt.add(weighted(Samples.DVIPA6, IpAddress.of("2001:db8:2::12"), Samples.SYS2, 1, 40));
        parts.quiesced.clear();
        parts.quiesced.add(QuiesceTarget.WHOLE);
        return parts;
    }

    /** A system that its monitor has taken out of the group. */
    static FakeParts left(Path home) {
        FakeParts parts = Samples.v4(home);
        parts.members.set(0, Samples.member("SYS1", MemberState.NOT_DEFINED, 1));
        parts.members.set(1, Samples.member("SYS2", MemberState.NOT_DEFINED, 3));
        parts.intent = Intent.OUT;
        parts.dvipas.clear();
        parts.dvipas.add(dvipa("192.0.2.100/24", "", DvipaStatus.LEFT, DvipaOrigin.VIPADEFINE, 0));
        parts.dvipas.add(dvipa("192.0.2.101/32", "", DvipaStatus.LEFT, DvipaOrigin.VIPABACKUP, 100));
        parts.quiesced.add(QuiesceTarget.ofPort(80));
        MonitorStatus before = monitor();
        parts.monitor = Optional.of(new MonitorStatus(Presence.LEFT, before.settings(), before.checks()));
        return parts;
    }

    private static MonitorStatus monitor() {
        List<MonitorStatus.Check> checks = Arrays.stream(Condition.values())
                .map(condition -> switch (condition) {
                    case PARTNERS -> check(condition, MonitorStatus.Progress.PENDING, "NO OTHER SYSTEM ANSWERS");
                    case INTERFACES -> check(condition, MonitorStatus.Progress.REPORTED, "lan0 HAS NO LINK");
                    case ROUTES -> absent(condition, MonitorStatus.Progress.UNMONITORED);
                    case STALL, MEMORY -> absent(condition, MonitorStatus.Progress.CLEAR);
                })
                .toList();
        return new MonitorStatus(Presence.MEMBER, new SysplexMonitor(true, true, false, true, false, true, 60), checks);
    }

    private static MonitorStatus.Check check(Condition condition, MonitorStatus.Progress progress, String detail) {
        return new MonitorStatus.Check(condition, progress, Optional.of(SINCE), detail);
    }

    private static MonitorStatus.Check absent(Condition condition, MonitorStatus.Progress progress) {
        return new MonitorStatus.Check(condition, progress, Optional.empty(), "");
    }

    private static DvipaDefinition define(String address, String interfaceName) {
        return new DvipaDefinition(IpPrefix.of(address), interfaceName, 0, Moveable.IMMEDIATE, 0, false, false);
    }

    private static Dvipa dvipa(String address, String name, DvipaStatus status, DvipaOrigin origin, int rank) {
        boolean target = origin == DvipaOrigin.TARGET;
        return new Dvipa(
                IpPrefix.of(address),
                name,
                status,
                origin,
                rank,
                rank == 0 && !target,
                target,
                6,
                Samples.SYS2,
                Optional.empty());
    }

    private static SysplexDvipa sysplex(String address, String name, DvipaStatus here, int rank) {
        return new SysplexDvipa(
                IpPrefix.of(address),
                name,
                DvipaOrigin.VIPADEFINE,
                List.of(
                        new SysplexDvipa.Row("TCPIP", "SYS2", DvipaStatus.ACTIVE, 0, true, true),
                        new SysplexDvipa.Row("TCPIP", "SYS1", here, rank, true, false),
                        new SysplexDvipa.Row("TCPIP", "SYS3", DvipaStatus.LEFT, 50, false, false)));
    }

    private static DptEntry weighted(IpAddress dvipa, IpAddress target, String member, int ready, int weight) {
        return new DptEntry(dvipa, 80, target, member, ready, 200, 3, weight, 100, "WEIGHTEDACTIVE", false, ready == 0);
    }
}
