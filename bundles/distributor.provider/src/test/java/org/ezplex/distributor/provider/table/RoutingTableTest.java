// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.distributor.provider.table.Keys.DVIPA;
import static org.ezplex.distributor.provider.table.Keys.key;
import static org.ezplex.distributor.provider.table.RoutingTable.ABSENT;
import static org.ezplex.distributor.provider.table.RoutingTable.CLOSING;
import static org.ezplex.distributor.provider.table.RoutingTable.EMBRYONIC;
import static org.ezplex.distributor.provider.table.RoutingTable.ESTABLISHED;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ezplex.net.TcpConnection;
import org.junit.jupiter.api.Test;

class RoutingTableTest {
    private static final int OUT_OF_SIGHT = 9;
    private static final RoutingTable.Limits LIMITS = new RoutingTable.Limits(15, 60, 20, 100, 500);

    private final RoutingTable table = new RoutingTable(4096, 4096, LIMITS, 42);

    @Test
    void aTableHasRoomForAsManyAsItWasMadeForAndTakesLittleMore() {
        for (int capacity : new int[] {1000, 30_000, 200_000}) {
            int[] octets = new int[1];
            RoutingTable made = new RoutingTable(capacity, capacity, LIMITS, capacity, bytes -> {
                octets[0] += bytes;
                return ByteBuffer.allocate(bytes);
            });
            for (int i = 0; i < capacity; i++) {
                assertThat(made.confirm(key(i), 1, 0)).isTrue();
            }
            assertThat(octets[0]).isLessThan(capacity * (capacity < 10_000 ? 300 : 120));
        }
    }

    @Test
    void aSynIsEmbryonicUntilAnAckMakesItEstablished() {
        table.open(key(1), 7, 0);
        assertThat(counts(table)).containsExactly(1, 0, 0);
        assertThat(table.route(key(1), false, 1)).isEqualTo(7);
        assertThat(counts(table)).containsExactly(1, 0, 0);
        assertThat(table.route(key(1), true, 1)).isEqualTo(7);
        assertThat(counts(table)).containsExactly(0, 1, 0);
    }

    @Test
    void whatWasNeverOpenedIsAbsent() {
        assertThat(table.route(key(1), true, 0)).isEqualTo(ABSENT);
        assertThat(table.live(key(1))).isEqualTo(ABSENT);
        assertThat(counts(table)).containsExactly(0, 0, 0);
    }

    @Test
    void aSynWithoutAckExpires() {
        table.open(key(1), 7, 0);
        expireAll(15);
        assertThat(table.live(key(1))).isEqualTo(7);
        expireAll(16);
        assertThat(table.live(key(1))).isEqualTo(ABSENT);
    }

    @Test
    void anEndedConnectionRoutesStragglersForItsGrace() {
        established(1, 7);
        table.end(key(1), 7, false, 100);
        assertThat(table.live(key(1))).isEqualTo(ABSENT);
        assertThat(table.route(key(1), true, 150)).isEqualTo(7);
        expireAll(160);
        assertThat(table.route(key(1), true, 160)).isEqualTo(7);
        expireAll(161);
        assertThat(table.route(key(1), true, 161)).isEqualTo(ABSENT);
    }

    @Test
    void anEndThatAnotherTargetReportsIsIgnored() {
        established(1, 7);
        table.end(key(1), 8, false, 100);
        assertThat(counts(table)).containsExactly(0, 1, 0);
    }

    @Test
    void anEndOfAnEmbryonicConnectionIsThatOfOneBefore() {
        table.open(key(1), 7, 0);
        table.end(key(1), 7, false, 1);
        assertThat(counts(table)).containsExactly(1, 0, 0);
    }

    @Test
    void aSynOnAClosingEntryIsANewConnection() {
        established(1, 7);
        table.end(key(1), 7, false, 100);
        table.open(key(1), 8, 101);
        assertThat(table.live(key(1))).isEqualTo(8);
        assertThat(counts(table)).containsExactly(1, 0, 0);
    }

    @Test
    void aSynOnAnEstablishedConnectionDoesNotMakeItExpire() {
        established(1, 7);
        table.open(key(1), 7, 10);
        expireAll(10_000);
        assertThat(table.route(key(1), true, 10_000)).isEqualTo(7);
        assertThat(counts(table)).containsExactly(0, 1, 0);
    }

