// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ezplex.net.IpAddress;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.profile.Moveable;
import org.ezplex.profile.Profile;
import org.ezplex.profile.VipaRange;
import org.ezplex.profile.VipaRoute;
import org.ezplex.vipa.Dvipa;
import org.ezplex.vipa.DvipaOrigin;
import org.ezplex.vipa.DvipaStatus;

/** NETSTAT VIPADCFG: what the profile in force says of dynamic VIPAs. */
final class VipadcfgReport {
    private VipadcfgReport() {}

    /** @param dvipas the states on this stack, which the profile does not know */
    static Report of(Heading heading, Profile profile, List<Dvipa> dvipas, ReportOptions options) {
        ConfiguredDvipas configured = ConfiguredDvipas.of(profile, deactivated(dvipas), options);
        Report.Lines lines = new Report.Lines().add(heading.netstat()).add("Dynamic VIPA Information:");
        Sections sections = Addresses.allV4(configured.addresses())
                ? new VipadcfgShort(lines, options.detail())
                : new VipadcfgLong(lines, options.detail());
        write(configured.inUse(), sections);
        if (!configured.deactivated().isEmpty()) {
            lines.add("Deactivated Dynamic VIPA Information:");
            write(configured.outOfUse(), sections);
        }
        return lines.end(configured.rows(), configured.rows()).report(List.of(configured));
    }

    /** A DVIPA of the profile that quiesces was deactivated too, and has connections that go on. */
    private static Set<IpAddress> deactivated(List<Dvipa> dvipas) {
        return dvipas.stream()
                .filter(d -> d.origin() != DvipaOrigin.TARGET)
                .filter(d -> d.status() == DvipaStatus.DEACTIVATED || d.status() == DvipaStatus.QUIESCING)
                .map(d -> d.address().address())
                .collect(Collectors.toSet());
    }

    private static void write(ConfiguredDvipas configured, Sections sections) {
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
