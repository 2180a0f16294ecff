// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import java.time.Duration;
import java.util.List;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabHost;
import org.ezplex.lab.Wait;

/** Real connections of the client to an address, made and then left alone, so that whoever forwards them knows them; until they are closed. */
final class HeldConnections implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String SCRIPT =
            """
            ulimit -Sn "$(ulimit -Hn)"
            for ((i = 0; i < $3; i++)); do exec {fd}<>"/dev/tcp/$1/$2" || exit; done
            exec sleep infinity
            """;

    private final LabHost client;
    private final String address;
    private final LabHost.Background holder;

    HeldConnections(LabHost client, String address, int count) {
        this.client = client;
        this.address = address;
        holder = client.startProgram(
                "holder",
                List.of("bash", "-c", SCRIPT, "holder", address, Integer.toString(Lab.PORT), Integer.toString(count)));
        Wait.forCondition(
                count + " connections to " + address, PATIENCE, () -> !holder.alive() || ports().size() >= count);
    }

    /** The client's, of those that are established. */
    List<Integer> ports() {
        return ports(client.exec("ss", "-Htn", "state", "established", "dst", address, "dport", "=", ":" + Lab.PORT)
                .output());
    }

    static List<Integer> ports(String sockets) {
        return sockets.lines()
                .map(line -> line.strip().split("\\s+", -1)[2])
                .map(local -> Integer.valueOf(local.substring(local.lastIndexOf(':') + 1)))
                .toList();
    }

    @Override
    public void close() {
        holder.close();
    }
}
