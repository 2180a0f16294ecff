// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The words of a command, read from the left. */
final class Words {
    private final Deque<String> rest;
    private final String usage;

    /**
     * @param words what was entered
     * @param usage the one line that says what could have been
     */
    Words(List<String> words, String usage) {
        this.rest = new ArrayDeque<>(words);
        this.usage = usage;
    }

    boolean done() {
        return rest.isEmpty();
    }

    /** The next word, or a failure that says {@code what} is missing. */
    String next(String what) {
        if (rest.isEmpty()) {
            throw wrong(what + " IS MISSING");
        }
        return rest.removeFirst();
    }

    /** Takes the next word if it is {@code keyword} or a short form of it. */
    boolean take(String keyword, int shortest) {
        if (rest.isEmpty() || !Keywords.is(rest.getFirst(), keyword, shortest)) {
            return false;
        }
        rest.removeFirst();
        return true;
    }

    /** The rest as it is. */
    List<String> remaining() {
        return List.copyOf(rest);
    }

    /** Other words in place of the rest. */
    Words withRest(List<String> words) {
        return new Words(words, usage);
    }

    /** Fails if there is a word left. */
    void end() {
        if (!rest.isEmpty()) {
            throw unknown(rest.getFirst());
        }
    }

    CommandFailure unknown(String word) {
        return wrong("UNKNOWN OPERAND " + word);
    }

    CommandFailure wrong(String why) {
        return CommandFailure.usage(why, usage);
    }
}
