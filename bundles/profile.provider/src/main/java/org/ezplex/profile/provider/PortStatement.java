// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.Optional;
import java.util.function.Supplier;
import org.ezplex.net.IpAddress;
import org.ezplex.net.PortRange;
import org.ezplex.profile.PortReservation;
import org.ezplex.profile.PortReservation.Kind;
import org.ezplex.profile.PortReservation.Options;
import org.ezplex.profile.PortReservation.Share;
import org.ezplex.system.Message;

/** PORT and PORTRANGE. An entry that is wrong is left out alone. */
final class PortStatement {
    private static final Keyword UNRSV = Keyword.of("UNRSV");
    private static final Keyword TCP = Keyword.of("TCP");
    private static final Keyword UDP = Keyword.of("UDP");
    private static final Keyword RESERVED = Keyword.of("RESERVED");
    private static final Keyword AUTHPORT = Keyword.of("AUTHPORT");
    private static final Keyword NOAUTOLOG = Keyword.of("NOAUTOLog");
    private static final Keyword DELAYACKS = Keyword.of("DELAYAcks");
    private static final Keyword NODELAYACKS = Keyword.of("NODELAYAcks");
    private static final Keyword SHAREPORT = Keyword.of("SHAREPORT");
    private static final Keyword SHAREPORTWLM = Keyword.of("SHAREPORTWLM");
    private static final Keyword BIND = Keyword.of("BIND");
    private static final Keyword SAF = Keyword.of("SAF");
    private static final Keyword DENY = Keyword.of("DENY");
    private static final Keyword WHENLISTEN = Keyword.of("WHENLISTEN");
    private static final Keyword WHENBIND = Keyword.of("WHENBIND");
    private static final java.util.List<Keyword> OPTIONS = java.util.List.of(
            NOAUTOLOG, DELAYACKS, NODELAYACKS, SHAREPORT, SHAREPORTWLM, BIND, SAF, DENY, WHENLISTEN, WHENBIND);

    private final Args args;
    private final Diagnostics diagnostics;
    private final Draft draft;
    private final Lists lists;

    PortStatement(Args args, Diagnostics diagnostics, Draft draft, Lists lists) {
        this.args = args;
        this.diagnostics = diagnostics;
        this.draft = draft;
        this.lists = lists;
    }

    void port(Token name) {
        entries(() -> {
            if (args.accept(UNRSV)) {
                return unreserved();
            }
            PortRange port = PortRange.of(args.number(1, 65535));
            boolean tcp = args.oneOf(TCP, UDP).equals(TCP);
            return reservation(port, tcp, false);
        });
    }

    void portRange(Token name) {
        entries(() -> {
            Token token = args.peek();
            int first = args.number(1, 65535);
            int last = first + args.number(1, 65535) - 1;
            boolean tcp = args.oneOf(TCP, UDP).equals(TCP);
            PortReservation entry = reservation(new PortRange(first, Math.min(last, 65535)), tcp, true);
            if (last > 65535) {
                diagnostics.report(Message.EZX1039E, token, "RANGE ENDS AT PORT 65535");
            }
            return entry;
        });
    }

    private void entries(Supplier<PortReservation> parser) {
        do {
            Token token = args.peek();
            try {
                PortReservation entry = parser.get();
                if (!next()) {
                    throw Args.unexpected(args.peek(), "AN OPTION, THE NEXT PORT OR A STATEMENT", OPTIONS);
                }
                add(entry, token);
            } catch (StatementError e) {
                e.report(diagnostics, "ENTRY IGNORED");
                // What begins an entry of PORT is none of PORTRANGE: it would be refused again and again.
                if (args.peek().equals(token)) {
                    args.next();
                }
                while (!next()) {
                    args.next();
                }
            }
        } while (!lists.over(args.peek()));
    }

