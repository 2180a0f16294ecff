// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.client;

import java.util.ArrayList;
import java.util.List;

/** New connections that came to nothing: how many, and of the first of them when they were begun. */
final class Failures {
    /** More than are begun in the time in which a server's death excuses them. Those beyond count, but nothing can excuse them. */
    static final int MOST = 1000;

    private final List<String> lines = new ArrayList<>();
    private long reset;
    private long lost;

    /** One from {@code port}, 0 if no server had taken it, that the other side reset or refused. */
    void reset(long began, int port) {
        reset++;
        note(began, "RESET", port);
    }

    /** The same of one that nobody answered. */
    void lost(long began, int port) {
        lost++;
        note(began, "LOST", port);
    }

    private void note(long began, String how, int port) {
        if (lines.size() < MOST) {
            lines.add("failed " + began + ' ' + how + ' ' + port);
        }
    }

    void clear() {
        lines.clear();
        reset = 0;
        lost = 0;
    }

    long reset() {
        return reset;
    }

    long lost() {
        return lost;
    }

    /** Lines "failed BEGAN RESET|LOST PORT". */
    List<String> report() {
        return List.copyOf(lines);
    }
}
