// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import java.util.stream.Stream;
import org.ezplex.net.IpAddress;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.profile.Moveable;
import org.ezplex.profile.Profile;
import org.ezplex.profile.VipaRange;
import org.ezplex.profile.VipaRoute;

/** NETSTAT VIPADCFG: what the profile in force says of dynamic VIPAs. */
final class VipadcfgReport {
    private VipadcfgReport() {}

    /**
     * The part of a profile the report is about; the components are named as those of the profile.
     *
     * @param dvipas VIPADEFINE and VIPABACKUP
     * @param ranges VIPARANGE
     * @param distributions VIPADISTRIBUTE
     * @param routes VIPAROUTE
     */
    record Configured(
            List<DvipaDefinition> dvipas,
            List<VipaRange> ranges,
            List<Distribution> distributions,
            List<VipaRoute> routes) {
        static Configured of(Profile profile, ReportOptions options) {
            return new Configured(
                    profile.dvipas().stream()
                            .filter(d -> options.wants(d.address().address()))
                            .toList(),
                    profile.ranges().stream()
                            .filter(r -> options.ip().isEmpty()
                                    || r.prefix().contains(options.ip().get()))
                            .toList(),
                    profile.distributions().stream()
                            .filter(d -> options.wants(d.dvipa()))
                            .toList(),
                    profile.routes().stream()
                            .filter(r -> options.wantsEither(r.dynamicXcf(), r.target()))
                            .toList());
        }

        int rows() {
            return dvipas.size() + ranges.size() + distributions.size() + routes.size();
        }

        private Stream<IpAddress> addresses() {
            return Stream.of(
                            dvipas.stream().map(d -> d.address().address()),
                            ranges.stream().map(r -> r.prefix().address()),
                            distributions.stream().map(Distribution::dvipa),
                            routes.stream().map(VipaRoute::dynamicXcf))
                    .flatMap(s -> s);
        }

        private List<DvipaDefinition> backups() {
            return dvipas.stream().filter(DvipaDefinition::backup).toList();
        }

        private List<DvipaDefinition> defines() {
            return dvipas.stream().filter(d -> !d.backup()).toList();
        }
    }

    static Report of(Heading heading, Profile profile, ReportOptions options) {
        Configured configured = Configured.of(profile, options);
        Report.Lines lines = new Report.Lines().add(heading.netstat()).add("Dynamic VIPA Information:");
        Sections sections = Addresses.allV4(configured.addresses())
                ? new VipadcfgShort(lines, options.detail())
                : new VipadcfgLong(lines, options.detail());
        write(configured, sections);
        return lines.end(configured.rows(), configured.rows()).report(List.of(configured));
    }

    private static void write(Configured configured, Sections sections) {
        if (!configured.backups().isEmpty()) {
            sections.backups(configured.backups());
        }
        if (!configured.defines().isEmpty()) {
            sections.defines(configured.defines());
        }
        if (!configured.ranges().isEmpty()) {
            sections.ranges(configured.ranges());
        }
        if (!configured.distributions().isEmpty()) {
            sections.distributions(configured.distributions());
        }
        if (!configured.routes().isEmpty()) {
            sections.routes(configured.routes());
        }
    }

    /** The sections of the report in one of the two layouts. */
    interface Sections {
        void backups(List<DvipaDefinition> backups);

        void defines(List<DvipaDefinition> defines);

        void ranges(List<VipaRange> ranges);

        void distributions(List<Distribution> distributions);

        void routes(List<VipaRoute> routes);
    }

    static String moveable(Moveable moveable) {
        return switch (moveable) {
            case NONE -> "";
            case IMMEDIATE -> "Immediate";
            case WHENIDLE -> "WhenIdle";
            case NONDISRUPTIVE -> "NonDisr";
            case DISRUPTIVE -> "Disrupt";
        };
    }

    static String flags(DvipaDefinition dvipa) {
        return (dvipa.tier() > 0 ? String.valueOf(dvipa.tier()) : "") + (dvipa.cpcScope() ? "C" : "");
    }
}
