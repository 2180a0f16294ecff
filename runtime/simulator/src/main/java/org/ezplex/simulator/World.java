// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ezplex.net.TcpConnection;

/** A simulated sysplex: hosts with their systems, clients, the two networks, one clock. */
final class World {
    private final Agenda agenda = new Agenda();
    private final Chance chance;
    private final Lan lan;
    private final XcfNetwork network;
    private final Tamper tamper;
    private final Story story;
    private final List<Host> hosts = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final Monitor monitor;
    private long lastSocket;

    World(Scenario scenario, Tamper tamper, Story story) {
        this.tamper = tamper;
        this.story = story;
        chance = new Chance(scenario.seed());
        lan = new Lan(agenda, chance);
        network = new XcfNetwork(scenario.systems(), agenda, chance);
        for (int i = 0; i < scenario.systems(); i++) {
            hosts.add(new Host(i, this));
        }
        for (int i = 0; i < scenario.clients(); i++) {
            clients.add(new Client(i, this));
        }
        monitor = new Monitor(this, scenario.dvipas());
    }

    Agenda agenda() {
        return agenda;
    }

    Chance chance() {
        return chance;
    }

    Lan lan() {
        return lan;
    }

    XcfNetwork network() {
        return network;
    }

    Tamper tamper() {
        return tamper;
    }

    Monitor monitor() {
        return monitor;
    }

    List<Host> hosts() {
        return hosts;
    }

    List<Client> clients() {
        return clients;
    }

    /** The systems that run. */
    List<Life> lives() {
        return hosts.stream().map(Host::life).filter(life -> life != null).toList();
    }

    /** Goes on until {@code end}, or until a rule is broken. */
    void run(long end) {
        while (monitor.verdict().content() && agenda.step(end)) {
            monitor.check();
        }
    }

    void trace(int system, Object event, List<?> actions) {
        tell(() -> Names.system(system) + "  " + Story.brief(event)
                + actions.stream()
                        .map(a -> "\n              -> " + Story.brief(a))
                        .collect(Collectors.joining()));
    }

    void tell(Supplier<String> what) {
        story.tell(agenda.now(), what);
    }

    // ---- TCP -------------------------------------------------------------------------------------------------------

    long nextSocket() {
        return ++lastSocket;
    }

    /** The host that has an open socket. */
    Optional<Host> holder(long socket) {
        return hosts.stream().filter(host -> host.holds(socket)).findFirst();
    }

    Optional<Conversation> conversation(TcpConnection connection) {
        return clients.stream()
                .flatMap(client -> client.conversations().stream())
                .filter(c -> c.connection().equals(connection))
                .findFirst();
    }

    void toClient(int lanPort, Frame.Segment segment) {
        lan.send(
                lanPort, Names.clientMac(Names.clientNumber(segment.connection().remote())), segment);
    }

    /**
     * Answers a segment with a reset.
     *
     * @param segment of a connection that is not known
     * @param at the host it comes from
     * @param by the system that could have known better
     * @param who in words
     */
    void reset(Frame.Segment segment, Host at, int by, String who) {
        tell(() -> who + " resets " + segment);
        monitor.connections().reset(segment, by, who);
        toClient(at.lanPort(), new Frame.Segment(segment.connection(), Frame.Flag.RST, segment.socket()));
    }
}
