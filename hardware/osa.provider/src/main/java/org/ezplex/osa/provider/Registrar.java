// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.osa.Registration;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;

/**
 * Brings addresses into the OAT and out of it.
 *
 * <pre>
 *  register --> probing --(nobody answers probeCount probes)--> registered --(announce, refresh)--> ...
 *                  |  somebody uses it: InUse (E00A)                |
 *                  +---------------- deregister, close -------------+--> gone
 * </pre>
 */
final class Registrar {
    private static final String IN_USE = "E00A";
    private static final String TWICE = "E005";
    private static final Duration DEFEND_AFTER = Duration.ofSeconds(5);

    private final String device;
    private final long vmac;
    private final Oat oat;
    private final Timing timing;
    private final EventLoop loop;
    private final Consumer<ByteBuffer> wire;
    private final Hardcopy hardcopy;
    /** The holder last reported of each address that could not be had. */
    private final Map<IpAddress, MacAddress> holders = new ConcurrentHashMap<>();

    Registrar(
            String device,
            long vmac,
            Oat oat,
            Timing timing,
            EventLoop loop,
            Consumer<ByteBuffer> wire,
            Hardcopy hardcopy) {
        this.device = device;
        this.vmac = vmac;
        this.oat = oat;
        this.timing = timing;
        this.loop = loop;
        this.wire = wire;
        this.hardcopy = hardcopy;
    }

    CompletionStage<Registration> register(IpAddress address) {
        Slot slot = new Slot(address);
        synchronized (oat) {
            if (oat.find(address) != null) {
                refused(TWICE, address, new MacAddress(vmac));
                return CompletableFuture.completedFuture(new Registration.AlreadyRegistered());
            }
            oat.add(slot);
        }
        loop.execute(() -> probe(slot, 0));
        return slot.outcome();
    }

    private void probe(Slot slot, int sent) {
        if (gone(slot)) {
            return;
        }
        long claimant = slot.takeClaimant();
        if (claimant != Slot.NOBODY) {
            reject(slot, claimant);
        } else if (sent < timing.probeCount()) {
            Announcement.probe(slot.address(), vmac).forEach(wire);
            loop.schedule(timing.probeInterval(), () -> probe(slot, sent + 1));
        } else {
            slot.markRegistered();
            holders.remove(slot.address());
            slot.outcome().complete(new Registration.Registered());
            announce(slot, 0);
        }
    }

    private void reject(Slot slot, long holder) {
        oat.remove(slot);
        refused(IN_USE, slot.address(), new MacAddress(holder));
        slot.outcome().complete(new Registration.InUse(new MacAddress(holder)));
    }

    /** One message for each holder, however often the address is asked for: the stack tries again as long as it wants it. */
    private void refused(String code, IpAddress address, MacAddress holder) {
        if (!holder.equals(holders.put(address, holder))) {
            hardcopy.issue(Message.EZZ4327I, code, address, device, holder);
        }
    }

    private void announce(Slot slot, int sent) {
        if (gone(slot)) {
            return;
        }
        sendAnnouncement(slot);
        if (sent + 1 < timing.announceCount()) {
            loop.schedule(timing.announceInterval(), () -> announce(slot, sent + 1));
        } else if (!timing.refresh().isZero()) {
            loop.schedule(timing.refresh(), () -> announce(slot, sent));
        }
    }

    private void sendAnnouncement(Slot slot) {
        Announcement.gratuitous(slot.address(), vmac).forEach(wire);
    }

    private boolean gone(Slot slot) {
        return oat.find(slot.address()) != slot;
    }

    /** Announces a registered address once, now. */
    void announce(IpAddress address) {
        Slot slot = oat.find(address);
        if (slot != null && slot.registered()) {
            sendAnnouncement(slot);
        }
    }

    void deregister(IpAddress address) {
        Slot slot = oat.find(address);
        if (slot != null && oat.remove(slot)) {
            slot.outcome().complete(new Registration.Withdrawn());
        }
    }

    /**
     * Reports registered addresses that another station has used since the last look, and announces them again a little later: if
     * the other station is their rightful new owner, this stack is told so before.
     */
    void defend() {
        for (Slot slot : oat.slots()) {
            long claimant = slot.registered() ? slot.takeClaimant() : Slot.NOBODY;
            if (claimant != Slot.NOBODY) {
                report(slot, claimant);
                loop.schedule(DEFEND_AFTER, () -> defend(slot));
            }
        }
    }

    private void defend(Slot slot) {
        if (!gone(slot)) {
            sendAnnouncement(slot);
        }
    }

    /** One message for each claimant, however often it claims. */
    private void report(Slot slot, long claimant) {
        if (slot.isNews(claimant)) {
            hardcopy.issue(Message.EZX4003E, slot.address(), device, new MacAddress(claimant));
        }
    }

    /** Takes everything out. */
    void close() {
        oat.slots().forEach(slot -> deregister(slot.address()));
    }
}
