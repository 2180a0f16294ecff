// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import java.util.List;
import java.util.OptionalLong;
import org.ezplex.lab.LabException;

/**
 * Who answered for the address, and when.
 *
 * @param stretches times in which one MAC address answered without a gap
 */
public record Owners(List<Stretch> stretches) {
    /**
     * One MAC address answering.
     *
     * @param mac the address
     * @param first its first answer, as System.nanoTime
     * @param last its last answer
     */
    public record Stretch(String mac, long first, long last) {}

    /** Copies the list. */
    public Owners {
        stretches = List.copyOf(stretches);
    }

    /** Lines "answer MAC FIRST LAST COUNT". */
    static Owners parse(List<String> lines) {
        try {
            return new Owners(lines.stream()
                    .filter(line -> line.startsWith("answer "))
                    .map(line -> line.split(" ", -1))
                    .map(words -> new Stretch(words[1], Long.parseLong(words[2]), Long.parseLong(words[3])))
                    .toList());
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new LabException("the watcher's report is none: " + lines, e);
        }
    }

    /** How long two answered: the overlap of stretches of different MAC addresses, counted from {@code from} on. */
    public long twoNanos(long from) {
        long sum = 0;
        for (int i = 0; i < stretches.size(); i++) {
            for (Stretch other : stretches.subList(i + 1, stretches.size())) {
                Stretch one = stretches.get(i);
                if (!one.mac().equals(other.mac())) {
                    long begin = Math.max(from, Math.max(one.first(), other.first()));
                    sum += Math.max(0, Math.min(one.last(), other.last()) - begin);
                }
            }
        }
        return sum;
    }

    /**
     * How long after {@code from} it was until one had answered, and the last two had answered at once for more than {@code moment}.
     */
    public long oneSince(long from, long moment) {
        long since = stretches.stream()
                .filter(stretch -> stretch.last() - from >= 0)
                .mapToLong(stretch -> Math.max(0, stretch.first() - from))
                .min()
                .orElse(Long.MAX_VALUE);
        for (int i = 0; i < stretches.size(); i++) {
            for (Stretch other : stretches.subList(i + 1, stretches.size())) {
                Stretch one = stretches.get(i);
                long begin = Math.max(from, Math.max(one.first(), other.first()));
                long end = Math.min(one.last(), other.last());
                if (!one.mac().equals(other.mac()) && end - begin > moment) {
                    since = Math.max(since, end - from);
                }
            }
        }
        return since;
    }

    /** When somebody else first answered than the one who did at {@code from}. */
    public OptionalLong changedAt(long from) {
        String before = stretches.stream()
                .filter(stretch -> stretch.first() <= from)
                .reduce((a, b) -> a.last() > b.last() ? a : b)
                .map(Stretch::mac)
                .orElse("");
        return stretches.stream()
                .filter(stretch -> stretch.first() > from && !stretch.mac().equals(before))
                .mapToLong(Stretch::first)
                .min();
    }
}
