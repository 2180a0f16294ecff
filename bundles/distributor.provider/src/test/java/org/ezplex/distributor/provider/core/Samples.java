// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.core;

import java.util.List;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.net.PortRange;
import org.ezplex.net.TcpConnection;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.StackInfo;

/** Stacks, routes and connections for tests. */
final class Samples {
    static final IpAddress DVIPA = IpAddress.of("192.0.2.100");

    private Samples() {}

    static String member(int number) {
        return "SYS" + number + "    TCPIP";
    }

    static IpAddress xcf(int number) {
        return IpAddress.of("198.51.100." + number);
    }

    static StackInfo stack(int number) {
        return new StackInfo(
                member(number),
                "SYS" + number,
                "TCPIP",
                Integer.toString(number),
                Optional.of(xcf(number)),
                Optional.empty(),
                Optional.of(new MacAddress(number)));
    }

    static DistributedRoute.Entry port(int port, IpAddress... candidates) {
        return new DistributedRoute.Entry(List.of(PortRange.of(port)), List.of(candidates), "ROUNDROBIN");
    }

    static DistributedRoute.Entry allPorts(IpAddress... candidates) {
        return new DistributedRoute.Entry(List.of(), List.of(candidates), "ROUNDROBIN");
    }

    /** Owned by stack 1. */
    static DistributedRoute route(long epoch, DistributedRoute.Entry... entries) {
        return new DistributedRoute(DVIPA, member(1), epoch, List.of(entries));
    }

    static TcpConnection connection(int clientPort) {
        return new TcpConnection(DVIPA, 80, IpAddress.of("192.0.2.201"), clientPort);
    }
}
