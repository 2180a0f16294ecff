// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import java.util.Locale;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.profile.VipaRange;
import org.ezplex.profile.VipaRoute;

/** VIPADCFG in columns, for IPv4 only. */
final class VipadcfgShort implements VipadcfgReport.Sections {
    private final Report.Lines lines;
    private final boolean detail;

    VipadcfgShort(Report.Lines lines, boolean detail) {
        this.lines = lines;
        this.detail = detail;
    }

    @Override
    public void backups(List<DvipaDefinition> backups) {
        Table table = new Table(
                4,
                Table.column("IP Address", 15),
                Table.column("Rank", 6),
                Table.column("AddressMask", 15),
                Table.column("Moveable", 9),
                Table.column("SrvMgr", 6),
                Table.column("Flg", 3));
        for (DvipaDefinition d : backups) {
            // Without MOVEABLE a backup's mask comes from its owner, so none is shown.
            boolean own = !VipadcfgReport.moveable(d.moveable()).isEmpty();
            table.row(
                    d.address().address(),
                    String.format(Locale.ROOT, "%06d", d.rank()),
                    own ? Addresses.mask(d.address()) : "",
                    VipadcfgReport.moveable(d.moveable()),
                    own ? Addresses.yes(d.serviceManager()) : "",
                    VipadcfgReport.flags(d));
        }
        lines.add("  VIPA Backup:").add(table);
    }

    @Override
    public void defines(List<DvipaDefinition> defines) {
        Table table = new Table(
                4,
                Table.column("IP Address", 15),
                Table.column("AddressMask", 15),
                Table.column("Moveable", 9),
                Table.column("SrvMgr", 6),
                Table.column("Flg", 3));
        for (DvipaDefinition d : defines) {
            table.row(
                    d.address().address(),
                    Addresses.mask(d.address()),
                    VipadcfgReport.moveable(d.moveable()),
                    Addresses.yes(d.serviceManager()),
                    VipadcfgReport.flags(d));
        }
        lines.add("  VIPA Define:").add(table);
    }

    @Override
    public void ranges(List<VipaRange> ranges) {
        Table table = new Table(
                4,
                Table.column("IP Address", 15),
                Table.column("AddressMask", 15),
                Table.column("Moveable", 9),
                Table.column("SAF", 8));
        for (VipaRange r : ranges) {
            table.row(r.prefix().address(), Addresses.mask(r.prefix()), VipadcfgReport.moveable(r.moveable()), r.saf());
        }
        lines.add("  VIPA Range:").add(table);
    }

    @Override
    public void routes(List<VipaRoute> routes) {
        Table table = new Table(4, Table.column("XCF Address", 15), Table.column("TargetIp", 15));
        routes.forEach(r -> table.row(r.dynamicXcf(), r.target()));
        lines.add("  VIPA Route:").add(table);
    }

    @Override
    public void distributions(List<Distribution> distributions) {
        Table table = new Table(
                4,
                Table.column("IP Address", 15),
                Table.column("Port", 11),
                Table.column("XCF Address", 15),
                Table.column("SysPt", 5),
                Table.column("TimAff", 6),
                Table.column("Flg", 3));
        for (Distribution d : distributions) {
            for (Target target : Target.of(d)) {
                table.row(
                        d.dvipa(),
                        target.port(),
                        target.address(),
                        Addresses.yes(d.sysplexPorts()),
                        d.timedAffinitySeconds() > 0 ? d.timedAffinitySeconds() : "No",
                        Target.letters(d));
                if (detail) {
                    Target.detail(d, target).forEach(line -> table.note("  " + line));
                }
            }
        }
        lines.add("  VIPA Distribute:").add(table);
    }
}
