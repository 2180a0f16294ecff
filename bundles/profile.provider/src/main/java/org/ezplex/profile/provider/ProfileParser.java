// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ezplex.system.Message;

/** Statement after statement. What is wrong in one ends with it: the next known statement name begins anew. */
final class ProfileParser {
    /** Shorter words are like too many others to tell what they were meant for. */
    private static final int MISSPELT = 6;

    private final Args args;
    private final Diagnostics diagnostics;
    private final VipaDynamicBlock block;
    private final Statements statements = new Statements();

    ProfileParser(Args args, Diagnostics diagnostics, Draft draft) {
        this.args = args;
        this.diagnostics = diagnostics;
        this.block = new VipaDynamicBlock(args, diagnostics, draft, this::begins);
        Lists lists = new Lists(args, diagnostics, this::endsArguments);
        LinkStatements links = new LinkStatements(args, draft.links, lists);
        statements
                .list("VIPADYNamic", VipaDynamicBlock.END.name(), block)
                .with("IPCONFig", new IpConfigStatement(args, diagnostics, draft, lists))
                .with("IPCONFIG6", new IpConfig6Statement(args, diagnostics, draft, lists))
                .with("GLOBALCONFig", new GlobalConfigStatement(args, diagnostics, draft, lists))
                .with("PORT", new PortStatement(args, diagnostics, draft, lists)::port)
                .with("PORTRange", new PortStatement(args, diagnostics, draft, lists)::portRange)
                .list("SRCIP", "ENDSRCIP", new SourceIpStatement(args, diagnostics, draft))
                .with("DEVICE", links::device)
                .with("LINK", links::link)
                .with("INTERFACE", new InterfaceStatement(args, draft, lists))
                .with("START", links::start)
                .with("STOP", links::stop)
                .with("HOME", new HomeStatement(args, draft, lists))
                .list("BSDROUTINGPARMS", "ENDBSDROUTINGPARMS", new RoutingParametersStatement(args, draft, lists))
                .list("BEGINROUTES", "ENDROUTES", new RoutesStatement(args, draft, lists))
                .with("TRANSLATE", new TranslateStatement(args, draft, lists))
                .list("AUTOLOG", "ENDAUTOLOG", new AutologStatement(args, draft, lists));
        new OtherStatements(args, diagnostics, lists).addTo(statements);
    }

    void parse() {
        while (!args.peek().end()) {
            Token name = args.next();
            Optional<Statement> statement = statements.find(name);
            if (statement.isPresent()) {
                one(statement.get(), name);
            } else {
                unknown(name);
            }
        }
    }

    /** Whether {@code token} begins a statement. */
    private boolean begins(Token token) {
        return statements.keyword(token).isPresent();
    }

    /** Whether {@code token} is meant to begin or end a statement, also where it cannot, or is misspelt. */
    private boolean endsArguments(Token token) {
        return begins(token)
                || block.owns(token)
                || statements.endedBy(token).isPresent()
                || (token.text().length() >= MISSPELT
                        && Suggestion.nearest(token.text(), statements.names()).isPresent());
    }

    private void one(Statement statement, Token name) {
        try {
            statement.parse(name);
        } catch (StatementError e) {
            e.report(diagnostics, "STATEMENT REJECTED");
            skip();
        }
    }

    private void unknown(Token name) {
        Optional<Keyword> ended = statements.endedBy(name);
        if (ended.isPresent()) {
            diagnostics.report(Message.EZX1007E, name, "", "IGNORED");
            return;
        }
        if (block.owns(name)) {
            diagnostics.report(Message.EZX1005E, name, "STATEMENT REJECTED");
            skip();
            return;
        }
        List<Keyword> candidates = new ArrayList<>(statements.names());
        candidates.addAll(statements.endNames());
        Optional<Keyword> meant = Suggestion.nearest(name.text(), candidates);
        boolean skipped = meant.flatMap(statements::endOf).map(this::skipList).orElse(false);
        diagnostics.report(
                Message.EZX1002E,
                name,
                Suggestion.text(name.text(), candidates),
                skipped ? "SKIPPED TO THE END OF ITS LIST" : "SKIPPED TO THE NEXT STATEMENT");
        if (!skipped) {
            skip();
        }
    }

    /** To the next word that begins a statement. */
    private void skip() {
        while (!args.peek().end() && !begins(args.peek())) {
            args.next();
        }
    }

    /** Behind {@code end}, if there is one. */
    private boolean skipList(Keyword end) {
        int from = args.mark();
        while (!args.peek().end()) {
            if (args.next().is(end)) {
                return true;
            }
        }
        args.reset(from);
        return false;
    }
}
