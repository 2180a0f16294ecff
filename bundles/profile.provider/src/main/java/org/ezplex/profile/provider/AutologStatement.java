// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.ArrayList;
import java.util.List;
import org.ezplex.profile.AutologEntry;

/** AUTOLOG: {@code [minutes] {procedure [JOBNAME job] [PARMSTRING string] [DELAYSTART ...]} ...}. */
final class AutologStatement implements Statement {
    private static final Keyword END = Keyword.of("ENDAUTOLOG");
    private static final Keyword JOBNAME = Keyword.of("JOBNAME");
    private static final Keyword PARMSTRING = Keyword.of("PARMSTRING");
    private static final Keyword DELAYSTART = Keyword.of("DELAYSTART");
    private static final List<Keyword> WAITS = List.of(Keyword.of("DVIPA"), Keyword.of("TTLS"));

    private final Args args;
    private final Draft draft;
    private final Lists lists;

    AutologStatement(Args args, Draft draft, Lists lists) {
        this.args = args;
        this.draft = draft;
        this.lists = lists;
    }

    @Override
    public void parse(Token statement) {
        List<AutologEntry> entries = new ArrayList<>();
        lists.untilEnd(statement, END, () -> {
            if (entries.isEmpty() && args.peek().numeric()) {
                args.number(0, 30);
            } else {
                entries.add(entry());
            }
        });
        draft.autolog = entries;
    }

    private AutologEntry entry() {
        Token token = args.peek();
        String procedure = args.name("A PROCEDURE NAME", 8);
        if (!Args.isName(token)) {
            throw Args.unexpected(token, "A PROCEDURE NAME", List.of(END));
        }
        String job = procedure;
        String parameters = "";
        boolean more = true;
        while (more) {
            if (args.accept(JOBNAME)) {
                job = args.name("A JOB NAME", 8);
            } else if (args.accept(PARMSTRING)) {
                parameters = TokenReader.unquoted(args.next().raw());
            } else if (args.accept(DELAYSTART)) {
                while (WAITS.stream().anyMatch(args::nextIs)) {
                    args.next();
                }
            } else {
                more = false;
            }
        }
        return new AutologEntry(procedure, job, parameters);
    }
}
