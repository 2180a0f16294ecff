// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.TreeMap;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.tcpip.StackException;
import org.ezplex.tcpip.TcpipStack;

/**
 * The way to servers on this stack while it distributes: a data device, opened when it is first wanted. While there is none they are given
 * no connections. Used on the event loop only.
 */
final class OwnServers {
    private final TcpipStack stack;
    private final PacketPath path;
    private final Hardcopy hardcopy;
    private boolean opened;
    private boolean refused;

    OwnServers(TcpipStack stack, PacketPath path, Hardcopy hardcopy) {
        this.stack = stack;
        this.path = path;
        this.hardcopy = hardcopy;
    }

    /**
     * Opens the way, unless it is open; the operator is told once that it cannot be.
     *
     * @return whether it is open now though it could not be opened before
     */
    boolean open() {
        if (opened) {
            return false;
        }
        try {
            // In the place of one that a stack has left which has been replaced.
            path.device(stack.dataDevice());
            opened = true;
        } catch (StackException e) {
            if (!refused) {
                refused = true;
                hardcopy.issue(Message.EZX6001E, e.getMessage());
            }
            return false;
        }
        return refused;
    }

    /** What counts of a report of this stack's own. */
    Report reachable(Report own) {
        return own instanceof Report.ServerStatus status && !opened
                ? new Report.ServerStatus(status.dvipa(), status.epoch(), new TreeMap<>())
                : own;
    }
}
