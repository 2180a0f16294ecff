// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EncountersTest {
    private static final long VALID = 1000;

    private final Encounters<String> encounters = new Encounters<>(VALID);

    @Test
    void strangersAreAskedAndMetWhenTheLastHasAnswered() {
        assertThat(encounters.hear("a", Map.of("a", List.of("a"), "b", List.of("b", "c")), List.of("a")))
                .containsExactlyInAnyOrder("b", "c");
        assertThat(encounters.mutual(0)).isEmpty();
        assertThat(encounters.answered("b", 1)).isEmpty();
        assertThat(encounters.answered("c", 2)).contains(Set.of("a", "b"));
    }

    @Test
    void oneThatDoesNotAnswerKeepsItsWholeGroupAway() {
        Map<String, List<String>> views =
                Map.of("a", List.of("a"), "b", List.of("b", "c"), "c", List.of("b", "c"), "d", List.of("d"));
        encounters.hear("a", views, List.of("a"));
        encounters.answered("c", 1);
        encounters.answered("d", 2);
        assertThat(encounters.mutual(3)).contains(Set.of("a", "d"));
    }

    @Test
    void nobodyIsMetWhereNobodyAnswers() {
        encounters.hear("a", Map.of("a", List.of("a"), "b", List.of("b")), List.of("a"));
        assertThat(encounters.mutual(1)).isEmpty();
    }

    @Test
    void anAnswerIsGoodForAWhile() {
        encounters.hear("a", Map.of("b", List.of("b", "c")), List.of("a"));
        encounters.answered("b", 0);
        assertThat(encounters.answered("c", VALID + 1)).isEmpty();
        assertThat(encounters.answered("b", VALID + 2)).contains(Set.of("b"));
    }

    @Test
    void differentViewsOfOneGroupNeedNoAnswer() {
        Map<String, List<String>> views = Map.of("a", List.of("a", "b"), "b", List.of("b", "a"));
        assertThat(encounters.hear("a", views, List.of("a", "b"))).isEmpty();
    }

    @Test
    void whoHasLeftAndIsInTheViewOfAFellowOnlyNeedNotAnswer() {
        Map<String, List<String>> views = Map.of("a", List.of("a", "c"), "c", List.of("b", "a", "c"));
        assertThat(encounters.hear("a", views, List.of("a", "c"))).isEmpty();
    }

    @Test
    void whoIsInTheViewOfAStrangerHasToAnswer() {
        Map<String, List<String>> views = Map.of("a", List.of("a"), "c", List.of("b", "c"));
        assertThat(encounters.hear("a", views, List.of("a"))).containsExactlyInAnyOrder("b", "c");
        assertThat(encounters.answered("c", 1)).isEmpty();
    }

    @Test
    void whoIsHeardAndInTheViewOfAFellowOnlyHasToAnswer() {
        Map<String, List<String>> views =
                Map.of("a", List.of("a", "c"), "b", List.of("b", "a", "c"), "c", List.of("b", "a", "c"));
        assertThat(encounters.hear("a", views, List.of("a", "c"))).containsExactly("b");
        assertThat(encounters.mutual(1)).isEmpty();
        assertThat(encounters.answered("b", 2)).contains(Set.of("a", "b", "c"));
    }

    @Test
    void whoWentOnWithoutThisMemberIsAStrangerThoughInView() {
        Map<String, List<String>> views =
                Map.of("a", List.of("b", "a"), "b", List.of("b", "c"), "c", List.of("b", "c"));
        assertThat(encounters.hear("a", views, List.of("b", "a"))).containsExactlyInAnyOrder("b", "c");
        assertThat(encounters.answered("c", 1)).isEmpty();
        assertThat(encounters.answered("b", 2)).contains(Set.of("a", "b", "c"));
    }

    @Test
    void theyAreTakenForOneEncounterOnly() {
        encounters.hear("a", Map.of("b", List.of("b")), List.of("a"));
        assertThat(encounters.answered("b", 0)).isPresent();
        assertThat(encounters.answered("b", 1)).isEmpty();
    }
}
