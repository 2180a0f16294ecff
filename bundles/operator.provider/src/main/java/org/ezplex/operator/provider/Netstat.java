// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.system.Message;
import org.ezplex.tcpip.StackException;
import org.ezplex.vipa.VipaManager;
import org.ezplex.xcf.MemberState;

/** NETSTAT: finds the report that is asked for and makes it from the parts of the system. */
final class Netstat {
    private final Parts parts;

    Netstat(Parts parts) {
        this.parts = parts;
    }

    /**
     * A report that was asked for.
     *
     * @param report its content
     * @param json whether a program reads it
     */
    record Answer(Report report, boolean json) {}

    Answer run(List<String> entered, Heading heading) {
        Words words = new Words(entered, "USAGE: " + Usage.NETSTAT);
        String name = words.next("REPORT NAME");
        NetstatReport which = NetstatReport.named(name).orElseThrow(() -> words.unknown(name));
        ReportOptions options = ReportOptions.read(words);
        if (options.ip().isPresent() && !which.hasAddress()) {
            throw words.wrong("IP DOES NOT APPLY TO " + which);
        }
        if (options.port().isPresent() && !which.hasPort()) {
            throw words.wrong("PORT DOES NOT APPLY TO " + which);
        }
        try {
            return new Answer(report(which, heading, options), options.json());
        } catch (StackException e) {
            throw CommandFailure.failed(
                    "THE HOST REFUSED: " + e.getMessage(), "'ezplex doctor' on the host tells what it lacks");
        }
    }

    private Report report(NetstatReport which, Heading heading, ReportOptions options) {
        return switch (which) {
            case VIPADCFG ->
                notJoined(VipadcfgReport.of(
                        heading,
                        parts.profiles().current(),
                        parts.vipaManager().map(VipaManager::dvipas).orElse(List.of()),
                        options));
            case VIPADYN -> notJoined(VipadynReport.of(heading, parts.vipa().dvipas(), options));
            case VDPT -> VdptReport.of(heading, parts.distribution().destinationPortTable(), options);
            case VCRT -> VcrtReport.of(heading, VcrtReport.select(parts.distribution(), options), options);
            case HOME -> HomeReport.of(heading, parts.stack().home(), options);
            case CONN -> ConnReport.of(heading, parts.stack().allConnections(), options);
            case DEVLINKS ->
                DevlinksReport.of(
                        heading,
                        parts.stack().interfaces(),
                        parts.sharedAdapters().stream().map(SharedAdapter::info).toList(),
                        options);
            case SRCIP -> SrcipReport.of(heading, parts.profiles().current(), options);
        };
    }

    /** Puts EZZ2502I before a report about DVIPAs while this stack is in no group. */
    private Report notJoined(Report report) {
        boolean joined =
                parts.xcfGroups().stream().anyMatch(group -> group.self().state() == MemberState.ACTIVE);
        if (joined) {
            return report;
        }
        Report.Lines lines = new Report.Lines()
                .add(Message.EZZ2502I.name() + " "
                        + Message.EZZ2502I.text(parts.image().tcpname()));
        report.lines().forEach(lines::add);
        return lines.report(report.data());
    }
}
