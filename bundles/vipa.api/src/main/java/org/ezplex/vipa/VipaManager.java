// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa;

import java.util.List;
import org.ezplex.net.IpAddress;
import org.osgi.annotation.versioning.ProviderType;

/** The DVIPAs of this stack. Safe for any thread; reports are snapshots. */
@ProviderType
public interface VipaManager {
    /** This stack. */
    StackInfo self();

    /** Every active stack of the sysplex that has introduced itself, this one included, ordered by member name. */
    List<StackInfo> stacks();

    /** The DVIPAs on this stack, ordered by address. */
    List<Dvipa> dvipas();

    /** The DVIPAs of the sysplex, ordered by address. */
    List<SysplexDvipa> sysplex();

    /**
     * Says that every member that may have connections to a DVIPA has reported to this stack's bid, or that the time for it is over. May
     * be called again, and for bids that are no more.
     *
     * @param dvipa the address
     * @param epoch of the bid
     */
    void learned(IpAddress dvipa, long epoch);

    /**
     * Takes a DVIPA of this stack out of use: a backup takes over if there is one, and is given its connections (VARY
     * TCPIP,,SYSPLEX,DEACTIVATE). Returns at once.
     *
     * @return whether another stack owns it or can take it over; false means that nobody answers for it then
     * @throws VipaException if it is not one of VIPADEFINE or VIPABACKUP here
     */
    boolean deactivate(IpAddress dvipa);

    /**
     * Puts a deactivated DVIPA to use again (VARY TCPIP,,SYSPLEX,REACTIVATE).
     *
     * @throws VipaException if it is not deactivated here
     */
    void reactivate(IpAddress dvipa);

    /**
     * Gives every DVIPA to a backup, then leaves the sysplex group; definitions are kept (VARY TCPIP,,SYSPLEX,LEAVEGROUP). Returns at once.
     *
     * @throws VipaException if this stack is not a member
     */
    void leaveGroup();

    /**
     * Joins the group again and takes up the definitions (VARY TCPIP,,SYSPLEX,JOINGROUP). Returns at once.
     *
     * @throws VipaException if this stack is, or is about to be, a member
     */
    void joinGroup();

    /** Adds a listener; it is told of the present state first. Closed by the returned handle. */
    AutoCloseable subscribe(VipaListener listener);
}
