// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ezplex.autonomics.MonitorStatus;
import org.ezplex.distributor.QuiesceTarget;
import org.ezplex.net.PortRange;
import org.ezplex.system.Message;
import org.ezplex.vipa.StackInfo;
import org.ezplex.vipa.SysplexDvipa;

/** DISPLAY SYSPLEX: the DVIPAs of all stacks, the group, the ports. */
final class SysplexReport {
    private SysplexReport() {}

    /**
     * Ranges of ports for explicit binds, as programs read them.
     *
     * @param configured what this stack's profile says
     * @param active what the sysplex uses
     */
    record Ports(Optional<PortRange> configured, Optional<PortRange> active) {}

    /**
     * The group as this stack sees it, as programs read it.
     *
     * @param group its name
     * @param stacks its stacks
     * @param quiesced what is quiesced on this stack
     * @param monitor what this stack's monitor knows; empty if there is none
     */
    record Group(String group, List<StackInfo> stacks, List<QuiesceTarget> quiesced, Optional<MonitorStatus> monitor) {}

    static Report vipadyn(Heading heading, List<SysplexDvipa> all, ReportOptions options) {
        List<SysplexDvipa> rows =
                all.stream().filter(d -> options.wants(d.address().address())).toList();
        List<SysplexDvipa> shown = rows.stream().limit(options.max()).toList();
        Report.Lines lines = new Report.Lines()
                .add(heading.message(Message.EZZ8260I, heading.version()))
                .add("VIPA DYNAMIC DISPLAY FROM %-8s AT %s", heading.tcpname(), heading.sysname());
        boolean v4 = Addresses.allV4(shown.stream().map(d -> d.address().address()));
        shown.forEach(dvipa -> {
            if (v4) {
                describeShort(lines, dvipa);
            } else {
                describeLong(lines, dvipa);
            }
        });
        return lines.count(shown.size(), rows.size()).report(shown);
    }

    private static void describeShort(Report.Lines lines, SysplexDvipa dvipa) {
        lines.add(
                "IPADDR: %s  LINKNAME: %s",
                dvipa.address().address(), Addresses.linkName(dvipa.address().address()));
        lines.add("  ORIGIN: " + dvipa.origin());
        Table table = new Table(
                2,
                Table.column("TCPNAME", 8),
                Table.column("MVSNAME", 8),
                Table.column("STATUS", 6),
                Table.column("RANK", 4),
                Table.column("ADDRESS MASK", 15),
                Table.column("NETWORK PREFIX", 15),
                Table.column("DIST", 4));
        for (SysplexDvipa.Row row : dvipa.stacks()) {
            table.row(
                    row.tcpname(),
                    row.mvsname(),
                    status(row),
                    rank(row),
                    Addresses.mask(dvipa.address()),
                    Addresses.network(dvipa.address()),
                    dist(row));
        }
        lines.add(table);
    }

    private static void describeLong(Report.Lines lines, SysplexDvipa dvipa) {
        boolean v4 = dvipa.address().address().isV4();
        lines.add(
                v4
                        ? "LINKNAME:  " + Addresses.linkName(dvipa.address().address())
                        : "INTFNAME:  " + dvipa.interfaceName());
        lines.add("  IPADDR/PREFIXLEN: " + dvipa.address()).add("    ORIGIN: " + dvipa.origin());
        Table table = new Table(
                4,
                Table.column("TCPNAME", 8),
                Table.column("MVSNAME", 8),
                Table.column("STATUS", 6),
                Table.column("RANK", 4),
                Table.column("DIST", 4));
        dvipa.stacks().forEach(row -> table.row(row.tcpname(), row.mvsname(), status(row), rank(row), dist(row)));
        lines.add(table);
    }

    private static String status(SysplexDvipa.Row row) {
        return switch (row.status()) {
            case QUIESCING -> "QUIESC";
            case DEACTIVATED -> "DEACT";
            case ACTIVE, BACKUP, MOVING, DELETED, LEFT -> row.status().name();
        };
    }

    private static String rank(SysplexDvipa.Row row) {
        return row.rank() > 0 ? String.format(Locale.ROOT, "%03d", row.rank()) : "";
    }

    private static String dist(SysplexDvipa.Row row) {
        if (row.distributor()) {
            return row.target() ? "BOTH" : "DIST";
        }
        return row.target() ? "DEST" : "";
    }

    static Report group(Heading heading, Group group, ReportOptions options) {
        List<StackInfo> shown = group.stacks().stream().limit(options.max()).toList();
        Table table = new Table(
                0,
                Table.column("TCPNAME", 8),
                Table.column("MVSNAME", 8),
                Table.column("CLONE", 5),
                Table.column("DYNXCF", 15),
                Table.column("DYNXCF6", 22),
                Table.column("MACADDR", 17));
        shown.forEach(s -> table.row(
                s.stack(),
                s.system(),
                s.sysclone(),
                s.xcf4().map(String::valueOf).orElse(""),
                s.xcf6().map(String::valueOf).orElse(""),
                s.mac().map(String::valueOf).orElse("")));
        Report.Lines lines = new Report.Lines()
                .add(heading.message(Message.EZZ8270I, heading.tcpname(), heading.sysname(), group.group()))
                .add(table);
        QuiescedReport.write(lines, group.quiesced());
        group.monitor().ifPresent(status -> MonitorReport.write(lines, heading, status));
        return lines.count(shown.size(), group.stacks().size())
                .report(List.of(new Group(group.group(), shown, group.quiesced(), group.monitor())));
    }

    /**
     * The ports report. A range only becomes active when the sysplex hands out its ports, which it does not do: none is active.
     *
     * @param configured EXPLICITBINDPORTRANGE of this stack's profile
     */
    static Report ports(Heading heading, Optional<PortRange> configured) {
        return new Report.Lines()
                .add(heading.message(Message.EZZ8260I, heading.version()))
                .add("PORTS DISPLAY FROM %-8s AT %s", heading.tcpname(), heading.sysname())
                .add("EXPLICITBINDPORTRANGE CONFIGURED: "
                        + configured.map(String::valueOf).orElse("NONE"))
                .add("EXPLICITBINDPORTRANGE ACTIVE:     NONE")
                .report(List.of(new Ports(configured, Optional.empty())));
    }
}
