// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final IpAddress DVIPA = IpAddress.of("192.0.2.100");
    private static final IpAddress OTHER = IpAddress.of("192.0.2.101");
    private static final String TO = "SYS1";

    private final List<Report> sent = new ArrayList<>();
    private final List<String> receivers = new ArrayList<>();
    private final Outbox outbox = new Outbox((member, report) -> {
        receivers.add(member);
        sent.add(report);
    });

    @Test
    void aReportGoesOutAtOnceWhileNoFullReportIsUnderWay() {
        outbox.send(TO, ended(5));
        assertThat(sent).containsExactly(ended(5));
        assertThat(receivers).containsExactly(TO);
    }

    @Test
    void aShortFullReportGoesOutAtOnce() {
        List<Report> full = full(5, 3);
        outbox.fill(begin(5), full);
        assertThat(sent).isEqualTo(full);
    }

    @Test
    void aLongFullReportGoesOutAWindowAtATimeAsItIsAcknowledged() {
        List<Report> full = full(5, 40);
        outbox.fill(begin(5), full);
        assertThat(sent).isEqualTo(full.subList(0, Outbox.WINDOW));
        acknowledge(5, 4);
        assertThat(sent).isEqualTo(full.subList(0, Outbox.WINDOW + 4));
        acknowledge(5, 20);
        assertThat(sent).isEqualTo(full.subList(0, Outbox.WINDOW + 20));
        acknowledge(5, 24);
        assertThat(sent).isEqualTo(full);
    }

    @Test
    void aReceiverThatAcknowledgesWhatItIsToKeepsTheWholeReportFlowing() {
        List<Report> full = full(5, 1000);
        outbox.fill(begin(5), full);
        for (int i = 0; i < sent.size(); i++) {
            Report.NewConnections message = (Report.NewConnections) sent.get(i);
            if (Outbox.wantsAcknowledgement(message.number(), message.last())) {
                acknowledge(5, message.number());
            }
        }
        assertThat(sent).isEqualTo(full);
    }

    @Test
    void theLastMessageAndEveryFourthIsToBeAcknowledged() {
        assertThat(IntStream.rangeClosed(0, 10).filter(n -> Outbox.wantsAcknowledgement(n, n == 10)))
                .containsExactly(4, 8, 10);
        assertThat(Outbox.wantsAcknowledgement(0, true))
                .as("of a level without numbers")
                .isFalse();
    }

    @Test
    void whatIsToBeAcknowledgedIsWhateverItIsOf() {
        outbox.acknowledge(TO, new Report.NewConnections(DVIPA, 5, false, true, 3, List.of()));
        outbox.acknowledge(TO, new Report.Handover(DVIPA, 6, false, 4, TO, 1, List.of()));
        outbox.acknowledge(TO, new Report.Handover(DVIPA, 6, false, 5, TO, 1, List.of()));
        outbox.acknowledge(TO, ended(5));
        assertThat(receivers).containsOnly(TO);
        assertThat(sent)
                .containsExactly(
                        new Report.Acknowledged(new Report.OfTarget(DVIPA), 5, 3),
                        new Report.Acknowledged(new Report.OfHandover(DVIPA), 6, 4));
    }

    @Test
    void anAcknowledgementOfAnotherEpochDvipaMemberOrKindMovesNothing() {
        outbox.fill(begin(5), full(5, 40));
        acknowledge(4, 40);
        outbox.acknowledged(TO, new Report.Acknowledged(new Report.OfTarget(OTHER), 5, 40));
        outbox.acknowledged("SYS2", new Report.Acknowledged(new Report.OfTarget(DVIPA), 5, 40));
        outbox.acknowledged(TO, new Report.Acknowledged(new Report.OfHandover(DVIPA), 5, 40));
        assertThat(sent).hasSize(Outbox.WINDOW);
    }

    @Test
    void anAcknowledgementThatComesLateTakesNothingBack() {
        outbox.fill(begin(5), full(5, 60));
        acknowledge(5, 16);
        acknowledge(5, 4);
        assertThat(sent).hasSize(Outbox.WINDOW + 16);
        acknowledge(5, 20);
        assertThat(sent).hasSize(Outbox.WINDOW + 20);
    }

    @Test
    void anEndWaitsBehindTheFullReportThatIsBeingRead() {
        Outbox.Flow flow = begin(5);
        outbox.send(TO, ended(5));
        assertThat(sent).isEmpty();
        List<Report> full = full(5, 2);
        outbox.fill(flow, full);
        assertThat(sent).containsExactly(full.get(0), full.get(1), ended(5));
    }

    @Test
    void anEndWaitsBehindTheFullReportThatIsBeingSent() {
        List<Report> full = full(5, 20);
        outbox.fill(begin(5), full);
        outbox.send(TO, ended(5));
        assertThat(sent).isEqualTo(full.subList(0, Outbox.WINDOW));
        acknowledge(5, 4);
        assertThat(sent).hasSize(21).startsWith(full.toArray(Report[]::new)).endsWith(ended(5));
        outbox.send(TO, ended(5));
        assertThat(sent).as("nothing is under way any more").hasSize(22);
    }

    @Test
    void anEndMeantForAnotherMemberOrDvipaDoesNotWait() {
        begin(5);
        outbox.send("SYS2", ended(5));
        outbox.send(TO, new Report.EndedConnections(OTHER, 5, List.of()));
        assertThat(sent).hasSize(2);
    }

    @Test
    void listenersOvertakeAFullReport() {
        begin(5);
        Report status = new Report.ServerStatus(DVIPA, 5, new TreeMap<>());
        outbox.send(TO, status);
        assertThat(sent).containsExactly(status);
    }

    @Test
    void aHandoverAndAFullReportToTheSameMemberDoNotStandInEachOthersWay() {
        Outbox.Flow handover = outbox.begin(TO, new Report.OfHandover(DVIPA), 5, true);
        outbox.send(TO, ended(5));
        assertThat(sent).as("a handover holds no end up").containsExactly(ended(5));
        List<Report> messages = IntStream.rangeClosed(1, 20)
                .<Report>mapToObj(n -> new Report.Handover(DVIPA, 5, n == 20, n, "SYS3", 2, List.of()))
                .toList();
        outbox.fill(handover, messages);
        outbox.fill(begin(5), full(5, 1));
        assertThat(sent).hasSize(1 + Outbox.WINDOW + 1);
        outbox.acknowledged(TO, new Report.Acknowledged(new Report.OfHandover(DVIPA), 5, 4));
        assertThat(sent).hasSize(1 + 20 + 1).endsWith(messages.get(19));
    }

    @Test
    void whatIsLeftOfOneTargetWaitsBehindAllThereIsOfItAndBehindNothingElse() {
        Outbox.Flow flow = outbox.begin(TO, new Report.OfBequest(DVIPA, "SYS2"), 5, true);
        Report opened = bequest(0, "SYS2");
        Report other = bequest(0, "SYS3");
        Report revoked = new Report.Revoked(DVIPA, 5, "SYS2", List.of());
        outbox.send(TO, opened);
        outbox.send(TO, other);
        outbox.send(TO, revoked);
        outbox.send(TO, ended(5));
        assertThat(sent).containsExactly(other, ended(5));
        outbox.fill(flow, List.of(bequest(1, "SYS2")));
        assertThat(sent).containsExactly(other, ended(5), bequest(1, "SYS2"), opened, revoked);
        sent.clear();
        outbox.acknowledge(TO, bequest(4, "SYS2"));
        assertThat(sent).containsExactly(new Report.Acknowledged(new Report.OfBequest(DVIPA, "SYS2"), 5, 4));
    }

    private static Report bequest(int number, String target) {
        return new Report.Bequest(DVIPA, 5, false, false, number, target, true, Optional.empty(), List.of());
    }

    @Test
    void aFullReportThatIsBeingReadWillDoForASecondRequest() {
        Outbox.Flow flow = begin(5);
        assertThat(begin(5)).isNull();
        assertThat(begin(6)).as("not in another epoch").isNotNull();
        outbox.fill(flow, full(5, 1));
        assertThat(sent).as("the first has been given up").isEmpty();
    }

    @Test
    void aFullReportStartsOverWhenItIsAskedForAgainWhileItIsSent() {
        outbox.fill(begin(5), full(5, 40));
        outbox.send(TO, ended(5));
        Outbox.Flow again = begin(5);
        assertThat(again).isNotNull();
        assertThat(sent)
                .as("what waited is told, the rest of the report is not")
                .hasSize(Outbox.WINDOW + 1)
                .endsWith(ended(5));
        sent.clear();
        acknowledge(5, 16);
        assertThat(sent).isEmpty();
        List<Report> full = full(5, 3);
        outbox.fill(again, full);
        assertThat(sent).isEqualTo(full);
    }

    @Test
    void aReportThatNobodyWaitsForDoesNotKeepOneBeforeItFromItsEnd() {
        outbox.fill(begin(5), full(5, 40));
        acknowledge(5, 4);
        assertThat(audit()).isNull();
        assertThat(audit()).as("it has not got on since").isNotNull();
    }

    @Test
    void aReportThatNobodyHasAcknowledgedSinceTheLastAuditIsGivenUp() {
        outbox.fill(audit(), full(5, 40));
        assertThat(audit()).isNotNull();
    }

    private Outbox.Flow audit() {
        return outbox.begin(TO, new Report.OfTarget(DVIPA), 5, false);
    }

    @Test
    void aFullReportThatCannotBeReadHoldsNothingUp() {
        Outbox.Flow flow = begin(5);
        outbox.send(TO, ended(5));
        outbox.fill(flow, List.of());
        assertThat(sent).containsExactly(ended(5));
        assertThat(begin(5)).isNotNull();
    }

    @Test
    void whatIsOutdatedIsGivenUpForThatDvipa() {
        Outbox.Flow old = begin(5);
        Outbox.Flow other = outbox.begin(TO, new Report.OfTarget(OTHER), 5, true);
        outbox.send(TO, ended(5));
        outbox.outdated(DVIPA, 6);
        outbox.fill(old, full(5, 1));
        assertThat(sent).as("what waited is told still").containsExactly(ended(5));
        outbox.fill(other, full(5, 1));
        assertThat(sent).hasSize(2);
    }

    @Test
    void whatIsOfTheEpochItselfOrALaterOneIsNotOutdated() {
        Outbox.Flow flow = begin(6);
        outbox.outdated(DVIPA, 6);
        outbox.outdated(DVIPA, 5);
        outbox.fill(flow, full(6, 1));
        assertThat(sent).hasSize(1);
    }

    @Test
    void whatWasMeantForAMemberThatIsGoneIsForgotten() {
        outbox.fill(begin(5), full(5, 40));
        outbox.send(TO, ended(5));
        outbox.forget(TO);
        acknowledge(5, 40);
        assertThat(sent).hasSize(Outbox.WINDOW);
        outbox.send(TO, ended(6));
        assertThat(sent).as("it is back").hasSize(Outbox.WINDOW + 1);
    }

    private Outbox.Flow begin(long epoch) {
        return outbox.begin(TO, new Report.OfTarget(DVIPA), epoch, true);
    }

    private void acknowledge(long epoch, int number) {
        outbox.acknowledged(TO, new Report.Acknowledged(new Report.OfTarget(DVIPA), epoch, number));
    }

    private static Report ended(long epoch) {
        return new Report.EndedConnections(
                DVIPA, epoch, List.of(new TcpConnection(DVIPA, 80, IpAddress.of("192.0.2.201"), 4000)));
    }

    private static List<Report> full(long epoch, int messages) {
        return IntStream.rangeClosed(1, messages)
                .<Report>mapToObj(n -> new Report.NewConnections(DVIPA, epoch, n == 1, n == messages, n, List.of()))
                .toList();
    }
}
