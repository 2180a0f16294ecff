// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.distributor.provider.table.Keys.DVIPA;
import static org.ezplex.distributor.provider.table.Keys.key;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.ezplex.accelerator.Flow;
import org.ezplex.accelerator.FlowBatch;
import org.junit.jupiter.api.Test;

class ShadowTest {
    private static final int LOCAL = 0;
    private static final RoutingTable.Limits LIMITS = new RoutingTable.Limits(15, 60, 20, 100, 500);

    private final RoutingTable table = new RoutingTable(1024, 512, LIMITS, 42);
    private final Mirror mirror = new Mirror();

    /** Keeps what it is told, under a name. */
    private static final class Mirror implements Shadow {
        private final Map<String, Integer> entered = new ConcurrentHashMap<>();
        /** By an earlier run. */
        private final Map<String, Integer> left = new HashMap<>();

        private boolean opens;
        private int room = Integer.MAX_VALUE;
        private long seen = Long.MIN_VALUE;

        @Override
        public boolean enter(RoutingKey key, int target) {
            if (target == LOCAL || entered.size() == room) {
                return false;
            }
            assertThat(left).as("what the table has is claimed").doesNotContainKey(name(key));
            assertThat(entered.put(name(key), target)).as("it had that").isNull();
            return true;
        }

        @Override
        public boolean enterOpening(RoutingKey key, int target) {
            assertThat(entered.put(name(key), target)).as("it had that").isNull();
            return true;
        }

        @Override
        public void gather(RoutingKey key, int target, boolean opening, FlowBatch batch) {
            key.fill(batch.add(target, opening));
        }

        @Override
        public long enterAll(FlowBatch batch) {
            long has = 0;
            for (int i = 0; i < batch.size(); i++) {
                RoutingKey key = key(batch.flow(i));
                int target = batch.target(i);
                has |= (batch.isOpening(i) ? enterOpening(key, target) : enter(key, target)) ? 1L << i : 0;
            }
            return has;
        }

        private static RoutingKey key(Flow flow) {
            return new RoutingKey()
                    .set(flow.srcHigh(), flow.srcLow(), flow.srcPort(), flow.dstHigh(), flow.dstLow(), flow.dstPort());
        }

        @Override
        public boolean opens() {
            return opens;
        }

