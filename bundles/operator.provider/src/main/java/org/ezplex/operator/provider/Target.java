// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ezplex.profile.DistMethod;
import org.ezplex.profile.Distribution;

/**
 * One line of a VIPADISTRIBUTE: a port with a destination.
 *
 * @param port the port or range; {@code n/a} where every port is meant
 * @param destination the destination; empty for ALL
 */
record Target(String port, Optional<Distribution.Destination> destination) {
    /** The lines of a statement. */
    static List<Target> of(Distribution d) {
        List<String> ports = d.ports().isEmpty()
                ? List.of("n/a")
                : d.ports().stream().map(String::valueOf).toList();
        List<Target> targets = new ArrayList<>();
        for (String port : ports) {
            if (d.toAll()) {
                targets.add(new Target(port, Optional.empty()));
            }
            d.destinations().forEach(destination -> targets.add(new Target(port, Optional.of(destination))));
        }
        return targets;
    }

    String address() {
        return destination.map(d -> d.address().toString()).orElse("ALL");
    }

    /** The flags of the short layout. */
    static String letters(Distribution d) {
        return MethodNames.letter(d.method().keyword())
                + (d.optLocal() >= 0 ? "L" : "")
                + (d.tier().number() > 0 ? String.valueOf(d.tier().number()) : "");
    }

    /** The flags of the long layout. */
    static String words(Distribution d) {
        return MethodNames.word(d.method().keyword())
                + (d.optLocal() >= 0 ? ", Local" : "")
                + (d.tier().number() > 0 ? ", Tier" + d.tier().number() : "");
    }

    /** What DETAIL adds. */
    static List<String> detail(Distribution d, Target target) {
        List<String> lines = new ArrayList<>();
        lines.add("DistMethod: " + MethodNames.word(d.method().keyword()) + method(d.method()));
        target.destination().ifPresent(destination -> standby(destination).ifPresent(lines::add));
        if (d.method() instanceof DistMethod.WeightedActive) {
            target.destination().ifPresent(destination -> lines.add("Weight: " + destination.weight()));
        }
        lines.add("OptLoc: " + (d.optLocal() < 0 ? "No" : "Yes  Value: " + d.optLocal()));
        if (d.tier().number() > 0) {
            lines.add(tier(d.tier()));
        }
        return lines;
    }

    private static String method(DistMethod method) {
        if (method instanceof DistMethod.BaseWlm base) {
            return "  ProcType: CP " + base.cp() + " zAAP " + base.zaap() + " zIIP " + base.ziip();
        }
        if (method instanceof DistMethod.ServerWlm server) {
            return "  ProcXCost: zAAP " + server.zaapCost() + " zIIP " + server.ziipCost() + "  ILWeighting: "
                    + server.ilWeighting();
        }
        if (method instanceof DistMethod.HotStandby standby) {
            return "  AutoSwitchBack: " + Addresses.yes(standby.autoSwitchBack()) + "  HealthSwitch: "
                    + Addresses.yes(standby.healthSwitch());
        }
        return "";
    }

    private static Optional<String> standby(Distribution.Destination destination) {
        return switch (destination.role()) {
            case NONE -> Optional.empty();
            case PREFERRED -> Optional.of("SrvType: Preferred");
            case BACKUP -> Optional.of(String.format(Locale.ROOT, "SrvType: Backup  Rank: %03d", destination.rank()));
        };
    }

    private static String tier(Distribution.Tier tier) {
        String text = "GrpName: " + (tier.group().isEmpty() ? "none" : tier.group());
        return tier.encapsulation() == Distribution.Encapsulation.NONE
                ? text
                : text + "  RtgType: " + tier.encapsulation() + "  CtrlPort: " + tier.controlPort();
    }
}
