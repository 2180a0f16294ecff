// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.profile.SourceIp;
import org.ezplex.profile.SourceIp.Direction;
import org.ezplex.system.Message;

/** SRCIP. Syntax errors discard the whole block; of several blocks in a file the first counts. */
final class SourceIpStatement implements Statement {
    static final Keyword END = Keyword.of("ENDSRCIP");
    private static final Keyword JOBNAME = Keyword.of("JOBNAME");
    private static final Keyword DESTINATION = Keyword.of("DESTINATION");
    private static final Keyword CLIENT = Keyword.of("CLIENT");
    private static final Keyword SERVER = Keyword.of("SERVER");
    private static final Keyword BOTH = Keyword.of("BOTH");

    private final Args args;
    private final Diagnostics diagnostics;
    private final Draft draft;

    SourceIpStatement(Args args, Diagnostics diagnostics, Draft draft) {
        this.args = args;
        this.diagnostics = diagnostics;
        this.draft = draft;
    }

    @Override
    public void parse(Token name) {
        boolean second = !draft.seen.add("SRCIP");
        Diagnostics found = new Diagnostics(name.file());
        List<SourceIp> entries = entries(name, found);
        if (second) {
            diagnostics.report(Message.EZX1040I, name, "BLOCK IGNORED");
        } else if (found.entries().isEmpty()) {
            draft.sourceIps = List.copyOf(entries);
        } else {
            diagnostics.addErrors(found, Set.of());
        }
    }

    /** All of them, with an error for each that is wrong. */
    private List<SourceIp> entries(Token name, Diagnostics found) {
        List<SourceIp> entries = new ArrayList<>();
        boolean ended = args.ahead(END);
        while (!args.accept(END)) {
            try {
                if (args.peek().end()) {
                    throw StatementError.syntax(Message.EZX1006E, name, END);
                }
                entries.add(entry());
            } catch (StatementError e) {
                e.report(found, "WHOLE SRCIP BLOCK IGNORED");
                if (!ended) {
                    args.skipAll();
                    return entries;
                }
                skipEntry();
            }
        }
        return entries;
    }

    private void skipEntry() {
        while (!args.nextIs(END) && !args.nextIs(JOBNAME) && !args.nextIs(DESTINATION)) {
            args.next();
        }
    }

    private SourceIp entry() {
        if (args.oneOf(JOBNAME, DESTINATION).equals(DESTINATION)) {
            IpPrefix destination = args.prefix("AN ADDRESS OR PREFIX");
            return source("", Optional.of(destination));
        }
        Token job = args.peek();
        if (job.is(END) || !job.text().matches("[A-Z0-9@#$*?]{1,8}")) {
            throw Args.unexpected(job, "A JOB NAME OF AT MOST 8 CHARACTERS", List.of());
        }
        args.next();
        return source(job.text(), Optional.empty());
    }

    private SourceIp source(String job, Optional<IpPrefix> destination) {
        Token token = args.peek();
        Optional<IpAddress> address = Args.parseAddress(token.text());
        if (address.isEmpty() && (!Args.isName(token) || token.is(END))) {
            throw Args.unexpected(token, "AN ADDRESS OR INTERFACE NAME", List.of());
        }
        args.next();
        boolean family = address.isEmpty()
                || destination.isEmpty()
                || address.get().isV4() == destination.get().address().isV4();
        if (!family) {
            throw StatementError.syntax(Message.EZX1025E, token);
        }
        Direction direction = Direction.CLIENT;
        if (!job.isEmpty() && (args.nextIs(CLIENT) || args.nextIs(SERVER) || args.nextIs(BOTH))) {
            direction = Direction.valueOf(args.oneOf(CLIENT, SERVER, BOTH).name());
        }
        return new SourceIp(job, destination, address, address.isPresent() ? "" : token.text(), direction);
    }
}
