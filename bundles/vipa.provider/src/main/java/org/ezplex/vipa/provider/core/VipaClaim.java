// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider.core;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.profile.Moveable;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.DvipaOrigin;
import org.ezplex.vipa.DvipaStatus;

/**
 * What one stack says of one DVIPA in its VIPA list.
 *
 * @param identity which DVIPA it is, and what made it there
 * @param status its state there
 * @param rank VIPABACKUP rank, 0 for others
 * @param epoch for an ACTIVE one the epoch of the ownership, else the highest epoch the stack has heard of
 * @param target whether the stack is a target of it
 * @param entries how it is distributed, by the stack's own VIPADISTRIBUTE statements
 * @param bid its bid, if it bids
 * @param standing what the stack can do with it
 * @param given the member that it has given it to, for as long as it relays to that; empty for none
 */
public record VipaClaim(
        Identity identity,
        DvipaStatus status,
        int rank,
        long epoch,
        boolean target,
        List<DistributedRoute.Entry> entries,
        Optional<Bid> bid,
        Standing standing,
        String given) {

    /**
     * A DVIPA as a stack has it.
     *
     * @param address the DVIPA with its mask
     * @param interfaceName the IPv6 interface name, empty for IPv4
     * @param origin what made it there
     */
    public record Identity(IpPrefix address, String interfaceName, DvipaOrigin origin) {
        /** Checks that nothing is missing. */
        public Identity {
            Objects.requireNonNull(address);
            Objects.requireNonNull(interfaceName);
            Objects.requireNonNull(origin);
        }
    }

    /**
     * What a stack could do with a DVIPA.
     *
     * @param eligible whether it would take the DVIPA if nobody had it
     * @param offered whether it owns it and wants to be rid of it
     * @param moveable how it takes it; {@link Moveable#NONE} where that is not known
     */
    public record Standing(boolean eligible, boolean offered, Moveable moveable) {
        /** Of a mere target. */
        public static final Standing NONE = new Standing(false, false, Moveable.NONE);

        /** Refuses null. */
        public Standing {
            Objects.requireNonNull(moveable);
        }

        /** Whether its bid is for when the owner has no connection left. */
        public boolean patient() {
            return moveable == Moveable.WHENIDLE;
        }
    }

    /** Copies the list. */
    public VipaClaim {
        Objects.requireNonNull(identity);
        Objects.requireNonNull(status);
        entries = List.copyOf(entries);
        Objects.requireNonNull(bid);
        Objects.requireNonNull(standing);
        Objects.requireNonNull(given);
    }

    /** Which DVIPA it is. */
    public IpAddress dvipa() {
        return identity.address().address();
    }

    /** The same with other entries. */
    public VipaClaim with(List<DistributedRoute.Entry> newEntries) {
        return new VipaClaim(identity, status, rank, epoch, target, newEntries, bid, standing, given);
    }

    /** Whether the stack claims to own it; a target's address is active too, but claims nothing. */
    public boolean owns() {
        return status == DvipaStatus.ACTIVE && identity.origin() != DvipaOrigin.TARGET;
    }
}
