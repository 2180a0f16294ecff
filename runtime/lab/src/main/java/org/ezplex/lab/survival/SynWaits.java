// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ezplex.lab.Capture;

/**
 * How long SYNs waited for their answers, as a capture at the client's link has it. A server that still has the connection before, which
 * its client gave up, answers with an ACK of that one (RFC 5961, section 4.2). The client's RST says that it got that answer: the way
 * is there, and the client sends its SYN again.
 */
final class SynWaits {
    private static final Pattern SYN = Pattern.compile("\\.(\\d+) > \\S+\\.\\d+: Flags \\[S[^.]*\\], seq (\\d+)");
    private static final Pattern ANSWER =
            Pattern.compile("\\.\\d+ > \\S+\\.(\\d+): Flags \\[S\\.[^]]*\\], seq \\d+, ack (\\d+)");
    private static final Pattern RESET = Pattern.compile("\\.(\\d+) > \\S+\\.\\d+: Flags \\[R");
    private static final long SEQUENCE_NUMBERS = 1L << 32;

    private final Collection<Wait> waits;

    /** What a SYN and its answer have in common; one that is sent again is the same. */
    private record Key(int port, long sequence) {}

    /** From the first SYN to the first answer, or without an end. */
    private record Wait(long from, long until) {}

    private SynWaits(Collection<Wait> waits) {
        this.waits = waits;
    }

    /** Of packets in the order of time, in which there may be others. */
    static SynWaits of(List<Capture.Timed> packets) {
        Map<Key, Wait> waits = new HashMap<>();
        Map<Integer, Key> latest = new HashMap<>();
        for (Capture.Timed packet : packets) {
            Matcher syn = SYN.matcher(packet.line());
            Matcher answer = ANSWER.matcher(packet.line());
            Matcher reset = RESET.matcher(packet.line());
            if (syn.find()) {
                Key key = new Key(Integer.parseInt(syn.group(1)), Long.parseLong(syn.group(2)));
                waits.putIfAbsent(key, new Wait(packet.nanos(), Long.MAX_VALUE));
                latest.put(key.port(), key);
            } else if (answer.find()) {
                long acknowledged = Long.parseLong(answer.group(2));
                Key key = new Key(
                        Integer.parseInt(answer.group(1)), (acknowledged + SEQUENCE_NUMBERS - 1) % SEQUENCE_NUMBERS);
                answered(waits, key, packet.nanos());
            } else if (reset.find()) {
                answered(waits, latest.get(Integer.parseInt(reset.group(1))), packet.nanos());
            }
        }
        return new SynWaits(waits.values());
    }

    private static void answered(Map<Key, Wait> waits, Key key, long nanos) {
        waits.computeIfPresent(key, (same, wait) -> new Wait(wait.from(), Math.min(wait.until(), nanos)));
    }

    /** The longest that any waited between {@code from} and {@code until}, System.nanoTime. */
    long longest(long from, long until) {
        return waits.stream()
                .mapToLong(wait -> Math.min(wait.until(), until) - Math.max(wait.from(), from))
                .filter(nanos -> nanos > 0)
                .max()
                .orElse(until - from);
    }
}
