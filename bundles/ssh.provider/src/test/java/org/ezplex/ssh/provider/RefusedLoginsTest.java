// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ssh.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.ezplex.system.Message;
import org.junit.jupiter.api.Test;

class RefusedLoginsTest {
    private final FakeHardcopy hardcopy = new FakeHardcopy();
    private final AtomicLong clock = new AtomicLong();
    private final RefusedLogins refused = new RefusedLogins(hardcopy, clock::get);

    @Test
    void someAreToldAndTheRestCounted() {
        for (int i = 0; i < 500; i++) {
            refused.tell("user" + i, "192.0.2.7 PORT " + i, "WHY");
        }
        assertThat(hardcopy.count(Message.EZX7028E)).isEqualTo(RefusedLogins.FREELY);
        clock.addAndGet(Duration.ofMinutes(1).toNanos());
        refused.look();
        assertThat(hardcopy.texts()).endsWith("EZX7029E 490 MORE SSH LOGINS REFUSED WITHIN A MINUTE");
        refused.look();
        assertThat(hardcopy.count(Message.EZX7029E)).isEqualTo(1);
        refused.tell("user", "192.0.2.7", "WHY");
        assertThat(hardcopy.count(Message.EZX7028E)).isEqualTo(RefusedLogins.FREELY + 1);
    }

    @Test
    void aLongNameIsCut() {
        refused.tell("x".repeat(5000), "192.0.2.7", "WHY");
        assertThat(hardcopy.texts().get(0)).hasSizeLessThan(120);
    }
}
