// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.vipa.StackInfo;
import org.junit.jupiter.api.Test;

class LostStacksTest {
    private static final IpAddress DVIPA = IpAddress.of("192.0.2.100");
    private static final IpAddress OTHER = IpAddress.of("192.0.2.101");

    private final ManualLoop loop = new ManualLoop();
    private final Map<String, CompletableFuture<Boolean>> asked = new HashMap<>();
    private final List<String> told = new ArrayList<>();
    private final LostStacks lost = new LostStacks(loop, this::ask, new LostStacks.Exits() {
        @Override
        public void gone(String member) {
            told.add(member + " gone");
        }

        @Override
        public void changed() {
            told.add("changed");
        }
    });

    private boolean adapter = true;

    private CompletionStage<Boolean> ask(String member, Report.Host host) {
        if (!adapter) {
            return LostStacks.unknown();
        }
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        asked.put(member, answer);
        return answer;
    }

    @Test
    void aLostStackIsAskedForAndGetsWhatNobodyKnows() {
        assertThat(lost.stray(DVIPA)).isEmpty();
        assertThat(lose(stack("SYS2"))).isTrue();
        assertThat(asked).containsOnlyKeys("SYS2");
        assertThat(lost.stray(DVIPA)).contains("SYS2");
        assertThat(told).containsExactly("changed");
    }

    @Test
    void oneThatWasNeverMetIsLostWhenItIsFoundAndAskedForOnce() {
        Report.Host host = new Report.Host(IpAddress.of("192.0.2.12"), new MacAddress(2));
        lost.find("SYS2", host);
        assertThat(asked).containsOnlyKeys("SYS2");
        assertThat(lost.stray(DVIPA)).contains("SYS2");
        answer("SYS2", true);
        asked.clear();
        lost.find("SYS2", host);
        assertThat(asked).as("it is known to be lost").isEmpty();
        assertThat(lost.meet("SYS2")).isTrue();
    }

    @Test
    void nobodyIsAskedWhenNobodyWantsToKnowAnyMore() {
        lose(stack("SYS2"));
        lose(stack("SYS3"));
        answer("SYS2", true);
        asked.remove("SYS2");
        lost.close();
        loop.elapse();
        answer("SYS3", false);
        assertThat(asked).doesNotContainKey("SYS2");
        assertThat(told).doesNotContain("SYS3 gone");
    }

    @Test
    void whoseHostLivesIsAskedAgainAndAgain() {
        lose(stack("SYS2"));
        answer("SYS2", true);
        loop.elapse();
        answer("SYS2", true);
        loop.elapse();
        assertThat(asked).containsOnlyKeys("SYS2");
        assertThat(told).containsExactly("changed");
        assertThat(lost.stray(DVIPA)).contains("SYS2");
    }

    @Test
    void whoseHostIsGoneIsForgottenAndAskedNoMore() {
        lose(stack("SYS2"));
        answer("SYS2", true);
        loop.elapse();
        answer("SYS2", false);
        answer("SYS2", false);
        answer("SYS2", false);
        assertThat(told).containsExactly("changed", "SYS2 gone", "changed");
        assertThat(lost.stray(DVIPA)).isEmpty();
        assertThat(loop.timersWaiting()).isZero();
    }

    @Test
    void whoseHostDidNotAnswerAtOnceIsGoneAtOnce() {
        lose(stack("SYS2"));
        answer("SYS2", false);
        assertThat(told).containsExactly("changed", "SYS2 gone", "changed");
    }

    @Test
    void aLateAnswerNowAndThenCostsNothing() {
        lose(stack("SYS2"));
        for (int i = 0; i < 4; i++) {
            answer("SYS2", true);
            loop.elapse();
            answer("SYS2", false);
            answer("SYS2", false);
        }
        answer("SYS2", true);
        assertThat(told).containsExactly("changed");
        assertThat(lost.stray(DVIPA)).contains("SYS2");
    }

    @Test
    void whoIsLostWhileThereIsNoAdapterIsAskedForWhenThereIsOne() {
        adapter = false;
        lose(stack("SYS2"));
        loop.run();
        loop.elapse();
        adapter = true;
        loop.elapse();
        answer("SYS2", false);
        answer("SYS2", false);
        answer("SYS2", false);
        assertThat(told).containsExactly("changed", "SYS2 gone", "changed");
    }

    @Test
    void whoseHostCannotBeAskedIsTakenForAliveAndAskedForAgain() {
        lose(stack("SYS2"));
        for (int i = 0; i < 5; i++) {
            asked.remove("SYS2").completeExceptionally(new CancellationException("the adapter is closed"));
            loop.run();
            loop.elapse();
        }
        assertThat(told).containsExactly("changed");
        assertThat(lost.stray(DVIPA)).contains("SYS2");
        answer("SYS2", false);
        answer("SYS2", false);
        answer("SYS2", false);
        assertThat(told).containsExactly("changed", "SYS2 gone", "changed");
    }

    @Test
    void answersComeOnTheEventLoop() {
        lose(stack("SYS2"));
        asked.remove("SYS2").complete(false);
        assertThat(told).containsExactly("changed");
        loop.run();
        assertThat(told).contains("SYS2 gone");
    }

    @Test
    void whoIsBackIsAskedNoMoreAndIsNeverGone() {
        lose(stack("SYS2"));
        lost.meet("SYS2");
        answer("SYS2", false);
        assertThat(told).containsExactly("changed");
        lose(stack("SYS3"));
        answer("SYS3", true);
        lost.meet("SYS3");
        loop.elapse();
        answer("SYS3", true);
        assertThat(told).containsExactly("changed", "changed");
        assertThat(loop.timersWaiting()).isZero();
    }

