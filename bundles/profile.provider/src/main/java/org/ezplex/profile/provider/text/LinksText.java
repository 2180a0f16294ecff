// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider.text;

import static org.ezplex.profile.provider.text.Writing.joined;
import static org.ezplex.profile.provider.text.Writing.when;

import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.profile.Links;
import org.ezplex.profile.Links.Attachment;
import org.ezplex.profile.Links.RouterRole;

/** INTERFACE, DEVICE, LINK and the lists that name them. */
final class LinksText {
    private static final IpPrefix ALL6 = new IpPrefix(IpAddress.ANY6, 0);

    private final Writing writing;

    LinksText(Writing writing) {
        this.writing = writing;
    }

    void write(Links links) {
        // A device may have the port name of an interface that was there first, and not the other way round.
        links.interfaces().forEach(this::write);
        links.devices().forEach(d -> writing.statement("DEVICE", d.name(), d.type(), role(d.router()), options(d)));
        links.links()
                .forEach(l -> writing.statement("LINK", l.name(), l.type(), l.device(), attachment(l.attachment())));
        writing.list(
                "HOME",
                links.home().stream().map(h -> joined(h.address(), h.link())).toList(),
                "");
        writing.list(
                "BSDROUTINGPARMS",
                links.routingParameters().stream().map(LinksText::parameters).toList(),
                "ENDBSDROUTINGPARMS");
        writing.list(
                "BEGINROUTES", links.routes().stream().map(LinksText::route).toList(), "ENDROUTES");
        writing.list(
                "TRANSLATE",
                links.translations().stream()
                        .map(t -> joined(t.address(), "ETHERNET", t.mac(), t.link()))
                        .toList(),
                "");
        links.started().stream().sorted().forEach(name -> writing.statement("START", name));
    }

    private void write(Links.Interface i) {
        writing.statement(
                "INTERFACE",
                i.name(),
                "DEFINE",
                i.type(),
                i.port().isEmpty() ? "" : "PORTNAME " + i.port(),
                when(!i.addresses().isEmpty(), "IPADDR"),
                joined(i.addresses().toArray()),
                role(i.router()),
                i.sourceVipaInterface().isEmpty() ? "" : "SOURCEVIPAINT " + i.sourceVipaInterface(),
                i.mtu() == 0 ? "" : "MTU " + i.mtu(),
                attachment(i.attachment()),
                when(i.monitorSysplex(), "MONSYSPLEX"),
                when(i.isolate(), "ISOLATE"));
    }

    private static String options(Links.Device device) {
        return String.join(" ", device.options());
    }

    private static String role(RouterRole role) {
        return role == RouterRole.NONROUTER ? "" : role.name();
    }

    private static String attachment(Attachment a) {
        String vmac =
                joined("VMAC", a.mac().map(Object::toString).orElse(""), a.routeLocal() ? "ROUTELCL" : "ROUTEALL");
        return joined(
                a.vlanId() == 0 ? "" : "VLANID " + a.vlanId(),
                when(a.vmac(), vmac),
                String.join(" ", Writing.coded(a.options())));
    }

    private static String parameters(Links.RoutingParameters p) {
        return joined(
                p.link(),
                p.mtu() == 0 ? "DEFAULTSIZE" : p.mtu(),
                p.metric(),
                p.mask(),
                p.destination().isAny() ? "0" : p.destination());
    }

    private static String route(Links.Route r) {
        String destination = r.destination()
                .map(d -> d.equals(ALL6) ? "DEFAULT6" : d.toString())
                .orElse("DEFAULT");
        return joined(
                "ROUTE",
                destination,
                r.gateway().map(Object::toString).orElse("="),
                r.link(),
                "MTU",
                r.mtu() == 0 ? "DEFAULTSIZE" : r.mtu());
    }
}
