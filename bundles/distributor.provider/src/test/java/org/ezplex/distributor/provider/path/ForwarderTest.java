// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.distributor.provider.path.Bench.GIVER;
import static org.ezplex.distributor.provider.path.Bench.MAC1;
import static org.ezplex.distributor.provider.path.Bench.MAC2;
import static org.ezplex.distributor.provider.path.Bench.ROUTER;
import static org.ezplex.distributor.provider.path.Bench.VMAC;

import java.nio.ByteBuffer;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.IpAddress;
import org.ezplex.packet.Checksum;
import org.ezplex.packet.Ethernet;
import org.ezplex.packet.FrameBuilder;
import org.ezplex.packet.FrameView;
import org.ezplex.packet.Icmp;
import org.ezplex.packet.Icmp6;
import org.ezplex.packet.Ipv4;
import org.ezplex.packet.Tcp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames in, frames out. Each case for both families: {@code true} is IPv4. */
class ForwarderTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void synsGoToTheReadyTargetsInTurn(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 1, 2);
        for (int port = 0; port < 100; port++) {
            bench.syn(2000 + port);
        }
        assertThat(bench.macs().subList(0, 4)).containsExactly(MAC1, MAC2, MAC1, MAC2);
        assertThat(bench.totals[1]).hasValue(50);
        assertThat(bench.totals[2]).hasValue(50);
        assertThat(bench.count(Counter.CONNECTIONS)).isEqualTo(100);
        assertThat(bench.count(Counter.FORWARDED)).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingOfAForwardedFrameChangesButItsMacAddresses(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 1);
        ByteBuffer in = bench.segment(2000, 80, Tcp.SYN)
                .options((byte) 2, (byte) 4, (byte) 5, (byte) 0xB4)
                .build();
        ByteBuffer expected =
                ByteBuffer.allocate(in.remaining()).put(in.duplicate()).flip();
        Ethernet.destination(expected, 0, MAC1);
        Ethernet.source(expected, 0, VMAC);
        bench.receive(in);
        assertThat(bench.sent).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRetransmittedSynGoesToTheSameTarget(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 1, 2);
        bench.syn(2000);
        bench.syn(2000);
        bench.syn(2000);
        assertThat(bench.macs()).containsExactly(MAC1, MAC1, MAC1);
        assertThat(bench.count(Counter.CONNECTIONS)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRetransmittedSynGoesElsewhereWhenItsTargetIsReadyNoMore(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 1);
        bench.syn(2000);
        bench.plan(false, 2).syn(2000);
        assertThat(bench.macs()).containsExactly(MAC1, MAC2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSynOnAnEstablishedConnectionNeverTakesItAway(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 1);
        bench.syn(2000);
        bench.ack(2000);
        bench.plan(false, 2).syn(2000);
        bench.plan(false).syn(2000);
        bench.ack(2000);
        assertThat(bench.macs()).containsExactly(MAC1, MAC1, MAC1, MAC1, MAC1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPortThatIsDistributedNoMoreIsThisStacksOwnForPortsThatWereUsedBeforeToo(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 1);
        bench.syn(2000);
        bench.ack(2000);
        bench.table.end(bench.key(2000, 80), 1, false, 0);
        bench.syn(2001);
        bench.distributeNothing();
        for (int port = 2000; port <= 2001; port++) {
            bench.syn(port);
            bench.ack(port);
        }
        assertThat(bench.delivered).hasSize(4);
        assertThat(bench.macs()).containsExactly(MAC1, MAC1, MAC1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSynOnAnEstablishedConnectionGoesToItsTargetThoughItsPortIsDistributedNoMore(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 1);
        bench.syn(2000);
        bench.ack(2000);
        bench.distributeNothing();
        bench.syn(2000);
        bench.ack(2000);
        assertThat(bench.macs()).containsExactly(MAC1, MAC1, MAC1, MAC1);
        assertThat(bench.delivered).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSynOnAnEndedConnectionIsANewOne(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 1, 2);
        bench.syn(2000);
        bench.ack(2000);
        bench.table.end(bench.key(2000, 80), 1, false, 0);
        bench.ack(2000);
        bench.syn(2000);
        assertThat(bench.macs()).containsExactly(MAC1, MAC1, MAC1, MAC2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void segmentsFollowTheirConnectionThoughItsTargetIsReadyNoMore(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 1);
        bench.syn(2000);
        bench.plan(false, 2);
        bench.ack(2000);
        bench.receive(bench.segment(2000, 80, Tcp.ACK | Tcp.PSH).payload(new byte[100]));
        bench.receive(bench.segment(2000, 80, Tcp.RST));
        assertThat(bench.macs()).containsExactly(MAC1, MAC1, MAC1, MAC1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anUnknownSegmentIsResetWithItsAckAsSequenceNumber(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 1);
        bench.receive(bench.segment(2000, 80, Tcp.ACK).seq(1000).ack(5000));
        ByteBuffer reset = bench.sent.get(0);
        FrameView view = parsed(reset);
        assertThat(view.tcpFlags()).isEqualTo(Tcp.RST);
        assertThat(Tcp.seq(reset, view.l4Offset())).isEqualTo(5000);
        assertThat(view.source()).isEqualTo(bench.dvipa);
        assertThat(view.destination()).isEqualTo(bench.client);
        assertThat(view.srcPort()).isEqualTo(80);
        assertThat(view.dstPort()).isEqualTo(2000);
        assertThat(Ethernet.destination(reset, 0)).isEqualTo(ROUTER);
        assertThat(Ethernet.source(reset, 0)).isEqualTo(VMAC);
        assertThat(bench.count(Counter.RESET)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSynThatNoTargetIsReadyForIsResetAtOnce(boolean v4) {
        Bench bench = new Bench(v4).plan(false);
        bench.receive(bench.segment(2000, 80, Tcp.SYN).seq(-1));
        ByteBuffer reset = bench.sent.get(0);
        FrameView view = parsed(reset);
        assertThat(view.tcpFlags()).isEqualTo(Tcp.RST | Tcp.ACK);
        assertThat(Tcp.seq(reset, view.l4Offset())).isZero();
        assertThat(Tcp.ack(reset, view.l4Offset())).isZero(); // the SYN counts one: -1 + 1
        assertThat(bench.table.count(RoutingTable.EMBRYONIC)).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aResetIsNeverAnswered(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 1);
        bench.receive(bench.segment(2000, 80, Tcp.RST));
        bench.receive(bench.segment(2000, 80, Tcp.RST | Tcp.ACK));
        bench.receive(bench.segment(2000, 80, Tcp.RST | Tcp.SYN));
        assertThat(bench.sent).isEmpty();
        assertThat(bench.delivered).isEmpty();
        assertThat(bench.count(Counter.RESET)).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPortThatIsNotDistributedIsThisStacksOwn(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 1);
        bench.receive(bench.segment(2000, 22, Tcp.SYN));
        bench.receive(bench.segment(2000, 22, Tcp.ACK));
        assertThat(bench.delivered).hasSize(2);
        assertThat(bench.count(Counter.LOCAL)).isEqualTo(2);
        assertThat(bench.sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aChecksumThatItsSenderLeftToHardwareIsFinishedForThisStackOnly(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 1);
        bench.receive(unfinished(bench.segment(2000, 22, Tcp.SYN).build()));
        ByteBuffer forwarded = unfinished(bench.segment(2000, 80, Tcp.SYN).build());
        bench.receive(forwarded);
        FrameView view = new FrameView();
        view.parse(bench.delivered.get(0));
        assertThat(Checksum.verify(bench.delivered.get(0), view)).isTrue();
        assertThat(bench.sent).containsExactly(forwarded);
    }

    /** As a virtual NIC gives it: the checksum field has the sum of the pseudo header. */
    private static ByteBuffer unfinished(ByteBuffer frame) {
        FrameView view = new FrameView();
        view.parse(frame);
        Tcp.checksum(frame, view.l4Offset(), Checksum.fold(Checksum.pseudo(view, view.ipEnd() - view.l4Offset())));
        return frame;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thisStackMayBeATargetItself(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 0, 1);
        bench.syn(2000);
        bench.syn(2001);
        bench.ack(2000);
        assertThat(bench.delivered).hasSize(2);
        assertThat(bench.macs()).containsExactly(MAC1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whileLearningAnUnknownSegmentIsHeldAndGoesOnWhenItIsReported(boolean v4) {
        Bench bench = new Bench(v4).plan(true, 1);
        bench.ack(2000);
        assertThat(bench.sent).isEmpty();
        assertThat(bench.holding()).isTrue();
        bench.table.confirm(bench.key(2000, 80), 2, 0);
        bench.now = 10;
        bench.review();
        assertThat(bench.macs()).containsExactly(MAC2);
        assertThat(bench.holding()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whileLearningASegmentHeldTooLongIsDroppedNotReset(boolean v4) {
        Bench bench = new Bench(v4).plan(true, 1);
        bench.ack(2000);
        bench.now = Bench.HOLD - 1;
        bench.review();
        assertThat(bench.holding()).isTrue();
        bench.now = Bench.HOLD;
        bench.review();
        assertThat(bench.holding()).isFalse();
        assertThat(bench.sent).isEmpty();
        assertThat(bench.count(Counter.HELD_IN_VAIN)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSegmentHeldTillLearningIsOverIsResetWhenNobodyReportedIt(boolean v4) {
        Bench bench = new Bench(v4).plan(true, 1);
        bench.ack(2000);
        bench.plan(false, 1).now = Bench.HOLD;
        bench.review();
        assertThat(parsed(bench.sent.get(0)).tcpFlags()).isEqualTo(Tcp.RST);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whileLearningASynWaitsForAReadyTarget(boolean v4) {
        Bench bench = new Bench(v4).plan(true);
        bench.syn(2000);
        assertThat(bench.sent).isEmpty();
        bench.now = 10;
        bench.review();
        assertThat(bench.holding()).isTrue();
        bench.plan(true, 2).review();
        assertThat(bench.macs()).containsExactly(MAC2);
        assertThat(bench.holding()).isFalse();
        bench.ack(2000);
        assertThat(bench.macs()).containsExactly(MAC2, MAC2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whileLearningASynThatNobodyIsReadyForInTimeIsDroppedNotReset(boolean v4) {
        Bench bench = new Bench(v4).plan(true);
        bench.syn(2000);
        bench.now = Bench.HOLD;
        bench.review();
        assertThat(bench.sent).isEmpty();
        assertThat(bench.holding()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHeldSynOnAnEndedConnectionIsANewOne(boolean v4) {
        Bench bench = new Bench(v4).plan(true);
        bench.syn(2000);
        bench.end(2000, 1);
        bench.plan(true, 2).review();
        assertThat(bench.macs()).containsExactly(MAC2);
        assertThat(bench.table.live(bench.key(2000, 80))).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHeldSynOnAnEndedConnectionIsHeldOnWhileNobodyIsReady(boolean v4) {
        Bench bench = new Bench(v4).plan(true);
        bench.syn(2000);
        bench.end(2000, 1);
        bench.review();
        assertThat(bench.sent).isEmpty();
        assertThat(bench.holding()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHeldSynOnAConnectionThatWasReportedGoesToItsTargetWhoeverIsReady(boolean v4) {
        for (int[] ready : new int[][] {{}, {1}, {2}}) {
            Bench bench = new Bench(v4).plan(true);
            bench.syn(2000);
            bench.table.confirm(bench.key(2000, 80), 2, 0);
            bench.plan(true, ready).review();
            assertThat(bench.macs()).containsExactly(MAC2);
            assertThat(bench.holding()).isFalse();
            bench.table.end(bench.key(2000, 80), 2, false, 0);
            assertThat(bench.table.established(bench.key(2000, 80)))
                    .as("the end was that of the connection before")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHeldSynGoesWhereAnotherOfItHasGone(boolean v4) {
        Bench bench = new Bench(v4).bid(2);
        bench.syn(2000);
        bench.receive(bench.segment(2000, 80, Tcp.SYN).from(GIVER));
        bench.review();
        assertThat(bench.macs()).containsExactly(MAC2, MAC2);
        assertThat(bench.holding()).isFalse();
        assertThat(bench.table.count(RoutingTable.EMBRYONIC)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHeldSynGoesWhereOthersHaveOpenedItsConnection(boolean v4) {
        Bench bench = new Bench(v4).bid(2);
        bench.syn(2000);
        bench.hear(() -> bench.table.open(bench.key(2000, 80), 1, bench.now));
        bench.review();
        assertThat(bench.macs()).containsExactly(MAC1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSegmentOfWhatOthersMayHaveOpenedIsHeldUntilTheyHaveTold(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 1);
        bench.hear(() -> false);
        bench.ack(2000);
        assertThat(bench.sent).as("no reset").isEmpty();
        bench.table.open(bench.key(2000, 80), 2, bench.now);
        bench.review();
        assertThat(bench.macs()).containsExactly(MAC2);
        bench.ack(2001);
        bench.now += Bench.HOLD + 1;
        bench.review();
        assertThat(bench.count(Counter.RESET)).as("nobody has told").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHeldSynGoesElsewhereWhenTheTargetOfTheFirstIsReadyNoMore(boolean v4) {
        Bench bench = new Bench(v4).bid(1);
        bench.syn(2000);
        bench.receive(bench.segment(2000, 80, Tcp.SYN).from(GIVER));
        bench.plan(false, 2).review();
        assertThat(bench.macs()).containsExactly(MAC1, MAC2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHeldSynToAPortThatIsNotDistributedIsThisStacksOwn(boolean v4) {
        Bench bench = new Bench(v4).bid(1);
        bench.receive(bench.segment(2000, 22, Tcp.SYN));
        bench.table.confirm(bench.key(2000, 22), 2, 0);
        bench.table.end(bench.key(2000, 22), 2, false, 0);
        bench.plan(false, 1).review();
        assertThat(bench.delivered).hasSize(1);
        assertThat(bench.sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSynHeldTillLearningIsOverIsResetWhenNobodyIsReady(boolean v4) {
        Bench bench = new Bench(v4).plan(true);
        bench.syn(2000);
        bench.plan(false).now = Bench.HOLD;
        bench.review();
        assertThat(parsed(bench.sent.get(0)).tcpFlags()).isEqualTo(Tcp.RST | Tcp.ACK);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void moreThanFitsIsNotHeld(boolean v4) {
        Bench bench = new Bench(v4).plan(true, 1);
        for (int port = 0; port < 6; port++) {
            bench.ack(2000 + port);
        }
        bench.receive(bench.segment(3000, 80, Tcp.ACK).payload(new byte[3000]));
        assertThat(bench.count(Counter.HELD)).isEqualTo(4);
        assertThat(bench.count(Counter.NOT_HELD)).isEqualTo(3);
        assertThat(bench.sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSynAckIsHeldUntilTheTargetThatOpensTheConnectionHasReportedIt(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 1);
        FrameBuilder synAck = FrameBuilder.tcp(bench.client, 25, bench.dvipa, 45_000)
                .flags(Tcp.SYN | Tcp.ACK)
                .from(ROUTER)
                .to(VMAC);
        bench.receive(synAck);
        assertThat(bench.delivered).isEmpty();
        assertThat(bench.count(Counter.HELD)).isEqualTo(1);
        bench.table.confirm(bench.key(25, 45_000), 2, 0);
        bench.review();
        assertThat(bench.macs()).containsExactly(MAC2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHeldFrameOfAnAddressThatIsNotRoutedAnyMoreIsDropped(boolean v4) {
        Bench bench = new Bench(v4).plan(true, 1);
        bench.ack(2000);
        bench.withdraw();
        bench.review();
        assertThat(bench.holding()).isFalse();
        assertThat(bench.sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsGivenAwayIsRelayedWhateverItIs(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 1);
        bench.syn(2000);
        bench.relay(MAC2);
        bench.syn(2001);
        bench.ack(2000);
        bench.receive(bench.segment(2000, 22, Tcp.SYN));
        bench.receive(bench.segment(2000, 80, Tcp.RST));
        bench.receive(bench.segment(2000, 80, Tcp.ACK).fragment(1480, true).payload(new byte[64]));
        bench.receive(FrameBuilder.echoRequest(bench.client, bench.dvipa, 1, 1));
        bench.receive(FrameBuilder.udp(bench.client, 2000, bench.dvipa, 80));
        bench.receive(
                tooBig(v4, FrameBuilder.tcp(bench.dvipa, 80, bench.client, 2001).build()));
        assertThat(bench.macs()).hasSize(9).startsWith(MAC1).endsWith(MAC2);
        assertThat(bench.macs().subList(1, 9)).containsOnly(MAC2);
        assertThat(bench.delivered).isEmpty();
        assertThat(bench.table.live(bench.key(2001, 80))).isEqualTo(RoutingTable.ABSENT);
        assertThat(bench.count(Counter.FORWARDED)).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSynThatIsSentAgainGoesWhereTheFirstHasGoneThoughTheAddressIsGivenAway(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 1);
        bench.syn(2000);
        bench.relay(MAC2);
        bench.syn(2000);
        assertThat(bench.macs()).containsExactly(MAC1, MAC1);
        bench.table.confirm(bench.key(2001, 80), 1, 0);
        bench.syn(2001);
        assertThat(bench.macs()).as("ports used again").containsExactly(MAC1, MAC1, MAC2);
        bench.table.forgetRouted(bench.dvipa);
        bench.syn(2000);
        assertThat(bench.macs()).as("handed over").containsExactly(MAC1, MAC1, MAC2, MAC2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingOfARelayedFrameChangesButItsMacAddresses(boolean v4) {
        Bench bench = new Bench(v4).relay(MAC2);
        ByteBuffer in = bench.segment(2000, 80, Tcp.SYN).vlan(42).build();
        ByteBuffer expected =
                ByteBuffer.allocate(in.remaining()).put(in.duplicate()).flip();
        Ethernet.destination(expected, 0, MAC2);
        Ethernet.source(expected, 0, VMAC);
        bench.receive(in);
        assertThat(bench.sent).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatCannotBeRelayedIsCountedAndNeverAnswered(boolean v4) {
        Bench bench = new Bench(v4).relay(-1);
        bench.ack(2000);
        bench.syn(2000);
        assertThat(bench.sent).isEmpty();
        assertThat(bench.count(Counter.UNREACHABLE)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsHeldWhenItsAddressIsGivenAwayIsRelayed(boolean v4) {
        Bench bench = new Bench(v4).plan(true);
        bench.syn(2000);
        bench.ack(2001);
        bench.relay(MAC2).review();
        assertThat(bench.macs()).containsExactly(MAC2, MAC2);
        assertThat(bench.holding()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBidderOpensOnlyWhatTheGiverRelays(boolean v4) {
        Bench bench = new Bench(v4).bid(2);
        bench.syn(2000);
        bench.receive(bench.segment(2001, 80, Tcp.SYN).from(GIVER));
        assertThat(bench.macs()).containsExactly(MAC2);
        assertThat(bench.table.live(bench.key(2000, 80))).isEqualTo(RoutingTable.ABSENT);
        assertThat(bench.table.live(bench.key(2001, 80))).isEqualTo(2);
        bench.review();
        assertThat(bench.holding()).as("its owner may still open it").isTrue();
        bench.plan(false, 1).review();
        assertThat(bench.macs()).containsExactly(MAC2, MAC1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBidderHoldsWhatTheGiverRelaysAndNobodyIsReadyFor(boolean v4) {
        Bench bench = new Bench(v4).bid(2);
        bench.receive(bench.segment(2000, 81, Tcp.SYN).from(GIVER));
        bench.receive(bench.segment(2001, 8080, Tcp.SYN).from(GIVER));
        bench.receive(bench.segment(2002, 80, Tcp.ACK).from(GIVER));
        assertThat(bench.sent).isEmpty();
        assertThat(bench.delivered)
                .as("this stack may not have the address yet")
                .isEmpty();
        assertThat(bench.count(Counter.HELD)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {Tcp.FIN | Tcp.ACK, Tcp.RST, Tcp.RST | Tcp.ACK})
    void aClientThatFinishesIsNoted(int flags) {
        Bench bench = new Bench(true).plan(false, 1);
        for (int port = 2000; port <= 2001; port++) {
            bench.syn(port);
            bench.ack(port);
        }
        bench.receive(bench.segment(2000, 80, flags));
        for (int turn = 0; turn < 64; turn++) {
            bench.table.expire(turn, 2001, target -> target == 1);
        }
        assertThat(bench.table.live(bench.key(2000, 80))).isEqualTo(RoutingTable.ABSENT);
        assertThat(bench.table.live(bench.key(2001, 80))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSegmentNobodyHasReportedGoesToTheHostOfALostStack(boolean v4) {
        Bench bench = new Bench(v4).planWithStray(2, 1);
        bench.ack(2000);
        bench.receive(bench.segment(2000, 80, Tcp.RST));
        assertThat(bench.macs()).containsExactly(MAC2, MAC2);
        assertThat(bench.count(Counter.STRAY)).isEqualTo(2);
        assertThat(bench.count(Counter.RESET)).isZero();
        assertThat(bench.table.route(bench.key(2000, 80), true, 0))
                .as("not entered")
                .isEqualTo(RoutingTable.ABSENT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void newAndKnownConnectionsDoNotStray(boolean v4) {
        Bench bench = new Bench(v4).planWithStray(2, 1);
        bench.syn(2000);
        bench.ack(2000);
        bench.receive(bench.segment(2000, 22, Tcp.ACK));
        assertThat(bench.macs()).containsExactly(MAC1, MAC1);
        assertThat(bench.delivered).as("of a port that is not distributed").hasSize(1);
        assertThat(bench.count(Counter.STRAY)).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasHeldInVainStrays(boolean v4) {
        Bench bench = new Bench(v4).plan(true, 1);
        bench.ack(2000);
        bench.planWithStray(2, 1).now = Bench.HOLD;
        bench.review();
        assertThat(bench.macs()).containsExactly(MAC2);
        assertThat(bench.count(Counter.STRAY)).isEqualTo(1);
        assertThat(bench.count(Counter.HELD_IN_VAIN)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anIcmpErrorGoesToTheStackThatSentThePacketItIsAbout(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 2);
        bench.syn(2000);
        ByteBuffer fault = FrameBuilder.tcp(bench.dvipa, 80, bench.client, 2000)
                .payload(new byte[1000])
                .build();
        bench.receive(tooBig(v4, fault));
        assertThat(bench.macs()).containsExactly(MAC2, MAC2);
        assertThat(bench.count(Counter.ICMP)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anIcmpErrorGoesToTheStackToWhichOthersHaveOpenedTheConnection(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 2);
        bench.hear(() -> bench.table.open(bench.key(2000, 80), 1, bench.now));
        bench.receive(
                tooBig(v4, FrameBuilder.tcp(bench.dvipa, 80, bench.client, 2000).build()));
        assertThat(bench.macs()).containsExactly(MAC1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anIcmpErrorAboutNoConnectionIsThisStacksOwn(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 2);
        bench.syn(2000);
        bench.receive(
                tooBig(v4, FrameBuilder.tcp(bench.dvipa, 80, bench.client, 2001).build()));
        bench.receive(
                tooBig(v4, FrameBuilder.udp(bench.dvipa, 80, bench.client, 2000).build()));
        assertThat(bench.macs()).containsExactly(MAC2);
        assertThat(bench.delivered).hasSize(2);
    }

    private static FrameBuilder tooBig(boolean v4, ByteBuffer fault) {
        IpAddress router = IpAddress.of(v4 ? "192.0.2.1" : "2001:db8:1::1");
        return FrameBuilder.icmpError(router, v4 ? Icmp.UNREACHABLE : Icmp6.TOO_BIG, v4 ? 4 : 0, 1280, fault)
                .from(ROUTER)
                .to(VMAC);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void laterFragmentsAreCountedAndDropped(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 1);
        bench.syn(2000);
        bench.receive(bench.segment(2000, 80, Tcp.ACK).fragment(1480, true).payload(new byte[64]));
        assertThat(bench.sent).hasSize(1);
        assertThat(bench.count(Counter.FRAGMENTS)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aVlanTagIsKept(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 1);
        bench.receive(bench.segment(2000, 80, Tcp.SYN).vlan(42));
        bench.receive(bench.segment(2001, 81, Tcp.SYN).vlan(42));
        for (ByteBuffer out : bench.sent) {
            assertThat(Ethernet.etherType(out, 0)).isEqualTo(Ethernet.VLAN);
            assertThat(out.getShort(14)).isEqualTo((short) 42);
        }
        assertThat(bench.macs()).containsExactly(MAC1, ROUTER);
        assertThat(parsed(bench.sent.get(1)).tcpFlags()).isEqualTo(Tcp.RST | Tcp.ACK);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void framesForOtherAddressesAreCounted(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 1);
        bench.receive(FrameBuilder.tcp(bench.dvipa, 2000, bench.client, 80).flags(Tcp.SYN));
        assertThat(bench.count(Counter.NOT_OURS)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFrameWithAnOffsetInItsBufferIsReadWhereItIs(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 1);
        ByteBuffer in = bench.segment(2000, 80, Tcp.SYN).build();
        ByteBuffer shifted = ByteBuffer.allocateDirect(in.remaining() + 64);
        shifted.position(40).put(in).flip().position(40);
        bench.receive(shifted);
        assertThat(bench.macs()).containsExactly(MAC1);
        bench.plan(true).receive(moved(bench.segment(2001, 80, Tcp.ACK)));
        bench.table.confirm(bench.key(2001, 80), 2, 0);
        bench.review();
        assertThat(bench.macs()).containsExactly(MAC1, MAC2);
    }

    private static ByteBuffer moved(FrameBuilder frame) {
        ByteBuffer in = frame.build();
        return ByteBuffer.allocateDirect(in.remaining() + 64)
                .position(40)
                .put(in)
                .flip()
                .position(40);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void malformedFramesAreCounted(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 1);
        ByteBuffer frame = bench.segment(2000, 80, Tcp.SYN).build();
        bench.receive(frame.duplicate().limit(40));
        bench.receive(frame.duplicate().limit(5));
        bench.receive(ByteBuffer.allocateDirect(0));
        assertThat(bench.count(Counter.MALFORMED)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatCannotBeSentIsCounted(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 3);
        bench.syn(2000); // no MAC address known
        bench.plan(false, 1).wireTakes = false;
        bench.syn(2001);
        assertThat(bench.count(Counter.UNREACHABLE)).isEqualTo(2);
        assertThat(bench.count(Counter.FORWARDED)).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void echoAndOtherProtocolsAreThisStacksOwn(boolean v4) {
        Bench bench = new Bench(v4).plan(false, 1);
        bench.receive(FrameBuilder.echoRequest(bench.client, bench.dvipa, 1, 1));
        bench.receive(FrameBuilder.udp(bench.client, 2000, bench.dvipa, 80));
        bench.receive(FrameBuilder.ip(bench.client, bench.dvipa, Ipv4.TCP + 100));
        assertThat(bench.delivered).hasSize(3);
    }

    private static FrameView parsed(ByteBuffer frame) {
        FrameView view = new FrameView();
        assertThat(view.parse(frame)).isEqualTo(FrameView.Verdict.OK);
        return view;
    }
}
