// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import java.util.Locale;
import org.ezplex.autonomics.MonitorStatus;
import org.ezplex.profile.GlobalConfig.SysplexMonitor;
import org.ezplex.system.Message;

/** DISPLAY SYSPLEX,MONITOR: whether this stack is in the group, what it watches itself for, and what it has found. */
final class MonitorReport {
    private MonitorReport() {}

    static Report of(Heading heading, MonitorStatus status) {
        return write(new Report.Lines(), heading, status).report(List.of(status));
    }

    /** Adds the report to another one. */
    static Report.Lines write(Report.Lines lines, Heading heading, MonitorStatus status) {
        SysplexMonitor settings = status.settings();
        lines.add(heading.message(Message.EZX7007I, heading.tcpname(), heading.sysname()))
                .add("PRESENCE: " + status.presence())
                .add(
                        "TIMERSECS: %-4d  RECOVERY: %-3s  AUTOREJOIN: %-3s  MONINTERFACE: %-3s  DYNROUTE: %-3s",
                        settings.timerSeconds(),
                        yes(settings.recovery()),
                        yes(settings.autoRejoin()),
                        yes(settings.monitorInterfaces()),
                        yes(settings.dynamicRoutes()))
                .add("DELAYJOIN: %-3s   NOJOIN: %-3s", yes(settings.delayJoin()), yes(settings.noJoin()));
        Table table = new Table(
                0,
                Table.column("CONDITION", 10),
                Table.column("STATUS", 11),
                Table.column("SINCE", 19),
                Table.column("DETAIL", 6));
        for (MonitorStatus.Check check : status.checks()) {
            table.row(
                    check.condition(),
                    check.progress(),
                    check.since().map(heading::moment).orElse(""),
                    check.detail());
        }
        return lines.add(table);
    }

    private static String yes(boolean value) {
        return Addresses.yes(value).toUpperCase(Locale.ROOT);
    }
}
