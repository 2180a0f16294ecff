// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa;

import java.util.List;
import org.ezplex.net.IpAddress;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The DVIPAs of this stack. Every method may be called by any thread, the event loop included, and waits for nothing. No argument may
 * be null, and no answer is. Reports are snapshots that do not change; two of them may be of different moments. Requests are checked
 * at once against what is known then, and done later, on the event loop, in the order they came.
 */
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
     * be called again, and for bids that are no more; neither does anything.
     *
     * @param dvipa the address
     * @param epoch of the bid, as {@link VipaListener#prepare} was told it
     */
    void learned(IpAddress dvipa, long epoch);

    /**
     * Takes a DVIPA of this stack out of use: a backup takes over if there is one, and is given its connections (VARY
     * TCPIP,,SYSPLEX,DEACTIVATE).
     *
     * @param dvipa the address
     * @return whether another stack owns it or can take it over; false means that nobody answers for it then
     * @throws VipaException if it is not one of VIPADEFINE or VIPABACKUP here
     */
    boolean deactivate(IpAddress dvipa);

    /**
     * Puts a deactivated DVIPA to use again (VARY TCPIP,,SYSPLEX,REACTIVATE).
     *
     * @param dvipa the address
     * @throws VipaException if it is not deactivated here
     */
    void reactivate(IpAddress dvipa);

    /**
     * Gives every DVIPA to a backup, then leaves the sysplex group; definitions are kept (VARY TCPIP,,SYSPLEX,LEAVEGROUP). What is not
     * given after seconds is not waited for.
     *
     * @throws VipaException if this stack is not a member
     */
    void leaveGroup();

    /**
     * Joins the group again and takes up the definitions (VARY TCPIP,,SYSPLEX,JOINGROUP).
     *
     * @throws VipaException if this stack is, or is about to be, a member
     */
    void joinGroup();

    /**
     * Adds a listener, from a later turn of the event loop on; it is told of the present state first. The same listener added twice is
     * told everything twice.
     *
     * @return what ends that: may be closed by any thread and more than once; a call under way on the event loop goes on, none follows
     */
    AutoCloseable subscribe(VipaListener listener);
}
