// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.List;
import org.ezplex.net.IpAddress;
import org.ezplex.net.PortRange;
import org.ezplex.profile.Distribution.Encapsulation;
import org.ezplex.profile.Distribution.StandbyRole;
import org.ezplex.system.Message;

/** The syntax of VIPADISTRIBUTE: options in any order, then the DVIPA, PORT and DESTIP. */
final class DistributeParser {
    private static final Keyword DEFINE = Keyword.of("DEFINE");
    private static final Keyword DELETE = Keyword.of("DELEte");
    private static final Keyword DISTMETHOD = Keyword.of("DISTMethod");
    private static final Keyword NOOPTLOCAL = Keyword.of("NOOPTLOCAL");
    private static final Keyword OPTLOCAL = Keyword.of("OPTLOCAL");
    private static final Keyword SYSPLEXPORTS = Keyword.of("SYSPLEXPorts");
    private static final Keyword TIMEDAFFINITY = Keyword.of("TIMEDAFFinity");
    private static final Keyword GRE = Keyword.of("GRE");
    private static final Keyword ENCAP = Keyword.of("ENCAP");
    private static final Keyword CONTROLPORT = Keyword.of("CONTROLPORT");
    private static final Keyword PORT = Keyword.of("PORT");
    private static final Keyword DESTIP = Keyword.of("DESTIP");
    private static final Keyword ALL = Keyword.of("ALL");
    private static final Keyword WEIGHT = Keyword.of("WEIGHT");
    private static final Keyword PREFERRED = Keyword.of("PREFERRED");
    private static final Keyword BACKUP = Keyword.of("BACKUP");
    private static final Keyword TIER1 = VipaDefineStatement.TIER1;
    private static final Keyword TIER2 = VipaDefineStatement.TIER2;
    private static final List<Keyword> OPTIONS = List.of(
            DEFINE,
            DELETE,
            DISTMETHOD,
            NOOPTLOCAL,
            OPTLOCAL,
            SYSPLEXPORTS,
            TIMEDAFFINITY,
            TIER1,
            TIER2,
            GRE,
            ENCAP,
            CONTROLPORT);
    private static final List<Keyword> LATER = List.of(PORT, DESTIP);

    /** Ports of one statement. */
    static final int MOST_PORTS = 64;
    /** Targets of one statement. */
    static final int MOST_DESTINATIONS = 32;

    private final Args args;
    private final MethodParser methods;
    private final VipaDynamicBlock block;
    private DistributeText text = new DistributeText();

    DistributeParser(Args args, VipaDynamicBlock block) {
        this.args = args;
        this.methods = new MethodParser(args);
        this.block = block;
    }

    DistributeText parse() {
        text = new DistributeText();
        boolean more = true;
        while (more) {
            more = option();
        }
        dvipa();
        ports();
        destinations();
        block.expectEnd(text.all ? "NOTHING MORE" : "AN ADDRESS, WEIGHT, PREFERRED, BACKUP");
        return text;
    }

    /** Whether there was one. */
    private boolean option() {
        methods.refuseStrayStandbyOption();
        Token token = args.peek();
        if (token.is(DEFINE) || token.is(DELETE)) {
            text.operation = once(text.operation);
            text.delete = token.is(DELETE);
        } else if (token.is(DISTMETHOD)) {
            text.methodToken = once(text.methodToken);
            text.method = java.util.Optional.of(methods.method());
        } else if (token.is(NOOPTLOCAL) || token.is(OPTLOCAL)) {
            text.optLocalToken = once(text.optLocalToken);
            text.optLocal = token.is(OPTLOCAL) ? args.optionalNumber(0, 16, 1) : -1;
        } else if (token.is(SYSPLEXPORTS)) {
            text.sysplexPorts = once(text.sysplexPorts);
        } else if (token.is(TIMEDAFFINITY)) {
            text.affinityToken = once(text.affinityToken);
            text.affinitySeconds = args.number(0, 9_999_999);
        } else {
            return tierOption(token);
        }
        return true;
    }

    private boolean tierOption(Token token) {
        if (token.is(GRE) || token.is(ENCAP)) {
            text.encapsulationToken = once(text.encapsulationToken);
            text.encapsulation = token.is(GRE) ? Encapsulation.GRE : Encapsulation.ENCAP;
        } else if (token.is(CONTROLPORT)) {
            text.controlPortToken = once(text.controlPortToken);
            text.controlPort = args.number(1, 65535);
        } else if (token.is(TIER1) || token.is(TIER2)) {
            text.tierToken = once(text.tierToken);
            text.tier = token.is(TIER1) ? 1 : 2;
            text.group = group();
        } else {
            return false;
        }
        return true;
    }

