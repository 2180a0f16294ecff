// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.ezplex.lab.LabHost;

/**
 * The connections of a server as its host's kernel knows them, by the clients' ports. Of both families: two connections may well have
 * the same client's port.
 *
 * @param address the server's address
 * @param port the server's port
 */
public record Sockets(String address, int port) {
    /** The clients' ports of the connections that live on {@code host}. */
    public Set<Integer> remotePorts(LabHost host) {
        return parse(host.shell("ss --tcp --no-header --numeric state connected exclude time-wait " + local()));
    }

    /** Makes {@code host} forget its connections with these ports of clients. */
    public void forget(LabHost host, Collection<Integer> remotePorts) {
        host.shell(remotePorts.stream()
                .map(remote -> "ss --kill --tcp " + local() + " and dport = :" + remote + " >/dev/null\n")
                .collect(Collectors.joining()));
    }

    private String local() {
        return "src '" + (address.contains(":") ? "[" + address + "]" : address) + "' and sport = :" + port;
    }

    /** The port is what follows the last colon of a line. */
    static Set<Integer> parse(String output) {
        return output.lines()
                .map(String::strip)
                .map(line -> Integer.valueOf(line.substring(line.lastIndexOf(':') + 1)))
                .collect(Collectors.toSet());
    }
}
