// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ezplex.net.IpAddress;
import org.ezplex.tcpip.StackException;
import org.ezplex.tcpip.StackInterface;
import org.ezplex.tcpip.StackRoute;
import org.ezplex.tcpip.TcpipStack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The links and the routes of the shared adapters' interfaces. An interface that the host has never known (one in memory) has
 * both; one that it knows no more has neither.
 */
final class LanProbe {
    private static final Logger LOG = LoggerFactory.getLogger(LanProbe.class);

    private final TcpipStack stack;
    private final Adapters adapters;
    private final Set<String> known = new TreeSet<>();
    private Map<String, StackInterface> interfaces = Map.of();
    private List<StackRoute> routes = List.of();

    LanProbe(TcpipStack stack, Adapters adapters) {
        this.stack = stack;
        this.adapters = adapters;
    }

    /** Asks the host anew, for routes only if they are wanted: there may be very many. What it does not tell stays as it was. */
    void look(boolean withRoutes) {
        try {
            interfaces = stack.interfaces().stream()
                    .collect(Collectors.toMap(StackInterface::name, Function.identity(), (first, second) -> first));
            if (withRoutes) {
                routes = stack.routes();
            }
        } catch (StackException e) {
            LOG.debug("The host does not tell of its interfaces and routes", e);
        }
        adapters.names().stream().filter(interfaces::containsKey).forEach(known::add);
    }

    /** Whether an adapter has a link and a route, be it only to its own LAN. */
    boolean reachable() {
        return adapters.names().stream().anyMatch(name -> linked(name) && (!known.contains(name) || routed(name)));
    }

    private boolean routed(String name) {
        return routes.stream().anyMatch(route -> route.interfaceName().equals(name) && leadsSomewhere(route));
    }

    /** What every link has by itself is no route. */
    private static boolean leadsSomewhere(StackRoute route) {
        IpAddress destination = route.destination().address();
        return !destination.isLinkLocal6() && !destination.isMulticast();
    }

    /** What is wrong if every adapter is without a link. */
    Optional<String> down() {
        boolean up = monitored().anyMatch(this::linked);
        return up || known.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", known));
    }

    /** What is wrong if no adapter has a route through a gateway. */
    Optional<String> unrouted() {
        boolean routed = monitored().anyMatch(name -> !known.contains(name) || gateway(name));
        return routed || known.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", known));
    }

    private boolean gateway(String name) {
        return routes.stream()
                .anyMatch(route ->
                        route.interfaceName().equals(name) && !route.gateway().isAny());
    }

    /** Those of adapters that were open once, too: an adapter closes when its interface vanishes. */
    private Stream<String> monitored() {
        return Stream.concat(known.stream(), adapters.names().stream()).distinct();
    }

    private boolean linked(String name) {
        StackInterface found = interfaces.get(name);
        return found == null ? !known.contains(name) : found.up() && found.carrier();
    }
}
