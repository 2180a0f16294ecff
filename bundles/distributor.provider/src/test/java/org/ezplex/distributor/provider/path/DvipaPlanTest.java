// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.ezplex.net.IpAddress;
import org.ezplex.net.PortRange;
import org.junit.jupiter.api.Test;

class DvipaPlanTest {
    private static final IpAddress DVIPA = IpAddress.of("192.0.2.100");

    private final AtomicLong[] counters = {new AtomicLong()};
    private final TurnPlan byTurns = new TurnPlan(new int[] {1}, counters, new AtomicInteger());
    private final PortPlan byNumber = new ActivePlan(new int[] {1}, new int[] {1}, counters, counters);
    private final TreeMap<Integer, PortPlan> ports = new TreeMap<>(Map.of(80, byTurns, 81, byNumber));

    private DvipaPlan distributing(boolean learning, boolean resets) {
        return DvipaPlan.distributing(DVIPA, List.of(PortRange.of(80)), learning, resets, DvipaPlan.NO_STRAY, ports);
    }

    @Test
    void turnsMayBeGivenBySomebodyElseWhileNothingElseMatters() {
        assertThat(distributing(false, true).turns()).containsExactlyEntriesOf(new TreeMap<>(Map.of(80, byTurns)));
        assertThat(distributing(true, true).turns()).as("learning").isEmpty();
        assertThat(distributing(false, false).turns())
                .as("contested, in a minority, or not whole")
                .isEmpty();
        assertThat(DvipaPlan.bidding(DVIPA, DvipaPlan.NO_STRAY, ports, List.of())
                        .turns())
                .as("not owned yet")
                .isEmpty();
        assertThat(DvipaPlan.relaying(DVIPA, 1).turns())
                .as("not owned any more")
                .isEmpty();
    }
}
