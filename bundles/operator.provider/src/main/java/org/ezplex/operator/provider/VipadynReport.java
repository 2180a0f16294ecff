// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import org.ezplex.vipa.Dvipa;

/** NETSTAT VIPADYN: the DVIPAs on this stack and their states. */
final class VipadynReport {
    private VipadynReport() {}

    static Report of(Heading heading, List<Dvipa> all, ReportOptions options) {
        List<Dvipa> rows =
                all.stream().filter(d -> options.wants(d.address().address())).toList();
        List<Dvipa> shown = rows.stream().limit(options.max()).toList();
        Report.Lines lines = new Report.Lines().add(heading.netstat()).add("Dynamic VIPA:");
        if (Addresses.allV4(shown.stream().map(d -> d.address().address()))) {
            lines.add(table(heading, shown, options.detail()));
        } else {
            shown.forEach(d -> describe(lines, heading, d, options.detail()));
        }
        return lines.end(shown.size(), rows.size()).report(shown);
    }

    private static Table table(Heading heading, List<Dvipa> shown, boolean detail) {
        Table table = new Table(
                2,
                Table.column("IP Address", 15),
                Table.column("AddressMask", 15),
                Table.column("Status", 9),
                Table.column("Origination", 15),
                Table.column("DistStat", 9));
        for (Dvipa dvipa : shown) {
            table.row(
                    dvipa.address().address(),
                    Addresses.mask(dvipa.address()),
                    dvipa.status().label(),
                    dvipa.origin().label(),
                    distStat(dvipa));
            dvipa.activated().ifPresent(when -> table.note("    ActTime: " + heading.moment(when)));
            if (detail) {
                table.note("    " + ownership(dvipa));
            }
        }
        return table;
    }

    private static void describe(Report.Lines lines, Heading heading, Dvipa dvipa, boolean detail) {
        String inner = "    ";
        if (dvipa.address().address().isV4()) {
            lines.add("  IpAddr/PrefixLen: " + dvipa.address());
        } else {
            lines.add("  IntfName: " + dvipa.interfaceName());
            lines.add("    IpAddr: " + dvipa.address().address());
            inner = "      ";
        }
        lines.add(
                "%sStatus: %-11s  Origin: %-10s  DistStat: %s",
                inner, dvipa.status().label(), dvipa.origin().label(), distStat(dvipa));
        if (dvipa.activated().isPresent()) {
            lines.add(inner + "ActTime: " + heading.moment(dvipa.activated().get()));
        }
        if (detail) {
            lines.add(inner + ownership(dvipa));
        }
    }

    private static String ownership(Dvipa dvipa) {
        String owner = dvipa.owner().isEmpty() ? "none" : dvipa.owner();
        String rank = dvipa.rank() > 0 ? String.format(java.util.Locale.ROOT, "  Rank: %03d", dvipa.rank()) : "";
        return "Owner: " + owner + "  Epoch: " + dvipa.epoch() + rank;
    }

    private static String distStat(Dvipa dvipa) {
        if (dvipa.distributor()) {
            return dvipa.target() ? "Dist/Dest" : "Dist";
        }
        return dvipa.target() ? "Dest" : "";
    }
}
