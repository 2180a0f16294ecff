// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.MergeView;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jgroups.util.Util;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One membership of the group, from connecting to leaving: the engine's channel and the way out to it. */
final class EngineLink implements Receiver, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineLink.class);
    private static final long GOODBYE_MILLIS = 300;

    private final InetAddress address;
    private final SealKeys keys;
    private final JChannel channel;
    private final Heartbeat heartbeat;
    private final Outbox<Address> outbox;
    private final Events events;
    private final Set<Address> awaited = new HashSet<>();
    private volatile Set<Address> others = Set.of();

    /** What the group does about the link; called on the engine's threads. */
    interface Events extends Heartbeat.Events {
        /** There are members to be greeted by {@code outbox}: new to this one, or else such that may have missed it. */
        void greet(Outbox<Address> outbox, List<Address> to, boolean fresh);

        /** There is another view. */
        void view(Map<Address, Seniority> others);

        /** A member sent something. */
        void packet(Address from, ByteBuffer message);
    }

    EngineLink(
            Settings settings,
            Prerequisites found,
            SealKeys keys,
            String name,
            Lease lease,
            PacketSeal.Refused refused,
            Events events)
            throws Exception {
        this.address = found.address();
        this.keys = keys;
        this.events = events;
        SecureRandom random = new SecureRandom();
        PacketSeal seal = new PacketSeal(PacketSeal.PACKETS, keys, random, refused);
        PacketSeal pulseSeal = new PacketSeal(PacketSeal.PULSES, keys, random, refused);
        this.heartbeat = new Heartbeat(
                (port, unreachable) -> new PulseSockets(address, port, pulseSeal, unreachable),
                EngineStack.PULSE_PORT_OFFSET,
                settings.failureDetectionMillis(),
                lease,
                events);
        // JGroups remembers the interfaces of its first day; ours may have got their addresses since.
        Util.resetCachedAddresses(true, true);
        this.channel = channel(settings, found, seal).setName(name);
        channel.setDiscardOwnMessages(true).setReceiver(this);
        this.outbox = new Outbox<>("xcf-out", new Outbox.Sender<>() {
            @Override
            public void send(Address to, byte[] message) throws Exception {
                channel.send(new BytesMessage(to, message));
            }

            @Override
            public void failed(Address to, Exception cause) {
                LOG.debug("to {}", to, cause);
            }
        });
    }

    private JChannel channel(Settings settings, Prerequisites found, PacketSeal seal) throws Exception {
        try {
            return new JChannel(EngineStack.of(settings, found, seal, heartbeat));
        } catch (Exception e) {
            keys.close();
            throw e;
        }
    }

    void connect(String group) throws Exception {
        channel.connect(group);
    }

    InetAddress address() {
        return address;
    }

    boolean renewKey() {
        return keys.renew("THE OPERATOR HAS ASKED FOR THAT");
    }

    /** Whether this system may be a member no longer. */
    boolean revoked() {
        return keys.revoked();
    }

    Outbox<Address> outbox() {
        return outbox;
    }

    @Override
    public void viewAccepted(View view) {
        LOG.debug("{}", view);
        Set<Address> now = new HashSet<>(view.getMembers());
        now.remove(channel.getAddress());
        List<Address> fresh = now.stream().filter(a -> !others.contains(a)).toList();
        List<Address> again = now.stream().filter(others::contains).toList();
        others = Set.copyOf(now);
        outbox.view(now);
        if (!fresh.isEmpty()) {
            events.greet(outbox, fresh, true);
        }
        if (view instanceof MergeView && !again.isEmpty()) {
            events.greet(outbox, again, false);
        }
        events.view(Seniority.of(view, channel.getAddress()));
        synchronized (awaited) {
            awaited.retainAll(now);
            awaited.notifyAll();
        }
    }

    /** Whether {@code other} is in the view. */
    boolean sees(Address other) {
        return others.contains(other);
    }

    @Override
    public void receive(Message message) {
        if (message.getSrc() != null && !message.getSrc().equals(channel.getAddress())) {
            byte[] bytes = message.hasArray() ? message.getArray() : new byte[0];
            int offset = message.hasArray() ? message.getOffset() : 0;
            int length = message.hasArray() ? message.getLength() : 0;
            events.packet(message.getSrc(), ByteBuffer.wrap(bytes, offset, length));
        }
    }

    /** {@code from} has seen this member's goodbye. */
    void farewell(Address from) {
        synchronized (awaited) {
            awaited.remove(from);
            awaited.notifyAll();
        }
    }

    /** Says goodbye, waits a little until all have heard it, and leaves. */
    void leave() {
        heartbeat.quiet();
        synchronized (awaited) {
            awaited.addAll(others);
        }
        outbox.mustAll(new XcfMessage.Goodbye().encode());
        try {
            awaitFarewells();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    private void awaitFarewells() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GOODBYE_MILLIS);
        synchronized (awaited) {
            long left = GOODBYE_MILLIS;
            while (!awaited.isEmpty() && left > 0) {
                awaited.wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            }
        }
    }

    /** Leaves the engine's group and frees everything. */
    @Override
    public void close() {
        heartbeat.quiet();
        outbox.close();
        channel.close();
        keys.close();
    }
}
