// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import org.ezplex.system.Message;
import org.ezplex.xcf.Intent;
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

    static Report members(Heading heading, XcfGroup group, ReportOptions options) {
        List<XcfMember> members = group.members();
        List<XcfMember> shown = members.stream().limit(options.max()).toList();
        Table table = new Table(
                2,
                Table.column("MEMBER NAME", 16),
                Table.column("SYSTEM", 8),
                Table.column("STACK", 8),
                Table.column("STATUS", 11));
        for (XcfMember member : shown) {
            table.row(member.name(), member.system(), member.stack(), status(group, member));
            if (options.detail()) {
                table.note("  INCARNATION: " + member.incarnation() + "  USER STATE: "
                        + member.userState().remaining() + " BYTES");
            }
        }
        Report.Lines lines = new Report.Lines()
                .add(heading.message(Message.IXC332I, heading.xcfTime()))
                .add("GROUP " + group.name() + ":")
                .add(table);
        if (options.detail()) {
            XcfStatistics statistics = group.statistics();
            lines.add(
                            "  MESSAGES SENT: %d  RECEIVED: %d  MALFORMED: %d  OVERSIZED: %d",
                            statistics.sent(), statistics.received(), statistics.malformed(), statistics.oversized())
                    .add("  PACKETS NOT MADE WITH THE SYSPLEX KEY: " + statistics.unauthenticated())
                    .add("  PACKETS THAT CAME AGAIN, OR WITH A FORMER KEY: " + statistics.replayed());
        }
        return lines.count(shown.size(), members.size()).report(shown);
    }

    /** A member that is out of the group is to be shown as the others see it; of them it knows nothing then. */
    private static String status(XcfGroup group, XcfMember member) {
        if (member.state() != MemberState.NOT_DEFINED) {
            return member.state().name();
        }
        if (!member.name().equals(group.self().name())) {
            return "UNKNOWN";
        }
        return group.intent() == Intent.OUT ? MemberState.QUIESCED.name() : "NOT JOINED";
    }
}
