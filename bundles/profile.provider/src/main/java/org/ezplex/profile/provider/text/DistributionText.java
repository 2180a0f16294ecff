// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider.text;

import static org.ezplex.profile.provider.text.Writing.joined;
import static org.ezplex.profile.provider.text.Writing.when;

import org.ezplex.profile.DistMethod;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.Distribution.Destination;
import org.ezplex.profile.Distribution.Encapsulation;
import org.ezplex.profile.Distribution.StandbyRole;
import org.ezplex.profile.Distribution.Tier;

/** The operands of VIPADISTRIBUTE DEFINE. */
final class DistributionText {
    private static final DistMethod.ServerWlm SERVERWLM = new DistMethod.ServerWlm(1, 1, 0);

    private DistributionText() {}

    /** {@code name} is what the statement calls the DVIPA. */
    static String of(Distribution d, String name) {
        return joined(
                "DISTMETHOD",
                method(d.method()),
                d.optLocal() < 0 ? "" : "OPTLOCAL " + d.optLocal(),
                when(d.sysplexPorts(), "SYSPLEXPORTS"),
                d.timedAffinitySeconds() == 0 ? "" : "TIMEDAFFINITY " + d.timedAffinitySeconds(),
                tier(d.tier()),
                name,
                when(!d.ports().isEmpty(), "PORT"),
                joined(d.ports().toArray()),
                "DESTIP",
                d.toAll()
                        ? "ALL"
                        : joined(d.destinations().stream()
                                .map(to -> destination(to, d.method()))
                                .toArray()));
    }

    private static String method(DistMethod method) {
        if (method instanceof DistMethod.BaseWlm m && !m.equals(DistMethod.BaseWlm.DEFAULT)) {
            return joined("BASEWLM PROCTYPE CP", m.cp(), "ZAAP", m.zaap(), "ZIIP", m.ziip());
        }
        if (method instanceof DistMethod.ServerWlm m && !m.equals(SERVERWLM)) {
            return joined(
                    "SERVERWLM PROCXCOST ZAAP", m.zaapCost(), "ZIIP", m.ziipCost(), "ILWEIGHTING", m.ilWeighting());
        }
        if (method instanceof DistMethod.HotStandby m) {
            return joined(
                    "HOTSTANDBY",
                    m.autoSwitchBack() ? "AUTOSWITCHBACK" : "NOAUTOSWITCHBACK",
                    m.healthSwitch() ? "HEALTHSWITCH" : "NOHEALTHSWITCH");
        }
        return method.keyword();
    }

    private static String tier(Tier t) {
        if (t.number() == 0) {
            return "";
        }
        boolean encapsulated = t.encapsulation() != Encapsulation.NONE;
        return joined(
                "TIER" + t.number(),
                t.group(),
                encapsulated ? t.encapsulation() + " CONTROLPORT " + t.controlPort() : "");
    }

    private static String destination(Destination to, DistMethod method) {
        String role = to.role() == StandbyRole.BACKUP
                ? "BACKUP " + to.rank()
                : to.role().name();
        boolean weighted = method instanceof DistMethod.WeightedActive;
        return joined(to.address(), weighted ? "WEIGHT " + to.weight() : when(to.role() != StandbyRole.NONE, role));
    }
}
