// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.osa.OatEntry;
import org.ezplex.osa.Registration;
import org.ezplex.system.EventLoop;

/**
 * Brings addresses into the OAT and out of it.
 *
 * <pre>
 *            register --> probing --(nobody answers)--> registered --(silence)--> admitted
 *                           | somebody uses it:              |
 *                           v InUse (E00A)                   |
 *  admit --> admitted --> admitted and probing --------------+
 *
 *  deregister, close: from everywhere to nowhere
 *  leave: left; registered at once if it is again, deregistered if it is not soon
 * </pre>
 */
final class Registrar {
    private static final String IN_USE = "E00A";
    private static final String TWICE = "E005";
    /** Much longer than it takes to replace a bundle. */
    private static final Duration LEFT_FOR = Duration.ofSeconds(5);

    private final long vmac;
    private final Oat oat;
    private final Fence fence;
    private final Herald herald;
    private final EventLoop loop;
    private final Consumer<ByteBuffer> wire;
    private final Refusals refusals;

    Registrar(
            long vmac,
            Oat oat,
            Fence fence,
            Herald herald,
            EventLoop loop,
            Consumer<ByteBuffer> wire,
            Refusals refusals) {
        this.vmac = vmac;
        this.oat = oat;
        this.fence = fence;
        this.herald = herald;
        this.loop = loop;
        this.wire = wire;
        this.refusals = refusals;
    }

    CompletionStage<Registration> register(IpAddress address, Timing.Effort effort) {
        Slot slot;
        synchronized (oat) {
            Slot held = oat.find(address);
            if (held != null && held.left() && held.registered()) {
                return succeed(held);
            }
            if (held != null && held.attempted() && !held.left()) {
                refusals.refused(TWICE, address, new MacAddress(vmac));
                return CompletableFuture.completedFuture(new Registration.AlreadyRegistered());
            }
            slot = Slot.attempt(address, held != null);
            oat.put(slot);
        }
        begin(slot, effort);
        return slot.outcome();
    }

    /** It has been answered for all the time: nobody else can have it. */
    private CompletionStage<Registration> succeed(Slot held) {
        Slot slot = Slot.attempt(held.address(), held.admitted());
        slot.markRegistered();
        oat.put(slot);
        slot.outcome().complete(new Registration.Registered());
        herald.proclaim(slot);
        return slot.outcome();
    }

    /** Who yields listens first, so that somebody who is entitled and probes at the same time is not kept from it. */
    private void begin(Slot slot, Timing.Effort effort) {
        if (oat.yields() && effort.count() > 0) {
            loop.schedule(effort.interval(), () -> probe(slot, effort, 0));
        } else {
            probe(slot, effort, 0);
        }
    }

    private void probe(Slot slot, Timing.Effort effort, int sent) {
        if (!oat.holds(slot)) {
            return;
        }
        long note = slot.takeNote();
        if (note != Slot.NOBODY) {
            reject(slot, Slot.station(note));
        } else if (!fence.isOpen()) {
            // What was or was not heard before says nothing any more.
            loop.schedule(Herald.FENCED, () -> begin(slot, effort));
        } else if (sent < effort.count()) {
            Announcement.probe(slot.address(), vmac).forEach(wire);
            loop.schedule(effort.interval(), () -> probe(slot, effort, sent + 1));
        } else {
            slot.markRegistered();
            refusals.had(slot.address());
            slot.outcome().complete(new Registration.Registered());
            herald.proclaim(slot);
        }
    }

    /** Ends an attempt: {@code holder} uses the address, or has more right to it. */
    void reject(Slot slot, long holder) {
        synchronized (oat) {
            if (!oat.holds(slot)) {
                return;
            }
            if (slot.admitted()) {
                oat.put(Slot.admitted(slot.address()));
            } else {
                oat.remove(slot);
            }
        }
        refusals.refused(IN_USE, slot.address(), new MacAddress(holder));
        slot.outcome().complete(new Registration.InUse(new MacAddress(holder)));
    }

    void admit(IpAddress address) {
        synchronized (oat) {
            Slot held = oat.find(address);
            if (held == null || (held.left() && !held.registered())) {
                oat.put(Slot.admitted(address));
            } else if (held.left()) {
                held.markAdmittedAnew();
            } else {
                held.markAdmitted();
            }
        }
    }

    void silence(IpAddress address) {
        Slot held;
        synchronized (oat) {
            held = oat.find(address);
            if (held == null || !held.attempted()) {
                return;
            }
            oat.put(Slot.admitted(address));
        }
        held.outcome().complete(new Registration.Withdrawn());
    }

    void deregister(IpAddress address) {
        Slot slot;
        synchronized (oat) {
            slot = oat.find(address);
            if (slot == null) {
                return;
            }
            oat.remove(slot);
        }
        slot.outcome().complete(new Registration.Withdrawn());
    }

    /** All that is in waits for a successor to put it in anew. */
    void leave() {
        List<Slot> left = oat.slots();
        left.forEach(Slot::markLeft);
        loop.schedule(LEFT_FOR, () -> left.forEach(this::endLeft));
    }

    /** What another adapter has registered and admitted waits for its user to put it in here. */
    void inherit(List<OatEntry> entries) {
        List<Slot> left = entries.stream().map(Slot::left).toList();
        left.forEach(oat::put);
        loop.schedule(LEFT_FOR, () -> left.forEach(this::endLeft));
    }

    /** Takes a slot out that nobody has taken over, but for what a successor has asked for. */
    private void endLeft(Slot slot) {
        synchronized (oat) {
            if (!oat.holds(slot)) {
                return;
            }
            if (slot.admittedAnew()) {
                oat.put(Slot.admitted(slot.address()));
            } else {
                oat.remove(slot);
            }
        }
        slot.outcome().complete(new Registration.Withdrawn());
    }

    /** Takes everything out. */
    void close() {
        oat.slots().forEach(slot -> deregister(slot.address()));
    }
}
