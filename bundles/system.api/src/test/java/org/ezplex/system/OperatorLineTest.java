// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages reach the log that is there, and wait while there is none. */
class OperatorLineTest {
    private final OperatorLine line = new OperatorLine();

    /** Remembers what was issued. */
    private static final class Log implements Hardcopy {
        private final List<Line> lines = new ArrayList<>();

        @Override
        public void issue(Message message, Object... inserts) {
            lines.add(new Line(Instant.EPOCH, message, message.text(inserts)));
        }

        @Override
        public List<Line> recent(int most) {
            return lines;
        }
    }

    private final Log log = new Log();

    @Test
    void aMessageGoesToTheLog() {
        line.use(log);
        line.issue(Message.EZX4002E, "lan0");
        assertThat(line.recent(1)).singleElement().satisfies(issued -> assertThat(issued.text())
                .contains("lan0"));
    }

    @Test
    void whileThereIsNoneMessagesWaitTheLastOfThem() {
        for (int i = 0; i < 300; i++) {
            line.issue(Message.EZX4002E, "lan" + i);
        }
        assertThat(line.recent(1)).isEmpty();
        line.use(log);
        assertThat(log.lines).hasSize(256);
        assertThat(log.lines.get(0).text()).contains("lan44");
        assertThat(log.lines.get(255).text()).contains("lan299");
    }

    @Test
    void aLogThatGoesAfterItsSuccessorHasComeTakesNothingAlong() {
        line.use(new Log());
        line.use(log);
        line.drop(new Log());
        line.issue(Message.EZX4002E, "lan0");
        assertThat(log.lines).hasSize(1);
        line.drop(log);
        line.issue(Message.EZX4002E, "lan1");
        assertThat(log.lines).hasSize(1);
    }
}
