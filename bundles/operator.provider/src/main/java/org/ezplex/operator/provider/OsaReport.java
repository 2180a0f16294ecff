// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import java.util.Locale;
import org.ezplex.osa.OatEntry;
import org.ezplex.osa.OsaInfo;
import org.ezplex.system.Message;

/** DISPLAY OSAINFO: what the shared adapter is, answers for, and has done. */
final class OsaReport {
    private OsaReport() {}

    /**
     * An adapter with its OAT.
     *
     * @param info what it is and has done
     * @param oat what it answers for
     */
    record Adapter(OsaInfo info, List<OatEntry> oat) {}

    static Report of(Heading heading, List<Adapter> adapters, ReportOptions options) {
        Report.Lines lines = new Report.Lines()
                .add(heading.message(Message.EZD0031I, heading.version(), heading.tcpname(), heading.time()));
        adapters.forEach(adapter -> describe(lines, adapter, options));
        return lines.count(adapters.size(), adapters.size()).report(adapters);
    }

    private static void describe(Report.Lines lines, Adapter adapter, ReportOptions options) {
        OsaInfo info = adapter.info();
        lines.add("Display OSAINFO results for IntfName: " + info.interfaceName())
                .add("  Base:")
                .add("    Driver: %-10s  DataPath: %-11s  ActMtu: %d", info.driver(), info.dataPath(), info.mtu())
                .add("    MacAddr: %s  VMacAddr: %s", info.mac(), info.vmac())
                .add("  Registered Addresses:");
        Table table =
                new Table(4, Table.column("IpAddr", 15), Table.column("VMacAddr", 17), Table.column("Answered", 8));
        List<OatEntry> rows =
                adapter.oat().stream().filter(e -> options.wants(e.address())).toList();
        rows.stream().limit(options.max()).forEach(e -> table.row(e.address(), e.vmac(), e.answered()));
        lines.add(table);
        if (rows.size() > options.max()) {
            lines.add("    %d of %d shown", options.max(), rows.size());
        }
        lines.add("  Counters:");
        info.counters()
                .forEach((name, value) -> lines.add(String.format(Locale.ROOT, "    %-24s %d", name + ":", value)));
    }
}
