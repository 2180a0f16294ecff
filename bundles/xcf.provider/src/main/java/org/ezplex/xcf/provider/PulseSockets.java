// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The sockets of the pulses: one that all of the others' come to, and for each of the others one that this member's go out by. Those
 * are connected, as only then the system tells that nobody listens at the other end.
 */
final class PulseSockets implements Vigil.Line, AutoCloseable {
    /** Longer ones are no pulses. */
    private static final int LONGEST = 512;
    /** So many in a turn, as a flood must not keep the thread from its own pulses. */
    private static final int MOST_IN_A_TURN = 128;

    private final InetAddress address;
    private final PacketSeal seal;
    private final Selector selector;
    private final DatagramChannel in;
    private final Map<MemberId, Out> outs = new HashMap<>();
    private final ByteBuffer received = ByteBuffer.allocate(LONGEST);
    private final Consumer<MemberId> unreachable;

    /** The way to one member. */
    private record Out(MemberId to, InetSocketAddress where, DatagramChannel channel) {}

    /** {@code unreachable} is told of members at whose place nobody listens. */
    PulseSockets(InetAddress address, int port, PacketSeal seal, Consumer<MemberId> unreachable) throws IOException {
        this.address = address;
        this.seal = seal;
        this.unreachable = unreachable;
        this.selector = Selector.open();
        this.in = DatagramChannel.open();
        try {
            in.configureBlocking(false);
            in.bind(new InetSocketAddress(address, port));
            in.register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            close();
            throw new IOException("UDP port " + port + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Waits until something comes, {@link #wake} is called, or {@code millis} are over. */
    void await(long millis) throws IOException {
        selector.select(millis);
    }

    void wake() {
        selector.wakeup();
    }

    /** Hands on what has come. */
    void receive(BiConsumer<Pulse, InetSocketAddress> heard) throws IOException {
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.attachment() instanceof Out out) {
                listen(out);
            }
        }
        selector.selectedKeys().clear();
        for (int i = 0; i < MOST_IN_A_TURN; i++) {
            received.clear();
            SocketAddress from = in.receive(received);
            if (from == null) {
                return;
            }
            if (from instanceof InetSocketAddress sender) {
                open(sender.getAddress())
                        .ifPresent(
                                pulse -> heard.accept(pulse, new InetSocketAddress(sender.getAddress(), pulse.port())));
            }
        }
    }

    private Optional<Pulse> open(InetAddress from) {
        return seal.open(received.array(), 0, received.position(), from).flatMap(Pulse::decode);
    }

    /** Nothing is ever sent to the ways out; what comes there is the system's word that it found nobody. */
    private void listen(Out out) {
        try {
            received.clear();
            while (out.channel().read(received) > 0) {
                received.clear();
            }
        } catch (PortUnreachableException e) {
            unreachable.accept(out.to());
        } catch (IOException e) {
            // The network is away for the moment: that is what the deadlines are for.
            forget(out.to());
        }
    }

    @Override
    public void send(Pulse pulse, Watched to) {
        byte[] octets = pulse.encode();
        ByteBuffer sealed = ByteBuffer.wrap(seal.seal(octets, 0, octets.length));
        try {
            out(to).channel().write(sealed);
        } catch (PortUnreachableException e) {
            unreachable.accept(to.id);
        } catch (IOException e) {
            forget(to.id);
        }
    }

    private Out out(Watched to) throws IOException {
        Out out = outs.get(to.id);
        if (out != null && out.where().equals(to.where)) {
            return out;
        }
        forget(to.id);
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(address, 0));
            channel.connect(to.where);
            Out made = new Out(to.id, to.where, channel);
            channel.register(selector, SelectionKey.OP_READ, made);
            outs.put(to.id, made);
            return made;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void forget(Watched other) {
        forget(other.id);
    }

    private void forget(MemberId other) {
        Out out = outs.remove(other);
        if (out != null) {
            quietly(out.channel());
        }
    }

    private static void quietly(AutoCloseable... all) {
        Arrays.stream(all).forEach(each -> {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException("closing a socket", e);
            }
        });
    }

    @Override
    public void close() {
        outs.values().forEach(out -> quietly(out.channel()));
        outs.clear();
        quietly(in, selector);
    }
}
