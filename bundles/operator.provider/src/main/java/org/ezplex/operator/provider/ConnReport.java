// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.tcpip.StackConnection;
import org.ezplex.tcpip.TcpState;

/** NETSTAT CONN: the TCP connections and listeners of the host. */
final class ConnReport {
    private static final Comparator<StackConnection> BY_SOCKET = Comparator.comparing(
                    (StackConnection c) -> c.connection().local())
            .thenComparing(c -> c.connection().localPort())
            .thenComparing(c -> c.connection().remote())
            .thenComparing(c -> c.connection().remotePort());

    private ConnReport() {}

    static Report of(Heading heading, List<StackConnection> all, ReportOptions options) {
        List<StackConnection> rows = all.stream()
                .filter(c -> wanted(c.connection(), options))
                .sorted(BY_SOCKET)
                .toList();
        List<StackConnection> shown = rows.stream().limit(options.max()).toList();
        Report.Lines lines = new Report.Lines().add(heading.netstat());
        if (Addresses.allV4(
                shown.stream().map(StackConnection::connection).flatMap(c -> Stream.of(c.local(), remoteAddress(c))))) {
            lines.add(table(shown));
        } else {
            lines.add("User Id  Conn     State").add("-------  ----     -----");
            shown.forEach(c -> describe(lines, c));
        }
        return lines.end(shown.size(), rows.size()).report(shown);
    }

    private static boolean wanted(TcpConnection c, ReportOptions options) {
        return options.wantsEither(c.local(), c.remote())
                && (options.wants(c.localPort()) || options.wants(c.remotePort()));
    }

    private static Table table(List<StackConnection> shown) {
        Table table = new Table(
                0,
                Table.column("User Id", 8),
                Table.column("Conn", 8),
                Table.column("Local Socket", 22),
                Table.column("Foreign Socket", 22),
                Table.column("State", 8));
        for (StackConnection c : shown) {
            table.row(c.uid(), id(c), local(c), remote(c), state(c.state()));
        }
        return table;
    }

    private static void describe(Report.Lines lines, StackConnection c) {
        lines.add("%-8s %-8s %s", c.uid(), id(c), state(c.state()))
                .add("  Local Socket:   " + local(c))
                .add("  Foreign Socket: " + remote(c));
    }

    private static String id(StackConnection c) {
        return String.format(Locale.ROOT, "%08X", c.inode());
    }

    private static String local(StackConnection c) {
        return Addresses.socket(c.connection().local(), c.connection().localPort());
    }

    private static String remote(StackConnection c) {
        return Addresses.socket(remoteAddress(c.connection()), c.connection().remotePort());
    }

    /** A listener bound to an IPv4 address by an IPv6 socket has no IPv6 peers, whatever its unspecified address says. */
    private static IpAddress remoteAddress(TcpConnection c) {
        return c.local().isV4() && c.remote().isAny() ? IpAddress.ANY4 : c.remote();
    }

    private static String state(TcpState state) {
        return switch (state) {
            case ESTABLISHED -> "Establsh";
            case SYN_SENT -> "SynSent";
            case SYN_RECV, NEW_SYN_RECV -> "SynRcvd";
            case FIN_WAIT1 -> "FinWait1";
            case FIN_WAIT2 -> "FinWait2";
            case TIME_WAIT -> "TimeWait";
            case CLOSE -> "Closed";
            case CLOSE_WAIT -> "ClosWait";
            case LAST_ACK -> "LastAck";
            case LISTEN -> "Listen";
            case CLOSING -> "Closing";
        };
    }
}
