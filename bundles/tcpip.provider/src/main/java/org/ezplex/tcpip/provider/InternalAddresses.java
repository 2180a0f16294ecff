// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.util.Set;
import org.ezplex.net.IpAddress;
import org.ezplex.tcpip.StackException;

/** The DVIPAs on {@code lo}, and the settings that keep the host from answering ARP for them. */
final class InternalAddresses {
    private static final String ARP_IGNORE = "net/ipv4/conf/all/arp_ignore";
    private static final String ARP_ANNOUNCE = "net/ipv4/conf/all/arp_announce";

    private final HostChanges changes;
    private final LoopbackAddresses kernel;

    InternalAddresses(HostChanges changes, LoopbackAddresses kernel) {
        this.changes = changes;
        this.kernel = kernel;
    }

    /** Whether {@code key} is one of the settings that keep the host from answering for an internal address. */
    static boolean silences(String key) {
        return key.equals(ARP_IGNORE) || key.equals(ARP_ANNOUNCE);
    }

    /** Adopts what an earlier process left; the host does not answer for that either. */
    synchronized HostChanges.Found begin() {
        HostChanges.Found found = changes.begin();
        if (addresses().stream().anyMatch(IpAddress::isV4)) {
            silence();
        }
        return found;
    }

    Set<IpAddress> addresses() {
        return changes.addresses();
    }

    synchronized void add(IpAddress dvipa) {
        if (dvipa.isAny() || dvipa.isMulticast() || dvipa.isLoopback()) {
            throw new StackException(dvipa + " cannot be an internal address");
        }
        begin();
        boolean there =
                kernel.all().stream().anyMatch(known -> known.prefix().address().equals(dvipa));
        boolean ours = addresses().contains(dvipa);
        if (there && !ours) {
            throw new StackException(dvipa + " is an address of this host already, and not Ezplex's; take it away first"
                    + " (ip address show to " + dvipa + ")");
        }
        if (there) {
            return;
        }
        try {
            // Settings first: there must be no moment at which the host answers for the address. For an address, `all`
            // and the
            // interface's own value count as their maximum; IPv6 answers only on the link that has the address.
            if (dvipa.isV4()) {
                silence();
            }
            changes.addAddress(dvipa);
        } catch (StackException e) {
            restoreIfLast();
            throw e;
        }
    }

    private void silence() {
        changes.raise(ARP_IGNORE, 1);
        changes.raise(ARP_ANNOUNCE, 2);
    }

    synchronized void remove(IpAddress dvipa) {
        if (addresses().contains(dvipa)) {
            changes.removeAddress(dvipa);
            restoreIfLast();
        }
    }

    private void restoreIfLast() {
        if (addresses().stream().noneMatch(IpAddress::isV4)) {
            changes.restore(InternalAddresses::silences);
        }
    }
}
