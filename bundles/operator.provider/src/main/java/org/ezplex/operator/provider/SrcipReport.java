// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import org.ezplex.profile.IpConfig;
import org.ezplex.profile.Profile;
import org.ezplex.profile.SourceIp;

/** NETSTAT SRCIP: what the profile says of the source addresses of outgoing connections. */
final class SrcipReport {
    private SrcipReport() {}

    static Report of(Heading heading, Profile profile, ReportOptions options) {
        List<SourceIp> all = profile.sourceIps();
        List<SourceIp> shown = all.stream().limit(options.max()).toList();
        List<SourceIp> jobs = shown.stream().filter(s -> !s.jobName().isEmpty()).toList();
        List<SourceIp> destinations =
                shown.stream().filter(s -> s.jobName().isEmpty()).toList();
        IpConfig config = profile.ipConfig();
        Report.Lines lines = new Report.Lines()
                .add(heading.netstat())
                .add("SourceVipa: " + Addresses.yes(config.sourceVipa()) + "  TcpStackSourceVipa: "
                        + config.tcpStackSourceVipa().map(String::valueOf).orElse("none"));
        if (!jobs.isEmpty()) {
            lines.add("Source IP Address Based on Job Name:").add(jobs(jobs));
        }
        if (!destinations.isEmpty()) {
            lines.add("Source IP Address Based on Destination:").add(destinations(destinations));
        }
        return lines.end(shown.size(), all.size()).report(shown);
    }

    private static Table jobs(List<SourceIp> entries) {
        Table table = new Table(
                2,
                Table.column("Job Name", 8),
                Table.column("Type", 4),
                Table.column("Flg", 3),
                Table.column("Source", 15));
        entries.forEach(s -> table.row(s.jobName(), type(s), flag(s.direction()), source(s)));
        return table;
    }

    private static Table destinations(List<SourceIp> entries) {
        Table table = new Table(2, Table.column("Destination", 18), Table.column("Source", 15));
        entries.forEach(s -> table.row(s.destination().map(String::valueOf).orElse(""), source(s)));
        return table;
    }

    private static String type(SourceIp entry) {
        return entry.source().map(a -> a.isV4() ? "IPV4" : "IPV6").orElse("IPV6");
    }

    private static String flag(SourceIp.Direction direction) {
        return direction.name().substring(0, 1);
    }

    private static String source(SourceIp entry) {
        return entry.source().map(String::valueOf).orElse(entry.sourceInterface());
    }
}
