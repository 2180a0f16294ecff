// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.table;

import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;

/** Connections by number, for tests. */
final class Keys {
    static final IpAddress DVIPA = IpAddress.of("192.0.2.100");
    static final IpAddress DVIPA6 = IpAddress.of("2001:db8:1::100");

    private Keys() {}

    /** The connection with a number; every third one is IPv6. */
    static TcpConnection connection(int number) {
        return number % 3 == 0
                ? new TcpConnection(
                        DVIPA6, 80, new IpAddress(0x2001_0db8_0001_0000L, 0x1000 + number / 50_000), port(number))
                : new TcpConnection(DVIPA, 80, IpAddress.v4(0x0A00_0000 + number / 50_000), port(number));
    }

    private static int port(int number) {
        return 1024 + number % 50_000;
    }

    static RoutingKey key(int number) {
        return new RoutingKey().set(connection(number));
    }
}
