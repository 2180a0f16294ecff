// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.net.MacAddress;

/**
 * What connects a stack to its networks.
 *
 * @param devices DEVICE
 * @param links LINK
 * @param interfaces INTERFACE ... DEFINE
 * @param home HOME, in the order of the text
 * @param routingParameters BSDROUTINGPARMS
 * @param routes BEGINROUTES
 * @param translations TRANSLATE
 * @param started START, less STOP
 */
public record Links(
        List<Device> devices,
        List<Link> links,
        List<Interface> interfaces,
        List<HomeAddress> home,
        List<RoutingParameters> routingParameters,
        List<Route> routes,
        List<Translation> translations,
        Set<String> started) {
    /** Nothing coded. */
    public static final Links NONE =
            new Links(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Set.of());

    /** Copies collections. */
    public Links {
        devices = List.copyOf(devices);
        links = List.copyOf(links);
        interfaces = List.copyOf(interfaces);
        home = List.copyOf(home);
        routingParameters = List.copyOf(routingParameters);
        routes = List.copyOf(routes);
        translations = List.copyOf(translations);
        started = Set.copyOf(started);
    }

    /** What a stack does with frames for addresses that no stack registered. */
    public enum RouterRole {
        /** NONROUTER: nothing. */
        NONROUTER,
        /** PRIROUTER: takes them. */
        PRIROUTER,
        /** SECROUTER: takes them where there is no primary router. */
        SECROUTER
    }

    /**
     * A DEVICE.
     *
     * @param name its name; the port's for an OSA
     * @param type such as MPCIPA or VIRTUAL
     * @param router for MPCIPA
     * @param options what else was coded, in order
     */
    public record Device(String name, String type, RouterRole router, List<String> options) {
        /** Copies the list. */
        public Device {
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
            Objects.requireNonNull(router);
            options = List.copyOf(options);
        }
    }

    /**
     * A LINK.
     *
     * @param name its name
     * @param type such as IPAQENET or VIRTUAL
     * @param device the name of its device
     * @param attachment for IPAQENET
     */
    public record Link(String name, String type, String device, Attachment attachment) {}

    /**
     * An INTERFACE.
     *
     * @param name its name
     * @param type such as IPAQENET or IPAQENET6
     * @param port PORTNAME, empty for none
     * @param addresses IPADDR
     * @param router PRIROUTER, SECROUTER or NONROUTER
     * @param sourceVipaInterface SOURCEVIPAINT, empty for none
     * @param mtu MTU, 0 for the adapter's own
     * @param attachment how it is attached to the LAN
     * @param monitorSysplex MONSYSPLEX
     * @param isolate ISOLATE
     */
    public record Interface(
            String name,
            String type,
            String port,
            List<IpPrefix> addresses,
            RouterRole router,
            String sourceVipaInterface,
            int mtu,
            Attachment attachment,
            boolean monitorSysplex,
            boolean isolate) {
        /** Copies the list. */
        public Interface {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * The attachment to a LAN.
     *
     * @param vlanId VLANID 1 to 4094, 0 for none
     * @param vmac whether VMAC was coded
     * @param mac the address of VMAC, if one was coded
     * @param routeLocal ROUTELCL, else ROUTEALL
     * @param options every other option, with its value or {@code ON}
     */
    public record Attachment(
            int vlanId, boolean vmac, Optional<MacAddress> mac, boolean routeLocal, Map<String, String> options) {
        /** Nothing coded. */
        public static final Attachment NONE = new Attachment(0, false, Optional.empty(), false, Map.of());

        /** Copies the map. */
        public Attachment {
            options = Map.copyOf(options);
        }
    }

    /**
     * An entry of HOME.
     *
     * @param address an address of this stack
     * @param link the link it belongs to
     */
    public record HomeAddress(IpAddress address, String link) {}

    /**
     * An entry of BSDROUTINGPARMS.
     *
     * @param link the link, or interface
     * @param mtu 0 for the default
     * @param metric 0 to 14
     * @param mask the subnet mask
     * @param destination the other end, or 0.0.0.0
     */
    public record RoutingParameters(String link, int mtu, int metric, IpAddress mask, IpAddress destination) {}

    /**
     * A ROUTE of BEGINROUTES.
     *
     * @param destination empty for DEFAULT
     * @param gateway empty for a network that is attached
     * @param link the link, or interface
     * @param mtu MTU, 0 for DEFAULTSIZE
     */
    public record Route(Optional<IpPrefix> destination, Optional<IpAddress> gateway, String link, int mtu) {}

    /**
     * An entry of TRANSLATE.
     *
     * @param address a neighbour
     * @param mac its address on the LAN
     * @param link the link
     */
    public record Translation(IpAddress address, MacAddress mac, String link) {}
}
