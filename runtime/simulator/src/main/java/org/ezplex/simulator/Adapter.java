// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.osa.Probe;
import org.ezplex.osa.Registration;

/** The shared adapter of one life of a stack: does what {@code osa.api} promises, with the probes and announcements of the product. */
final class Adapter {
    private static final long SOON = Agenda.MILLISECOND;
    private static final long FENCED = 50 * Agenda.MILLISECOND;
    private static final int TRIES = 3;
    private static final long PATIENCE = 100 * Agenda.MILLISECOND;
    private static final long DEFEND_AFTER = 5 * Agenda.SECOND;
    private static final long[] ANNOUNCEMENTS = {50, 150, 1000, 1000};

    private final long vmac;
    private final Loop loop;
    private final BooleanSupplier fence;
    private final Consumer<Frame> wire;
    private final Claims claimed;
    private final SortedMap<IpAddress, Slot> slots = new TreeMap<>();
    private final SortedMap<Integer, CompletableFuture<Boolean>> inquiries = new TreeMap<>();
    private boolean yields;

    /** Hears of other stations' claims to registered addresses. */
    interface Claims {
        /** {@code probe} is whether the station only asks if it may have it. */
        void seen(IpAddress address, long station, boolean probe);
    }

    /**
     * An adapter.
     *
     * @param vmac its virtual MAC address
     * @param loop the system's event loop
     * @param fence whether it may act
     * @param wire what is to be heard by all
     * @param claimed is told of other stations' claims to registered addresses
     */
    Adapter(long vmac, Loop loop, BooleanSupplier fence, Consumer<Frame> wire, Claims claimed) {
        this.vmac = vmac;
        this.loop = loop;
        this.fence = fence;
        this.wire = wire;
        this.claimed = claimed;
    }

    boolean answers(IpAddress address) {
        Slot slot = slots.get(address);
        return slot != null && slot.registered();
    }

    boolean takesFrames(IpAddress address) {
        Slot slot = slots.get(address);
        return slot != null && (slot.registered() || slot.admitted());
    }

    boolean knows(IpAddress address) {
        return slots.containsKey(address);
    }

    void yielding(boolean wanted) {
        yields = wanted;
    }

    // ---- registrations ---------------------------------------------------------------------------------------------

    void register(IpAddress address, Probe probe, Consumer<Registration> outcome) {
        Slot held = slots.get(address);
        if (held != null && held.attempted()) {
            outcome.accept(new Registration.AlreadyRegistered());
            return;
        }
        Slot slot = Slot.attempt(outcome, held != null);
        slots.put(address, slot);
        loop.execute(() -> begin(address, slot, probe));
    }

    private static int count(Probe probe) {
        return switch (probe) {
            case THOROUGH -> 3;
            case PATIENT -> 15;
            case QUICK -> 2;
            case NONE -> 0;
        };
    }

    private static long interval(Probe probe) {
        int millis =
                switch (probe) {
                    case THOROUGH -> 50;
                    case PATIENT -> 200;
                    default -> 6;
                };
        return millis * Agenda.MILLISECOND;
    }

    private void begin(IpAddress address, Slot slot, Probe probe) {
        if (yields && count(probe) > 0) {
            loop.schedule(interval(probe), () -> probe(address, slot, probe, 0));
        } else {
            probe(address, slot, probe, 0);
        }
    }

    private void probe(IpAddress address, Slot slot, Probe probe, int sent) {
        if (slots.get(address) != slot) {
            return;
        }
        long note = slot.takeNote();
        if (note != Slot.NOBODY) {
            reject(address, slot, note);
        } else if (!fence.getAsBoolean()) {
            loop.schedule(FENCED, () -> begin(address, slot, probe));
        } else if (sent < count(probe)) {
            wire.accept(new Frame.Probe(address, vmac));
            loop.schedule(interval(probe), () -> probe(address, slot, probe, sent + 1));
        } else {
            slot.markRegistered();
            slot.end(new Registration.Registered());
            announce(address, slot, 0);
        }
    }

    private void reject(IpAddress address, Slot slot, long holder) {
        if (slots.get(address) != slot) {
            return;
        }
        if (slot.admitted()) {
            slots.put(address, Slot.ofAdmitted());
        } else {
            slots.remove(address);
        }
        slot.end(new Registration.InUse(new MacAddress(holder)));
    }

