// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.tcpip.HomeAddress;
import org.ezplex.tcpip.StackException;
import org.ezplex.tcpip.StackListener;
import org.ezplex.tcpip.TcpipStack;

/**
 * Whether the adapter's interface has a link: without one a stack can neither own an address nor be given connections. And which
 * networks are on it.
 */
final class LinkWatch implements StackListener {
    private static final IpPrefix LINK_LOCAL = IpPrefix.of("fe80::/10");

    private final TcpipStack stack;
    private final Runnable changed;

    /** Calls {@code changed} on the event loop whenever a link may have come or gone. */
    LinkWatch(TcpipStack stack, Runnable changed) {
        this.stack = stack;
        this.changed = changed;
    }

    @Override
    public void configurationChanged() {
        changed.run();
    }

    /** An address of its own on an interface, which the host's kernel answers for: an IPv4 one if there is any. */
    Optional<IpAddress> host(String interfaceName) {
        return prefixes(ownIfKnown(), interfaceName)
                .map(IpPrefix::address)
                .min(Comparator.comparing(address -> !address.isV4()));
    }

    /**
     * Those of the addresses that are in none of the networks of an interface. Where it has no address of that family, but one for the link
     * alone, nothing is known of its networks.
     */
    List<IpAddress> outside(Collection<IpAddress> addresses, String interfaceName) {
        List<HomeAddress> own = ownIfKnown();
        return addresses.stream()
                .filter(address -> outside(own, address, interfaceName))
                .toList();
    }

    private static boolean outside(List<HomeAddress> own, IpAddress address, String interfaceName) {
        List<IpPrefix> networks = prefixes(own, interfaceName)
                .filter(prefix -> prefix.address().isV4() == address.isV4() && !LINK_LOCAL.contains(prefix.address()))
                .toList();
        return !networks.isEmpty() && networks.stream().noneMatch(network -> network.contains(address));
    }

    /** The interface that has an address as the host's own. */
    static Optional<String> having(List<HomeAddress> own, IpAddress address) {
        return own.stream()
                .filter(home -> home.prefix().address().equals(address))
                .map(HomeAddress::interfaceName)
                .findFirst();
    }

    /** The interface with the network of an address that is outside of another one's. */
    static Optional<String> elsewhere(List<HomeAddress> own, IpAddress address, String interfaceName) {
        return own.stream()
                .filter(home -> home.prefix().contains(address) && outside(own, address, interfaceName))
                .map(HomeAddress::interfaceName)
                .findFirst();
    }

    private static Stream<IpPrefix> prefixes(List<HomeAddress> own, String interfaceName) {
        return own.stream()
                .filter(home -> home.interfaceName().equals(interfaceName))
                .map(HomeAddress::prefix);
    }

    /**
     * The host's own addresses.
     *
     * @throws StackException if they cannot be read
     */
    List<HomeAddress> own() {
        return stack.home().stream().filter(home -> !home.internal()).toList();
    }

    private List<HomeAddress> ownIfKnown() {
        try {
            return own();
        } catch (StackException e) {
            return List.of();
        }
    }

    /** An interface the host does not know, or does not tell of, is taken to have one. */
    boolean up(String interfaceName) {
        try {
            return stack.interfaces().stream()
                    .filter(i -> i.name().equals(interfaceName))
                    .allMatch(i -> i.up() && i.carrier());
        } catch (StackException e) {
            return true;
        }
    }
}