    @Test
    void theEndAfterASynOnAnEstablishedConnectionIsThatOfTheOneBefore() {
        established(1, 7);
        table.open(key(1), 7, 10);
        table.route(key(1), true, 11);
        table.end(key(1), 7, false, 12);
        assertThat(counts(table)).containsExactly(0, 1, 0);
        table.end(key(1), 7, false, 13);
        assertThat(counts(table)).containsExactly(0, 0, 1);
    }

    @Test
    void aReportRevivesAClosingEntry() {
        established(1, 7);
        table.end(key(1), 7, false, 100);
        table.confirm(key(1), 7, 101);
        assertThat(table.live(key(1))).isEqualTo(7);
        assertThat(counts(table)).containsExactly(0, 1, 0);
    }

    @Test
    void whatIsHandedOverIsEnteredInItsStateUnlessSomethingIsKnown() {
        assertThat(table.adopt(key(1), 7, EMBRYONIC, 0)).isTrue();
        assertThat(table.adopt(key(2), 7, ESTABLISHED, 0)).isTrue();
        assertThat(table.adopt(key(3), 7, CLOSING, 0)).isTrue();
        assertThat(counts(table)).containsExactly(1, 1, 1);
        confirmed(4, 8, 0);
        assertThat(table.adopt(key(4), 7, CLOSING, 0)).isTrue();
        table.open(key(5), 8, 0);
        assertThat(table.adopt(key(5), 7, ESTABLISHED, 0)).isTrue();
        assertThat(table.live(key(4))).isEqualTo(8);
        assertThat(table.live(key(5))).isEqualTo(8);
        assertThat(counts(table)).containsExactly(2, 2, 1);
    }

    @Test
    void anEndThatIsRememberedKeepsAHandoverFromBringingItsConnectionToLife() {
        table.end(key(1), 7, true, 100);
        table.adopt(key(1), 7, ESTABLISHED, 101);
        assertThat(table.live(key(1))).isEqualTo(ABSENT);
        assertThat(table.route(key(1), true, 101)).as("a straggler").isEqualTo(7);
        expireAll(161);
        assertThat(table.route(key(1), true, 161)).isEqualTo(ABSENT);
    }

    @Test
    void anEndOfWhatIsNotKnownIsNotRememberedOtherwise() {
        table.end(key(1), 7, false, 100);
        assertThat(counts(table)).containsExactly(0, 0, 0);
        table.adopt(key(1), 7, ESTABLISHED, 101);
        assertThat(table.live(key(1))).isEqualTo(7);
    }

    @Test
    void aRememberedEndMakesWayForANewConnection() {
        table.end(key(1), 7, true, 100);
        table.open(key(1), 8, 101);
        assertThat(table.live(key(1))).isEqualTo(8);
        table.confirm(key(2), 7, 101);
        table.end(key(2), 8, true, 102);
        assertThat(table.live(key(2))).as("the end at another target").isEqualTo(7);
    }

    @Test
    void aTargetWhoseHostIsGoneIsForgottenWithAllItsEntries() {
        for (int i = 0; i < 300; i++) {
            confirmed(i, 7 + i % 2, 0);
        }
        table.loseTarget(7, 10);
        table.forgetTarget(7);
        assertThat(counts(table)).containsExactly(0, 150, 0);
        for (int i = 0; i < 300; i++) {
            assertThat(table.route(key(i), true, 11)).isEqualTo(i % 2 == 0 ? ABSENT : 8);
        }
    }

    @Test
    void sweepEndsWhatTheFullReportDidNotConfirmAndWasQuiet() {
        confirmed(1, 7, 10); // neither confirmed nor seen since: goes
        confirmed(2, 7, 10);
        table.route(key(2), true, 95); // carried a packet lately
        confirmed(4, 7, 100); // in the report
        confirmed(5, 8, 10); // another target's
        confirmed(3, 7, 10); // another DVIPA
        table.open(key(7), 7, 10); // not established
        assertThat(table.sweep(DVIPA, 7, 100, 90, 120)).isEqualTo(1);
        assertThat(table.live(key(1))).isEqualTo(ABSENT);
        assertThat(table.route(key(1), true, 121)).as("routed on").isEqualTo(7);
        for (int kept : new int[] {2, 3, 4, 5, 7}) {
            assertThat(table.live(key(kept))).as("connection %d", kept).isNotEqualTo(ABSENT);
        }
    }

    @Test
    void aClockThatWrapsExpiresNothingEarly() {
        RoutingTable late = new RoutingTable(64, 64, LIMITS, 1);
        late.open(key(1), 7, Long.MAX_VALUE - 3);
        for (int i = 0; i < 64; i++) {
            late.expire(i, Long.MIN_VALUE + 5, target -> true);
        }
        assertThat(late.live(key(1))).isEqualTo(7);
    }

