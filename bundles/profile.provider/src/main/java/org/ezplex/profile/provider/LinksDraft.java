// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ezplex.net.IpAddress;
import org.ezplex.profile.Links;

/** The links of a profile in the making. */
final class LinksDraft {
    final List<Links.Device> devices;
    final List<Links.Link> links;
    final List<Links.Interface> interfaces;
    final Set<String> started;
    List<Links.HomeAddress> home;
    List<Links.RoutingParameters> routingParameters;
    List<Links.Route> routes;
    List<Links.Translation> translations;

    LinksDraft(Links base) {
        devices = new ArrayList<>(base.devices());
        links = new ArrayList<>(base.links());
        interfaces = new ArrayList<>(base.interfaces());
        started = new TreeSet<>(base.started());
        home = base.home();
        routingParameters = base.routingParameters();
        routes = base.routes();
        translations = base.translations();
    }

    boolean hasDevice(String name) {
        return devices.stream().anyMatch(d -> d.name().equals(name));
    }

    boolean hasLink(String name) {
        return links.stream().anyMatch(l -> l.name().equals(name)) || hasInterface(name);
    }

    boolean hasInterface(String name) {
        return interfaces.stream().anyMatch(i -> i.name().equals(name));
    }

    /** The link or interface that {@code address} belongs to. */
    Optional<String> owner(IpAddress address) {
        Optional<String> link = home.stream()
                .filter(h -> h.address().equals(address))
                .map(Links.HomeAddress::link)
                .findFirst();
        return link.or(() -> interfaces.stream()
                .filter(i -> i.addresses().stream().anyMatch(p -> p.address().equals(address)))
                .map(Links.Interface::name)
                .findFirst());
    }

    Links links() {
        return new Links(devices, links, interfaces, home, routingParameters, routes, translations, started);
    }
}
