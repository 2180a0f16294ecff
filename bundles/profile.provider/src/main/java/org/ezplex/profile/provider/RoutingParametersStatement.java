// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.profile.Links;
import org.ezplex.system.Message;

/** BSDROUTINGPARMS. */
final class RoutingParametersStatement implements Statement {
    private static final Keyword END = Keyword.of("ENDBSDROUTINGPARMS");
    private static final Keyword TRUE = Keyword.of("TRUE");
    private static final Keyword FALSE = Keyword.of("FALSE");
    private static final Keyword DEFAULTSIZE = Keyword.of("DEFAULTSIZE");

    private final Args args;
    private final Draft draft;
    private final Lists lists;

    RoutingParametersStatement(Args args, Draft draft, Lists lists) {
        this.args = args;
        this.draft = draft;
        this.lists = lists;
    }

    @Override
    public void parse(Token statement) {
        List<Links.RoutingParameters> entries = new ArrayList<>();
        lists.untilEnd(statement, END, () -> {
            if (entries.isEmpty() && (args.nextIs(TRUE) || args.nextIs(FALSE))) {
                args.next();
            } else {
                entries.add(entry());
            }
        });
        draft.links.routingParameters = entries;
    }

    private Links.RoutingParameters entry() {
        Token link = args.peek();
        String name = args.name("A LINK NAME", 16);
        if (!draft.links.hasLink(name)) {
            throw StatementError.rejected(Message.EZX1019E, link, "");
        }
        int mtu = args.accept(DEFAULTSIZE) ? 0 : args.number(0, 65535);
        int metric = args.number(0, 14);
        Token token = args.peek();
        IpAddress mask = args.ipv4("A SUBNET MASK");
        Optional<Integer> length = Masks.length(mask);
        if (length.isEmpty() && !mask.isAny()) {
            throw StatementError.rejected(Message.EZX1004E, token, "A SUBNET MASK");
        }
        Token destination = args.peek();
        IpAddress address = destination.text().equals("0") ? zero() : args.ipv4("A DESTINATION ADDRESS OR 0");
        return new Links.RoutingParameters(name, mtu, metric, mask, address);
    }

    private IpAddress zero() {
        args.next();
        return IpAddress.ANY4;
    }
}
