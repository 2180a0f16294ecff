// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.ezplex.system.Message;

/**
 * VIPADYNAMIC. A syntax error ends the block: what is before it stands, what follows up to ENDVIPADYNAMIC is ignored, but checked, so
 * that all that is wrong is told at once. A statement that is well formed but cannot be is left out alone.
 */
final class VipaDynamicBlock implements Statement {
    static final Keyword END = Keyword.of("ENDVIPADYNamic");

    /** PORT is a statement too; misplaced it is a parameter. */
    private static final int LONGEST_PARAMETER = 5;

    /** No mistakes of their own, where the statement that defines what they name may be wrong. */
    private static final Set<Message> NOT_DEFINED = EnumSet.of(Message.EZX1021E, Message.EZX1023E, Message.EZX1028E);

    private final Args args;
    private final Diagnostics diagnostics;
    private final Draft draft;
    private final Predicate<Token> outside;
    private final Statements statements;

    VipaDynamicBlock(Args args, Diagnostics diagnostics, Draft draft, Predicate<Token> outside) {
        this.args = args;
        this.diagnostics = diagnostics;
        this.draft = draft;
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
        boolean other = misspelt(token) || (token.text().length() > LONGEST_PARAMETER && outside.test(token));
        if (!token.end() && !token.is(END) && !owns(token) && !other) {
            throw Args.unexpected(token, expected + " OR A VIPADYNAMIC STATEMENT", candidates());
        }
    }

    private boolean misspelt(Token token) {
        return Suggestion.nearest(token.text(), candidates()).isPresent();
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
            try {
                one(token);
            } catch (StatementError e) {
                ignoreRest(e);
                return;
            }
        }
    }

    /** Throws an error of syntax only. */
    private void one(Token name) {
        try {
            statements
                    .find(name)
                    .orElseThrow(() -> Args.unexpected(name, "A VIPADYNAMIC STATEMENT OR ENDVIPADYNAMIC", candidates()))
                    .parse(name);
        } catch (StatementError e) {
            if (e.syntax()) {
                throw e;
            }
            e.report(diagnostics, "STATEMENT REJECTED");
            skipStatement();
        }
    }

    private void ignoreRest(StatementError error) {
        boolean ended = args.ahead(END);
        error.report(
                diagnostics,
                ended
                        ? "REST OF THE VIPADYNAMIC BLOCK IGNORED"
                        : "REST OF THE FILE IGNORED, NO ENDVIPADYNAMIC FOLLOWS");
        if (ended) {
            Diagnostics found = new Diagnostics(error.token().file());
            new VipaDynamicBlock(args.take(END), found, new Draft(draft.profile()), outside).checkRest();
            diagnostics.addErrors(found, NOT_DEFINED);
        } else {
            args.skipAll();
        }
    }

    /** From within a statement to the end of the block, unless a statement has taken that for a name. */
    private void checkRest() {
        skipStatement();
        while (!args.accept(END) && !args.peek().end()) {
            try {
                one(args.next());
            } catch (StatementError e) {
                e.report(diagnostics, "IGNORED LIKE THE REST OF THE BLOCK");
                skipStatement();
            }
        }
    }

    private void skipStatement() {
        while (!args.peek().end() && !args.nextIs(END) && !owns(args.peek()) && !misspelt(args.peek())) {
            args.next();
        }
    }

    private List<Keyword> candidates() {
        List<Keyword> all = new ArrayList<>(statements.names());
        all.add(END);
        return all;
    }
}
