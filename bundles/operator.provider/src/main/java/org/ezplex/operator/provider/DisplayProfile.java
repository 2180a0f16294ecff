// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import org.ezplex.profile.ProfileHistory;
import org.ezplex.profile.Snapshot;
import org.ezplex.system.Message;

/** DISPLAY PROFILE: what was in force, and what differs. */
final class DisplayProfile {
    private final Parts parts;

    DisplayProfile(Parts parts) {
        this.parts = parts;
    }

    Netstat.Answer run(Words words, Heading heading) {
        if (words.take("HISTORY", 4)) {
            return Display.named(words) ? snapshot(words, heading) : list(words, heading);
        }
        if (words.take("COMPARE", 4)) {
            return compare(words);
        }
        throw words.unknown(words.next("HISTORY OR COMPARE"));
    }

    private Netstat.Answer list(Words words, Heading heading) {
        ReportOptions options = ReportOptions.read(words);
        ProfileHistory history = parts.history();
        return new Netstat.Answer(
                HistoryReport.of(heading, history.snapshots(), history.currentSnapshot(), history.trial(), options),
                options.json());
    }

    private Netstat.Answer snapshot(Words words, Heading heading) {
        int number = number(words);
        ReportOptions options = ReportOptions.read(words);
        Snapshot snapshot = parts.history().snapshots().stream()
                .filter(s -> s.number() == number)
                .findFirst()
                .orElseThrow(() -> gone(number));
        return new Netstat.Answer(HistoryReport.text(heading, snapshot, statements(number)), options.json());
    }

    /** With one number, what has changed from there to what is in force. */
    private Netstat.Answer compare(Words words) {
        int from = number(words);
        int to = Display.named(words) ? number(words) : parts.history().currentSnapshot();
        ReportOptions options = ReportOptions.read(words);
        return new Netstat.Answer(CompareReport.of(from, statements(from), to, statements(to)), options.json());
    }

    static int number(Words words) {
        return ReportOptions.number(words, "N", words.next("NUMBER"), Integer.MAX_VALUE);
    }

    private List<String> statements(int number) {
        return parts.history().statements(number).orElseThrow(() -> gone(number));
    }

    private static CommandFailure gone(int number) {
        return CommandFailure.failed(
                Message.EZX1045E + " " + Message.EZX1045E.text(number), Message.EZX1045E.response());
    }
}
