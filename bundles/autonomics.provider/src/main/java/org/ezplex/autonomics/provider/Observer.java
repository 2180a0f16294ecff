// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import java.util.EnumMap;
import java.util.Map;
import org.ezplex.autonomics.Condition;
import org.ezplex.vipa.DvipaOrigin;
import org.ezplex.vipa.VipaManager;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.XcfGroup;
import org.ezplex.xcf.XcfMember;

/** Makes a check: asks every probe. Used on the monitor's thread only. */
final class Observer {
    private final XcfGroup group;
    private final VipaManager vipa;
    private final Probes probes;

    /**
     * What is looked at.
     *
     * @param loop the event loop
     * @param memory heap and host
     * @param lan links and routes
     * @param partners the other systems
     */
    record Probes(LoopProbe loop, MemoryProbe memory, LanProbe lan, PartnerProbe partners) {}

    Observer(XcfGroup group, VipaManager vipa, Probes probes) {
        this.group = group;
        this.vipa = vipa;
        this.probes = probes;
    }

    /** Routes are looked at only if they are wanted. Who does not look at them finds no fault in them, and is not reachable. */
    Observation look(long nowMillis, boolean withRoutes) {
        XcfMember self = group.self();
        Map<Condition, String> holding = new EnumMap<>(Condition.class);
        probes.lan().look(withRoutes);
        probes.partners()
                .look(self, group.members(), vipa.stacks())
                .ifPresent(detail -> holding.put(Condition.PARTNERS, detail));
        probes.lan().down().ifPresent(detail -> holding.put(Condition.INTERFACES, detail));
        if (withRoutes) {
            probes.lan().unrouted().ifPresent(detail -> holding.put(Condition.ROUTES, detail));
        }
        probes.loop().look(nowMillis).ifPresent(detail -> holding.put(Condition.STALL, detail));
        probes.memory().look().ifPresent(detail -> holding.put(Condition.MEMORY, detail));
        boolean alone = PartnerProbe.count(self, group.members(), MemberState.ACTIVE) == 0;
        return new Observation(concerned(), alone, withRoutes && probes.lan().reachable(), holding);
    }

    private boolean concerned() {
        return vipa.dvipas().stream().anyMatch(dvipa -> dvipa.origin() != DvipaOrigin.TARGET);
    }
}
