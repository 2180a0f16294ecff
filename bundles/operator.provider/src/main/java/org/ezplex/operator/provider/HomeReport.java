// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import org.ezplex.net.IpAddress;
import org.ezplex.tcpip.HomeAddress;

/** NETSTAT HOME: the home list. */
final class HomeReport {
    private HomeReport() {}

    static Report of(Heading heading, List<HomeAddress> all, ReportOptions options) {
        List<HomeAddress> rows =
                all.stream().filter(h -> options.wants(h.prefix().address())).toList();
        List<HomeAddress> shown = rows.stream().limit(options.max()).toList();
        Report.Lines lines = new Report.Lines().add(heading.netstat()).add("Home address list:");
        if (Addresses.allV4(shown.stream().map(h -> h.prefix().address()))) {
            lines.add(table(shown, options.detail()));
        } else {
            shown.forEach(h -> describe(lines, h));
        }
        return lines.end(shown.size(), rows.size()).report(shown);
    }

    private static Table table(List<HomeAddress> shown, boolean detail) {
        Table table = new Table(0, Table.column("Address", 16), Table.column("Link", 16), Table.column("Flg", 3));
        for (HomeAddress home : shown) {
            String flags = (home.primary() ? "P" : "") + (home.internal() ? "I" : "");
            table.row(home.prefix().address(), home.interfaceName(), flags);
            if (detail) {
                table.note("  PrefixLen: " + home.prefix().length());
            }
        }
        return table;
    }

    private static void describe(Report.Lines lines, HomeAddress home) {
        boolean v4 = home.prefix().address().isV4();
        lines.add((v4 ? "LinkName:   " : "IntfName:   ") + home.interfaceName()).add("  Address:  " + home.prefix());
        if (!v4) {
            lines.add("    Type:   " + type(home.prefix().address()));
        }
        lines.add("    Flags:  " + flags(home));
    }

    private static String flags(HomeAddress home) {
        return ((home.primary() ? "Primary " : "") + (home.internal() ? "Internal" : "")).strip();
    }

    private static String type(IpAddress address) {
        if (address.isLoopback()) {
            return "Loopback";
        }
        return address.isLinkLocal6() ? "Link_Local" : "Global";
    }
}