    @Test
    void whatALostTargetHasIsRoutedOnForAWhileAndRevivedByItsReport() {
        confirmed(1, 7, 0);
        confirmed(2, 7, 0);
        confirmed(3, 8, 0);
        table.loseTarget(7, 1000);
        assertThat(counts(table)).containsExactly(0, 1, 2);
        assertThat(table.route(key(1), true, 1010)).isEqualTo(7);
        table.confirm(key(1), 7, 1015);
        expireAll(1021);
        assertThat(table.live(key(1))).isEqualTo(7);
        assertThat(table.route(key(2), true, 1021)).isEqualTo(ABSENT);
        assertThat(table.live(key(3))).isEqualTo(8);
    }

    @Test
    void forgedHandshakesCannotKeepReportedConnectionsOut() {
        RoutingTable small = new RoutingTable(2048, 512, LIMITS, 42);
        for (int i = 0; i < 500; i++) {
            small.confirm(key(i), 3, 0);
        }
        for (int i = 10_000; i < 60_000; i++) {
            small.open(key(i), 3, 1);
            small.route(key(i), true, 1);
        }
        for (int i = 0; i < 500; i++) {
            assertThat(small.live(key(i))).isEqualTo(3);
        }
        for (int i = 500; i < 1000; i++) {
            assertThat(small.confirm(key(i), 3, 2)).isTrue();
            assertThat(small.open(key(100_000 + i), 3, 2)).isTrue();
        }
    }

    @Test
    void aDvipaIsForgottenWithAllItsEntries() {
        for (int i = 0; i < 300; i++) {
            confirmed(i, 7, 0);
        }
        table.forgetRouted(DVIPA);
        assertThat(table.count(ESTABLISHED)).isEqualTo(100);
        table.forgetRouted(Keys.DVIPA6);
        assertThat(table.count(ESTABLISHED)).isZero();
    }

    @Test
    void embryonicOnesAreBoundedAndAFloodTouchesNoEstablishedOne() {
        RoutingTable small = new RoutingTable(2048, 512, LIMITS, 42);
        for (int i = 0; i < 1000; i++) {
            small.confirm(key(i), 3, 0);
        }
        for (int i = 10_000; i < 200_000; i++) {
            small.open(key(i), 4, 0);
        }
        assertThat(small.count(EMBRYONIC)).isBetween(256L, 512L);
        for (int i = 0; i < 1000; i++) {
            assertThat(small.route(key(i), false, 0)).as("connection %d", i).isEqualTo(3);
        }
    }

    @Test
    void aTableFullOfEstablishedOnesRefusesNewOnes() {
        RoutingTable small = new RoutingTable(1024, 512, LIMITS, 42);
        int entered = 0;
        for (int i = 0; i < 20_000; i++) {
            entered += small.confirm(key(i), 3, 0) ? 1 : 0;
        }
        assertThat(entered).isBetween(1024, 4096);
        assertThat(small.count(ESTABLISHED)).isEqualTo(entered);
        int opened = 0;
        for (int i = 20_000; i < 30_000; i++) {
            opened += small.open(key(i), 3, 0) ? 1 : 0;
        }
        assertThat(opened).isZero();
        int known = 0;
        for (int i = 0; i < 20_000; i++) {
            known += small.live(key(i)) == 3 ? 1 : 0;
        }
        assertThat(known).isEqualTo(entered);
    }

    @Test
    void aFullTableGivesUpClosingOnesFirst() {
        RoutingTable small = new RoutingTable(1024, 1024, LIMITS, 42);
        int last = 0;
        for (int i = 0; i < 20_000; i++) {
            if (small.confirm(key(i), 3, 0)) {
                last = i;
            }
        }
        small.end(key(last), 3, false, 0);
        long before = small.count(ESTABLISHED);
        boolean found = false;
        for (int i = 20_000; i < 30_000 && !found; i++) {
            found = small.open(key(i), 3, 0);
        }
        assertThat(found).isTrue();
        assertThat(small.count(ESTABLISHED)).isEqualTo(before);
        assertThat(small.count(CLOSING)).isZero();
    }

