// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.ezplex.net.IpAddress;
import org.ezplex.osa.OatEntry;
import org.ezplex.osa.Registration;

/**
 * One address of the OAT: admitted, or being registered, or both, then registered. The frame path reads it and leaves notes in it.
 * A new attempt and a silenced address get a new slot, so that what was scheduled for the old one ends.
 */
final class Slot {
    /** No conflict was noticed. */
    static final long NOBODY = -1;

    private static final long PROBE = 1L << 48;

    private final IpAddress address;
    private final boolean attempted;
    private final CompletableFuture<Registration> outcome = new CompletableFuture<>();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong note = new AtomicLong(NOBODY);
    private volatile boolean admitted;
    private volatile boolean registered;
    private volatile boolean left;
    private volatile boolean admittedAnew;
    private long lastReported = NOBODY;
    private boolean defending;

    private Slot(IpAddress address, boolean attempted, boolean admitted) {
        this.address = address;
        this.attempted = attempted;
        this.admitted = admitted;
    }

    /** A slot of an address that is to be registered. */
    static Slot attempt(IpAddress address, boolean admitted) {
        return new Slot(address, true, admitted);
    }

    /** A slot of an address whose frames are taken, no more. */
    static Slot admitted(IpAddress address) {
        return new Slot(address, false, true);
    }

    /** A slot of what another adapter has. */
    static Slot left(OatEntry entry) {
        boolean registered = entry.state() == OatEntry.State.REGISTERED;
        Slot slot = new Slot(entry.address(), registered, !registered);
        slot.registered = registered;
        slot.left = true;
        return slot;
    }

    IpAddress address() {
        return address;
    }

    CompletableFuture<Registration> outcome() {
        return outcome;
    }

    /** Whether it is registered or on the way there, so that it matters who else uses the address. */
    boolean attempted() {
        return attempted;
    }

    boolean registered() {
        return registered;
    }

    void markRegistered() {
        registered = true;
    }

    /** Whether it was admitted, whatever else it is. */
    boolean admitted() {
        return admitted;
    }

    void markAdmitted() {
        admitted = true;
    }

    /** Whether who has registered or admitted it has gone, and a successor has not done so yet. */
    boolean left() {
        return left;
    }

    void markLeft() {
        left = true;
    }

    /** Whether the successor of who has left it has admitted it. */
    boolean admittedAnew() {
        return admittedAnew;
    }

    void markAdmittedAnew() {
        admittedAnew = true;
    }

    /** Whether frames for the address are handed to the data path. */
    boolean takesFrames() {
        return registered || admitted;
    }

    OatEntry.State state() {
        return registered ? OatEntry.State.REGISTERED : OatEntry.State.ADMITTED;
    }

    void countAnswer() {
        answered.incrementAndGet();
    }

    long answered() {
        return answered.get();
    }

    /** Notes that the station {@code mac} uses the address, or only probes for it, which does not hide a use. */
    void claimedBy(long mac, boolean probe) {
        long before = note.get();
        if (!probe || before == NOBODY || isProbe(before)) {
            note.set(probe ? mac | PROBE : mac);
        }
    }

    /** The last note, which is forgotten then, or {@link #NOBODY}. */
    long takeNote() {
        return note.getAndSet(NOBODY);
    }

    static long station(long note) {
        return note & ~PROBE;
    }

    static boolean isProbe(long note) {
        return (note & PROBE) != 0;
    }

    /** Whether {@code mac} is another claimant than the last one asked about. For the event loop only. */
    boolean isNews(long mac) {
        boolean news = mac != lastReported;
        lastReported = mac;
        return news;
    }

    /** Sets whether a defence is under way; false if that is what it was. For the event loop only. */
    boolean defending(boolean now) {
        boolean changed = defending != now;
        defending = now;
        return changed;
    }
}
