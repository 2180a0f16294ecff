// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.profile.Moveable;
import org.ezplex.system.Message;

/** VIPADEFINE and VIPABACKUP, which have most of their syntax in common. */
final class VipaDefineStatement {
    /** DVIPAs of one stack. */
    static final int MOST = 1024;

    static final Keyword TIER1 = Keyword.of("TIER1");
    static final Keyword TIER2 = Keyword.of("TIER2");
    static final Keyword MOVEABLE = Keyword.of("MOVEable");
    private static final Keyword CPCSCOPE = Keyword.of("CPCSCOPE");
    private static final Keyword IMMEDIATE = Keyword.of("IMMEDiate");
    private static final Keyword WHENIDLE = Keyword.of("WHENIDLE");
    private static final Keyword SERVICEMGR = Keyword.of("SERVICEMGR");
    private static final List<Keyword> OPTIONS = List.of(TIER1, TIER2, CPCSCOPE, MOVEABLE, SERVICEMGR);
    private static final String REJECTED = "ADDRESS REJECTED";

    private final Args args;
    private final Diagnostics diagnostics;
    private final Draft draft;
    private final VipaDynamicBlock block;

    VipaDefineStatement(Args args, Diagnostics diagnostics, Draft draft, VipaDynamicBlock block) {
        this.args = args;
        this.diagnostics = diagnostics;
        this.draft = draft;
        this.block = block;
    }

    void define(Token name) {
        statement(0);
    }

    void backup(Token name) {
        statement(args.optionalNumber(1, 254, 1));
    }

    private void statement(int rank) {
        Common common = common(rank);
        Token first = args.peek();
        Optional<IpAddress> address = Args.parseAddress(first.text());
        if (address.isPresent() && address.get().isV4()) {
            ipv4(common);
        } else {
            ipv6(common, first);
        }
    }

    private Common common(int rank) {
        int tier = args.accept(TIER1) ? 1 : args.accept(TIER2) ? 2 : 0;
        Token scope = args.peek();
        boolean cpcScope = args.accept(CPCSCOPE);
        if (cpcScope && tier == 1) {
            throw StatementError.rejected(Message.EZX1016E, scope, TIER1);
        }
        Token move = args.peek();
        Moveable moveable = rank > 0 ? Moveable.NONE : Moveable.IMMEDIATE;
        if (args.accept(MOVEABLE)) {
            moveable = args.oneOf(IMMEDIATE, WHENIDLE).equals(IMMEDIATE) ? Moveable.IMMEDIATE : Moveable.WHENIDLE;
        }
        Token manager = args.peek();
        boolean managed = args.accept(SERVICEMGR);
        if (managed && moveable == Moveable.NONE) {
            throw StatementError.rejected(Message.EZX1017E, manager, "MOVEABLE");
        }
        return new Common(rank, tier, cpcScope, moveable, move, managed, manager);
    }

    private void ipv4(Common common) {
        int length = 32;
        if (common.moveable != Moveable.NONE) {
            Token token = args.peek();
            IpAddress mask = args.ipv4("AN ADDRESS MASK");
            length = Masks.length(mask)
                    .orElseThrow(() -> StatementError.rejected(
                            Message.EZX1004E, token, "A SUBNET MASK, WHICH COMES BEFORE THE ADDRESSES"));
        }
        List<Token> tokens = new ArrayList<>();
        List<IpAddress> addresses = new ArrayList<>();
        do {
            tokens.add(args.peek());
            addresses.add(args.ipv4("AN IPV4 ADDRESS"));
        } while (Args.parseAddress(args.peek().text()).isPresent());
        block.expectEnd("AN IPV4 ADDRESS");
        IpPrefix subnet = new IpPrefix(addresses.get(0), length);
        for (int i = 0; i < addresses.size(); i++) {
            if (common.moveable != Moveable.NONE && !subnet.contains(addresses.get(i))) {
                reject(common, tokens.get(i), "NOT IN THE SUBNET OF " + subnet);
            } else {
                add(common, tokens.get(i), new IpPrefix(addresses.get(i), length), "");
            }
        }
    }

