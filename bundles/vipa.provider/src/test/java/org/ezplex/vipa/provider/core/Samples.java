// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider.core;

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
public final class Samples {
    public static final IpAddress DVIPA = IpAddress.of("192.0.2.100");
    public static final IpAddress DVIPA6 = IpAddress.of("2001:db8:1::100");

    private Samples() {}

    public static String member(int number) {
        return "SYS" + number + "    TCPIP";
    }

    public static IpAddress xcf(int number) {
        return IpAddress.of("198.51.100." + number);
    }

    public static IpAddress xcf6(int number) {
        return IpAddress.of("2001:db8:2::" + number);
    }

    /** With an adapter and an IPv4 dynamic XCF address. */
    public static StackInfo stack(int number) {
        return stack(number, true, false);
    }

    public static StackInfo stack(int number, boolean adapter, boolean six) {
        return new StackInfo(
                member(number),
                "SYS" + number,
                "TCPIP",
                Integer.toString(number),
                Optional.of(xcf(number)),
                six ? Optional.of(xcf6(number)) : Optional.empty(),
                adapter ? Optional.of(new MacAddress(number)) : Optional.empty(),
                adapter ? Optional.of(vmac(number)) : Optional.empty(),
                Optional.empty());
    }

    /** Of a stack with an adapter. */
    public static MacAddress vmac(int number) {
        return new MacAddress(0x0200_0000_0000L + number);
    }

    public static DvipaDefinition define(IpAddress dvipa) {
        return definition(dvipa, 0);
    }

    public static DvipaDefinition backup(IpAddress dvipa, int rank) {
        return definition(dvipa, rank);
    }

    private static DvipaDefinition definition(IpAddress dvipa, int rank) {
        return new DvipaDefinition(new IpPrefix(dvipa, 24), "", rank, Moveable.NONE, 0, false, false);
    }

    /** Port 80 to these stacks, or to all if none is named. */
    public static Distribution distribute(IpAddress dvipa, IpAddress... to) {
        return distribute(dvipa, 80, to);
    }

    public static Distribution distribute(IpAddress dvipa, int port, IpAddress... to) {
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

    public static DistributedRoute.Entry entry(int port, IpAddress... candidates) {
        return new DistributedRoute.Entry(List.of(PortRange.of(port)), List.of(candidates), "ROUNDROBIN");
    }

    /** A stack's claim to own a DVIPA. */
    public static VipaClaim active(IpAddress dvipa, DvipaOrigin origin, long epoch, DistributedRoute.Entry... entries) {
        int rank = origin == DvipaOrigin.VIPABACKUP ? 100 : 0;
        return claim(dvipa, origin, DvipaStatus.ACTIVE, rank, epoch, Optional.empty(), VipaClaim.Standing.NONE)
                .with(List.of(entries));
    }

    public static VipaClaim waiting(IpAddress dvipa, long epoch) {
        return notOwned(dvipa, DvipaStatus.BACKUP, epoch);
    }

    /** Of a stack whose profile has it no more. */
    public static VipaClaim deleted(IpAddress dvipa, long epoch) {
        return notOwned(dvipa, DvipaStatus.DELETED, epoch);
    }

    /** Of a stack that has given it to stack {@code to} and has connections left. */
    public static VipaClaim moving(IpAddress dvipa, long epoch, int to) {
        return with(notOwned(dvipa, DvipaStatus.MOVING, epoch), VipaClaim.Standing.NONE, member(to));
    }

    private static VipaClaim notOwned(IpAddress dvipa, DvipaStatus status, long epoch) {
        return claim(dvipa, DvipaOrigin.VIPADEFINE, status, 0, epoch, Optional.empty(), VipaClaim.Standing.NONE);
    }

    /** The same statement with MOVEABLE. */
    public static DvipaDefinition movable(DvipaDefinition d, Moveable moveable) {
        return new DvipaDefinition(
                d.address(), d.interfaceName(), d.rank(), moveable, d.tier(), d.cpcScope(), d.serviceManager());
    }

    /** The same statement without mask. */
    public static DvipaDefinition unmasked(DvipaDefinition d) {
        IpAddress dvipa = d.address().address();
        return new DvipaDefinition(
                new IpPrefix(dvipa, dvipa.bits()),
                d.interfaceName(),
                d.rank(),
                d.moveable(),
                d.tier(),
                d.cpcScope(),
                d.serviceManager());
    }

    /** A claim of a stack with MOVEABLE. */
    public static VipaClaim movable(VipaClaim claim, Moveable moveable) {
        VipaClaim.Standing standing = claim.standing();
        return with(claim, new VipaClaim.Standing(standing.eligible(), standing.offered(), moveable), claim.given());
    }

    /** A claim of a stack that waits for the last connection. */
    public static VipaClaim patient(VipaClaim claim) {
        return with(claim, new VipaClaim.Standing(true, false, Moveable.WHENIDLE), claim.given());
    }

    /** A claim of an owner that wants to be rid of it. */
    public static VipaClaim offered(VipaClaim claim) {
        return with(claim, new VipaClaim.Standing(false, true, Moveable.NONE), claim.given());
    }

    private static VipaClaim with(VipaClaim c, VipaClaim.Standing standing, String given) {
        return new VipaClaim(
                c.identity(), c.status(), c.rank(), c.epoch(), c.target(), c.entries(), c.bid(), standing, given);
    }

    /** A stack that would take it, by VIPABACKUP or, with rank 0, by VIPADEFINE. */
    public static VipaClaim candidate(IpAddress dvipa, int rank) {
        return claim(dvipa, rank, 0, Optional.empty(), new VipaClaim.Standing(true, false, Moveable.NONE));
    }

    /** A stack that bids. */
    public static VipaClaim bid(IpAddress dvipa, int rank, long epoch, boolean ready) {
        return claim(
                dvipa,
                rank,
                epoch - 1,
                Optional.of(new Bid(epoch, ready)),
                new VipaClaim.Standing(true, false, Moveable.NONE));
    }

    /** A stack with VIPABACKUP that does not own it. */
    public static VipaClaim backedUp(IpAddress dvipa, int rank, long epoch) {
        return claim(dvipa, rank, epoch, Optional.empty(), VipaClaim.Standing.NONE);
    }

    private static VipaClaim claim(
            IpAddress dvipa, int rank, long epoch, Optional<Bid> bid, VipaClaim.Standing standing) {
        DvipaOrigin origin = rank == 0 ? DvipaOrigin.VIPADEFINE : DvipaOrigin.VIPABACKUP;
        return claim(dvipa, origin, DvipaStatus.BACKUP, rank, epoch, bid, standing);
    }

    /** Of one that is not distributed, and not given to anybody. */
    private static VipaClaim claim(
            IpAddress dvipa,
            DvipaOrigin origin,
            DvipaStatus status,
            int rank,
            long epoch,
            Optional<Bid> bid,
            VipaClaim.Standing standing) {
        return new VipaClaim(
                new VipaClaim.Identity(new IpPrefix(dvipa, 24), "", origin),
                status,
                rank,
                epoch,
                false,
                List.of(),
                bid,
                standing,
                "");
    }

    public static VipaList list(int stack, VipaClaim... claims) {
        return new VipaList(stack(stack), List.of(claims));
    }
}
