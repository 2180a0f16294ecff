// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.ezplex.profile.Diagnostic;
import org.ezplex.system.Message;
import org.ezplex.system.Severity;

/** Collects the messages of one compilation. Every message begins with token, line, column and file. */
final class Diagnostics {
    /** A file with more mistakes than this is not a profile. */
    static final int MOST = 500;

    private final List<Entry> entries = new ArrayList<>();
    private final String file;
    private boolean full;

    Diagnostics(String file) {
        this.file = file;
    }

    void report(Message message, Token at, Object... rest) {
        Object[] inserts = new Object[rest.length + 4];
        inserts[0] = at.shown();
        inserts[1] = at.line();
        inserts[2] = at.column();
        inserts[3] = Token.safe(at.file());
        System.arraycopy(rest, 0, inserts, 4, rest.length);
        add(new Entry(diagnostic(message, at, inserts), List.of(inserts), at.sequence()));
    }

    private void add(Entry entry) {
        if (full) {
            return;
        }
        full = entries.size() == MOST;
        entries.add(full ? tooMany(entry) : entry);
    }

    private Entry tooMany(Entry first) {
        Object[] inserts = {MOST, Token.safe(file)};
        Diagnostic at = first.diagnostic();
        Diagnostic diagnostic = new Diagnostic(
                Message.EZX1013E,
                at.file(),
                at.line(),
                at.column(),
                at.token(),
                Message.EZX1013E.text(inserts).stripTrailing());
        return new Entry(diagnostic, List.of(inserts), Integer.MAX_VALUE);
    }

    /** Takes over the errors of another collection, but none of {@code but}. */
    void addErrors(Diagnostics other, Set<Message> but) {
        other.entries.stream()
                .filter(entry -> entry.diagnostic().message().severity() == Severity.ERROR)
                .filter(entry -> !but.contains(entry.diagnostic().message()))
                .forEach(this::add);
    }

    /** In the order of the text. */
    List<Entry> entries() {
        return entries.stream().sorted(Comparator.comparingInt(Entry::sequence)).toList();
    }

    private static Diagnostic diagnostic(Message message, Token at, Object... inserts) {
        return new Diagnostic(
                message,
                at.file(),
                at.line(),
                at.column(),
                Token.safe(at.raw()),
                message.text(inserts).stripTrailing());
    }

    /** A message with what it was made of, so that it can be issued to the operator. */
    record Entry(Diagnostic diagnostic, List<Object> inserts, int sequence) {}
}
