// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.ezplex.system.Message;

/**
 * VIPADYNAMIC. A syntax error ends the block: what is before it stands, what follows up to ENDVIPADYNAMIC is ignored. A statement
 * that is well formed but cannot be is left out alone.
 */
final class VipaDynamicBlock implements Statement {
    static final Keyword END = Keyword.of("ENDVIPADYNamic");

    /** PORT is a statement too; misplaced it is a parameter. */
    private static final int LONGEST_PARAMETER = 5;

    private final Args args;
    private final Diagnostics diagnostics;
    private final Predicate<Token> outside;
    private final Statements statements;

    VipaDynamicBlock(Args args, Diagnostics diagnostics, Draft draft, Predicate<Token> outside) {
        this.args = args;
        this.diagnostics = diagnostics;
        this.outside = outside;
        VipaDefineStatement define = new VipaDefineStatement(args, diagnostics, draft, this);
        this.statements = new Statements()
                .with("VIPADEFine", define::define)
                .with("VIPABackup", define::backup)
                .with("VIPADELete", new VipaDeleteStatement(args, diagnostics, draft, this))
                .with("VIPADISTribute", new VipaDistributeStatement(args, diagnostics, draft, this))
                .with("VIPARange", new VipaRangeStatement(args, draft, this))
                .with("VIPAROUTE", new VipaRouteStatement(args, draft, this))
                .with("VIPASMparms", new VipaSmParmsStatement(args, draft, this));
    }

    /** Whether {@code token} is the name of a statement of this block. */
    boolean owns(Token token) {
        return statements.keyword(token).isPresent();
    }

    /**
     * Refuses what belongs neither to the statement just read nor begins another one. A misspelt name, or one that shows that
     * ENDVIPADYNAMIC is missing, is left for the block to refuse: the statement before it stands.
     */
    void expectEnd(String expected) {
        Token token = args.peek();
        boolean other = Suggestion.nearest(token.text(), candidates()).isPresent()
                || (token.text().length() > LONGEST_PARAMETER && outside.test(token));
        if (!token.end() && !token.is(END) && !owns(token) && !other) {
            throw Args.unexpected(token, expected + " OR A VIPADYNAMIC STATEMENT", candidates());
        }
    }

    @Override
    public void parse(Token name) {
        while (true) {
            Token token = args.next();
            if (token.is(END)) {
                return;
            }
            if (token.end()) {
                diagnostics.report(Message.EZX1006E, name, END, "THE STATEMENTS IN IT STAND");
                return;
            }
            if (!one(token)) {
                return;
            }
        }
    }

    /** Whether the block goes on. */
    private boolean one(Token name) {
        try {
            statements
                    .find(name)
                    .orElseThrow(() -> Args.unexpected(name, "A VIPADYNAMIC STATEMENT OR ENDVIPADYNAMIC", candidates()))
                    .parse(name);
            return true;
        } catch (StatementError e) {
            if (!e.syntax()) {
                e.report(diagnostics, "STATEMENT REJECTED");
                skipStatement();
                return true;
            }
            boolean ended = skipBlock();
            e.report(
                    diagnostics,
                    ended
                            ? "REST OF THE VIPADYNAMIC BLOCK IGNORED"
                            : "REST OF THE FILE IGNORED, NO ENDVIPADYNAMIC FOLLOWS");
            return false;
        }
    }

    private void skipStatement() {
        while (!args.peek().end() && !args.nextIs(END) && !owns(args.peek())) {
            args.next();
        }
    }

    /** Whether there was an end. */
    private boolean skipBlock() {
        while (!args.peek().end()) {
            if (args.next().is(END)) {
                return true;
            }
        }
        return false;
    }

    private List<Keyword> candidates() {
        List<Keyword> all = new ArrayList<>(statements.names());
        all.add(END);
        return all;
    }
}
