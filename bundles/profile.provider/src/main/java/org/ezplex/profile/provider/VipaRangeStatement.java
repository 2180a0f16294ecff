// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.List;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.profile.Moveable;
import org.ezplex.profile.VipaRange;
import org.ezplex.system.Message;

/** VIPARANGE. */
final class VipaRangeStatement implements Statement {
    /** As in z/OS V2R3 and later. */
    static final int MOST = 4096;

    private static final Keyword DEFINE = Keyword.of("DEFINE");
    private static final Keyword DELETE = Keyword.of("DELEte");
    private static final Keyword NONDISRUPTIVE = Keyword.of("NONDISRUPTive");
    private static final Keyword DISRUPTIVE = Keyword.of("DISRUPTive");
    private static final Keyword SAF = Keyword.of("SAF");
    private static final List<Keyword> OPTIONS = List.of(DEFINE, DELETE, VipaDefineStatement.MOVEABLE);

    private final Args args;
    private final Draft draft;
    private final VipaDynamicBlock block;

    VipaRangeStatement(Args args, Draft draft, VipaDynamicBlock block) {
        this.args = args;
        this.draft = draft;
        this.block = block;
    }

    @Override
    public void parse(Token name) {
        boolean delete = args.accept(DELETE);
        if (!delete) {
            args.accept(DEFINE);
        }
        Token move = args.peek();
        Moveable moveable = Moveable.NONDISRUPTIVE;
        if (args.accept(VipaDefineStatement.MOVEABLE)) {
            moveable = args.oneOf(NONDISRUPTIVE, DISRUPTIVE).equals(NONDISRUPTIVE)
                    ? Moveable.NONDISRUPTIVE
                    : Moveable.DISRUPTIVE;
        }
        Token first = args.peek();
        boolean v4 = Args.parseAddress(first.text()).isPresent();
        VipaRange range = v4 ? ipv4(first, moveable) : ipv6(first, move, moveable);
        block.expectEnd("SAF");
        apply(delete, range, first);
    }

    private VipaRange ipv4(Token token, Moveable moveable) {
        IpAddress mask = args.ipv4("AN ADDRESS MASK");
        int length = Masks.length(mask)
                .orElseThrow(() -> StatementError.rejected(
                        Message.EZX1004E, token, "A SUBNET MASK, WHICH COMES BEFORE THE ADDRESS"));
        IpAddress address = args.ipv4("AN IPV4 ADDRESS");
        return new VipaRange(new IpPrefix(address, length), "", moveable, saf());
    }

    private VipaRange ipv6(Token token, Token move, Moveable moveable) {
        Optional<IpPrefix> follows = Args.parsePrefix(args.second().text());
        boolean misspelt = follows.filter(p -> p.address().isV4()).isPresent()
                && Suggestion.nearest(token.text(), OPTIONS).isPresent();
        if (!Args.isName(token) || follows.isEmpty() || misspelt) {
            throw Args.unexpected(token, "A MASK OR AN IPV6 INTERFACE NAME AND ITS ADDRESS", OPTIONS);
        }
        String name = args.next().text();
        Token at = args.peek();
        IpPrefix prefix = args.prefix("AN IPV6 ADDRESS AND PREFIX LENGTH");
        if (prefix.address().isV4()) {
            throw StatementError.rejected(Message.EZX1025E, at);
        }
        if (moveable == Moveable.DISRUPTIVE) {
            throw StatementError.rejected(Message.EZX1016E, move, "AN IPV6 RANGE");
        }
        return new VipaRange(prefix, name, moveable, saf());
    }

    private String saf() {
        return args.accept(SAF) ? args.name("A RESOURCE NAME", 8) : "";
    }

    private void apply(boolean delete, VipaRange range, Token token) {
        Optional<VipaRange> same = draft.ranges.stream()
                .filter(r ->
                        r.prefix().equals(range.prefix()) && r.interfaceName().equals(range.interfaceName()))
                .findFirst();
        if (delete) {
            if (same.isEmpty()) {
                throw StatementError.rejected(Message.EZX1021E, token, "NO SUCH RANGE IS DEFINED");
            }
            draft.ranges.remove(same.get());
            return;
        }
        if (same.isPresent()) {
            if (!same.get().equals(range)) {
                throw StatementError.rejected(Message.EZX1021E, token, "IT IS DEFINED WITH OTHER PARAMETERS");
            }
            return;
        }
        IpAddress address = range.prefix().address();
        if (address.isMulticast() || address.isLoopback()) {
            throw StatementError.rejected(Message.EZX1021E, token, "MULTICAST OR LOOPBACK ADDRESSES");
        }
        boolean taken = !range.interfaceName().isEmpty()
                && (draft.dvipa(range.interfaceName()).isPresent() || draft.links.hasLink(range.interfaceName()));
        if (taken) {
            throw StatementError.rejected(
                    Message.EZX1021E, token, "INTERFACE NAME " + range.interfaceName() + " IS TAKEN");
        }
        if (draft.ranges.size() >= MOST) {
            throw StatementError.rejected(Message.EZX1024E, token, MOST + " VIPARANGE STATEMENTS");
        }
        draft.ranges.add(range);
    }
}
