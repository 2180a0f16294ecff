// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.ezplex.net.IpAddress;

/**
 * What joining needs, found on this host.
 *
 * @param address this system's address on the XCF network
 * @param credential what makes this system one of the sysplex
 * @param hosts where the others are; empty means multicast
 * @param multicast the multicast address
 */
record Prerequisites(InetAddress address, Credential credential, List<InetSocketAddress> hosts, InetAddress multicast) {
    private static final String MULTICAST_4 = "239.255.69.90";
    private static final String MULTICAST_6 = "ff15::455a";

    /** For the system called {@code system}. */
    static Prerequisites find(Settings settings, String system) throws NotReadyException {
        if (!settings.group().matches("[A-Z0-9$#@]{1,8}")) {
            throw new NotReadyException(
                    "'" + settings.group() + "' IS NO GROUP NAME", "SET xcf.group TO 1 TO 8 OF A-Z, 0-9, $, # AND @");
        }
        Credential credential = Credential.find(settings, system);
        NetworkInterface network = network(settings);
        InetAddress address = address(settings, network);
        requireLink(network.getName(), up(network));
        boolean tcp = tcp(settings);
        if (!tcp && !supportsMulticast(network)) {
            throw new NotReadyException(
                    "INTERFACE " + network.getName() + " HAS NO MULTICAST",
                    "TYPE ip link set " + network.getName() + " multicast on; OR SET transport TO tcp AND NAME hosts");
        }
        List<InetSocketAddress> hosts = tcp ? hosts(settings) : List.of();
        return new Prerequisites(address, credential, hosts, multicast(settings, address));
    }

    /** This system's address on the XCF network now. */
    static InetAddress address(Settings settings) throws NotReadyException {
        return address(settings, network(settings));
    }

    private static NetworkInterface network(Settings settings) throws NotReadyException {
        if (settings.interfaceName().isEmpty() && settings.bindAddress().isEmpty()) {
            throw new NotReadyException(
                    "NO XCF NETWORK IS CONFIGURED", "SET interfaceName OR bindAddress IN CONFIGURATION org.ezplex.xcf");
        }
        try {
            NetworkInterface network = settings.interfaceName().isEmpty()
                    ? NetworkInterface.getByInetAddress(
                            literal(settings.bindAddress(), "bindAddress").toInetAddress())
                    : NetworkInterface.getByName(settings.interfaceName());
            if (network == null) {
                String wanted = settings.interfaceName().isEmpty() ? settings.bindAddress() : settings.interfaceName();
                throw new NotReadyException("THERE IS NO INTERFACE " + wanted, "CREATE IT, OR CORRECT org.ezplex.xcf");
            }
            return network;
        } catch (SocketException e) {
            throw new NotReadyException("THE INTERFACES CANNOT BE READ: " + e.getMessage(), "SEE THE LOG");
        }
    }

    /** The configured address, or the interface's first that is not link-local: IPv4 before IPv6. */
    private static InetAddress address(Settings settings, NetworkInterface network) throws NotReadyException {
        Optional<IpAddress> wanted = settings.bindAddress().isEmpty()
                ? Optional.empty()
                : Optional.of(literal(settings.bindAddress(), "bindAddress"));
        return network.inetAddresses()
                .filter(address -> wanted.isEmpty()
                        ? !address.isLinkLocalAddress()
                        : wanted.get().equals(IpAddress.of(address)))
                .min(Comparator.comparing(address -> !IpAddress.of(address).isV4()))
                .orElseThrow(() -> new NotReadyException(
                        "INTERFACE " + network.getName() + " DOES NOT HAVE "
                                + (wanted.isEmpty() ? "AN ADDRESS" : "ADDRESS " + wanted.get()),
                        "GIVE IT ONE"));
    }

    private static boolean tcp(Settings settings) throws NotReadyException {
        return switch (settings.transport().toLowerCase(Locale.ROOT)) {
            case "tcp" -> true;
            case "udp" -> false;
            default ->
                throw new NotReadyException(
                        "'" + settings.transport() + "' IS NO TRANSPORT", "SET transport TO udp OR tcp");
        };
    }

    /** Throws if the interface of the XCF network has no link now, or is not there. */
    static void requireLink(Settings settings) throws NotReadyException {
        NetworkInterface network = network(settings);
        requireLink(network.getName(), up(network));
    }

    /** The engine takes no interface that is not up and running, and says no more than that it cannot. */
    static void requireLink(String name, boolean up) throws NotReadyException {
        if (!up) {
            throw new NotReadyException(
                    "INTERFACE " + name + " HAS NO LINK", "PLUG ITS CABLE IN, OR TYPE ip link set " + name + " up");
        }
    }

    private static boolean up(NetworkInterface network) throws NotReadyException {
        try {
            return network.isUp();
        } catch (SocketException e) {
            throw new NotReadyException(
                    "INTERFACE " + network.getName() + " CANNOT BE READ: " + e.getMessage(), "SEE THE LOG");
        }
    }

    private static boolean supportsMulticast(NetworkInterface network) throws NotReadyException {
        try {
            return network.supportsMulticast();
        } catch (SocketException e) {
            throw new NotReadyException(
                    "INTERFACE " + network.getName() + " CANNOT BE READ: " + e.getMessage(), "SEE THE LOG");
        }
    }

    private static InetAddress multicast(Settings settings, InetAddress address) throws NotReadyException {
        boolean v4 = IpAddress.of(address).isV4();
        String byDefault = v4 ? MULTICAST_4 : MULTICAST_6;
        String text = settings.multicastAddress().isEmpty() ? byDefault : settings.multicastAddress();
        IpAddress multicast = literal(text, "multicastAddress");
        if (!multicast.isMulticast() || multicast.isV4() != v4) {
            throw new NotReadyException(
                    text + " IS NO MULTICAST ADDRESS OF THE FAMILY OF " + IpAddress.of(address),
                    "CORRECT multicastAddress");
        }
        return multicast.toInetAddress();
    }

    private static List<InetSocketAddress> hosts(Settings settings) throws NotReadyException {
        List<String> named = settings.hosts().stream()
                .flatMap(host -> Stream.of(host.split(",")))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .toList();
        if (named.isEmpty()) {
            throw new NotReadyException("TRANSPORT tcp NEEDS THE OTHERS' ADDRESSES", "NAME THEM IN hosts");
        }
        List<InetSocketAddress> hosts = new ArrayList<>();
        for (String host : named) {
            hosts.add(host(host, settings.port()));
        }
        return hosts;
    }

    /** {@code 192.0.2.1}, {@code 192.0.2.1:7800}, {@code 2001:db8::1} or {@code [2001:db8::1]:7800}. */
    private static InetSocketAddress host(String text, int port) throws NotReadyException {
        int colon = text.lastIndexOf(':');
        boolean withPort = colon > 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']');
        String address =
                (withPort ? text.substring(0, colon) : text).replace("[", "").replace("]", "");
        try {
            int itsPort = withPort ? Integer.parseInt(text.substring(colon + 1)) : port;
            return new InetSocketAddress(literal(address, "hosts").toInetAddress(), itsPort);
        } catch (IllegalArgumentException e) {
            throw new NotReadyException("'" + text + "' IS NO ADDRESS AND PORT: " + e.getMessage(), "CORRECT hosts");
        }
    }

    private static IpAddress literal(String text, String attribute) throws NotReadyException {
        return IpAddress.parse(text)
                .orElseThrow(() -> new NotReadyException("'" + text + "' IS NO IP ADDRESS", "CORRECT " + attribute));
    }
}
