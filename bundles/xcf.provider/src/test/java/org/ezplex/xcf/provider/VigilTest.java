// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VigilTest {
    private static final int PORT = 8000;
    private static final long PATIENCE = millis(250);
    private static final MemberId SELF = new MemberId(0, 1);
    private static final MemberId OTHER = new MemberId(0, 2);
    private static final MemberId THIRD = new MemberId(0, 3);
    private static final MemberId OTHER_AGAIN = new MemberId(0, 4);
    private static final Map<MemberId, InetSocketAddress> PLACES = Map.of(
            OTHER, InetSocketAddress.createUnresolved("other", PORT),
            THIRD, InetSocketAddress.createUnresolved("third", PORT),
            OTHER_AGAIN, InetSocketAddress.createUnresolved("other", PORT));

    private final List<Pulse> sent = new ArrayList<>();
    private final List<String> found = new ArrayList<>();
    private final List<MemberId> forgotten = new ArrayList<>();
    private final Lease lease = new Lease();
    private long now = millis(10_000);
    private Allegiance allegiance;
    private Vigil vigil;

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @BeforeEach
    void watchTwo() {
        allegiance = new Allegiance(PATIENCE, lease, () -> found.add("expelled"));
        vigil = new Vigil(SELF, PORT, PATIENCE, new RecordingLine(), new RecordingFindings(), allegiance);
        view(1, List.of(OTHER, THIRD));
        vigil.locate(PLACES::get);
        hear(OTHER);
        hear(THIRD);
        sent.clear();
    }

    private final class RecordingLine implements Vigil.Line {
        @Override
        public void send(Pulse pulse, Watched to) {
            sent.add(pulse);
        }

        @Override
        public void forget(Watched other) {
            forgotten.add(other.id);
        }
    }

    private final class RecordingFindings implements Vigil.Findings {
        @Override
        public void lost(List<MemberId> others, String why) {
            others.forEach(other -> found.add("lost " + other.least() + ": " + why));
        }

        @Override
        public void alive(MemberId other) {
            found.add("alive " + other.least());
        }

        @Override
        public void stranger(MemberId other) {
            found.add("stranger " + other.least());
        }

        @Override
        public void answered(MemberId other) {
            found.add("answered " + other.least());
        }
    }

    private void view(long number, Collection<MemberId> members) {
        vigil.view(number, members, now);
    }

    private void hear(MemberId from) {
        hear(from, Pulse.Regard.COUNTED);
    }

    private void hear(MemberId from, Pulse.Regard regard) {
        vigil.heard(new Pulse(from, SELF, PORT, false, regard, 1, 1, 1), PLACES.get(from), now);
    }

    /** Time passes, in steps of which the vigil knows. */
    private void pass(long millis, MemberId... heard) {
        for (long i = 0; i < millis; i++) {
            now += millis(1);
            List.of(heard).forEach(this::hear);
            vigil.check(now);
        }
    }

    private void pause(long millis) {
        now += millis(millis);
        vigil.late(millis(millis));
    }

    /** It has heard what this member sent last. */
    private void confirm(MemberId by) {
        long echo = sent.get(sent.size() - 1).round();
        vigil.heard(new Pulse(by, SELF, PORT, false, Pulse.Regard.COUNTED, 1, 1, echo), PLACES.get(by), now);
    }

    private List<Pulse> urgentTo(MemberId other) {
        return sent.stream()
                .filter(pulse -> pulse.urgent() && pulse.to().equals(other))
                .toList();
    }

    @Test
    void whoIsNotHeardForThePatienceIsLost() {
        pass(249, THIRD);
        assertThat(found).isEmpty();
        pass(1, THIRD);
        assertThat(found).containsExactly("lost 2: it was not heard in time");
        hear(OTHER);
        assertThat(found).endsWith("alive 2");
    }

    @Test
    void whoIsDoubtedIsAskedAgainAndAgainAndLostAfterABeat() {
        vigil.doubt(OTHER, now);
        assertThat(urgentTo(OTHER)).hasSize(1);
        pass(20, THIRD);
        assertThat(urgentTo(OTHER)).hasSize(6);
        assertThat(found).isEmpty();
        pass(30, THIRD);
        assertThat(found).containsExactly("lost 2: its process has ended");
    }

    @Test
    void whoIsDoubtedAndAnswersIsNotAskedAgain() {
        vigil.doubt(OTHER, now);
        pass(3, THIRD);
        hear(OTHER);
        sent.clear();
        pass(100, OTHER, THIRD);
        assertThat(urgentTo(OTHER)).isEmpty();
        assertThat(found).containsExactly("alive 2");
    }

    @Test
    void whoseHostSaysTwiceThatNobodyListensIsLost() {
        vigil.unreachable(OTHER, now);
        assertThat(urgentTo(OTHER)).as("it is asked once more").hasSize(1);
        pass(3, THIRD);
        vigil.unreachable(OTHER, now);
        vigil.check(now);
        assertThat(found).as("not at once: it may be about to listen").isEmpty();
        pass(1, THIRD);
        assertThat(found).containsExactly("lost 2: its process has ended");
    }

    @Test
    void ownLatenessIsNobodyElsesFault() {
        now += millis(400);
        vigil.late(millis(399));
        vigil.check(now);
        assertThat(found).isEmpty();
        assertThat(lease.holds(now)).as("the others may have gone on").isFalse();
        assertThat(urgentTo(OTHER)).hasSize(1);
        assertThat(urgentTo(THIRD)).hasSize(1);
    }

    @Test
    void whoIsLostAfterAPauseIsNotWaitedForThoughItStaysInView() {
        pause(400);
        confirm(THIRD);
        pass(249, THIRD);
        assertThat(lease.holds(now)).isFalse();
        pass(1, THIRD);
        assertThat(found).containsExactly("lost 2: it was not heard in time");
        assertThat(lease.holds(now)).isTrue();
    }

    @Test
    void whoWasLostBeforeThePauseIsAskedWhetherItHasGoneOn() {
        pass(250, THIRD);
        assertThat(found).containsExactly("lost 2: it was not heard in time");
        pause(400);
        confirm(THIRD);
        assertThat(lease.holds(now)).isFalse();
        hear(OTHER, Pulse.Regard.EXPELLED);
        assertThat(found).contains("expelled");
        assertThat(lease.holds(now)).isFalse();
    }

    @Test
    void whoWasLostBeforeThePauseAndSaysNothingIsNotWaitedForLonger() {
        pass(250, THIRD);
        pause(400);
        confirm(THIRD);
        pass(250, THIRD);
        assertThat(lease.holds(now)).isTrue();
        assertThat(found).doesNotContain("expelled");
    }

    @Test
    void ifAllInViewAreLostAfterALongPauseTheyHaveGoneOn() {
        pause(250);
        pass(249);
        assertThat(found).isEmpty();
        pass(1);
        assertThat(found).endsWith("expelled");
        assertThat(lease.holds(now)).isFalse();
        allegiance.told();
        vigil.check(now);
        assertThat(lease.holds(now)).isTrue();
    }

    @Test
    void ifAllInViewAreLostAfterAShortPauseTheyHaveNotGoneOn() {
        pause(249);
        pass(249);
        assertThat(lease.holds(now)).isFalse();
        pass(1);
        assertThat(found).hasSize(2).doesNotContain("expelled");
        assertThat(lease.holds(now)).isTrue();
    }

    /** It is given up as it has given up this member: that is no silence. */
    @Test
    void whoDisownsAndIsInTheNextViewTooIsWaitedFor() {
        hear(OTHER, Pulse.Regard.EXPELLED);
        hear(THIRD, Pulse.Regard.EXPELLED);
        assertThat(found).contains("expelled");
        allegiance.told();
        view(2, List.of(THIRD));
        assertThat(lease.holds(now)).isFalse();
        confirm(THIRD);
        assertThat(lease.holds(now)).isTrue();
    }

    @Test
    void whoLeftTheViewIsAStrangerThatIsAnswered() {
        view(2, List.of(THIRD));
        sent.clear();
        vigil.heard(new Pulse(OTHER, SELF, PORT, true, Pulse.Regard.EXPELLED, 1, 2, 1), PLACES.get(OTHER), now);
        assertThat(found).containsExactly("stranger 2");
        assertThat(sent).singleElement().satisfies(pulse -> {
            assertThat(pulse.to()).isEqualTo(OTHER);
            assertThat(pulse.regard()).isEqualTo(Pulse.Regard.EXPELLED);
        });
        sent.clear();
        vigil.beat(now);
        assertThat(sent).as("it is not spoken to otherwise").noneMatch(pulse -> pulse.to()
                .equals(OTHER));
    }

    @Test
    void whoComesToAPlaceTakesItFromWhoWasThere() {
        view(2, List.of(THIRD));
        view(3, List.of(THIRD, OTHER_AGAIN));
        assertThat(forgotten).isEmpty();
        vigil.locate(PLACES::get);
        assertThat(forgotten).containsExactly(OTHER);
    }

    @Test
    void aPulseForSomebodyElseSaysNothing() {
        pass(200, THIRD);
        vigil.heard(new Pulse(OTHER, THIRD, PORT, false, Pulse.Regard.COUNTED, 1, 1, 1), PLACES.get(OTHER), now);
        pass(50, THIRD);
        assertThat(found).containsExactly("lost 2: it was not heard in time");
    }

    @Test
    void aStrangerThatHasHeardTheQuestionHasAnswered() {
        vigil.question(Map.of(OTHER_AGAIN, PLACES.get(OTHER_AGAIN)));
        assertThat(sent).hasSize(1);
        Pulse question = sent.get(0);
        assertThat(question.urgent()).isTrue();
        assertThat(question.to()).isEqualTo(OTHER_AGAIN);

        vigil.heard(fromStranger(question.round() - 1), PLACES.get(OTHER_AGAIN), now);
        assertThat(found).doesNotContain("answered 4");
        vigil.heard(fromStranger(question.round()), PLACES.get(OTHER_AGAIN), now);
        assertThat(found).contains("answered 4");
    }

    @Test
    void whoIsInViewCanBeAskedToo() {
        vigil.question(Map.of(OTHER, PLACES.get(OTHER)));
        Pulse question = sent.get(0);
        assertThat(question.urgent()).isTrue();
        Pulse answer = new Pulse(OTHER, SELF, PORT, false, Pulse.Regard.EXPELLED, 1, 1, question.round());
        vigil.heard(answer, PLACES.get(OTHER), now);
        assertThat(found).contains("answered 2");
    }

    private static Pulse fromStranger(long echo) {
        return new Pulse(OTHER_AGAIN, SELF, PORT, false, Pulse.Regard.UNKNOWN, 1, 1, echo);
    }
}
