// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import org.ezplex.system.Message;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.XcfGroup;
import org.ezplex.xcf.XcfMember;
import org.ezplex.xcf.XcfStatistics;

/** DISPLAY XCF: groups and their members. */
final class XcfReport {
    private XcfReport() {}

    /**
     * A group with its number of active members.
     *
     * @param group its name
     * @param active members in ACTIVE state
     */
    record GroupSize(String group, int active) {}

    static GroupSize size(XcfGroup group) {
        long active = group.members().stream()
                .filter(m -> m.state() == MemberState.ACTIVE)
                .count();
        return new GroupSize(group.name(), (int) active);
    }

    static Report groups(Heading heading, List<GroupSize> groups) {
        Report.Lines lines = new Report.Lines().add(heading.message(Message.IXC331I, heading.xcfTime()));
        if (groups.isEmpty()) {
            lines.add("GROUPS(SIZE):     NONE");
        }
        String label = "GROUPS(SIZE):";
        for (GroupSize group : groups) {
            lines.add("%-17s %s(%d)", label, group.group(), group.active());
            label = "";
        }
        return lines.report(groups);
    }

    static Report members(
            Heading heading, String group, List<XcfMember> members, XcfStatistics statistics, ReportOptions options) {
        List<XcfMember> shown = members.stream().limit(options.max()).toList();
        Table table = new Table(
                2,
                Table.column("MEMBER NAME", 16),
                Table.column("SYSTEM", 8),
                Table.column("STACK", 8),
                Table.column("STATUS", 11));
        for (XcfMember member : shown) {
            table.row(member.name(), member.system(), member.stack(), member.state());
            if (options.detail()) {
                table.note("  INCARNATION: " + member.incarnation() + "  USER STATE: "
                        + member.userState().remaining() + " BYTES");
            }
        }
        Report.Lines lines = new Report.Lines()
                .add(heading.message(Message.IXC332I, heading.xcfTime()))
                .add("GROUP " + group + ":")
                .add(table);
        if (options.detail()) {
            lines.add(
                            "  MESSAGES SENT: %d  RECEIVED: %d  MALFORMED: %d  OVERSIZED: %d",
                            statistics.sent(), statistics.received(), statistics.malformed(), statistics.oversized())
                    .add("  PACKETS NOT MADE WITH THE SYSPLEX KEY: " + statistics.unauthenticated());
        }
        return lines.count(shown.size(), members.size()).report(shown);
    }
}
