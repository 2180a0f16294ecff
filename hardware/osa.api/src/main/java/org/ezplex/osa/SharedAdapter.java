// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.ezplex.accelerator.AcceleratorException;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The adapter one NIC plays for a stack. What is registered is answered for on the LAN (ARP, neighbour discovery, echo) with the
 * stack's virtual MAC address. Registered as a service while the NIC is open. Every method may be called from any thread.
 */
@ProviderType
public interface SharedAdapter {
    /** The interface it drives. */
    String interfaceName();

    /** The virtual MAC address: what registered addresses are answered with, never the NIC's own. */
    MacAddress vmac();

    /** The NIC's own MAC address: where other distributors send this stack's frames. */
    MacAddress nicMac();

    /**
     * Registers {@code address} in the OAT: probes the LAN for another holder (RFC 5227, RFC 4862), then answers for it and
     * announces it (gratuitous ARP, unsolicited NA). An admitted address stays admitted meanwhile, and also if the outcome is that
     * it is in use.
     *
     * @return done with the outcome when the probe has ended; never fails
     */
    CompletionStage<Registration> register(IpAddress address, Probe probe);

    /**
     * Hands the frames for {@code address} that come to the VMAC to the data path, without answering for it (ARP, neighbour
     * discovery, echo) or announcing it. Does nothing if it is registered.
     */
    void admit(IpAddress address);

    /** A registered address falls silent at once but stays admitted; a registration under way is withdrawn. */
    void silence(IpAddress address);

    /** Ends a registration or an admission, at once. Does nothing if there is none. */
    void deregister(IpAddress address);

    /**
     * Who has registered and admitted addresses goes, and a successor is expected to: until it registers or admits one anew nothing changes for
     * it, and if it does not within some seconds, it is deregistered. To register it anew takes no probes.
     */
    void leave();

    /**
     * While true, this adapter gives way: other stations' probes for registered addresses are not answered, their claims are not
     * contested, and of two that probe at once the other one wins.
     */
    void yielding(boolean yields);

    /** Tells {@code listener} of other stations that probe for or claim registered addresses, until the result is closed. */
    AutoCloseable watch(AdapterListener listener);

    /**
     * Puts a fence around the adapter. While {@code open} says false, frames are neither answered nor handed on, nothing is
     * announced or transmitted, and no probe ends well; what is kept back is counted. Frames to be handed on that come when it has just been
     * shut wait for up to 200 ms, those behind them too, and go on if it opens again.
     *
     * @param open asked for each frame, on any thread; must be cheap
     */
    void fence(BooleanSupplier open);

    /**
     * Asks a host for its own address, by a request to its MAC address alone, up to three times in 100 ms each.
     *
     * @return done with true as soon as it answers, or with false; fails with a {@code CancellationException} if the adapter is closed
     *     before, as nobody knows then
     */
    CompletionStage<Boolean> alive(IpAddress host, MacAddress mac);

    /** Announces a registered address again. */
    void announce(IpAddress address);

    /**
     * Asks once whether another station has a registered address too. Unlike an announcement it moves nobody's traffic; who has the
     * address answers, and the listeners hear of it.
     */
    void inquire(IpAddress address);

    /** The OAT: what is registered or admitted. */
    List<OatEntry> oat();

    /**
     * Puts a frame on the wire as it is, source MAC address included.
     *
     * @param frame as for {@code NicPort.transmit}; its source MAC address is the VMAC, never the NIC's own
     * @return whether it was sent; false while the fence is closed
     */
    boolean transmit(ByteBuffer frame);

    /**
     * Leaves to the kernel the connections that are put into the result, until {@link #decelerate}: their segments do not come to the data
     * path any more, as long as the fence is open and for the length of a lease after this system has died.
     *
     * @param user who is told of the connections that the kernel opens: it opens none while another one is the data path
     * @param mostFlows how many connections of each address family there is to be room for; at least 1
     * @param lost told, on a thread of the adapter's, if the kernel can do so no longer; all frames come to the data path again then
     * @throws AcceleratorException if this host cannot; the message says why and what would help
     * @throws IllegalStateException if it does so already
     */
    KernelFlows accelerate(DataPath user, int mostFlows, Consumer<AcceleratorException> lost);

    /**
     * All frames come to the data path again, and the table of {@link #accelerate} is of no use any more. If they do already, this only
     * takes away what an earlier run that was killed has left in the kernel.
     */
    void decelerate();

    /**
     * As {@link #decelerate}, but the kernel goes on for what is left of its lease: who accelerates within that time goes on with its table, and
     * no packet of a connection that is in it has been lost.
     */
    void leaveToKernel();

    /** What the adapter is and has done. */
    OsaInfo info();
}
