// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.ezplex.distributor.RoutedTraffic;
import org.ezplex.distributor.provider.path.DvipaPlan;
import org.ezplex.distributor.provider.path.PortPlan;
import org.ezplex.distributor.provider.path.TargetTable;
import org.ezplex.distributor.provider.path.TurnPlan;
import org.ezplex.distributor.provider.table.RoutingKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Routes what the packet path before has routed, until a distributor says what is to be routed. Can be done again, for what has changed since. */
final class Inheritance {
    private static final Logger LOG = LoggerFactory.getLogger(Inheritance.class);

    private final Forwarding heir;

    Inheritance(Forwarding heir) {
        this.heir = heir;
    }

    void take(RoutedTraffic before) {
        TargetTable targets = heir.targets();
        before.targets().forEach((member, mac) -> {
            int number = targets.number(member);
            if (number >= 0) {
                targets.mac(number, mac.bits());
            }
        });
        before.device().ifPresent(heir.path()::device);
        RoutingKey key = new RoutingKey();
        long now = System.nanoTime();
        AtomicLong lost = new AtomicLong();
        before.forEach((connection, member, state) -> {
            int number = targets.number(member);
            if (number < 0 || !heir.table().adopt(key.set(connection), number, EntryStates.of(state), now)) {
                lost.incrementAndGet();
            }
        });
        if (lost.get() > 0) {
            LOG.warn("There is no room for {} connections that the version before has routed", lost);
        }
        before.shared().forEach(one -> heir.turns().plan(plan(one)));
    }

    /** What is not known is held: a distributor that comes soon will know. */
    private DvipaPlan plan(RoutedTraffic.Shared shared) {
        SortedMap<Integer, PortPlan> plans = new TreeMap<>();
        shared.turns().forEach((port, members) -> plans.put(port, turns(members)));
        return DvipaPlan.distributing(shared.dvipa(), shared.distributed(), true, false, DvipaPlan.NO_STRAY, plans);
    }

    private PortPlan turns(List<String> members) {
        int[] sequence = members.stream()
                .mapToInt(heir.targets()::number)
                .filter(number -> number >= 0)
                .toArray();
        AtomicLong[] totals = new AtomicLong[sequence.length];
        for (int i = 0; i < totals.length; i++) {
            totals[i] = new AtomicLong();
        }
        return new TurnPlan(sequence, totals, new AtomicInteger());
    }
}
