// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ezplex.net.IpAddress;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.profile.Profile;
import org.ezplex.profile.VipaRange;
import org.ezplex.profile.VipaRoute;

/**
 * The part of a profile that NETSTAT VIPADCFG is about; the components are named as those of the profile.
 *
 * @param dvipas VIPADEFINE and VIPABACKUP
 * @param ranges VIPARANGE
 * @param distributions VIPADISTRIBUTE
 * @param routes VIPAROUTE
 * @param deactivated which of the DVIPAs the operator has deactivated
 */
record ConfiguredDvipas(
        List<DvipaDefinition> dvipas,
        List<VipaRange> ranges,
        List<Distribution> distributions,
        List<VipaRoute> routes,
        List<IpAddress> deactivated) {
    static ConfiguredDvipas of(Profile profile, Set<IpAddress> deactivated, ReportOptions options) {
        List<DvipaDefinition> dvipas = profile.dvipas().stream()
                .filter(d -> options.wants(d.address().address()))
                .toList();
        return new ConfiguredDvipas(
                dvipas,
                profile.ranges().stream()
                        .filter(r -> options.ip().isEmpty()
                                || r.prefix().contains(options.ip().get()))
                        .toList(),
                profile.distributions().stream()
                        .filter(d -> options.wants(d.dvipa()))
                        .toList(),
                profile.routes().stream()
                        .filter(r -> options.wantsEither(r.dynamicXcf(), r.target()))
                        .toList(),
                dvipas.stream()
                        .map(d -> d.address().address())
                        .filter(deactivated::contains)
                        .toList());
    }

    int rows() {
        return dvipas.size() + ranges.size() + distributions.size() + routes.size();
    }

    /** Without what is deactivated. */
    ConfiguredDvipas inUse() {
        return new ConfiguredDvipas(dvipas(false), ranges, distributions(false), routes, List.of());
    }

    /** Only what is deactivated. */
    ConfiguredDvipas outOfUse() {
        return new ConfiguredDvipas(dvipas(true), List.of(), distributions(true), List.of(), deactivated);
    }

    private List<DvipaDefinition> dvipas(boolean which) {
        return dvipas.stream()
                .filter(d -> deactivated.contains(d.address().address()) == which)
                .toList();
    }

    private List<Distribution> distributions(boolean which) {
        return distributions.stream()
                .filter(d -> deactivated.contains(d.dvipa()) == which)
                .toList();
    }

    Stream<IpAddress> addresses() {
        return Stream.of(
                        dvipas.stream().map(d -> d.address().address()),
                        ranges.stream().map(r -> r.prefix().address()),
                        distributions.stream().map(Distribution::dvipa),
                        routes.stream().map(VipaRoute::dynamicXcf))
                .flatMap(s -> s);
    }

    List<DvipaDefinition> backups() {
        return dvipas.stream().filter(DvipaDefinition::backup).toList();
    }

    List<DvipaDefinition> defines() {
        return dvipas.stream().filter(d -> !d.backup()).toList();
    }
}