    @Test
    void forEachShowsEveryEntryAsItIs() {
        confirmed(1, 7, 0);
        table.open(key(3), 8, 0);
        List<String> seen = new ArrayList<>();
        table.forEach((c, target, state, origin) -> seen.add(c + " " + target + " " + state + " " + origin));
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        Keys.connection(1) + " 7 " + ESTABLISHED + " " + RoutingTable.FROM_NEWCONN,
                        Keys.connection(3) + " 8 " + EMBRYONIC + " " + RoutingTable.FROM_SYN);
    }

    @Test
    void twoThreadsHammeringLoseNothing() throws InterruptedException, ExecutionException {
        RoutingTable shared = new RoutingTable(8192, 8192, new RoutingTable.Limits(1000, 60, 60, 100, 5000), 42);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> wrong = new ArrayList<>();
            for (int thread = 0; thread < 2; thread++) {
                int own = thread;
                wrong.add(threads.submit(() -> hammer(shared, own)));
            }
            for (Future<Integer> each : wrong) {
                assertThat(each.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(counts(shared)).containsExactly(0, 1000, 0);
    }

    /** Each thread has connections of its own in the segments of both; the number of answers that were wrong. */
    private static int hammer(RoutingTable shared, int own) {
        RoutingKey key = new RoutingKey();
        int wrong = 0;
        for (int round = 0; round < 100; round++) {
            for (int i = 0; i < 1000; i++) {
                key.set(Keys.connection(2 * i + own));
                wrong += shared.open(key, own, 0) ? 0 : 1;
                wrong += shared.route(key, true, 0) == own ? 0 : 1;
                if (i >= 500 || round < 99) {
                    shared.end(key, own, false, 0);
                    wrong += shared.live(key) == ABSENT ? 0 : 1;
                }
            }
            for (int turn = 0; turn < 64; turn++) {
                shared.expire(turn, 100, target -> false);
            }
        }
        return wrong;
    }

    // ---- what an owner leaves to the next
    // ----------------------------------------------------------------------------

    @Test
    void whatIsBequeathedIsNotRoutedBeforeItIsInherited() {
        table.bequeath(key(1), 7, 0);
        assertThat(table.route(key(1), true, 1)).isEqualTo(ABSENT);
        assertThat(table.live(key(1))).isEqualTo(ABSENT);
        assertThat(counts(table)).containsExactly(0, 0, 0);
        table.inherit(DVIPA, target -> target == 7, true, 2);
        assertThat(table.route(key(1), true, 3)).isEqualTo(7);
        assertThat(counts(table)).containsExactly(0, 1, 0);
    }

    @Test
    void onlyWhatOrphansHaveIsInheritedAndTheRestWaitsOrGoes() {
        table.bequeath(key(1), 7, 0);
        table.bequeath(key(2), 8, 0);
        table.bequeath(key(3), 7, 0);
        established(4, 9);
        table.inherit(DVIPA, target -> target == 7, false, 2);
        assertThat(table.live(key(1))).isEqualTo(7);
        assertThat(table.live(key(2))).isEqualTo(ABSENT);
        assertThat(table.count(RoutingTable.BEQUEATHED)).isEqualTo(2);
        table.inherit(DVIPA, target -> false, true, 2);
        assertThat(table.live(key(1))).as("is inherited already").isEqualTo(7);
        assertThat(table.live(key(4))).as("is this stack's own").isEqualTo(9);
        assertThat(table.count(RoutingTable.BEQUEATHED))
                .as("of the other address")
                .isEqualTo(1);
        table.inherit(Keys.DVIPA6, target -> target == 7, true, 2);
        assertThat(table.live(key(3))).as("of another address").isEqualTo(7);
    }

    @Test
    void whatIsRenouncedOfOrphansCanBeInheritedAgain() {
        table.bequeath(key(1), 7, 0);
        table.inherit(DVIPA, target -> true, true, 2);
        established(2, 7);
        established(4, 8);
        established(5, 7);
        table.end(key(5), 7, false, 3);
        table.renounce(DVIPA, target -> target == 7);
        assertThat(counts(table)).containsExactly(0, 0, 0);
        table.inherit(DVIPA, target -> true, true, 4);
        assertThat(table.live(key(1))).isEqualTo(7);
        assertThat(table.live(key(2))).isEqualTo(7);
        assertThat(table.live(key(4))).as("its target reports again").isEqualTo(ABSENT);
        assertThat(counts(table)).containsExactly(0, 2, 0);
        table.confirm(key(2), 8, 5);
        assertThat(table.live(key(2))).as("what a target says is newer").isEqualTo(8);
    }

    @Test
    void whatATargetSaysItselfIsNewerThanABequest() {
        table.bequeath(key(1), 7, 0);
        table.bequeath(key(2), 7, 0);
        table.bequeath(key(4), 7, 0);
        table.inherit(DVIPA, target -> true, true, 2);
        table.confirm(key(1), 8, 3);
        table.adopt(key(2), 8, ESTABLISHED, 3);
        table.adopt(key(4), 8, CLOSING, 3);
        assertThat(table.live(key(1))).isEqualTo(8);
        assertThat(table.live(key(2))).isEqualTo(8);
        assertThat(table.live(key(4))).as("an end there is of an earlier one").isEqualTo(7);
    }

    @Test
    void aSynThatAnEarlierOwnerGaveOutSaysNothingAgainstAReport() {
        table.confirm(key(1), 7, 0);
        table.adopt(key(1), 8, EMBRYONIC, 1);
        assertThat(table.live(key(1))).isEqualTo(7);
        table.adopt(key(1), 8, ESTABLISHED, 2);
        assertThat(table.live(key(1))).isEqualTo(8);
    }

    @Test
    void whatThisStackRoutesItselfNobodyLeavesToIt() {
        established(1, 7);
        table.bequeath(key(1), 8, 5);
        assertThat(table.live(key(1))).isEqualTo(7);
        table.revoke(key(1), 7);
        table.revokeAll(DVIPA, 7, 100);
        assertThat(table.live(key(1))).isEqualTo(7);
    }

    @Test
    void whatIsRevokedIsNotInherited() {
        table.bequeath(key(1), 7, 0);
        table.bequeath(key(2), 7, 0);
        table.bequeath(key(4), 7, 10);
        table.bequeath(key(5), 8, 0);
        table.revoke(key(1), 8);
        table.revoke(key(2), 7);
        table.revokeAll(DVIPA, 8, 10);
        table.revokeAll(DVIPA, 7, 0);
        table.inherit(DVIPA, target -> true, true, 20);
        assertThat(table.live(key(1))).as("somebody else's").isEqualTo(7);
        assertThat(table.live(key(2))).isEqualTo(ABSENT);
        assertThat(table.live(key(4))).isEqualTo(7);
        assertThat(table.live(key(5))).isEqualTo(ABSENT);
    }

    @Test
    void whatIsBequeathedAgainIsNotOld() {
        table.bequeath(key(1), 7, 0);
        table.bequeath(key(1), 8, 10);
        table.revokeAll(DVIPA, 8, 10);
        table.inherit(DVIPA, target -> true, true, 20);
        assertThat(table.live(key(1))).isEqualTo(8);
    }

    @Test
    void aBequestMakesNobodyGoAndGoesBeforeSomethingNewIsRefused() {
        RoutingTable small = new RoutingTable(16, 16, LIMITS, 42);
        int full = 0;
        while (full < 10_000 && small.confirm(key(full), 7, 0)) {
            full++;
        }
        List<Integer> refused = new ArrayList<>();
        for (int i = 20_000; i < 22_000; i++) {
            if (!small.bequeath(key(i), 7, 0)) {
                refused.add(i);
            }
        }
        assertThat(refused).isNotEmpty();
        assertThat(small.count(ESTABLISHED)).isEqualTo(full);
        long kept = small.count(RoutingTable.BEQUEATHED);
        for (int i = 30_000; i < 32_000; i++) {
            small.confirm(key(i), 7, 0);
        }
        assertThat(small.count(RoutingTable.BEQUEATHED)).isZero();
        assertThat(small.bequestsEvicted()).isPositive();
        assertThat(small.count(ESTABLISHED)).isGreaterThanOrEqualTo(full + kept);
    }

    @Test
    void whatBecomesEstablishedAtTheWatchedTargetIsToldOnce() {
        table.watch(7);
        table.open(key(1), 7, 0);
        table.open(key(2), 8, 0);
        List<TcpConnection> opened = new ArrayList<>();
        assertThat(table.opened(opened)).isTrue();
        assertThat(opened).as("a SYN is none yet").isEmpty();
        table.route(key(1), true, 1);
        table.route(key(1), true, 2);
        table.route(key(2), true, 1);
        assertThat(table.opened(opened)).isTrue();
        assertThat(opened).containsExactly(Keys.connection(1));
        assertThat(table.opened(opened)).isTrue();
        assertThat(opened).hasSize(1);
    }

    @Test
    void aPortThatIsUsedAgainAndAConnectionThatIsReportedFirstAreToldToo() {
        table.watch(7);
        established(1, 7);
        List<TcpConnection> opened = new ArrayList<>();
        table.opened(opened);
        opened.clear();
        table.open(key(1), 7, 20);
        table.end(key(1), 7, false, 21);
        table.open(key(2), 7, 20);
        table.confirm(key(2), 7, 21);
        table.opened(opened);
        assertThat(opened).containsExactlyInAnyOrder(Keys.connection(1), Keys.connection(2));
    }

    @Test
    void anEndThatIsToBeRememberedCountsAgainstABequest() {
        table.bequeath(key(1), 7, 0);
        table.end(key(1), 7, true, 1);
        table.adopt(key(1), 7, ESTABLISHED, 2);
        assertThat(table.live(key(1))).isEqualTo(ABSENT);
    }

    @Test
    void moreThanCanBeNotedIsSaid() {
        table.watch(7);
        RoutingTable one = new RoutingTable(65536, 65536, LIMITS, 42);
        one.watch(7);
        for (int i = 0; i < 20_000; i++) {
            one.open(key(i), 7, 0);
            one.route(key(i), true, 0);
        }
        List<TcpConnection> opened = new ArrayList<>();
        assertThat(one.opened(opened)).isFalse();
        assertThat(opened).hasSize(64 * 64);
        assertThat(one.opened(opened)).isTrue();
    }

    private void established(int number, int target) {
        table.open(key(number), target, 0);
        table.route(key(number), true, 0);
    }

    @Test
    void ofTwoTargetsThatReportAConnectionTheOneThatWasFirstHasIt() {
        confirmed(1, 7, 0);
        confirmed(1, 8, 1);
        assertThat(table.live(key(1))).isEqualTo(7);
        table.end(key(1), 7, true, 2);
        confirmed(1, 8, 3);
        assertThat(table.live(key(1))).isEqualTo(8);
    }

    @Test
    void anEarlierOwnerKnowsWhichOfTwoTargetsHasAConnection() {
        confirmed(1, 7, 0);
        table.adopt(key(1), 8, CLOSING, 1);
        assertThat(table.live(key(1))).isEqualTo(7);
        table.adopt(key(1), 8, ESTABLISHED, 1);
        assertThat(table.live(key(1))).isEqualTo(8);
        confirmed(1, 7, 2);
        assertThat(table.live(key(1))).as("however often it is reported").isEqualTo(8);
    }

    @Test
    void whatItsClientHasFinishedEndsWithoutAReportWhereNobodyCouldReport() {
        for (int i = 1; i <= 4; i++) {
            confirmed(i, i == 4 ? 7 : OUT_OF_SIGHT, 0);
            table.route(key(i), true, 10);
        }
        table.finish(key(1));
        table.finish(key(2));
        table.finish(key(4));
        table.route(key(2), true, 30); // half closed: the server still sends, and its client says so
        expireAll(110);
        assertThat(established()).as("not quiet for long enough").containsExactly(1, 2, 3, 4);
        expireAll(111);
        assertThat(established()).containsExactly(2, 3, 4);
        expireAll(131);
        assertThat(established()).as("its target would report it").containsExactly(3, 4);
        expireAll(510);
        assertThat(established()).containsExactly(3, 4);
        expireAll(511);
        assertThat(established()).as("idle for very long").containsExactly(4);
        expireAll(100_000);
        assertThat(established()).containsExactly(4);
    }

    @Test
    void aNewConnectionOfTheSamePortsHasNotFinishedButOneThatIsReportedAgainHas() {
        for (int i = 1; i <= 2; i++) {
            confirmed(i, OUT_OF_SIGHT, 0);
            table.finish(key(i));
        }
        table.open(key(1), OUT_OF_SIGHT, 0);
        table.confirm(key(2), OUT_OF_SIGHT, 0);
        table.finish(key(3));
        expireAll(101);
        assertThat(established()).containsExactly(1);
    }

    private List<Integer> established() {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            if (table.established(key(i))) {
                numbers.add(i);
            }
        }
        return numbers;
    }

    private void confirmed(int number, int target, long now) {
        assertThat(table.confirm(key(number), target, now)).isTrue();
    }

    private void expireAll(long now) {
        for (int i = 0; i < 64; i++) {
            table.expire(i, now, target -> target == OUT_OF_SIGHT);
        }
    }

    private static List<Integer> counts(RoutingTable of) {
        return List.of((int) of.count(EMBRYONIC), (int) of.count(ESTABLISHED), (int) of.count(CLOSING));
    }
}
