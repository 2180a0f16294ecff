// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.function.Predicate;
import org.ezplex.system.Message;

/** What statements with entries have in common: where they end, and what an error in one entry does to the others. */
final class Lists {
    private final Args args;
    private final Diagnostics diagnostics;
    private final Predicate<Token> beginsStatement;

    Lists(Args args, Diagnostics diagnostics, Predicate<Token> beginsStatement) {
        this.args = args;
        this.diagnostics = diagnostics;
        this.beginsStatement = beginsStatement;
    }

    /** Whether {@code token} begins a statement, or nothing follows. */
    boolean over(Token token) {
        return token.end() || beginsStatement.test(token);
    }

    /** Reads entries up to the next statement; an error discards the rest of the list. */
    void untilStatement(Runnable entry) {
        while (!over(args.peek())) {
            try {
                entry.run();
            } catch (StatementError e) {
                e.report(diagnostics, "REST OF THE LIST IGNORED");
                skipToStatement();
            }
        }
    }

    /** Reads entries up to {@code end}; an error discards the rest of the list. */
    void untilEnd(Token name, Keyword end, Runnable entry) {
        try {
            while (!args.accept(end)) {
                if (args.peek().end()) {
                    diagnostics.report(Message.EZX1006E, name, end, "THE ENTRIES BEFORE THE END OF THE FILE STAND");
                    return;
                }
                entry.run();
            }
        } catch (StatementError e) {
            boolean ended = skipBehind(end);
            e.report(
                    diagnostics,
                    ended ? "REST OF THE LIST IGNORED" : "REST OF THE FILE IGNORED, NO " + end + " FOLLOWS");
        }
    }

    /** Whether there was an {@code end}. */
    boolean skipBehind(Keyword end) {
        while (!args.peek().end()) {
            if (args.next().is(end)) {
                return true;
            }
        }
        return false;
    }

    void skipToStatement() {
        while (!over(args.peek())) {
            args.next();
        }
    }
}
