// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** What went on in a run, line by line, for whoever wants to read it: the last so many lines, or none at all. */
final class Story {
    private final int most;
    private final Deque<String> lines = new ArrayDeque<>();

    Story(int most) {
        this.most = most;
    }

    /** Keeps nothing. */
    static Story none() {
        return new Story(0);
    }

    void tell(long time, Supplier<String> what) {
        if (most > 0) {
            lines.add(String.format("%10.6f s  %s", time / 1e6, what.get()));
            if (lines.size() > most) {
                lines.remove();
            }
        }
    }

    /** Without what is the same all the time. */
    static String brief(Object what) {
        return what.toString()
                .replaceAll("stack=StackInfo\\[member=(\\w+)[^]]*(\\][^]]*)*?host=Optional[^]]*\\]\\]", "$1")
                .replaceAll(
                        "VipaClaim\\[identity=Identity\\[address=([^,/]*)/24, interfaceName=, origin=\\w+\\], status=(\\w+), rank=(\\d+), epoch=(\\d+)",
                        "($1 $2 rank $3 epoch $4")
                .replaceAll("entries=\\[Entry[^{]*\\{\\}\\]\\]", "entries")
                .replaceAll("standing=Standing", "")
                .replaceAll(" {4}TCPIP", "");
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
