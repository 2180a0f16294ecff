// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.packet.Arp;
import org.ezplex.packet.Ethernet;
import org.ezplex.packet.FrameView;
import org.ezplex.packet.Icmp6;
import org.ezplex.packet.NeighborDiscovery;
import org.ezplex.system.EventLoop;

/** Asks hosts whether they are alive, and hears what they answer. The frame path looks here only while somebody is asked. */
final class Inquiries {
    private static final int TRIES = 3;
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final Inquiry[] NONE = {};

    /** A host that is being asked. */
    private record Inquiry(IpAddress host, long mac, CompletableFuture<Boolean> outcome, AtomicBoolean heard) {
        boolean isFrom(long high, long low, long sender) {
            return host.high() == high && host.low() == low && mac == sender;
        }
    }

    private final EventLoop loop;
    private volatile Inquiry[] pending = NONE;
    private boolean closed;

    Inquiries(EventLoop loop) {
        this.loop = loop;
    }

    /** Asks {@code host} at {@code mac}; the request has no sender, so that it changes nobody's idea of who is where. */
    CompletionStage<Boolean> ask(IpAddress host, MacAddress mac, long vmac, Consumer<ByteBuffer> wire) {
        Inquiry inquiry = new Inquiry(host, mac.bits(), new CompletableFuture<>(), new AtomicBoolean());
        ByteBuffer request = Announcement.inquiry(host, mac.bits(), vmac);
        synchronized (this) {
            if (closed) {
                return CompletableFuture.failedFuture(unknown());
            }
            Inquiry[] more = Arrays.copyOf(pending, pending.length + 1);
            more[pending.length] = inquiry;
            pending = more;
        }
        loop.execute(() -> send(inquiry, request, wire, 0));
        return inquiry.outcome();
    }

    private void send(Inquiry inquiry, ByteBuffer request, Consumer<ByteBuffer> wire, int sent) {
        if (inquiry.outcome().isDone()) {
            return;
        }
        if (sent == TRIES) {
            end(inquiry, false);
            return;
        }
        wire.accept(request);
        loop.schedule(PATIENCE, () -> send(inquiry, request, wire, sent + 1));
    }

    private void end(Inquiry inquiry, boolean alive) {
        synchronized (this) {
            pending = Arrays.stream(pending)
                    .filter(other -> !other.equals(inquiry))
                    .toArray(Inquiry[]::new);
        }
        inquiry.outcome().complete(alive);
    }

    /** Looks whether ARP or neighbour discovery that concerns no address of ours comes from somebody who is asked. */
    void heard(ByteBuffer frame, FrameView view) {
        Inquiry[] asked = pending;
        if (asked.length == 0) {
            return;
        }
        if (view.etherType() == Ethernet.ARP) {
            int at = view.l3Offset();
            long ip = 0x0000_FFFF_0000_0000L | (Arp.senderIp(frame, at) & 0xFFFF_FFFFL);
            heard(asked, 0, ip, Arp.senderMac(frame, at));
        } else if (view.icmpType() == Icmp6.NEIGHBOR_ADVERTISEMENT) {
            int at = view.l4Offset();
            long high = NeighborDiscovery.targetHigh(frame, at);
            heard(asked, high, NeighborDiscovery.targetLow(frame, at), Ethernet.source(frame, 0));
        }
    }

    private void heard(Inquiry[] asked, long high, long low, long sender) {
        for (Inquiry inquiry : asked) {
            if (inquiry.isFrom(high, low, sender) && inquiry.heard().compareAndSet(false, true)) {
                loop.execute(() -> end(inquiry, true));
            }
        }
    }

    /** Nobody is asked any more: silence would be taken for the host's, so there is no answer to what is asked just now. */
    void close() {
        Inquiry[] unanswered;
        synchronized (this) {
            closed = true;
            unanswered = pending;
            pending = NONE;
        }
        for (Inquiry inquiry : unanswered) {
            inquiry.outcome().completeExceptionally(unknown());
        }
    }

    private static CancellationException unknown() {
        return new CancellationException("The adapter is closed, nobody can be asked");
    }
}