    @Test
    void whoIsBackGetsWhatNobodyKnowsUntilItHasReported() {
        lose(stack("SYS2"));
        lost.meet("SYS2");
        assertThat(lost.stray(DVIPA)).contains("SYS2");
        told.clear();
        lost.reported("SYS2", DVIPA);
        assertThat(lost.stray(DVIPA)).isEmpty();
        assertThat(lost.stray(OTHER)).as("it may have those still").contains("SYS2");
        lost.reported("SYS2", DVIPA);
        lost.reported("SYS2", OTHER);
        assertThat(lost.stray(OTHER)).isEmpty();
        assertThat(told).as("once for each DVIPA").containsExactly("changed", "changed");
    }

    @Test
    void aReportOfOneThatWasNeverLostChangesNothing() {
        lost.meet("SYS2");
        lost.reported("SYS2", DVIPA);
        assertThat(told).isEmpty();
    }

    @Test
    void anInquiryFromBeforeSomebodySaidWhereItIsDoesNotCount() {
        lose(stack("SYS2"));
        CompletableFuture<Boolean> before = asked.remove("SYS2");
        lost.find("SYS2", new Report.Host(IpAddress.of("192.0.2.12"), new MacAddress(2)));
        before.complete(false);
        loop.run();
        answer("SYS2", false);
        assertThat(told).as("that may be of the same inquiry").doesNotContain("SYS2 gone");
        answer("SYS2", false);
        assertThat(told).contains("SYS2 gone");
    }

    @Test
    void oneThatIsOnlyFoundWasLostBeforeAllOthers() {
        lose(stack("SYS3"));
        lost.find("SYS2", new Report.Host(IpAddress.of("192.0.2.12"), new MacAddress(2)));
        assertThat(lost.stray(DVIPA)).contains("SYS3");
        lost.reported("SYS3", DVIPA);
        assertThat(lost.stray(DVIPA)).contains("SYS2");
    }

    @Test
    void whatThereIsToTellOfThoseOutOfSight() {
        lose(stack("SYS2"));
        lose(stack("SYS3"));
        lose(stack("SYS4"));
        lost.meet("SYS3");
        lost.reported("SYS4", DVIPA);
        assertThat(lost.bequests(DVIPA, 5))
                .containsExactly(
                        new Report.Bequest(
                                DVIPA, 5, false, false, 0, "SYS2", false, Report.Host.of(stack("SYS2")), List.of()),
                        new Report.Bequest(
                                DVIPA, 5, false, false, 0, "SYS4", true, Report.Host.of(stack("SYS4")), List.of()));
    }

    @Test
    void ofSeveralTheOneLostLastGetsWhatNobodyKnows() {
        lose(stack("SYS2"));
        lose(stack("SYS3"));
        assertThat(lost.stray(DVIPA)).contains("SYS3");
        lost.meet("SYS2");
        lose(stack("SYS2"));
        assertThat(lost.stray(DVIPA)).contains("SYS2");
        lost.meet("SYS2");
        lost.reported("SYS2", DVIPA);
        assertThat(lost.stray(DVIPA)).as("the last that has not reported").contains("SYS3");
        answer("SYS3", false);
        assertThat(lost.stray(DVIPA)).isEmpty();
    }

    @Test
    void whoHasReportedHasNothingUnknownWhenItIsLost() {
        lost.reported("SYS2", DVIPA);
        lose(stack("SYS2"));
        assertThat(lost.stray(DVIPA)).isEmpty();
        assertThat(lost.stray(OTHER)).contains("SYS2");
        lost.meet("SYS2");
        lose(stack("SYS2"));
        assertThat(lost.stray(DVIPA)).isEmpty();
    }

    @Test
    void ofADvipaThatIsOwnedAnewNothingIsReported() {
        lost.reported("SYS2", DVIPA);
        lost.forget(DVIPA);
        lose(stack("SYS2"));
        assertThat(lost.stray(DVIPA)).contains("SYS2");
    }

    @Test
    void anAnswerToAnEarlierLossCountsForNothing() {
        lose(stack("SYS2"));
        CompletableFuture<Boolean> early = asked.remove("SYS2");
        lost.meet("SYS2");
        lose(stack("SYS2"));
        early.complete(false);
        loop.run();
        assertThat(told).containsExactly("changed", "changed");
        assertThat(lost.stray(DVIPA)).contains("SYS2");
        answer("SYS2", false);
        assertThat(lost.stray(DVIPA)).isEmpty();
    }

    @Test
    void aStackThatCannotBeAskedForOnTheLanIsNoStray() {
        boolean known = lose(new StackInfo(
                "SYS2", "SYS2", "TCPIP", "", Optional.empty(), Optional.empty(), Optional.of(new MacAddress(2))));
        assertThat(known).isFalse();
        assertThat(asked).isEmpty();
        assertThat(lost.stray(DVIPA)).isEmpty();
        assertThat(told).isEmpty();
    }

    private void answer(String member, boolean alive) {
        asked.remove(member).complete(alive);
        loop.run();
    }

    private boolean lose(StackInfo stack) {
        return lost.lose(stack.member(), Report.Host.of(stack));
    }

    private static StackInfo stack(String member) {
        return new StackInfo(
                member,
                member,
                "TCPIP",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.of(new MacAddress(2)),
                Optional.empty(),
                Optional.of(IpAddress.of("192.0.2.12")));
    }
}
