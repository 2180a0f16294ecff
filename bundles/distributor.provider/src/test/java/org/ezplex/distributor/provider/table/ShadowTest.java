// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.distributor.provider.table.Keys.DVIPA;
import static org.ezplex.distributor.provider.table.Keys.key;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShadowTest {
    private static final int LOCAL = 0;
    private static final RoutingTable.Limits LIMITS = new RoutingTable.Limits(15, 60, 20, 100, 500);

    private final RoutingTable table = new RoutingTable(1024, 512, LIMITS, 42);
    private final Mirror mirror = new Mirror();

    /** Keeps what it is told, under a name. */
    private static final class Mirror implements Shadow {
        private final Map<String, Integer> entered = new HashMap<>();
        /** By an earlier run. */
        private final Map<String, Integer> left = new HashMap<>();

        private long seen = Long.MIN_VALUE;

        @Override
        public boolean enter(RoutingKey key, int target) {
            if (target == LOCAL) {
                return false;
            }
            assertThat(left).as("what the table has is claimed").doesNotContainKey(name(key));
            assertThat(entered.put(name(key), target)).as("it had that").isNull();
            return true;
        }

        @Override
        public boolean claim(RoutingKey key, int target) {
            assertThat(entered).as("it had that").doesNotContainKey(name(key));
            boolean same = Integer.valueOf(target).equals(left.remove(name(key)));
            if (same) {
                entered.put(name(key), target);
            }
            return same;
        }

        @Override
        public void leave(RoutingKey key) {
            assertThat(entered.remove(name(key))).as("it had that").isNotNull();
        }

        @Override
        public long seen(RoutingKey key, long here) {
            return Math.max(here, seen);
        }

        private static String name(RoutingKey key) {
            return key.srcHigh + " " + key.srcLow + " " + key.dstHigh + " " + key.dstLow + " " + key.ports;
        }
    }

    @Test
    void whatIsEstablishedAndCarriesAPacketIsEnteredOnceAndLeavesWhenItEnds() {
        table.shadow(mirror);
        table.open(key(1), 7, 0);
        assertThat(mirror.entered).as("the handshake is not over").isEmpty();
        table.route(key(1), true, 1);
        table.route(key(1), true, 2);
        assertThat(mirror.entered).containsExactlyEntriesOf(Map.of(Mirror.name(key(1)), 7));
        table.confirm(key(1), 7, 3);
        assertThat(mirror.entered)
                .as("a report of its own target changes nothing")
                .hasSize(1);
        table.end(key(1), 7, false, 4);
        assertThat(mirror.entered).isEmpty();
    }

    @Test
    void whatThisStackServesItselfStaysHere() {
        table.shadow(mirror);
        table.confirm(key(1), LOCAL, 0);
        table.route(key(1), true, 1);
        assertThat(mirror.entered).isEmpty();
    }

    @Test
    void oneThatGoesToAnotherTargetIsEnteredAnew() {
        table.shadow(mirror);
        table.confirm(key(1), 7, 0);
        table.route(key(1), true, 1);
        table.adopt(key(1), 8, RoutingTable.ESTABLISHED, 2);
        assertThat(mirror.entered).isEmpty();
        table.route(key(1), true, 3);
        assertThat(mirror.entered).containsValue(8);
    }

    @Test
    void whatTheShadowHasSeenIsNotSweptForBeingQuiet() {
        table.shadow(mirror);
        table.confirm(key(1), 7, 0);
        table.route(key(1), true, 1);
        mirror.seen = 95;
        assertThat(table.sweep(DVIPA, 7, 100, 90, 120)).isZero();
        mirror.seen = 80;
        assertThat(table.sweep(DVIPA, 7, 100, 90, 120)).isEqualTo(1);
        assertThat(mirror.entered).isEmpty();
    }

    @Test
    void anotherShadowStartsWithNothing() {
        table.shadow(mirror);
        table.confirm(key(1), 7, 0);
        table.route(key(1), true, 1);
        Mirror next = new Mirror();
        table.shadow(next);
        table.forgetTarget(7);
        table.confirm(key(2), 7, 2);
        table.route(key(2), true, 3);
        assertThat(next.entered).hasSize(1);
    }

    @Test
    void whatAnEarlierRunHasLeftIsAsIfEnteredWhenItsTargetReportsIt() {
        mirror.left.put(Mirror.name(key(1)), 7);
        mirror.left.put(Mirror.name(key(2)), 7);
        table.shadow(mirror);
        table.confirm(key(1), 7, 0);
        table.confirm(key(2), 8, 0);
        assertThat(mirror.entered).containsExactlyEntriesOf(Map.of(Mirror.name(key(1)), 7));
        assertThat(mirror.left).as("it went to another").isEmpty();
        table.end(key(1), 7, false, 1);
        assertThat(mirror.entered).isEmpty();
    }

    @Test
    void whatAnEarlierRunHasLeftGoesWhenItsClientOpensItAnewOrItHasEnded() {
        mirror.left.put(Mirror.name(key(1)), 7);
        mirror.left.put(Mirror.name(key(2)), 7);
        table.shadow(mirror);
        table.open(key(1), 7, 0);
        table.end(key(2), 7, true, 0);
        assertThat(mirror.left).isEmpty();
        assertThat(mirror.entered).isEmpty();
    }

    @Test
    void aBequestLeavesWhatAnEarlierRunHasLeftWhereItIsUntilItIsInherited() {
        mirror.left.put(Mirror.name(key(1)), 7);
        mirror.left.put(Mirror.name(key(2)), 8);
        table.shadow(mirror);
        table.bequeath(key(1), 7, 0);
        table.bequeath(key(2), 7, 0);
        assertThat(mirror.left).hasSize(2);
        table.inherit(DVIPA, lost -> lost == 7, false, 1);
        assertThat(mirror.entered).containsExactlyEntriesOf(Map.of(Mirror.name(key(1)), 7));
        assertThat(mirror.left).as("it went to another").isEmpty();
    }

    @Test
    void whatTheTableHasAlreadyIsClaimedWhenTheShadowComes() {
        mirror.left.put(Mirror.name(key(1)), 7);
        table.confirm(key(1), 7, 0);
        table.shadow(mirror);
        assertThat(mirror.entered).hasSize(1);
        assertThat(mirror.left).isEmpty();
    }

    @Test
    void theShadowNeverHasWhatTheTableHasNot() {
        Random random = new Random();
        for (int i = 0; i < 300; i++) {
            mirror.left.put(Mirror.name(key(i)), 1 + random.nextInt(3));
        }
        table.shadow(mirror);
        for (int i = 0; i < 20_000; i++) {
            RoutingKey key = key(random.nextInt(400));
            int target = 1 + random.nextInt(3);
            switch (random.nextInt(12)) {
                case 0 -> table.open(key, target, i);
                case 1 -> table.confirm(key, target, i);
                case 2 -> table.adopt(key, target, 1 + random.nextInt(3), i);
                case 3 -> table.end(key, target, random.nextBoolean(), i);
                case 4 -> table.bequeath(key, target, i);
                case 5 -> rare(random, () -> table.forgetTarget(target));
                case 6 -> rare(random, () -> table.loseTarget(target, 0));
                case 7 -> rare(random, () -> table.renounce(DVIPA, lost -> lost == target));
                case 8 -> rare(random, () -> table.inherit(DVIPA, lost -> lost == target, true, 0));
                case 9 -> table.expire(i, i, lost -> lost == target);
                default -> table.route(key, true, i);
            }
            if (i % 500 == 0) {
                checkSubset();
            }
        }
        checkSubset();
    }

    private static void rare(Random random, Runnable what) {
        if (random.nextInt(50) == 0) {
            what.run();
        }
    }

    private void checkSubset() {
        Map<String, Integer> established = new HashMap<>();
        table.forEach((connection, target, state, origin) -> {
            if (state == RoutingTable.ESTABLISHED) {
                established.put(Mirror.name(new RoutingKey().set(connection)), target);
            }
        });
        assertThat(established).containsAllEntriesOf(mirror.entered);
        assertThat(mirror.left).doesNotContainKeys(established.keySet().toArray(String[]::new));
    }
}
