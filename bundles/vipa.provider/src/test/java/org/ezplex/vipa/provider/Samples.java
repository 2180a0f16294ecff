// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.net.MacAddress;
import org.ezplex.net.PortRange;
import org.ezplex.profile.DistMethod;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.profile.Moveable;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.DvipaOrigin;
import org.ezplex.vipa.DvipaStatus;
import org.ezplex.vipa.StackInfo;

/** Stacks, statements and claims for tests. */
final class Samples {
    static final IpAddress DVIPA = IpAddress.of("192.0.2.100");
    static final IpAddress DVIPA6 = IpAddress.of("2001:db8:1::100");

    private Samples() {}

    static String member(int number) {
        return "SYS" + number + "    TCPIP";
    }

    static IpAddress xcf(int number) {
        return IpAddress.of("198.51.100." + number);
    }

    static IpAddress xcf6(int number) {
        return IpAddress.of("2001:db8:2::" + number);
    }

    /** With an adapter and an IPv4 dynamic XCF address. */
    static StackInfo stack(int number) {
        return stack(number, true, false);
    }

    static StackInfo stack(int number, boolean adapter, boolean six) {
        return new StackInfo(
                member(number),
                "SYS" + number,
                "TCPIP",
                Integer.toString(number),
                Optional.of(xcf(number)),
                six ? Optional.of(xcf6(number)) : Optional.empty(),
                adapter ? Optional.of(new MacAddress(number)) : Optional.empty());
    }

    static DvipaDefinition define(IpAddress dvipa) {
        return definition(dvipa, 0);
    }

    static DvipaDefinition backup(IpAddress dvipa, int rank) {
        return definition(dvipa, rank);
    }

    private static DvipaDefinition definition(IpAddress dvipa, int rank) {
        return new DvipaDefinition(new IpPrefix(dvipa, 24), "", rank, Moveable.NONE, 0, false, false);
    }

    /** Port 80 to these stacks, or to all if none is named. */
    static Distribution distribute(IpAddress dvipa, IpAddress... to) {
        return distribute(dvipa, 80, to);
    }

    static Distribution distribute(IpAddress dvipa, int port, IpAddress... to) {
        List<Distribution.Destination> destinations = Stream.of(to)
                .map(address -> new Distribution.Destination(address, 10, Distribution.StandbyRole.NONE, 0))
                .toList();
        return new Distribution(
                dvipa,
                List.of(PortRange.of(port)),
                destinations,
                new DistMethod.RoundRobin(),
                -1,
                false,
                0,
                Distribution.Tier.NONE);
    }

    static DistributedRoute.Entry entry(int port, IpAddress... candidates) {
        return new DistributedRoute.Entry(List.of(PortRange.of(port)), List.of(candidates), "ROUNDROBIN");
    }

    /** A stack's claim to own a DVIPA. */
    static VipaClaim active(IpAddress dvipa, DvipaOrigin origin, long epoch, DistributedRoute.Entry... entries) {
        return new VipaClaim(
                new IpPrefix(dvipa, 24),
                "",
                origin,
                DvipaStatus.ACTIVE,
                origin == DvipaOrigin.VIPABACKUP ? 100 : 0,
                epoch,
                false,
                List.of(entries));
    }

    static VipaClaim waiting(IpAddress dvipa, long epoch) {
        return new VipaClaim(
                new IpPrefix(dvipa, 24), "", DvipaOrigin.VIPADEFINE, DvipaStatus.BACKUP, 0, epoch, false, List.of());
    }

    static VipaList list(int stack, VipaClaim... claims) {
        return new VipaList(stack(stack), List.of(claims));
    }
}
