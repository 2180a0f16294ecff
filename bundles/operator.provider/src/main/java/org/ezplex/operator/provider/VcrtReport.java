// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.ezplex.distributor.CrtEntry;
import org.ezplex.distributor.Distributor;
import org.ezplex.net.TcpConnection;

/** NETSTAT VCRT: the current routing table. Entries in grace after their end are shown with DETAIL only. */
final class VcrtReport {
    private VcrtReport() {}

    /**
     * The entries a report is about.
     *
     * @param shown those to show
     * @param all how many there are
     */
    record Selection(List<CrtEntry> shown, long all) {}

    /** Asks for no more of a table that may be large than the report needs. */
    static Selection select(Distributor distributor, ReportOptions options) {
        if (options.filtered() || options.max() == Integer.MAX_VALUE) {
            List<CrtEntry> rows = rows(distributor.currentRoutingTable(Integer.MAX_VALUE), options);
            return new Selection(rows.stream().limit(options.max()).toList(), rows.size());
        }
        int most = options.max();
        List<CrtEntry> table = distributor.currentRoutingTable(most);
        while (table.size() >= most && rows(table, options).size() < options.max() && most < Integer.MAX_VALUE) {
            most = most > Integer.MAX_VALUE / 8 ? Integer.MAX_VALUE : most * 8;
            table = distributor.currentRoutingTable(most);
        }
        List<CrtEntry> shown =
                rows(table, options).stream().limit(options.max()).toList();
        boolean whole =
                table.size() < most && shown.size() == rows(table, options).size();
        return new Selection(shown, whole ? shown.size() : Math.max(shown.size(), distributor.connections()));
    }

    private static List<CrtEntry> rows(List<CrtEntry> table, ReportOptions options) {
        return table.stream()
                .filter(e -> options.detail() || e.state() != CrtEntry.State.CLOSING)
                .filter(e -> wanted(e.connection(), options))
                .toList();
    }

    private static boolean wanted(TcpConnection c, ReportOptions options) {
        return options.wantsEither(c.local(), c.remote())
                && (options.wants(c.localPort()) || options.wants(c.remotePort()));
    }

    static Report of(Heading heading, Selection selection, ReportOptions options) {
        List<CrtEntry> shown = selection.shown();
        Report.Lines lines = new Report.Lines().add(heading.netstat()).add("Dynamic VIPA Connection Routing Table:");
        if (Addresses.allV4(shown.stream().flatMap(e -> Stream.of(e.connection().local(), e.target())))) {
            lines.add(options.detail() ? detailed(shown) : table(shown));
        } else {
            shown.forEach(e -> describe(lines, e, options.detail()));
        }
        return lines.end(shown.size(), selection.all()).report(shown);
    }

    private static Table table(List<CrtEntry> shown) {
        Table table = new Table(
                0,
                Table.column("Dest IPaddr", 15),
                Table.column("DPort", 5),
                Table.column("Src IPaddr", 15),
                Table.column("SPort", 5),
                Table.column("DestXCF Addr", 15));
        for (CrtEntry e : shown) {
            TcpConnection c = e.connection();
            table.row(c.local(), port(c.localPort()), c.remote(), port(c.remotePort()), e.target());
        }
        return table;
    }

    private static Table detailed(List<CrtEntry> shown) {
        Table table = new Table(
                0,
                Table.column("Dest IPaddr", 15),
                Table.column("DPort", 5),
                Table.column("Src IPaddr", 15),
                Table.column("SPort", 5),
                Table.column("DestXCF Addr", 15),
                Table.column("State", 11),
                Table.column("Origin", 7));
        for (CrtEntry e : shown) {
            TcpConnection c = e.connection();
            table.row(
                    c.local(), port(c.localPort()), c.remote(), port(c.remotePort()), e.target(), state(e), e.origin());
        }
        return table;
    }

    private static void describe(Report.Lines lines, CrtEntry e, boolean detail) {
        TcpConnection c = e.connection();
        lines.add("Dest:      " + Addresses.socket(c.local(), c.localPort()))
                .add("  Source:  " + Addresses.socket(c.remote(), c.remotePort()))
                .add("  DestXCF: " + e.target());
        if (detail) {
            lines.add("    State: %-11s  Origin: %s", state(e), e.origin());
        }
    }

    private static String state(CrtEntry e) {
        return switch (e.state()) {
            case EMBRYONIC -> "Embryonic";
            case ESTABLISHED -> "Established";
            case CLOSING -> "Closing";
        };
    }

    private static String port(int port) {
        return String.format(Locale.ROOT, "%05d", port);
    }
}
