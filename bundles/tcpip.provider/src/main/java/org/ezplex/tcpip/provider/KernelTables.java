// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ezplex.net.IpAddress;
import org.ezplex.tcpip.HomeAddress;
import org.ezplex.tcpip.StackConnection;
import org.ezplex.tcpip.StackInterface;
import org.ezplex.tcpip.StackRoute;
import org.ezplex.tcpip.TcpListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kernel's tables, read anew each time. Safe for any thread. */
final class KernelTables implements LoopbackAddresses, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KernelTables.class);

    private final NetlinkChannel route;
    private final NetlinkChannel sockDiag;
    /** Its own, because on a host with very many sockets a report takes long, and nobody else shall wait for it. */
    private final NetlinkChannel reports;
    /** Its own for the same reason: a host with a routing daemon may have a million, and DVIPAs come and go meanwhile. */
    private final NetlinkChannel routes;

    /** {@code opening} is run before a channel opens, and says by a StackException why it cannot. */
    KernelTables(Runnable opening) {
        route = new NetlinkChannel(opening, NetlinkSocket.ROUTE);
        sockDiag = new NetlinkChannel(opening, NetlinkSocket.SOCK_DIAG);
        reports = new NetlinkChannel(opening, NetlinkSocket.SOCK_DIAG);
        routes = new NetlinkChannel(opening, NetlinkSocket.ROUTE);
    }

    List<StackInterface> interfaces() {
        List<StackInterface> links = route.dump(
                "dump of links", RouteNetlink.dumpLinks(), message -> RouteNetlink.decodeLink(message).stream()
                        .toList());
        links.sort(Comparator.comparingInt(StackInterface::index));
        return links;
    }

    private Map<Integer, String> names() {
        Map<Integer, String> names = new HashMap<>();
        interfaces().forEach(link -> names.put(link.index(), link.name()));
        return names;
    }

    @Override
    public List<RouteNetlink.LinkAddress> all() {
        return route.dump(
                "dump of addresses",
                RouteNetlink.dumpAddresses(),
                message -> RouteNetlink.decodeAddress(message).stream().toList());
    }

    @Override
    public void add(IpAddress address) {
        route.request("adding " + address + " to lo", RouteNetlink.addLoopbackAddress(address));
    }

    @Override
    public void delete(IpAddress address) {
        route.request("taking " + address + " from lo", RouteNetlink.deleteLoopbackAddress(address));
    }

    /** Brings a link up, without ARP. */
    void linkUp(int index, int mtu) {
        route.request("bringing link " + index + " up", RouteNetlink.linkUp(index, mtu));
    }

    /**
     * Forgets the neighbours on a link whose MAC addresses the kernel does not know: while there was no link it has asked in vain, and
     * asks each second only, but at once for one it knows nothing of. What waits for the answer is lost with it, and sent again; only a
     * connection that this host is just opening fails, as it does when the kernel gives up after three seconds.
     */
    void forgetUnresolvedNeighbours(int index) {
        route
                .dump("dump of neighbours", Neighbours.dump(), message -> Neighbours.decode(message).stream()
                        .toList())
                .stream()
                .filter(neighbour -> neighbour.index() == index && neighbour.unresolved())
                .forEach(this::forget);
    }

    private void forget(Neighbours.Neighbour neighbour) {
        try {
            route.request("forgetting the neighbour " + neighbour.address(), Neighbours.delete(neighbour));
        } catch (KernelRefusal e) {
            LOG.debug("{} is not there any more, or is to stay", neighbour, e);
        }
    }

    List<HomeAddress> home(Set<IpAddress> internal) {
        Map<Integer, String> names = names();
        List<HomeAddress> home = new ArrayList<>();
        Set<List<Object>> subnets = new HashSet<>();
        for (RouteNetlink.LinkAddress known : all()) {
            IpAddress address = known.prefix().address();
            boolean ours = known.index() == RouteNetlink.LOOPBACK_INDEX && internal.contains(address);
            boolean first = subnets.add(List.of(known.index(), Subnets.of(known.prefix())));
            home.add(new HomeAddress(known.prefix(), name(names, known.index()), ours, first));
        }
        return home;
    }

    List<StackRoute> routes() {
        Map<Integer, String> names = names();
        return routes.dump("dump of routes", RouteTable.dump(), RouteTable::decode).stream()
                .map(found -> new StackRoute(
                        found.destination(), found.gateway(), name(names, found.index()), found.metric()))
                .toList();
    }

    private static String name(Map<Integer, String> names, int index) {
        return names.getOrDefault(index, "if" + index);
    }

    Set<TcpListener> listeners() {
        Set<TcpListener> listeners = new LinkedHashSet<>();
        for (int family : new int[] {InetDiag.AF_INET, InetDiag.AF_INET6}) {
            sockets(sockDiag, InetDiag.dump(family, InetDiag.STATES_LISTEN))
                    .forEach(entry -> listeners.add(entry.toListener()));
        }
        return listeners;
    }

    /** The connections of {@code local}; IPv4 ones may belong to sockets of either family. */
    List<StackConnection> connections(IpAddress local) {
        List<InetDiag.Entry> found =
                new ArrayList<>(sockets(sockDiag, InetDiag.dump(InetDiag.AF_INET6, InetDiag.STATES_CONNECTED, local)));
        if (local.isV4()) {
            found.addAll(sockets(sockDiag, InetDiag.dump(InetDiag.AF_INET, InetDiag.STATES_CONNECTED, local)));
        }
        return found.stream()
                .filter(entry -> !entry.minisocket() && entry.isConnection())
                .map(InetDiag.Entry::toConnection)
                .toList();
    }

    @Override
    public int connectionCount(IpAddress address) {
        return connections(address).size();
    }

    List<StackConnection> allConnections() {
        List<StackConnection> all = new ArrayList<>();
        for (int family : new int[] {InetDiag.AF_INET, InetDiag.AF_INET6}) {
            sockets(reports, InetDiag.dump(family, InetDiag.STATES_ALL))
                    .forEach(entry -> all.add(entry.toConnection()));
        }
        return all;
    }

    private static List<InetDiag.Entry> sockets(NetlinkChannel channel, byte[] request) {
        return channel.dump("dump of TCP sockets", request, message -> InetDiag.decode(message).stream()
                .toList());
    }

    @Override
    public void close() {
        route.close();
        sockDiag.close();
        reports.close();
        routes.close();
    }
}
