// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import org.ezplex.net.IpAddress;

/** Very many connections to one port of one address, by their numbers from 0 on. */
final class Crowd {
    static final IpAddress DVIPA = IpAddress.of("192.0.2.100");
    static final int DVIPA_PORT = 8080;

    private static final int PORTS = 60_000;
    private static final int FIRST_PORT = 1024;
    private static final IpAddress CLIENTS = IpAddress.of("198.18.0.0");

    private Crowd() {}

    /** Whose connection it is. */
    static IpAddress client(int connection) {
        return new IpAddress(CLIENTS.high(), CLIENTS.low() + connection / PORTS);
    }

    /** The client's port. */
    static int port(int connection) {
        return FIRST_PORT + connection % PORTS;
    }
}
