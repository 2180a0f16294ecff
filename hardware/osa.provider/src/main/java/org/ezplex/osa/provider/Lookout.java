// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ezplex.net.MacAddress;
import org.ezplex.osa.AdapterListener;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up, on the event loop, what the frame path noted about other stations: ends attempts, tells listeners, reports, defends.
 * However many frames come, it runs at most once a millisecond.
 */
final class Lookout {
    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
    private static final Duration SOON = Duration.ofMillis(1);

    private final String device;
    private final Oat oat;
    private final Registrar registrar;
    private final Herald herald;
    private final Hardcopy hardcopy;
    private final List<AdapterListener> listeners = new CopyOnWriteArrayList<>();

    Lookout(String device, Oat oat, Registrar registrar, Herald herald, EventLoop loop, Hardcopy hardcopy) {
        this.device = device;
        this.oat = oat;
        this.registrar = registrar;
        this.herald = herald;
        this.hardcopy = hardcopy;
        Runnable look = this::look;
        oat.whenNoted(() -> loop.schedule(SOON, look));
    }

    AutoCloseable watch(AdapterListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void look() {
        oat.attend();
        for (Slot slot : oat.slots()) {
            long note = slot.takeNote();
            if (note != Slot.NOBODY && slot.registered()) {
                claimed(slot, Slot.station(note), Slot.isProbe(note));
            } else if (note != Slot.NOBODY) {
                registrar.reject(slot, Slot.station(note));
            }
        }
    }

    private void claimed(Slot slot, long station, boolean probe) {
        MacAddress by = new MacAddress(station);
        // First the listeners: who gives the address up has nothing to defend.
        listeners.forEach(listener -> tell(listener, slot, by, probe));
        if (!probe && slot.left()) {
            registrar.deregister(slot.address());
        }
        if (!probe && oat.holds(slot)) {
            report(slot, by);
            if (!oat.yields()) {
                herald.defend(slot);
            }
        }
    }

    private static void tell(AdapterListener listener, Slot slot, MacAddress by, boolean probe) {
        try {
            listener.claimed(slot.address(), by, probe);
        } catch (RuntimeException e) {
            LOG.error("A listener of the adapter failed; the others are told", e);
        }
    }

    /** One message for each claimant, however often it claims. */
    private void report(Slot slot, MacAddress by) {
        if (slot.isNews(by.bits())) {
            hardcopy.issue(Message.EZX4003E, slot.address(), device, by);
        }
    }
}