    private Token once(Token before) {
        Token token = args.next();
        if (before == null) {
            return token;
        }
        throw before.text().equals(token.text())
                ? StatementError.rejected(Message.EZX1015E, token, before.line())
                : StatementError.rejected(Message.EZX1016E, token, before.shown());
    }

    private String group() {
        Token token = args.peek();
        String what = "A GROUP NAME: 1 TO 16 LETTERS AND DIGITS, A LETTER FIRST";
        if (token.end()
                || OPTIONS.stream().anyMatch(token::is)
                || Args.parseAddress(token.text()).isPresent()) {
            throw Args.unexpected(token, what, List.of());
        }
        args.next();
        if (!token.text().matches("[A-Z][A-Z0-9]{0,15}")) {
            throw StatementError.rejected(Message.EZX1004E, token, what);
        }
        return token.text();
    }

    private void dvipa() {
        Token token = args.peek();
        boolean address = Args.parseAddress(token.text()).isPresent();
        boolean follows = LATER.stream().anyMatch(args.second()::is);
        if (!address && (!Args.isName(token) || !follows || LATER.stream().anyMatch(token::is))) {
            throw Args.unexpected(token, "AN OPTION, THE DVIPA OR ITS IPV6 INTERFACE NAME", OPTIONS);
        }
        text.dvipa = args.next();
    }

    private void ports() {
        if (!args.nextIs(PORT)) {
            return;
        }
        text.portToken = args.next();
        do {
            Token token = args.peek();
            PortRange range = range(token);
            if (text.ports.size() == MOST_PORTS) {
                throw StatementError.rejected(Message.EZX1024E, token, MOST_PORTS + " PORTS IN A STATEMENT");
            }
            text.ports.addAll(Ports.without(List.of(range), text.ports));
        } while (Character.isDigit(args.peek().end() ? ' ' : args.peek().text().charAt(0)));
    }

    /** {@code num} or {@code num-num}. */
    private PortRange range(Token token) {
        String[] parts = token.text().split("-", -1);
        boolean form = parts.length <= 2 && java.util.Arrays.stream(parts).allMatch(p -> p.matches("[0-9]{1,9}"));
        if (!form) {
            throw Args.unexpected(token, "A PORT, A RANGE OF PORTS OR DESTIP", List.of(DESTIP));
        }
        args.next();
        int first = Integer.parseInt(parts[0]);
        int last = Integer.parseInt(parts[parts.length - 1]);
        if (first < 1 || last > 65535 || last < first) {
            throw StatementError.rejected(Message.EZX1004E, token, "A PORT OR RANGE FROM 1 TO 65535");
        }
        return new PortRange(first, last);
    }

    private void destinations() {
        if (!args.nextIs(DESTIP)) {
            throw Args.unexpected(args.peek(), text.ports.isEmpty() ? "PORT OR DESTIP" : "DESTIP", LATER);
        }
        text.destinationToken = args.next();
        if (args.accept(ALL)) {
            text.all = true;
            return;
        }
        do {
            Token token = args.peek();
            if (text.destinations.size() == MOST_DESTINATIONS) {
                throw StatementError.rejected(Message.EZX1024E, token, MOST_DESTINATIONS + " TARGETS IN A STATEMENT");
            }
            text.destinations.add(destination(token, args.address("ALL OR THE ADDRESS OF A TARGET")));
        } while (Args.parseAddress(args.peek().text()).isPresent());
    }

    private DistributeText.Destination destination(Token token, IpAddress address) {
        Token option = args.peek();
        if (args.accept(WEIGHT)) {
            int weight = args.number(1, 99);
            return new DistributeText.Destination(token, address, option, weight, null, StandbyRole.NONE, 0);
        }
        if (args.accept(PREFERRED)) {
            return new DistributeText.Destination(token, address, null, 10, option, StandbyRole.PREFERRED, 0);
        }
        if (args.accept(BACKUP)) {
            int rank = args.optionalNumber(1, 254, 1);
            return new DistributeText.Destination(token, address, null, 10, option, StandbyRole.BACKUP, rank);
        }
        return new DistributeText.Destination(token, address, null, 10, null, StandbyRole.NONE, 0);
    }
}
