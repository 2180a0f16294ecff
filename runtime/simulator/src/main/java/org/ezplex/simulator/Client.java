// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;

/** A client on the LAN with its ARP cache and its connections. */
final class Client implements Station {
    private static final int FIRST_PORT = 40_000;
    private static final long ARP_AGAIN = 200 * Agenda.MILLISECOND;

    private final int number;
    private final World world;
    private final int lanPort;
    private final Map<IpAddress, Long> cache = new HashMap<>();
    private final Map<IpAddress, Long> asked = new HashMap<>();
    private final SortedMap<Integer, Conversation> conversations = new TreeMap<>();

    Client(int number, World world) {
        this.number = number;
        this.world = world;
        lanPort = world.lan().attach(this);
    }

    Collection<Conversation> conversations() {
        return conversations.values();
    }

    /** Opens a connection, asks again and again at the pace of {@code pause}, and closes it when its time is over. */
    Conversation connect(IpAddress dvipa, long pause, long life) {
        int port = FIRST_PORT + conversations.size();
        TcpConnection connection = new TcpConnection(dvipa, Host.PORT, Names.client(number), port);
        Conversation conversation = new Conversation(connection, this, world.agenda(), pause);
        conversations.put(port, conversation);
        conversation.open();
        world.agenda().in(life, conversation::close);
        return conversation;
    }

    /** What the client does to reach whoever has the address, after it has had no answer for long. */
    void doubt(IpAddress dvipa) {
        cache.remove(dvipa);
    }

    void send(Frame.Segment segment) {
        IpAddress dvipa = segment.connection().local();
        Long mac = cache.get(dvipa);
        if (mac != null) {
            world.lan().send(lanPort, mac, segment);
        } else if (world.agenda().now() - asked.getOrDefault(dvipa, -ARP_AGAIN) >= ARP_AGAIN) {
            asked.put(dvipa, world.agenda().now());
            world.lan().send(lanPort, Lan.BROADCAST, new Frame.Request(dvipa, Names.clientMac(number)));
        }
    }

    @Override
    public boolean takes(long mac) {
        return mac == Names.clientMac(number);
    }

    @Override
    public void received(long mac, Frame frame) {
        if (frame instanceof Frame.Claim claim) {
            claimed(claim);
        } else if (frame instanceof Frame.Segment segment && mac == Names.clientMac(number)) {
            Conversation conversation = conversations.get(segment.connection().remotePort());
            if (conversation != null) {
                conversation.received(segment);
            }
        }
    }

    private void claimed(Frame.Claim claim) {
        boolean waiting = !cache.containsKey(claim.address());
        if (waiting && !asked.containsKey(claim.address())) {
            return;
        }
        cache.put(claim.address(), claim.by());
        if (waiting) {
            conversations.values().stream()
                    .filter(c -> c.connection().local().equals(claim.address()))
                    .forEach(Conversation::sendAgain);
        }
    }
}
