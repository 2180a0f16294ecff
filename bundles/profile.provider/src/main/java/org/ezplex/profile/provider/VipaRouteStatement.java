// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.profile.VipaRoute;
import org.ezplex.system.Message;

/** VIPAROUTE. */
final class VipaRouteStatement implements Statement {
    private static final int MOST = 1024;
    private static final Keyword DEFINE = Keyword.of("DEFINE");
    private static final Keyword DELETE = Keyword.of("DELEte");

    private final Args args;
    private final Draft draft;
    private final VipaDynamicBlock block;

    VipaRouteStatement(Args args, Draft draft, VipaDynamicBlock block) {
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
        Token first = args.peek();
        IpAddress dynamicXcf = args.address("A DYNAMIC XCF ADDRESS");
        Token second = args.peek();
        IpAddress target = args.address("AN ADDRESS OF THE TARGET STACK");
        block.expectEnd("NOTHING MORE");
        if (dynamicXcf.isV4() != target.isV4()) {
            throw StatementError.rejected(Message.EZX1025E, second);
        }
        apply(delete, new VipaRoute(dynamicXcf, target), first);
    }

    private void apply(boolean delete, VipaRoute route, Token token) {
        Optional<VipaRoute> same = draft.routes.stream()
                .filter(r -> r.dynamicXcf().equals(route.dynamicXcf()))
                .findFirst();
        if (delete) {
            if (same.isEmpty() || !same.get().equals(route)) {
                throw StatementError.rejected(Message.EZX1022E, token, "NO SUCH ROUTE IS DEFINED");
            }
            draft.routes.remove(route);
        } else if (same.isEmpty()) {
            if (draft.routes.size() >= MOST) {
                throw StatementError.rejected(Message.EZX1024E, token, MOST + " VIPAROUTE STATEMENTS");
            }
            draft.routes.add(route);
        } else if (!same.get().equals(route)) {
            throw StatementError.rejected(
                    Message.EZX1022E, token, "IT HAS A ROUTE BY " + same.get().target());
        }
    }
}
