// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ezplex.net.IpAddress;
import org.ezplex.profile.AutologEntry;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.profile.GlobalConfig;
import org.ezplex.profile.IpConfig;
import org.ezplex.profile.IpConfig6;
import org.ezplex.profile.PortReservation;
import org.ezplex.profile.Profile;
import org.ezplex.profile.ServiceManager;
import org.ezplex.profile.SourceIp;
import org.ezplex.profile.VipaRange;
import org.ezplex.profile.VipaRoute;

/** A profile in the making: the base with the statements so far applied. */
final class Draft {
    final Profile base;
    final List<DvipaDefinition> dvipas;
    final List<Distribution> distributions;
    final List<VipaRange> ranges;
    final List<VipaRoute> routes;
    final List<PortReservation> ports;
    final LinksDraft links;
    List<SourceIp> sourceIps;
    List<AutologEntry> autolog;
    Optional<ServiceManager> serviceManager;
    IpConfig ipConfig;
    IpConfig6 ipConfig6;
    GlobalConfig globalConfig;

    /** For each DVIPA that is or was distributed whether with SYSPLEXPORTS; the file cannot change what it found. */
    final Map<IpAddress, Boolean> sysplexPorts = new HashMap<>();
    /** List statements seen in this file: the first one replaces what the base has. */
    final Set<String> seen = new HashSet<>();
    /** Statements that are looked at once more when the whole file is known. */
    final Map<IpAddress, Token> defined = new HashMap<>();

    final Map<IpAddress, Token> distributed = new HashMap<>();
    final Map<IpAddress, Token> destinations = new HashMap<>();

    Draft(Profile base) {
        this.base = base;
        dvipas = new ArrayList<>(base.dvipas());
        distributions = new ArrayList<>(base.distributions());
        ranges = new ArrayList<>(base.ranges());
        routes = new ArrayList<>(base.routes());
        ports = new ArrayList<>(base.ports());
        links = new LinksDraft(base.links());
        sourceIps = base.sourceIps();
        autolog = base.autolog();
        serviceManager = base.serviceManager();
        ipConfig = base.ipConfig();
        ipConfig6 = base.ipConfig6();
        globalConfig = base.globalConfig();
        distributions.forEach(d -> sysplexPorts.put(d.dvipa(), d.sysplexPorts()));
    }

    Optional<DvipaDefinition> dvipa(IpAddress address) {
        return dvipas.stream()
                .filter(d -> d.address().address().equals(address))
                .findFirst();
    }

    /** The IPv6 DVIPA with the interface name {@code name}. */
    Optional<DvipaDefinition> dvipa(String name) {
        return dvipas.stream().filter(d -> d.interfaceName().equals(name)).findFirst();
    }

    /** What {@code address} is used for on this stack already, other than for a DVIPA; empty if for nothing. */
    Optional<String> use(IpAddress address) {
        if (ipConfig.dynamicXcf().map(p -> p.address().equals(address)).orElse(false)
                || ipConfig.dynamicXcf6().map(p -> p.address().equals(address)).orElse(false)) {
            return Optional.of("THE DYNAMIC XCF ADDRESS OF THIS STACK");
        }
        return links.owner(address).map(link -> "AN ADDRESS OF " + link);
    }

    Profile profile() {
        return new Profile(
                dvipas,
                distributions,
                ipConfig,
                ipConfig6,
                ranges,
                routes,
                serviceManager,
                globalConfig,
                ports,
                sourceIps,
                links.links(),
                autolog);
    }
}
