// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.time.Instant;
import java.util.List;

/**
 * The ownership of DVIPAs on one stack, as a function from state and event to state and actions: no thread, clock or I/O.
 *
 * <p>Each event changes what is known; then the whole is brought in line with it again, so that the order in which lists,
 * profiles and members come does not matter. The states are those of NETSTAT VIPADYN:
 *
 * <pre>
 *   (none) --VIPADEFINE--> WAITING --nobody owns it--> REGISTERING --adapter holds it--> ACTIVE
 *                             ^                            |                               |
 *                             +---- a stronger owner, no adapter, group left -------------+
 *   (none) --VIPABACKUP--> WAITING (shown as BACKUP)
 *   (none) --named as target in a VIPA list--> internal address --owner gone, no connection left--> (none)
 *   (none) --found on the stack at the start--> internal address --settled, no connection left--> (none)
 * </pre>
 */
final class VipaCore {
    private VipaCore() {}

    /**
     * The outcome of an event.
     *
     * @param state what is known now
     * @param actions what to do, in order
     */
    record Step(VipaState state, List<VipaAction> actions) {
        Step {
            actions = List.copyOf(actions);
        }
    }

    /** What becomes of {@code state} when {@code event} happens at {@code now}. */
    static Step apply(VipaState state, VipaEvent event, Instant now) {
        VipaTurn turn = new VipaTurn(state, now);
        turn.learn(event);
        new HoldingsTurn(turn).reconcile();
        new TargetsTurn(turn).reconcile(event);
        turn.forgetEpochs();
        new ListTurn(turn).publish(event);
        return turn.step();
    }
}
