// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.function.Consumer;
import org.ezplex.osa.Registration;

/** One address of an adapter: admitted, or being registered, or both, then registered. A new attempt has a new slot. */
final class Slot {
    static final long NOBODY = 0;

    private final Consumer<Registration> outcome;
    private final boolean attempted;
    private boolean admitted;
    private boolean registered;
    private long noted = NOBODY;
    private boolean probing;

    private Slot(Consumer<Registration> outcome, boolean attempted, boolean admitted) {
        this.outcome = outcome;
        this.attempted = attempted;
        this.admitted = admitted;
    }

    static Slot attempt(Consumer<Registration> outcome, boolean admitted) {
        return new Slot(outcome, true, admitted);
    }

    static Slot ofAdmitted() {
        return new Slot(r -> {}, false, true);
    }

    void end(Registration how) {
        outcome.accept(how);
    }

    boolean attempted() {
        return attempted;
    }

    boolean admitted() {
        return admitted;
    }

    void markAdmitted() {
        admitted = true;
    }

    boolean registered() {
        return registered;
    }

    void markRegistered() {
        registered = true;
    }

    /** A station that uses the address, or only probes for it, which does not hide a use. */
    void note(long by, boolean probe) {
        if (!probe || noted == NOBODY || probing) {
            noted = by;
            probing = probe;
        }
    }

    long takeNote() {
        long note = noted;
        noted = NOBODY;
        return note;
    }
}
