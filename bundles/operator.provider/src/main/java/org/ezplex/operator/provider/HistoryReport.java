// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ezplex.profile.Snapshot;
import org.ezplex.profile.Trial;
import org.ezplex.system.Message;

/** DISPLAY PROFILE,HISTORY: the snapshots of what was in force; one of them as a profile. */
final class HistoryReport {
    private HistoryReport() {}

    /**
     * A snapshot as programs read it.
     *
     * @param secondsLeft until another one comes back, of the one that is on trial
     */
    record Row(
            int number,
            Instant time,
            String by,
            List<String> files,
            int statements,
            int errors,
            State state,
            Optional<Long> secondsLeft) {}

    /** What there is to say of a snapshot. */
    enum State {
        CURRENT,
        TRIAL,
        COMES_BACK,
        KEPT,
        NOT_RESTORABLE
    }

    /** Where not all are shown, the newest are. */
    static Report of(
            Heading heading, List<Snapshot> snapshots, int current, Optional<Trial> trial, ReportOptions options) {
        List<Row> rows = snapshots.stream()
                .skip(Math.max(0, snapshots.size() - options.max()))
                .map(s -> row(s, current, trial))
                .toList();
        Table table = new Table(
                0,
                Table.column("NUMBER", 6),
                Table.column("WHEN", 19),
                Table.column("STATEMENTS", 10),
                Table.column("ERRORS", 6),
                Table.column("STATE", 14),
                Table.column("BY", 2));
        rows.forEach(r -> table.row(
                r.number(),
                heading.moment(r.time()),
                r.statements(),
                r.errors(),
                r.state() == State.KEPT ? "" : r.state().name().replace('_', ' '),
                r.by()));
        Report.Lines lines =
                new Report.Lines().add(heading.message(Message.EZX7008I, heading.tcpname(), heading.sysname()));
        trial.ifPresent(t -> lines.add(heading.message(Message.EZX1050I, t.number(), t.secondsLeft(), t.before())));
        return lines.add(table).count(rows.size(), snapshots.size()).report(rows);
    }

    private static Row row(Snapshot s, int current, Optional<Trial> trial) {
        Optional<Long> left = trial.filter(t -> t.number() == s.number()).map(Trial::secondsLeft);
        boolean comesBack = trial.filter(t -> t.before() == s.number()).isPresent();
        State state = State.KEPT;
        if (left.isPresent()) {
            state = State.TRIAL;
        } else if (s.number() == current) {
            state = State.CURRENT;
        } else if (comesBack) {
            state = State.COMES_BACK;
        } else if (!s.restorable()) {
            state = State.NOT_RESTORABLE;
        }
        return new Row(s.number(), s.time(), s.by(), s.files(), s.statements(), s.errors(), state, left);
    }

    /** As a file that can be obeyed. */
    static Report text(Heading heading, Snapshot snapshot, List<String> statements) {
        Report.Lines lines = new Report.Lines()
                .add("; SNAPSHOT " + snapshot.number() + ", " + heading.moment(snapshot.time()) + ", " + snapshot.by());
        statements.forEach(lines::add);
        return lines.report(List.of(new Text(snapshot.number(), statements)));
    }

    record Text(int number, List<String> statements) {}
}
