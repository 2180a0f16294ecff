// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerLogTest {
    private static final long MILLI = 1_000_000;

    @Test
    void aStationAnswersInOneStretchUntilItPauses() {
        AnswerLog log = new AnswerLog();
        log.add("a", 0);
        log.add("a", 10 * MILLI);
        log.add("b", 15 * MILLI);
        log.add("a", 20 * MILLI);
        log.add("a", 500 * MILLI);
        assertThat(log.report(0))
                .containsExactly(
                        "answer a 0 20000000 3", "answer b 15000000 15000000 1", "answer a 500000000 500000000 1");
        assertThat(log.report(18 * MILLI)).containsExactly("answer a 0 20000000 3", "answer a 500000000 500000000 1");
    }
}
