// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;

/**
 * A host: its kernel with internal addresses, servers and connections, which outlive the system that runs on it, and its port on the
 * LAN, which it shares with that system's adapter.
 */
final class Host implements Station {
    static final int PORT = 80;
    private static final long HALF_OPEN = 5 * Agenda.SECOND;

    private final int number;
    private final World world;
    private final int lanPort;
    private final SortedSet<IpAddress> internal = new TreeSet<>();
    private final SortedMap<Long, TcpConnection> byNumber = new TreeMap<>();
    private final SortedMap<String, Long> byName = new TreeMap<>();
    /** Since when. */
    private final SortedMap<Long, Long> established = new TreeMap<>();

    private final Set<String> givenUp = new HashSet<>();
    private boolean serving = true;
    private boolean powered = true;
    private boolean linked = true;
    private long lastEnd;
    private Life life;

    Host(int number, World world) {
        this.number = number;
        this.world = world;
        lanPort = world.lan().attach(this);
    }

    int number() {
        return number;
    }

    int lanPort() {
        return lanPort;
    }

    /** The system that runs here, or null. */
    Life life() {
        return life;
    }

    void run(Life newLife) {
        life = newLife;
    }

    // ---- kernel ----------------------------------------------------------------------------------------------------

    SortedSet<IpAddress> internal() {
        return new TreeSet<>(internal);
    }

    void addInternal(IpAddress address) {
        internal.add(address);
    }

    /** Connections to it hang, and are no more as far as anybody can tell. */
    void removeInternal(IpAddress address) {
        internal.remove(address);
        connections(address, true).forEach(this::drop);
    }

    boolean serving() {
        return serving;
    }

    /** A server that stops takes no new connections; those there are go on. */
    void serve(boolean now) {
        serving = now;
        if (life != null) {
            life.listenersChanged();
        }
    }

    List<TcpConnection> connections(IpAddress dvipa, boolean halfOpen) {
        List<TcpConnection> found = new ArrayList<>();
        byNumber.forEach((socket, connection) -> {
            if (connection.local().equals(dvipa) && (halfOpen || established.containsKey(socket))) {
                found.add(connection);
            }
        });
        return found;
    }

    /** The number of the socket of a connection that is here, or 0. */
    long socket(TcpConnection connection) {
        return byName.getOrDefault(connection.toString(), 0L);
    }

    private void drop(TcpConnection connection) {
        Long socket = byName.remove(connection.toString());
        if (socket != null) {
            byNumber.remove(socket);
            established.remove(socket);
            lastEnd = world.agenda().now();
        }
    }

    /** When a connection last ended here. */
    long lastEnd() {
        return lastEnd;
    }

    /** Whether a connection was half open here until its time was over. */
    boolean hasGivenUp(TcpConnection connection) {
        return givenUp.contains(connection.toString());
    }

    /** Whether the socket with this number is here, and open. */
    boolean holds(long socket) {
        return established.containsKey(socket);
    }

    /** When an open socket of this host was opened. */
    long openedAt(long socket) {
        return established.get(socket);
    }

    /** Its power is gone: the kernel with all it had, and the system. */
    void powerOff() {
        powered = false;
        internal.clear();
        byNumber.clear();
        byName.clear();
        established.clear();
    }

    void powerOn() {
        powered = true;
    }

    /** Whether its NIC has a link, as far as it can tell. */
    boolean linked() {
        return linked;
    }

    void link(boolean now) {
        if (linked != now) {
            linked = now;
            if (life != null) {
                life.linkChanged();
            }
        }
    }

    boolean powered() {
        return powered;
    }

    /** The server closes the oldest connection it has, with a word to the client. */
    void closeOldest() {
        if (!established.isEmpty()) {
            long socket = established.firstKey();
            TcpConnection connection = byNumber.get(socket);
            answer(connection, Frame.Flag.FIN, socket);
            end(connection);
        }
    }

    /** The server ends a connection. */
    void end(TcpConnection connection) {
        if (socket(connection) != 0) {
            drop(connection);
            if (life != null) {
                life.connectionEnded(connection);
            }
        }
    }

    /** A segment that was sent to the host, or is handed to it by its own system. */
    void segment(Frame.Segment segment) {
        TcpConnection connection = segment.connection();
        if (!internal.contains(connection.local())) {
            return;
        }
        long socket = socket(connection);
        switch (segment.flag()) {
            case SYN -> syn(segment, socket);
            case DATA, FIN -> {
                if (socket == 0 || socket != segment.socket()) {
                    world.reset(segment, this, segment.via(), "the kernel of " + Names.system(number));
                } else {
                    accept(segment, socket);
                }
            }
            default -> {
                if (socket != 0 && socket == segment.socket()) {
                    end(connection);
                }
            }
        }
    }

    private void syn(Frame.Segment segment, long known) {
        TcpConnection connection = segment.connection();
        if (known != 0 && established.containsKey(known)) {
            return;
        }
        if (known == 0 && !serving) {
            world.reset(
                    segment, this, segment.via(), "the kernel of " + Names.system(number) + ", where nobody listens,");
            return;
        }
        long socket = known != 0 ? known : world.nextSocket();
        if (known == 0) {
            byNumber.put(socket, connection);
            byName.put(connection.toString(), socket);
            world.agenda().in(HALF_OPEN, () -> {
                if (byNumber.containsKey(socket) && !established.containsKey(socket)) {
                    givenUp.add(connection.toString());
                    end(connection);
                }
            });
        }
        answer(connection, Frame.Flag.SYN_ACK, socket);
    }

    private void accept(Frame.Segment segment, long socket) {
        established.putIfAbsent(socket, world.agenda().now());
        if (segment.flag() == Frame.Flag.FIN) {
            answer(segment.connection(), Frame.Flag.FIN, socket);
            end(segment.connection());
        } else {
            answer(segment.connection(), Frame.Flag.DATA, socket);
        }
    }

    private void answer(TcpConnection connection, Frame.Flag flag, long socket) {
        world.toClient(lanPort, new Frame.Segment(connection, flag, socket));
    }

    // ---- LAN -------------------------------------------------------------------------------------------------------

    @Override
    public boolean takes(long mac) {
        return powered && (mac == Names.nicMac(number) || mac == Names.vmac(number));
    }

    @Override
    public void received(long mac, Frame frame) {
        if (!powered) {
            return;
        }
        if (frame instanceof Frame.HostRequest request) {
            if (request.host() == number && mac == Names.nicMac(number)) {
                world.lan().send(lanPort, request.by(), new Frame.HostReply(number));
            }
        } else if (mac == Names.nicMac(number)) {
            if (frame instanceof Frame.Segment segment) {
                segment(segment);
            }
        } else if (life != null) {
            life.frame(frame);
        }
    }
}
