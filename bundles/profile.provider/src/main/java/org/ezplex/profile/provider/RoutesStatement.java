// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.profile.Links;
import org.ezplex.system.Message;

/** BEGINROUTES: {@code ROUTE {DEFAULT | DEFAULT6 | address/length | address mask | address HOST} {gateway | =} link [MTU n]}. */
final class RoutesStatement implements Statement {
    private static final Keyword END = Keyword.of("ENDROUTES");
    private static final Keyword ROUTE = Keyword.of("ROUTE");
    private static final Keyword DEFAULT = Keyword.of("DEFAULT");
    private static final Keyword DEFAULT6 = Keyword.of("DEFAULT6");
    private static final Keyword HOST = Keyword.of("HOST");
    private static final Keyword MTU = Keyword.of("MTU");
    private static final Keyword DEFAULTSIZE = Keyword.of("DEFAULTSIZE");

    private final Args args;
    private final Draft draft;
    private final Lists lists;

    RoutesStatement(Args args, Draft draft, Lists lists) {
        this.args = args;
        this.draft = draft;
        this.lists = lists;
    }

    @Override
    public void parse(Token statement) {
        List<Links.Route> routes = new ArrayList<>();
        lists.untilEnd(statement, END, () -> routes.add(route()));
        draft.links.routes = routes;
    }

    private Links.Route route() {
        args.oneOf(ROUTE);
        Optional<IpPrefix> destination = destination();
        Token token = args.peek();
        Optional<IpAddress> gateway = Optional.empty();
        if (token.text().equals("=")) {
            args.next();
        } else {
            gateway = Optional.of(args.address("THE ADDRESS OF A GATEWAY OR ="));
            if (destination.isPresent()
                    && destination.get().address().isV4() != gateway.get().isV4()) {
                throw StatementError.rejected(Message.EZX1025E, token);
            }
        }
        Token link = args.peek();
        String name = args.name("A LINK OR INTERFACE NAME", 16);
        if (!draft.links.hasLink(name)) {
            throw StatementError.rejected(Message.EZX1019E, link, "");
        }
        int mtu = 0;
        if (args.accept(MTU) && !args.accept(DEFAULTSIZE)) {
            mtu = args.number(576, 65535);
        }
        return new Links.Route(destination, gateway, name, mtu);
    }

    private Optional<IpPrefix> destination() {
        if (args.accept(DEFAULT6)) {
            return Optional.of(new IpPrefix(IpAddress.ANY6, 0));
        }
        if (args.accept(DEFAULT)) {
            return Optional.empty();
        }
        boolean slash = args.peek().text().indexOf('/') >= 0;
        IpPrefix prefix = args.prefix("A DESTINATION");
        if (slash || args.accept(HOST)) {
            return Optional.of(prefix);
        }
        Token token = args.peek();
        int length = Masks.length(args.ipv4("HOST OR A SUBNET MASK"))
                .orElseThrow(() -> StatementError.rejected(Message.EZX1004E, token, "A SUBNET MASK"));
        return Optional.of(new IpPrefix(prefix.address(), length));
    }
}
