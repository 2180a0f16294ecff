// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator;

import java.util.Set;
import org.ezplex.net.IpAddress;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The connections that the kernel forwards on one interface. Of these it takes the segments that neither open nor end anything; it opens
 * connections itself to the ports that have been given {@link #turns}, and tells of them; all else goes the way it went before. Safe for
 * any thread; what is done for each packet allocates nothing and waits for nothing but its own turn; once closed, does nothing.
 */
@ProviderType
public interface KernelFlows extends AutoCloseable {
    /** A target that no segments are sent to. */
    long NOWHERE = -1;

    /** There is no such connection. */
    long NEVER = Long.MIN_VALUE;

    /**
     * Sets where a target takes its frames.
     *
     * @param number of the target, 0 to 32767
     * @param mac its MAC address as a number, or {@link #NOWHERE}
     */
    void target(int number, long mac);

    /** From now on the kernel forwards a connection to a target; false if there is no room for it. */
    boolean put(Flow flow, int target);

    /**
     * A connection is being opened, to a target that the kernel has not chosen. The kernel chooses none for it, and forwards it from the
     * first segment on that is no SYN, which it tells of ({@link News#established}); to one that takes no frames it forwards nothing. False
     * if there is no room for it.
     *
     * @param target 0 to 32767
     */
    boolean putOpening(Flow flow, int target);

    /**
     * {@link #put} or {@link #putOpening} of each of a batch, in their order, for half of what that costs; others wait meanwhile, for some
     * tens of microseconds. One that there is no room for keeps none of the others out. The batch stays as it is.
     *
     * @return a bit for each, the lowest for the first: whether the kernel has it; 0 once closed
     */
    long putAll(FlowBatch batch);

    /** From now on it does not. */
    void remove(Flow flow);

    /**
     * Takes over what an earlier run has left ({@link Accelerator#open}), if anything; to be called once, before anything is put. It takes
     * its time, some microseconds for each connection, and they go on to where they went meanwhile, as long as the lease is not over.
     */
    void inherit();

    /** How many connections of an earlier run have been taken over by {@link #inherit}. */
    int inherited();

    /**
     * Whether an earlier run has left a connection to just this target: it is as if {@link #put} now. If it has left it to any other, it is
     * removed. What has been put since is as it was, and costs nothing to ask for where nothing was left.
     *
     * @param target as for {@link #put}; -1 for none
     */
    boolean claim(Flow flow, int target);

    /** What an earlier run has left of connections to an address stays, whether or not it is claimed, until that address is disowned. */
    void keep(IpAddress dest);

    /**
     * Removes what an earlier run has left of connections to these addresses and nobody has claimed. Looks at every connection, some
     * microseconds each; what is done for packets does not wait for it.
     */
    void disown(Set<IpAddress> dests);

    /** Removes what an earlier run has left and nobody has claimed of all addresses that are not to be kept; takes as long. */
    void disown();

    /**
     * When the kernel has last forwarded a segment of a connection, to about a millisecond.
     *
     * @return in nanoseconds, as {@link System#nanoTime} counts them; {@link #NEVER} if the kernel does not have the connection
     */
    long seen(Flow flow);

    /**
     * Lets the kernel forward for so long from now on; whoever does not renew the lease any more, as it is dead or frozen, is not
     * forwarded for for longer than that.
     *
     * @param nanos how long; 0 to stop at once
     * @param nanosToOpen for how long it opens connections by itself, of which nobody hears meanwhile; at most {@code nanos}, 0 for none
     */
    void renew(long nanos, long nanosToOpen);

    /**
     * Puts the kernel's program on the interface again if somebody has taken it away. The kernel may take its time over that, and nothing
     * else here waits for it.
     *
     * @return whether it had been taken away
     * @throws AcceleratorException if it cannot be put there again
     */
    boolean restore();

    /** How many segments have been forwarded. */
    long forwarded();

    /**
     * From now on the kernel gives new connections to a port to these targets in turn, and no more to those it was given before. It has to
     * have every connection to that port that goes on ({@link #put}, {@link #putOpening}): what it does not have is new. A SYN that is sent
     * again goes where the first one has gone as long as the turns are the same. It opens none when the lease for that is over
     * ({@link #renew}), and none that it cannot tell of.
     *
     * @param port 1 to 65535
     * @param targets 0 to 32767 each; a frame for 0 goes the way it went before, and the turn is told of like any other
     * @param turn the number of the next turn, counted on without a sign beyond the number of targets
     * @return whether it does; not if there are no targets, more than 256, or there is no room: then it opens none to that port
     */
    boolean turns(IpAddress address, int port, int[] targets, int turn);

    /** From now on the kernel opens no more connections to a port. */
    void endTurns(IpAddress address, int port);

    /** Told of what the kernel has done by itself, in the order in which it was done, by one thread at a time; keeps none of the flows. */
    @ConsumerType
    interface News {
        /** It has given a new connection to a target: the next turn, and an entry as by {@link #putOpening}. */
        void opening(Flow flow, int target);

        /** The client has answered: the entry is as by {@link #put}. */
        void established(Flow flow);
    }

    /** From now on this one is told, by {@link #hear} and, of the rest, by {@link #close}. Until then nobody is, and nothing is kept. */
    void listen(News listener);

    /**
     * Tells everything that the kernel has done until now and that has not been told. No two threads tell at once: one waits for the other.
     * What the kernel does meanwhile is left to the next call, so that each ends.
     *
     * @return false if the kernel has begun to tell something and has not finished that within about a millisecond: that, and what came after
     *     it, is yet to be told
     */
    boolean hear();

    /** Waits for up to about 100 ms until there is something to hear; false once closed. */
    boolean awaitNews();

    /** How many connections the kernel has opened, those in the turn of target 0 among them. */
    long opened();

    /**
     * A socket filter of the kernel's, as a file descriptor that is good until the result is closed: lets through what arrives for the
     * virtual MAC address or for a group, and is not forwarded in the kernel.
     */
    int remainder();

    /**
     * Tells what has not been told, and ends as if this process were killed: the kernel opens no more connections and forwards the rest, for as
     * long as the lease goes on. Whoever opens the same within that time goes on with it ({@link Accelerator#open}).
     */
    void leave();

    /** Stops forwarding, tells what has not been told, and leaves nothing in the kernel. Does nothing after {@link #leave}. */
    @Override
    void close();
}
