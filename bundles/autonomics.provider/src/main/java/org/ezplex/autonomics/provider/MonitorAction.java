// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import java.util.List;
import org.ezplex.autonomics.Condition;

/** What the monitor wants done. */
sealed interface MonitorAction {
    /** Keep XCF from joining by itself; {@code untilWord} until the operator's word, else until the adapter is there. */
    record Hold(boolean untilWord) implements MonitorAction {}

    /** Join; {@code again} if that is after having left because of conditions. */
    record Join(boolean again) implements MonitorAction {}

    /** Leave because of {@code causes}; {@code orderly} if the event loop can give the DVIPAs away first. */
    record Leave(boolean orderly, List<Condition> causes) implements MonitorAction {}

    /** Tell the operator of a condition that has lasted. */
    record Report(Condition condition, String detail) implements MonitorAction {}

    /** Take that back. */
    record TakeBack(Condition condition) implements MonitorAction {}
}
