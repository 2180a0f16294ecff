// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ezplex.lab.Lab;
import org.ezplex.lab.client.Kind;
import org.ezplex.lab.survival.HeldReport;
import org.ezplex.lab.survival.Sockets;
import org.ezplex.lab.survival.SurvivalClient;

/** A client that holds connections of all kinds to both DVIPAs. */
final class Holder implements AutoCloseable {
    private static final Duration CHECK = Duration.ofSeconds(10);
    private static final int EACH = 8;

    private final Lab lab;
    private final Map<String, SurvivalClient> clients = new HashMap<>();
    private final Map<String, Map<Integer, String>> servers = new HashMap<>();

    Holder(Lab lab, String client) {
        this.lab = lab;
        Lab.DVIPAS.forEach(dvipa -> clients.put(dvipa, new SurvivalClient(lab.host(client), dvipa, Lab.PORT)));
    }

    /** There are connections of each kind to both DVIPAs; those that live go on. */
    void hold() {
        for (String dvipa : Lab.DVIPAS) {
            for (Kind kind : Kind.values()) {
                clients.get(dvipa).fill(kind, EACH);
            }
            clients.get(dvipa).begin();
            Map<Integer, String> where = new HashMap<>();
            lab.systems().forEach(system -> new Sockets(dvipa, Lab.PORT)
                    .remotePorts(system)
                    .forEach(port -> where.put(port, system.name())));
            servers.put(dvipa, where);
        }
    }

    /** Ends all connections. */
    void drop() {
        clients.values().forEach(SurvivalClient::drop);
    }

    /** Connections that do not go on, but for those whose server is out of reach. */
    List<HeldReport> lost(String... outOfReach) {
        Set<String> gone = Set.of(outOfReach);
        return Lab.DVIPAS.parallelStream()
                .flatMap(dvipa -> dead(dvipa).stream().filter(held -> !gone.contains(server(dvipa, held))))
                .toList();
    }

    /** What a server still has of them would be taken for others, once the client uses their ports again. */
    private List<HeldReport> dead(String dvipa) {
        List<HeldReport> dead = clients.get(dvipa).check(CHECK).held().stream()
                .filter(held -> !held.state().equals("LIVE"))
                .toList();
        List<Integer> ports = dead.stream().map(HeldReport::port).toList();
        lab.systems().forEach(system -> new Sockets(dvipa, Lab.PORT).forget(system, ports));
        return dead;
    }

    private String server(String dvipa, HeldReport held) {
        return held.server().equals("-") ? servers.get(dvipa).getOrDefault(held.port(), "-") : held.server();
    }

    @Override
    public void close() {
        clients.values().forEach(SurvivalClient::close);
    }
}