        /** As the kernel does, and tells of later. */
        boolean opened(RoutingKey key, int target) {
            return !left.containsKey(name(key)) && entered.putIfAbsent(name(key), target) == null;
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
    void whatTheShadowHasOpenedIsTheShadowsUntilItEnds() {
        mirror.opens = true;
        table.shadow(mirror);
        mirror.opened(key(1), 7);
        assertThat(table.openedByShadow(key(1), 7, 0)).isTrue();
        assertThat(table.live(key(1))).isEqualTo(7);
        assertThat(table.count(RoutingTable.EMBRYONIC)).isEqualTo(1);
        table.route(key(1), true, 1);
        assertThat(table.established(key(1))).isTrue();
        table.confirm(key(1), 7, 2);
        assertThat(mirror.entered).hasSize(1);
        table.end(key(1), 7, false, 3);
        assertThat(mirror.entered).isEmpty();
        mirror.opened(key(1), 8);
        assertThat(table.openedByShadow(key(1), 8, 4))
                .as("on one that has ended")
                .isTrue();
        assertThat(table.live(key(1))).isEqualTo(8);
    }

    @Test
    void aLiveOneThatTheShadowDidNotHaveGoesOnToWhereItWent() {
        table.shadow(mirror);
        table.confirm(key(1), 7, 0);
        table.open(key(2), 7, 0);
        mirror.opens = true;
        for (int i = 1; i <= 2; i++) {
            mirror.opened(key(i), 8);
            table.openedByShadow(key(i), 8, 1);
            assertThat(table.live(key(i))).isEqualTo(7);
            assertThat(mirror.entered).containsEntry(Mirror.name(key(i)), 7);
        }
        assertThat(table.established(key(1))).isTrue();
    }

    @Test
    void oneThatOpensHasAllThatLive() {
        table.shadow(mirror);
        table.open(key(1), 7, 0);
        table.confirm(key(2), 7, 0);
        assertThat(mirror.entered).isEmpty();
        mirror.opens = true;
        assertThat(table.enterAll()).isTrue();
        assertThat(mirror.entered).hasSize(2);
        table.open(key(3), 7, 1);
        table.confirm(key(4), 7, 1);
        assertThat(mirror.entered).hasSize(4);
        table.end(key(5), 7, true, 1);
        assertThat(mirror.entered).as("what has ended is nothing to it").hasSize(4);
    }

    @Test
    void oneThatOpensHasAllThatIsInherited() {
        mirror.opens = true;
        mirror.left.put(Mirror.name(key(1)), 7);
        table.shadow(mirror);
        for (int i = 1; i <= 500; i++) {
            table.bequeath(key(i), 7, 0);
        }
        assertThat(mirror.entered).isEmpty();
        table.inherit(DVIPA, lost -> lost == 7, false, 1);
        assertThat(mirror.entered).hasSize((int) table.count(RoutingTable.ESTABLISHED));
        assertThat(mirror.left).isEmpty();
    }

    @Test
    void whatItHasNoRoomForIsNotItsOwn() {
        RoutingTable large = new RoutingTable(4096, 256, LIMITS, 42);
        large.shadow(mirror);
        for (int i = 0; i < 3000; i++) {
            large.confirm(key(i), 7, 0);
        }
        mirror.opens = true;
        mirror.room = 1000;
        assertThat(large.enterAll()).isFalse();
        assertThat(mirror.entered).hasSize(1000);
        large.forgetTarget(7);
        assertThat(mirror.entered).isEmpty();
    }

    @Test
    void whatEndsWhileAllAreEnteredIsNotTheShadowsAnyMore() {
        table.shadow(mirror);
        for (int i = 0; i < 400; i++) {
            table.confirm(key(i), 7, 0);
        }
        mirror.opens = true;
        CompletableFuture<Boolean> all = CompletableFuture.supplyAsync(table::enterAll);
        for (int i = 0; i < 400; i += 2) {
            table.end(key(i), 7, false, 1);
        }
        assertThat(all.join()).isTrue();
        assertThat(mirror.entered).hasSize(200);
        checkSubset();
    }

    @Test
    void oneThatHasNoRoomForAllIsSaidNotToHaveThem() {
        table.shadow(mirror);
        table.confirm(key(1), 7, 0);
        table.confirm(key(2), 7, 0);
        table.end(key(3), 7, true, 0);
        mirror.opens = true;
        mirror.room = 1;
        assertThat(table.enterAll()).isFalse();
        mirror.room = 2;
        assertThat(table.enterAll()).as("what has ended is nothing to it").isTrue();
    }

    @Test
    void ofTooManyThatAreBeingOpenedTheOldestGoWhoeverHasOpenedThem() {
        RoutingTable small = new RoutingTable(4096, 256, LIMITS, 42);
        mirror.opens = true;
        small.shadow(mirror);
        for (int i = 0; i < 2000; i++) {
            mirror.opened(key(i), 7);
            small.openedByShadow(key(i), 7, i);
        }
        assertThat(small.count(RoutingTable.EMBRYONIC)).isLessThanOrEqualTo(256);
        assertThat(mirror.entered).hasSize((int) small.count(RoutingTable.EMBRYONIC));
    }

    @Test
    void whatTheShadowHasNoRoomForHereItHasNoMore() {
        RoutingTable full = new RoutingTable(64, 64, LIMITS, 42);
        mirror.opens = true;
        full.shadow(mirror);
        int reported = 0;
        while (full.confirm(key(reported), 7, 0)) {
            reported++;
        }
        int refused = 0;
        for (int i = reported + 1; i < reported + 200; i++) {
            mirror.opened(key(i), 7);
            refused += full.openedByShadow(key(i), 7, 1) ? 0 : 1;
        }
        assertThat(refused).isPositive();
        assertThat(mirror.entered)
                .hasSize((int) (full.count(RoutingTable.EMBRYONIC) + full.count(RoutingTable.ESTABLISHED)));
    }

    @Test
    void oneThatIsBeingOpenedLivesAsLongAsItsSynIsSentAgain() {
        mirror.opens = true;
        table.shadow(mirror);
        table.open(key(1), 7, 0);
        mirror.seen = 60;
        for (int turn = 0; turn < 64; turn++) {
            table.expire(turn, 70, target -> false);
        }
        assertThat(table.live(key(1))).isEqualTo(7);
        for (int turn = 0; turn < 64; turn++) {
            table.expire(turn, 80, target -> false);
        }
        assertThat(mirror.entered).isEmpty();
    }

    @Test
    void theShadowNeverHasWhatTheTableHasNot() {
        isSubset(false);
    }

    @Test
    void theShadowThatOpensHasAllTheTableHas() {
        isSubset(true);
    }

    private void isSubset(boolean opens) {
        mirror.opens = opens;
        Random random = new Random();
        for (int i = 0; i < 300; i++) {
            mirror.left.put(Mirror.name(key(i)), 1 + random.nextInt(3));
        }
        table.shadow(mirror);
        for (int i = 0; i < 20_000; i++) {
            RoutingKey key = key(random.nextInt(400));
            int target = 1 + random.nextInt(3);
            switch (random.nextInt(opens ? 14 : 12)) {
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
                case 10, 11 -> table.route(key, true, i);
                default -> {
                    if (mirror.opened(key, target)) {
                        table.openedByShadow(key, target, i);
                    }
                }
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
            if (state == RoutingTable.ESTABLISHED || (mirror.opens && state == RoutingTable.EMBRYONIC)) {
                established.put(Mirror.name(new RoutingKey().set(connection)), target);
            }
        });
        assertThat(established).containsAllEntriesOf(mirror.entered);
        if (mirror.opens) {
            assertThat(mirror.entered).containsAllEntriesOf(established);
        }
        assertThat(mirror.left).doesNotContainKeys(established.keySet().toArray(String[]::new));
    }
}