    private void announce(IpAddress address, Slot slot, int sent) {
        if (slots.get(address) != slot) {
            return;
        }
        if (!fence.getAsBoolean()) {
            loop.schedule(FENCED, () -> announce(address, slot, sent));
            return;
        }
        wire.accept(new Frame.Claim(address, vmac));
        if (sent < ANNOUNCEMENTS.length) {
            loop.schedule(ANNOUNCEMENTS[sent] * Agenda.MILLISECOND, () -> announce(address, slot, sent + 1));
        }
    }

    void announceAgain(IpAddress address) {
        if (answers(address) && fence.getAsBoolean()) {
            wire.accept(new Frame.Claim(address, vmac));
        }
    }

    void inquire(IpAddress address) {
        if (answers(address) && fence.getAsBoolean()) {
            wire.accept(new Frame.Probe(address, vmac));
        }
    }

    void admit(IpAddress address) {
        slots.computeIfAbsent(address, a -> Slot.ofAdmitted()).markAdmitted();
    }

    void silence(IpAddress address) {
        Slot slot = slots.get(address);
        if (slot != null && slot.attempted()) {
            slots.put(address, Slot.ofAdmitted());
            slot.end(new Registration.Withdrawn());
        }
    }

    void deregister(IpAddress address) {
        Slot slot = slots.remove(address);
        if (slot != null) {
            slot.end(new Registration.Withdrawn());
        }
    }

    // ---- inquiries -------------------------------------------------------------------------------------------------

    /** Whether the kernel of a host answers. */
    CompletionStage<Boolean> alive(int host) {
        CompletableFuture<Boolean> known = inquiries.get(host);
        if (known != null) {
            return known;
        }
        CompletableFuture<Boolean> outcome = new CompletableFuture<>();
        inquiries.put(host, outcome);
        loop.execute(() -> ask(host, outcome, 0));
        return outcome;
    }

    private void ask(int host, CompletableFuture<Boolean> outcome, int sent) {
        if (outcome.isDone()) {
            return;
        }
        if (sent == TRIES) {
            inquiries.remove(host);
            outcome.complete(false);
            return;
        }
        if (fence.getAsBoolean()) {
            wire.accept(new Frame.HostRequest(host, vmac));
        }
        loop.schedule(PATIENCE, () -> ask(host, outcome, sent + 1));
    }

    void heard(Frame.HostReply reply) {
        CompletableFuture<Boolean> outcome = fence.getAsBoolean() ? inquiries.remove(reply.host()) : null;
        if (outcome != null) {
            outcome.complete(true);
        }
    }

    // ---- frames ----------------------------------------------------------------------------------------------------

    /** Works off an ARP frame; returns the answer to its sender, or null. */
    Frame arp(Frame frame) {
        if (!fence.getAsBoolean()) {
            return null;
        }
        if (frame instanceof Frame.Claim claim && claim.by() != vmac) {
            Slot slot = slots.get(claim.address());
            if (slot != null && slot.attempted()) {
                note(claim.address(), slot, claim.by(), false);
            }
        } else if (frame instanceof Frame.Request request && answers(request.address())) {
            return new Frame.Claim(request.address(), vmac);
        } else if (frame instanceof Frame.Probe probe && probe.by() != vmac) {
            return probed(probe);
        }
        return null;
    }

    private Frame probed(Frame.Probe probe) {
        Slot slot = slots.get(probe.address());
        if (slot == null || !slot.attempted()) {
            return null;
        }
        if (slot.registered()) {
            note(probe.address(), slot, probe.by(), true);
            return yields ? null : new Frame.Claim(probe.address(), vmac);
        }
        if (vmac >= probe.by() || yields) {
            note(probe.address(), slot, probe.by(), true);
        }
        return null;
    }

    private void note(IpAddress address, Slot slot, long by, boolean probe) {
        slot.note(by, probe);
        loop.schedule(SOON, () -> lookAt(address, slot, probe));
    }

    private void lookAt(IpAddress address, Slot slot, boolean probe) {
        long station = slots.get(address) == slot ? slot.takeNote() : Slot.NOBODY;
        if (station == Slot.NOBODY) {
            return;
        }
        if (!slot.registered()) {
            reject(address, slot, station);
            return;
        }
        claimed.seen(address, station, probe);
        if (!probe && slots.get(address) == slot && !yields) {
            loop.schedule(DEFEND_AFTER, () -> {
                if (answers(address) && !yields && fence.getAsBoolean()) {
                    wire.accept(new Frame.Claim(address, vmac));
                }
            });
        }
    }
}
