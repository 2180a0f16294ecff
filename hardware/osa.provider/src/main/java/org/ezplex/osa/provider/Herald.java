// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import org.ezplex.net.IpAddress;
import org.ezplex.system.EventLoop;

/** Tells the LAN who has the registered addresses: often when they are new, now and then for the rest of their lives. */
final class Herald {
    /** How soon to look again whether the fence is open. */
    static final Duration FENCED = Duration.ofMillis(50);

    private static final Duration DEFEND_AFTER = Duration.ofSeconds(5);

    private final long vmac;
    private final Oat oat;
    private final Fence fence;
    private final Timing timing;
    private final EventLoop loop;
    private final Consumer<ByteBuffer> wire;

    Herald(long vmac, Oat oat, Fence fence, Timing timing, EventLoop loop, Consumer<ByteBuffer> wire) {
        this.vmac = vmac;
        this.oat = oat;
        this.fence = fence;
        this.timing = timing;
        this.loop = loop;
        this.wire = wire;
    }

    /** Begins to announce an address that was registered. */
    void proclaim(Slot slot) {
        announce(slot, 1);
    }

    private void announce(Slot slot, int number) {
        if (!oat.holds(slot)) {
            return;
        }
        if (!fence.isOpen()) {
            loop.schedule(FENCED, () -> announce(slot, number));
            return;
        }
        send(slot);
        Duration wait = timing.afterAnnouncement(number);
        if (!wait.isZero()) {
            loop.schedule(wait, () -> announce(slot, number + 1));
        }
    }

    /** Announces a registered address once, now. */
    void announce(IpAddress address) {
        Slot slot = oat.find(address);
        if (slot != null && slot.registered()) {
            send(slot);
        }
    }

    /** Asks for a registered address as for one that is free. */
    void inquire(IpAddress address) {
        Slot slot = oat.find(address);
        if (slot != null && slot.registered()) {
            Announcement.probe(address, vmac).forEach(wire);
        }
    }

    private void send(Slot slot) {
        Announcement.gratuitous(slot.address(), vmac).forEach(wire);
    }

    /**
     * Announces a claimed address a little later, if it is still held then: if the other station is its rightful new owner, this
     * stack is told so before.
     */
    void defend(Slot slot) {
        if (slot.defending(true)) {
            loop.schedule(DEFEND_AFTER, () -> {
                slot.defending(false);
                if (oat.holds(slot) && !oat.yields()) {
                    send(slot);
                }
            });
        }
    }
}
