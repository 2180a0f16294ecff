// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.ezplex.net.IpAddress;
import org.ezplex.osa.Registration;

/** One address of the OAT: being probed for, then answered for. The frame path reads it and leaves notes in it. */
final class Slot {
    /** No conflict was noticed. */
    static final long NOBODY = -1;

    private final IpAddress address;
    private final CompletableFuture<Registration> outcome = new CompletableFuture<>();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong claimant = new AtomicLong(NOBODY);
    private volatile boolean registered;
    private long lastReported = NOBODY;

    Slot(IpAddress address) {
        this.address = address;
    }

    IpAddress address() {
        return address;
    }

    CompletableFuture<Registration> outcome() {
        return outcome;
    }

    boolean registered() {
        return registered;
    }

    void markRegistered() {
        registered = true;
    }

    void countAnswer() {
        answered.incrementAndGet();
    }

    long answered() {
        return answered.get();
    }

    /** Notes that the station {@code mac} uses the address. */
    void claimedBy(long mac) {
        claimant.set(mac);
    }

    /** The last station noted, which is forgotten then, or {@link #NOBODY}. */
    long takeClaimant() {
        return claimant.getAndSet(NOBODY);
    }

    /** Whether {@code mac} is another claimant than the last one asked about. For the event loop only. */
    boolean isNews(long mac) {
        boolean news = mac != lastReported;
        lastReported = mac;
        return news;
    }
}
