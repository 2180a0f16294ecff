// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import java.util.Locale;
import org.ezplex.net.IpPrefix;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.profile.VipaRange;
import org.ezplex.profile.VipaRoute;

/** VIPADCFG in labelled lines, as soon as there is an IPv6 address. */
final class VipadcfgLong implements VipadcfgReport.Sections {
    private final Report.Lines lines;
    private final boolean detail;

    VipadcfgLong(Report.Lines lines, boolean detail) {
        this.lines = lines;
        this.detail = detail;
    }

    @Override
    public void backups(List<DvipaDefinition> backups) {
        lines.add("  VIPA Backup:");
        for (DvipaDefinition d : backups) {
            boolean own = !VipadcfgReport.moveable(d.moveable()).isEmpty();
            address(d, own);
            lines.add(String.format(
                            Locale.ROOT,
                            "      Rank: %06d  Moveable: %-9s  SrvMgr: %s",
                            d.rank(),
                            VipadcfgReport.moveable(d.moveable()),
                            own ? serviceManager(d) : "")
                    + flags(d));
        }
    }

    @Override
    public void defines(List<DvipaDefinition> defines) {
        lines.add("  VIPA Define:");
        for (DvipaDefinition d : defines) {
            address(d, true);
            lines.add(String.format(
                            Locale.ROOT,
                            "      Moveable: %-9s  SrvMgr: %s",
                            VipadcfgReport.moveable(d.moveable()),
                            serviceManager(d))
                    + flags(d));
        }
    }

    private void address(DvipaDefinition d, boolean mask) {
        IpPrefix address = d.address();
        if (address.address().isV4()) {
            lines.add("    IpAddr/PrefixLen: " + (mask ? address : address.address()));
        } else {
            lines.add("    IntfName: " + d.interfaceName());
            lines.add("      IpAddr: " + address.address());
        }
    }

    private static String serviceManager(DvipaDefinition d) {
        return d.address().address().isV4() ? Addresses.yes(d.serviceManager()) : "n/a";
    }

    private static String flags(DvipaDefinition d) {
        String flags = VipadcfgReport.flags(d);
        return flags.isEmpty() ? "" : "  Flg: " + flags;
    }

    @Override
    public void ranges(List<VipaRange> ranges) {
        lines.add("  VIPA Range:");
        for (VipaRange r : ranges) {
            if (!r.interfaceName().isEmpty()) {
                lines.add("    IntfName: " + r.interfaceName());
            }
            lines.add("    IpAddr/PrefixLen: " + r.prefix())
                    .add("      Moveable: %-9s  SAF: %s", VipadcfgReport.moveable(r.moveable()), r.saf());
        }
    }

    @Override
    public void routes(List<VipaRoute> routes) {
        lines.add("  VIPA Route:");
        routes.forEach(r -> lines.add("    DestXCF:    " + r.dynamicXcf()).add("      TargetIp: " + r.target()));
    }

    @Override
    public void distributions(List<Distribution> distributions) {
        lines.add("  VIPA Distribute:");
        for (Distribution d : distributions) {
            for (Target target : Target.of(d)) {
                lines.add("    Dest:      " + d.dvipa() + ".." + target.port())
                        .add("      DestXCF: " + target.address())
                        .add(
                                "        SysPt: %-3s  TimAff: %-4s  Flg: %s",
                                Addresses.yes(d.sysplexPorts()),
                                d.timedAffinitySeconds() > 0 ? d.timedAffinitySeconds() : "No",
                                Target.words(d));
                if (detail) {
                    Target.detail(d, target).forEach(line -> lines.add("        " + line));
                }
            }
        }
    }
}
