// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/**
 * The line to the operator for who outlives the hardcopy log: messages wait while there is none, the last {@value #MOST_WAITING} of them.
 * Safe for any thread.
 */
public final class OperatorLine implements Hardcopy {
    private static final int MOST_WAITING = 256;

    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private volatile Hardcopy current;

    private record Waiting(Message message, List<Object> inserts) {}

    /** Without a log yet. */
    public OperatorLine() {}

    /** From now on, and for what waits. */
    public synchronized void use(Hardcopy next) {
        for (Waiting message = waiting.peek(); message != null; message = waiting.peek()) {
            next.issue(message.message, message.inserts.toArray());
            waiting.remove();
        }
        // Only now: what comes meanwhile waits for its turn.
        current = next;
    }

    /** Does nothing if another has taken its place already. */
    @SuppressWarnings("ReferenceEquality") // A service is itself, nothing else.
    public synchronized void drop(Hardcopy old) {
        if (current == old) {
            current = null;
        }
    }

    @Override
    public void issue(Message message, Object... inserts) {
        Hardcopy log = current;
        if (log == null) {
            issueOrWait(message, inserts);
        } else {
            log.issue(message, inserts);
        }
    }

    private synchronized void issueOrWait(Message message, Object... inserts) {
        if (current != null) {
            current.issue(message, inserts);
            return;
        }
        if (waiting.size() == MOST_WAITING) {
            waiting.remove();
        }
        waiting.add(new Waiting(message, Arrays.asList(inserts.clone())));
    }

    /** None while there is no log. */
    @Override
    public List<Line> recent(int most) {
        Hardcopy log = current;
        return log == null ? List.of() : log.recent(most);
    }
}
