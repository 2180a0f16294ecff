// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.core;

import java.util.ArrayList;
import java.util.List;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;

/** Many connections in messages of bearable length. */
public final class Batches {
    private Batches() {}

    /** Views of {@code all}, in order, none of them too long for a message; none at all of an empty list. */
    public static List<List<TcpConnection>> of(List<TcpConnection> all) {
        int most = ReportCodec.MOST_CONNECTIONS;
        List<List<TcpConnection>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += most) {
            batches.add(all.subList(from, Math.min(all.size(), from + most)));
        }
        return batches;
    }

    /** A full report of {@code all}: numbered, its first and last message marked; one message if there are no connections. */
    public static List<Report> fullReport(IpAddress dvipa, long epoch, List<TcpConnection> all) {
        List<List<TcpConnection>> batches = all.isEmpty() ? List.of(List.of()) : of(all);
        List<Report> reports = new ArrayList<>();
        for (List<TcpConnection> some : batches) {
            int number = reports.size() + 1;
            reports.add(new Report.NewConnections(dvipa, epoch, number == 1, number == batches.size(), number, some));
        }
        return reports;
    }

    /**
     * All that an owner leaves of a target to the next; numbered and marked likewise.
     *
     * @param head what all of them have in common
     */
    public static List<Report> bequest(Report.Bequest head, List<TcpConnection> all) {
        List<List<TcpConnection>> batches = all.isEmpty() ? List.of(List.of()) : of(all);
        List<Report> reports = new ArrayList<>();
        for (List<TcpConnection> some : batches) {
            int number = reports.size() + 1;
            reports.add(new Report.Bequest(
                    head.dvipa(),
                    head.epoch(),
                    number == 1,
                    number == batches.size(),
                    number,
                    head.target(),
                    head.complete(),
                    head.host(),
                    some));
        }
        return reports;
    }
}