    private void ipv6(Common common, Token first) {
        if (OPTIONS.stream().anyMatch(first::is)) {
            throw Args.unexpected(first, "A MASK, ADDRESS OR INTERFACE NAME (OPTIONS HAVE A FIXED ORDER)", List.of());
        }
        if (!Args.isName(first) || args.second().end()) {
            throw Args.unexpected(first, "A MASK, AN IPV4 ADDRESS OR AN IPV6 INTERFACE NAME", OPTIONS);
        }
        Optional<IpPrefix> address = Args.parsePrefix(args.second().text());
        // Not a name with an IPv6 address: more likely an option gone wrong than an interface.
        boolean option = address.filter(prefix -> !prefix.address().isV4()).isEmpty()
                && Suggestion.nearest(first.text(), OPTIONS).isPresent();
        if (option || address.isEmpty()) {
            Token wrong = option ? first : args.second();
            throw Args.unexpected(wrong, option ? "AN OPTION, ADDRESS OR NAME" : "AN IPV6 ADDRESS", OPTIONS);
        }
        String name = args.next().text();
        Token token = args.peek();
        IpPrefix prefix = args.prefix("AN IPV6 ADDRESS");
        block.expectEnd("NOTHING MORE");
        if (prefix.address().isV4()) {
            throw StatementError.rejected(Message.EZX1025E, token);
        }
        if (common.moveable == Moveable.WHENIDLE) {
            throw StatementError.rejected(Message.EZX1016E, common.moveableToken, "AN IPV6 DVIPA");
        }
        if (common.serviceManager) {
            throw StatementError.rejected(Message.EZX1016E, common.managerToken, "AN IPV6 DVIPA");
        }
        add(common, token, prefix, name);
    }

    private void add(Common common, Token token, IpPrefix prefix, String name) {
        DvipaDefinition definition = new DvipaDefinition(
                prefix, name, common.rank, common.moveable, common.tier, common.cpcScope, common.serviceManager);
        Optional<String> why = refused(prefix, name);
        if (draft.dvipas.contains(definition)) {
            return;
        }
        if (why.isPresent()) {
            reject(common, token, why.get());
        } else if (draft.dvipas.size() >= MOST) {
            diagnostics.report(Message.EZX1024E, token, MOST + " DYNAMIC VIPAS ON A STACK", REJECTED);
        } else {
            draft.dvipas.add(definition);
            draft.defined.put(prefix.address(), token);
        }
    }

    private Optional<String> refused(IpPrefix prefix, String name) {
        Optional<String> kind = Masks.notAHost(prefix);
        if (kind.isPresent()) {
            return kind;
        }
        Optional<DvipaDefinition> other = draft.dvipa(prefix.address());
        if (other.isPresent()) {
            return Optional.of("IT IS A DVIPA ALREADY, OF " + (other.get().backup() ? "VIPABACKUP" : "VIPADEFINE"));
        }
        if (!name.isEmpty()
                && (draft.dvipa(name).isPresent()
                        || draft.links.hasLink(name)
                        || draft.ranges.stream().anyMatch(r -> r.interfaceName().equals(name)))) {
            return Optional.of("INTERFACE NAME " + name + " IS TAKEN");
        }
        return draft.use(prefix.address()).map(use -> "IT IS " + use);
    }

    private void reject(Common common, Token token, String why) {
        diagnostics.report(common.rank > 0 ? Message.EZX1020E : Message.EZZ9654I, token, why, REJECTED);
    }

    private record Common(
            int rank,
            int tier,
            boolean cpcScope,
            Moveable moveable,
            Token moveableToken,
            boolean serviceManager,
            Token managerToken) {}
}
