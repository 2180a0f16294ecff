// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ezplex.distributor.DptEntry;

/** NETSTAT VDPT: the destination port table. */
final class VdptReport {
    private VdptReport() {}

    static Report of(Heading heading, List<DptEntry> all, ReportOptions options) {
        List<DptEntry> rows = all.stream()
                .filter(e -> options.wants(e.dvipa()) && options.wants(e.port()))
                .toList();
        List<DptEntry> shown = rows.stream().limit(options.max()).toList();
        Report.Lines lines =
                new Report.Lines().add(heading.netstat()).add("Dynamic VIPA Destination Port Table for TCP/IP stacks:");
        if (Addresses.allV4(shown.stream().flatMap(e -> Stream.of(e.dvipa(), e.target())))) {
            lines.add(table(shown, options.detail()));
        } else {
            shown.forEach(e -> describe(lines, e, options.detail()));
        }
        return lines.end(shown.size(), rows.size()).report(shown);
    }

    private static Table table(List<DptEntry> shown, boolean detail) {
        Table table = new Table(
                0,
                Table.column("Dest IPaddr", 15),
                Table.column("DPort", 5),
                Table.column("DestXCF Addr", 15),
                Table.column("Rdy", 3),
                Table.column("TotalConn", 10),
                Table.column("WLM", 3),
                Table.column("TSR", 3),
                Table.column("Flg", 3));
        for (DptEntry e : shown) {
            table.row(
                    e.dvipa(),
                    digits(5, e.port()),
                    e.target(),
                    digits(3, e.ready()),
                    digits(10, e.totalConnections()),
                    digits(2, e.weight()),
                    digits(3, e.tsr()),
                    letters(e));
            if (detail) {
                table.note("  ActiveConn: " + digits(10, e.activeConnections()) + "  Member: " + e.member());
                weight(e).ifPresent(weight -> table.note("  " + weight));
            }
        }
        return table;
    }

    private static void describe(Report.Lines lines, DptEntry e, boolean detail) {
        lines.add("Dest:        " + Addresses.socket(e.dvipa(), e.port()))
                .add("  DestXCF:   " + e.target())
                .add(
                        "  TotalConn: %s  Rdy: %s  WLM: %s  TSR: %s",
                        digits(10, e.totalConnections()),
                        digits(3, e.ready()),
                        digits(2, e.weight()),
                        digits(3, e.tsr()))
                .add("  Flg: " + words(e));
        if (detail) {
            lines.add("    ActiveConn: " + digits(10, e.activeConnections())).add("    Member: " + e.member());
            weight(e).ifPresent(weight -> lines.add("    " + weight));
        }
    }

    /** The coded WEIGHT; other methods have none, whatever their WLM column says. */
    private static Optional<String> weight(DptEntry e) {
        return e.method().equals("WEIGHTEDACTIVE") ? Optional.of("Weight: " + digits(2, e.weight())) : Optional.empty();
    }

    private static String letters(DptEntry e) {
        return (e.dynamic() ? "D" : "") + MethodNames.letter(e.method()) + (e.local() ? "L" : "");
    }

    private static String words(DptEntry e) {
        return Stream.of(e.dynamic() ? "Dynamic" : "", MethodNames.word(e.method()), e.local() ? "Local" : "")
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String digits(int width, long number) {
        return String.format(Locale.ROOT, "%0" + width + "d", number);
    }
}