    /** Whether another entry, another statement or nothing follows. */
    private boolean next() {
        Token token = args.peek();
        boolean option = OPTIONS.stream().anyMatch(token::is);
        return !option && (lists.over(token) || token.numeric() || token.is(UNRSV));
    }

    private PortReservation unreserved() {
        boolean tcp = args.oneOf(TCP, UDP).equals(TCP);
        String job = jobName();
        boolean deny = args.accept(DENY);
        String saf = !deny && args.accept(SAF) ? args.name("A RESOURCE NAME", 8) : "";
        boolean whenListen = tcp;
        if (args.accept(WHENBIND)) {
            whenListen = false;
        } else if (args.nextIs(WHENLISTEN)) {
            Token token = args.next();
            if (!tcp) {
                throw StatementError.rejected(Message.EZX1016E, token, UDP);
            }
        }
        Options options = new Options(true, true, Share.NONE, Optional.empty(), saf, deny, whenListen);
        return new PortReservation(PortRange.ALL, tcp, Kind.UNRESERVED, false, job, options);
    }

    private PortReservation reservation(PortRange ports, boolean tcp, boolean range) {
        if (args.accept(RESERVED)) {
            return new PortReservation(ports, tcp, Kind.RESERVED, range, "", Options.NONE);
        }
        if (range && args.accept(AUTHPORT)) {
            return new PortReservation(ports, tcp, Kind.AUTHPORT, true, "", Options.NONE);
        }
        return new PortReservation(ports, tcp, Kind.JOB, range, jobName(), options(tcp));
    }

    private String jobName() {
        Token token = args.peek();
        if (!token.text().matches("[A-Z0-9@#$*?]{1,8}")) {
            throw Args.unexpected(token, "RESERVED OR A JOB NAME OF AT MOST 8 CHARACTERS", java.util.List.of(RESERVED));
        }
        return args.next().text();
    }

    private Options options(boolean tcp) {
        boolean autolog = !args.accept(NOAUTOLOG);
        boolean noDelay = args.nextIs(NODELAYACKS);
        if (noDelay || args.nextIs(DELAYACKS)) {
            args.next();
        }
        Token shareToken = args.peek();
        Share share =
                args.accept(SHAREPORT) ? Share.SHAREPORT : args.accept(SHAREPORTWLM) ? Share.SHAREPORTWLM : Share.NONE;
        if (share != Share.NONE && !tcp) {
            throw StatementError.rejected(Message.EZX1016E, shareToken, UDP);
        }
        Optional<IpAddress> bind = args.accept(BIND) ? Optional.of(args.address("AN ADDRESS")) : Optional.empty();
        String saf = args.accept(SAF) ? args.name("A RESOURCE NAME", 8) : "";
        return new Options(autolog, !noDelay, share, bind, saf, false, false);
    }

    private void add(PortReservation entry, Token token) {
        if (draft.ports.contains(entry)) {
            return;
        }
        Optional<PortReservation> other =
                draft.ports.stream().filter(p -> conflict(p, entry)).findFirst();
        if (other.isPresent()) {
            throw StatementError.rejected(Message.EZX1038E, token, other.get().range() ? "PORTRANGE" : "PORT");
        }
        draft.ports.add(entry);
    }

    /** Several jobs may have one port, each bound to its own address or sharing it; all else excludes the other. */
    private static boolean conflict(PortReservation a, PortReservation b) {
        if (a.tcp() != b.tcp() || !Ports.overlap(a.ports(), b.ports())) {
            return false;
        }
        boolean unreserved = a.kind() == Kind.UNRESERVED;
        if (unreserved || b.kind() == Kind.UNRESERVED) {
            return a.kind() == b.kind() && a.jobName().equals(b.jobName());
        }
        boolean jobs = a.kind() == Kind.JOB && b.kind() == Kind.JOB && !a.range() && !b.range();
        return !jobs
                || (a.jobName().equals(b.jobName())
                        && a.options().bind().equals(b.options().bind()));
    }
}
