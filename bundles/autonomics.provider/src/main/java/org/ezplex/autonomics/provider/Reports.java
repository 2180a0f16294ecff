// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ezplex.autonomics.Condition;
import org.ezplex.autonomics.MonitorStatus;
import org.ezplex.autonomics.provider.MonitorState.Finding;
import org.ezplex.system.Message;

/** The monitor's state in the words of displays and messages. */
final class Reports {
    private Reports() {}

    /**
     * The state as it is told.
     *
     * @param zero when by the clock on the wall the monitor's clock was at zero
     */
    static MonitorStatus status(MonitorState state, Instant zero) {
        List<MonitorStatus.Check> checks = new ArrayList<>();
        for (Condition condition : Condition.values()) {
            checks.add(check(state, condition, zero));
        }
        return new MonitorStatus(state.presence(), state.settings(), checks);
    }

    private static MonitorStatus.Check check(MonitorState state, Condition condition, Instant zero) {
        Finding finding = state.findings().get(condition);
        if (finding == null) {
            boolean watched = state.watched() && state.wants(condition);
            MonitorStatus.Progress progress =
                    watched ? MonitorStatus.Progress.CLEAR : MonitorStatus.Progress.UNMONITORED;
            return new MonitorStatus.Check(condition, progress, Optional.empty(), "");
        }
        return new MonitorStatus.Check(
                condition,
                finding.reported() ? MonitorStatus.Progress.REPORTED : MonitorStatus.Progress.PENDING,
                Optional.of(zero.plusMillis(finding.sinceMillis())),
                finding.detail());
    }

    /** What a condition that lasts is reported with. */
    static Message message(Condition condition) {
        return switch (condition) {
            case PARTNERS -> Message.EZZ9673E;
            case INTERFACES -> Message.EZX5041E;
            case ROUTES -> Message.EZX5042E;
            case STALL -> Message.EZZ9674E;
            case MEMORY -> Message.EZX5043E;
        };
    }
}
