// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.ezplex.operator.Caller;
import org.ezplex.operator.Role;
import org.ezplex.operator.provider.FakeHardcopy;
import org.junit.jupiter.api.Test;

class AuditTest {
    private final FakeHardcopy hardcopy = new FakeHardcopy();
    private final AtomicLong clock = new AtomicLong();
    private final Audit audit = new Audit(hardcopy, clock::get);
    private final Caller anna = new Caller("anna", Role.DISPLAY, "here", "");

    @Test
    void whatChangesNothingIsToldSoOftenAndTheRestAsANumber() {
        for (int i = 0; i < Audit.FREELY + 5; i++) {
            audit.begins(anna, "nonsense " + i);
            audit.ended(anna, "nonsense " + i, Outcome.REFUSED);
        }
        assertThat(hardcopy.texts()).hasSize(Audit.FREELY).noneMatch(text -> text.startsWith("EZX7001I"));
        clock.addAndGet(Duration.ofMinutes(1).toNanos());
        audit.ended(anna, "netstat home", Outcome.DONE);
        assertThat(hardcopy.texts()).anyMatch(text -> text.startsWith("EZX7032I 5 MORE COMMANDS OF anna"));
    }

    @Test
    void whatTheRoleDoesNotAllowIsNotToldAsBegun() {
        audit.begins(anna, "vary sysplex leavegroup");
        audit.begins(new Caller("bert", Role.VARY, "here", ""), "upgrade apply x");
        assertThat(hardcopy.texts()).isEmpty();
        audit.begins(new Caller("bert", Role.VARY, "here", ""), "vary sysplex leavegroup");
        assertThat(hardcopy.texts()).hasSize(1);
    }
}
