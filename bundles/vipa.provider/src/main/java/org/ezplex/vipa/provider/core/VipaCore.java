// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider.core;

import java.time.Instant;
import java.util.List;

/**
 * The ownership of DVIPAs on one stack, as a function from state and event to state and actions: no thread, clock or I/O.
 *
 * <p>Each event changes what is known; then the whole is brought in line with it again, so that the order in which lists,
 * profiles and members come does not matter. The states are those of NETSTAT VIPADYN:
 *
 * <pre>
 *                  +--another owns it, and is to give it--> PREPARING --learned--> READY --given, or owner lost--+
 *                  |                                                                                              v
 *  BACKUP (WAITING)+--nobody owns it, this stack comes first--------------------------------------------> REGISTERING
 *    ^   ^   ^                                                                                              |     |
 *    |   |   +--retry-- REFUSED &lt;------------------the adapter finds somebody on the LAN---------------------+     |
 *    |   +--no adapter, group left, expelled, a later epoch elsewhere-- ACTIVE &lt;------the adapter holds it---------+
 *    |                                                                   |
 *    +--connections ended-- MOVING, QUIESCING &lt;--given to a ready bidder-+
 *
 *  (none) --named as target in a VIPA list--> internal address --owner gone, no connection left--> (none)
 *  (none) --found on the stack at the start--> internal address --settled, no connection left--> (none)
 * </pre>
 *
 * <p>Who bids: a VIPADEFINE against a VIPABACKUP; a VIPADEFINE just coded against another VIPADEFINE; the first of those who could own it
 * where nobody does, or where the owner offers it because it is deactivated, deleted or leaving. A bidder is reported to by the
 * targets like an owner, so that it knows all connections before it answers on the LAN.
 */
public final class VipaCore {
    private VipaCore() {}

    /**
     * The outcome of an event.
     *
     * @param state what is known now
     * @param actions what to do, in order
     */
    public record Step(VipaState state, List<VipaAction> actions) {
        /** Copies the list. */
        public Step {
            actions = List.copyOf(actions);
        }
    }

    /** What becomes of {@code state} when {@code event} happens at {@code now}. */
    public static Step apply(VipaState state, VipaEvent event, Instant now) {
        if (event instanceof VipaEvent.Expelled && !state.membership().inGroup()) {
            // It has left meanwhile: there is nothing that others could have taken from it.
            return new Step(state, List.of());
        }
        VipaTurn turn = new VipaTurn(state, event, now);
        turn.learn();
        new HoldingsTurn(turn).reconcile();
        new TargetsTurn(turn).reconcile();
        turn.forget();
        new ListTurn(turn).publish();
        return turn.step();
    }
}
