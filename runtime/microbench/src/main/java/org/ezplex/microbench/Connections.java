// SPDX-License-Identifier: Apache-2.0
package org.ezplex.microbench;

import java.util.concurrent.TimeUnit;
import org.ezplex.distributor.provider.table.RoutingKey;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;

/** Connections of many clients to one DVIPA, numbered from 0. */
final class Connections {
    static final IpAddress DVIPA = IpAddress.of("192.0.2.100");
    static final int PORT = 8080;
    static final int TARGET = 1;

    private static final IpAddress CLIENTS = IpAddress.of("198.18.0.0");
    private static final int PORTS = 60_000;
    private static final int FIRST_PORT = 1024;
    private static final int EMBRYONIC = 4096;
    private static final long SEED = 1;
    /** Far, so that neighbours in time are none in memory; a prime, so that no number is left out. */
    private static final int STRIDE = 611_953;

    private Connections() {}

    /** The number of the client's address, from 0. */
    static int client(int number) {
        return number / PORTS;
    }

    static int clientPort(int number) {
        return FIRST_PORT + number % PORTS;
    }

    static RoutingKey set(RoutingKey key, int number) {
        return key.set(
                CLIENTS.high(), CLIENTS.low() + client(number), clientPort(number), DVIPA.high(), DVIPA.low(), PORT);
    }

    static TcpConnection connection(int number) {
        return new TcpConnection(DVIPA, PORT, clientAddress(number), clientPort(number));
    }

    static IpAddress clientAddress(int number) {
        return IpAddress.of("198.18.0." + client(number));
    }

    /** The number after {@code number} in an order that has all of them once. */
    static int after(int number, int count) {
        return (number + STRIDE) % count;
    }

    /**
     * A table that has so many of them established at {@link #TARGET}, and time enough for them to stay. It remembers 4096 SYNs
     * beside them.
     */
    static RoutingTable table(int count) {
        long forever = TimeUnit.DAYS.toNanos(1);
        RoutingTable table = new RoutingTable(
                count + EMBRYONIC,
                EMBRYONIC,
                new RoutingTable.Limits(forever, forever, forever, forever, forever),
                SEED);
        RoutingKey key = new RoutingKey();
        for (int i = 0; i < count; i++) {
            table.confirm(set(key, i), TARGET, 0);
        }
        return table;
    }
}
