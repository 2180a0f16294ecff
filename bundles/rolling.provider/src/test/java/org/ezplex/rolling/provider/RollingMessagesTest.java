// SPDX-License-Identifier: Apache-2.0
package org.ezplex.rolling.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ezplex.system.Message;
import org.ezplex.upgrade.SysplexUpgrade.Phase;
import org.ezplex.xcf.MemberState;
import org.junit.jupiter.api.Test;

class RollingMessagesTest {
    private static final Goal GOAL = new Goal(
            1,
            "SYS1",
            Phase.ROLLING,
            1,
            new Goal.Contents("0.2.0", 1, "f".repeat(64)),
            List.of("SYS1", "SYS2"),
            false,
            "SYS2",
            "");

    private final List<Message> told = new ArrayList<>();
    private final RollingMessages messages = new RollingMessages((message, inserts) -> told.add(message));

    private void look(MemberState state, boolean coordinates, boolean overdue) {
        Member.Word word = new Member.Word("0.1.0", Optional.of(GOAL), Progress.WORKING, "", true);
        messages.look(GOAL, List.of(new Member("SYS2", state, 1, Optional.of(word))), coordinates, overdue);
    }

    @Test
    void oneThatIsLostInItsTurnIsToldOfOnceByWhoDecides() {
        look(MemberState.FAILED, false, false);
        assertThat(told).isEmpty();
        look(MemberState.FAILED, true, false);
        look(MemberState.FAILED, true, false);
        assertThat(told).containsExactly(Message.EZX8047E);
    }

    @Test
    void oneThatReturnsAndRefusesIsToldOfOnce() {
        Member.Word word = new Member.Word("0.1.0", Optional.of(GOAL), Progress.REFUSED, "EZX8012E", false);
        for (int i = 0; i < 2; i++) {
            messages.look(GOAL, List.of(new Member("SYS2", MemberState.ACTIVE, 1, Optional.of(word))), true, false);
        }
        assertThat(told).containsExactly(Message.EZX8048E);
    }

    @Test
    void oneThatIsStartedAgainInItsTurnIsToldOfIfItDoesNotReturn() {
        look(MemberState.QUIESCED, true, false);
        look(MemberState.ACTIVE, true, true);
        assertThat(told).isEmpty();
        look(MemberState.QUIESCED, true, true);
        assertThat(told).containsExactly(Message.EZX8047E);
    }
}
