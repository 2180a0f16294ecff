// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Where keys are exchanged.
 *
 * @param address this system's address
 * @param port this system's port
 * @param hosts where others are asked; nowhere if they are found by multicast, as they have this system's port then
 */
record KeyPlaces(InetAddress address, int port, List<InetSocketAddress> hosts) {
    private static final int OFFSET = 300;

    static KeyPlaces of(Settings settings, Prerequisites found) {
        List<InetSocketAddress> hosts = found.hosts().stream()
                .map(host -> new InetSocketAddress(host.getAddress(), host.getPort() + OFFSET))
                .toList();
        return new KeyPlaces(found.address(), settings.port() + OFFSET, hosts);
    }

    /** Where whoever sends from {@code from} may be asked. */
    List<InetSocketAddress> others(InetAddress from) {
        if (hosts.isEmpty()) {
            return List.of(new InetSocketAddress(from, port));
        }
        InetSocketAddress self = new InetSocketAddress(address, port);
        return hosts.stream()
                .filter(host -> host.getAddress().equals(from) && !host.equals(self))
                .toList();
    }
}
