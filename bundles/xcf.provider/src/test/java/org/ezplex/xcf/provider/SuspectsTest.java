// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuspectsTest {
    private static final List<String> VIEW = List.of("a", "b", "c");

    private final Suspects<String> suspects = new Suspects<>();

    @Test
    void whoIsMissedIsLostUntilHeardAgain() {
        assertThat(suspects.miss(List.of("b"), 1, VIEW)).containsExactly("b");
        assertThat(suspects.miss(List.of("c"), 2, VIEW)).containsExactlyInAnyOrder("b", "c");
        suspects.hear("b", 3);
        assertThat(suspects.miss(List.of(), 4, VIEW)).containsExactly("c");
    }

    @Test
    void whoWasHeardAfterItWasMissedIsNotLostThoughThatComesLater() {
        suspects.hear("b", 2);
        assertThat(suspects.miss(List.of("b"), 1, VIEW)).isEmpty();
    }

    @Test
    void whoIsMissedAgainIsLost() {
        suspects.hear("b", 2);
        assertThat(suspects.miss(List.of("b"), 3, VIEW)).containsExactly("b");
    }

    @Test
    void whoIsNoMemberAnyMoreIsNotLostButGone() {
        suspects.miss(List.of("b"), 1, VIEW);
        assertThat(suspects.miss(List.of("c"), 2, List.of("a", "c"))).containsExactly("c");
        suspects.retain(List.of("a"));
        assertThat(suspects.miss(List.of(), 3, VIEW)).isEmpty();
    }
}
