// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.jgroups.Address;
import org.jgroups.View;
import org.jgroups.util.UUID;
import org.junit.jupiter.api.Test;

class MergeGateTest {
    private static final Address A = new UUID(0, 1);
    private static final Address B = new UUID(0, 2);
    private static final Address C = new UUID(0, 3);
    private static final View ALONE = View.create(A, 1, A);
    private static final View OTHERS = View.create(B, 1, B, C);
    private static final long SECOND = 1_000_000_000;

    private final MergeGate gate = new MergeGate();

    private MergeGate.Heard hear(Map<Address, View> views, View own, long now) {
        return gate.hear(A, views, own.getMembers(), now);
    }

    @Test
    void itOpensWithTheViewsThatWereHeardWhenTheLastHasAnswered() {
        Map<Address, View> views = Map.of(A, ALONE, B, OTHERS);
        assertThat(hear(views, ALONE, 0).ask()).containsExactlyInAnyOrder(B, C);
        assertThat(hear(views, ALONE, 0).merge()).isEmpty();
        assertThat(gate.answered(B, 1)).isEmpty();
        assertThat(gate.answered(C, 2)).isEqualTo(views);
        assertThat(gate.answered(C, 3)).as("once").isEmpty();
    }

    @Test
    void whoHasAnsweredLatelyIsLetInWhenHeardAgainAndAsked() {
        gate.answered(B, 0);
        gate.answered(C, 0);
        Map<Address, View> views = Map.of(A, ALONE, B, OTHERS);
        MergeGate.Heard heard = hear(views, ALONE, SECOND);
        assertThat(heard.merge()).isEqualTo(views);
        assertThat(heard.ask()).containsExactlyInAnyOrder(B, C);
        assertThat(hear(views, ALONE, SECOND + 1).merge()).as("too long ago").isEmpty();
    }

    @Test
    void whoDoesNotAnswerIsLeftOut() {
        Address deaf = new UUID(0, 4);
        Map<Address, View> views = Map.of(A, ALONE, B, OTHERS, deaf, View.create(deaf, 1, deaf));
        gate.answered(B, 0);
        gate.answered(C, 0);
        assertThat(hear(views, ALONE, 1).merge()).isEqualTo(Map.of(A, ALONE, B, OTHERS));
    }

    @Test
    void viewsOfOneGroupThatDifferPassWhenTheyStillDoAtTheNextLook() {
        View before = View.create(A, 1, A, B);
        View after = View.create(A, 2, A, B);
        Map<Address, View> views = Map.of(A, after, B, before);
        assertThat(hear(views, after, 0)).as("B may be late").isEqualTo(new MergeGate.Heard(Map.of(), Set.of()));
        assertThat(hear(views, after, 1)).isEqualTo(new MergeGate.Heard(views, Set.of()));
    }

    @Test
    void whoHasMovedOnByTheNextLookWasLateOnly() {
        View before = View.create(A, 1, A, B, C);
        View after = View.create(A, 2, A, B, C);
        hear(Map.of(A, after, B, before, C, before), after, 0);
        assertThat(hear(Map.of(A, after, B, after, C, before), after, 1).merge())
                .isEmpty();
    }

    @Test
    void aFellowWhoseViewIsOfOneThatIsGoneIsAskedItself() {
        View mine = View.create(A, 2, A, B);
        Map<Address, View> views = Map.of(A, mine, B, View.create(C, 1, C, A, B));
        hear(views, mine, 0);
        Map<Address, View> merge = hear(views, mine, 1).merge();
        assertThat(merge).containsEntry(A, mine);
        assertThat(merge.get(B).deepEquals(View.create(B, 1, B))).isTrue();
    }

    @Test
    void aFellowWhoseViewIsOfOneThatIsGoneIsMetWithTheStrangers() {
        Address stranger = new UUID(0, 4);
        View mine = View.create(A, 2, A, B);
        View apart = View.create(stranger, 1, stranger);
        Map<Address, View> views = Map.of(A, mine, B, View.create(C, 1, C, A, B), stranger, apart);
        assertThat(hear(views, mine, 0).ask()).containsExactly(stranger);
        Map<Address, View> merge = gate.answered(stranger, 1);
        assertThat(merge).containsEntry(A, mine).containsEntry(stranger, apart);
        assertThat(merge.get(B).getCreator()).isEqualTo(B);
    }

    @Test
    void aCreatorThatIsInViewAndNotHeardIsStillTheOneToAsk() {
        View mine = View.create(C, 2, C, A, B);
        View before = View.create(C, 1, C, A, B);
        Map<Address, View> views = Map.of(A, mine, B, before);
        hear(views, mine, 0);
        assertThat(hear(views, mine, 1).merge().get(B).deepEquals(before)).isTrue();
    }
}
