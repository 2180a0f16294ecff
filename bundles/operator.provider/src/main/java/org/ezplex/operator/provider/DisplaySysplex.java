// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import org.ezplex.autonomics.Autonomics;
import org.ezplex.distributor.Distributor;
import org.ezplex.distributor.QuiesceTarget;
import org.ezplex.system.Message;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.XcfGroup;

/** DISPLAY SYSPLEX: DVIPAs, group and ports of a member; monitor and quiesced servers of any stack. */
final class DisplaySysplex {
    private final Parts parts;

    DisplaySysplex(Parts parts) {
        this.parts = parts;
    }

    Netstat.Answer run(Words words, Heading heading) {
        if (words.take("MONITOR", 3)) {
            return new Netstat.Answer(
                    MonitorReport.of(heading, parts.monitor().status()),
                    ReportOptions.read(words).json());
        }
        if (words.take("QUIESCED", 3)) {
            return new Netstat.Answer(
                    QuiescedReport.of(heading, parts.distribution().quiesced()),
                    ReportOptions.read(words).json());
        }
        boolean vipadyn = words.take("VIPADYN", 4);
        boolean group = !vipadyn && words.take("GROUP", 1);
        if (!vipadyn && !group && !words.take("PORTS", 4)) {
            throw words.unknown(words.next("VIPADYN, GROUP, PORTS, MONITOR OR QUIESCED"));
        }
        ReportOptions options = ReportOptions.read(words);
        XcfGroup joined = joined(heading);
        if (vipadyn) {
            return new Netstat.Answer(
                    SysplexReport.vipadyn(heading, parts.vipa().sysplex(), options), options.json());
        }
        if (group) {
            return new Netstat.Answer(SysplexReport.group(heading, group(joined), options), options.json());
        }
        return new Netstat.Answer(
                SysplexReport.ports(heading, parts.profileService().flatMap(p -> p.current()
                        .globalConfig()
                        .explicitBindPortRange())),
                options.json());
    }

    private XcfGroup joined(Heading heading) {
        return parts.xcfGroups().stream()
                .filter(g -> g.self().state() == MemberState.ACTIVE)
                .findFirst()
                .orElseThrow(() -> CommandFailure.failed(
                        heading.message(Message.EZZ8269I, heading.tcpname(), heading.sysname()),
                        parts.autonomics().isPresent()
                                ? "'display sysplex monitor' tells why"
                                : Message.EZZ8269I.response()));
    }

    private SysplexReport.Group group(XcfGroup joined) {
        List<QuiesceTarget> quiesced =
                parts.distributor().map(Distributor::quiesced).orElse(List.of());
        return new SysplexReport.Group(
                joined.name(),
                parts.vipa().stacks(),
                quiesced,
                parts.autonomics().map(Autonomics::status));
    }
}
