// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.system.Message;

/** VIPADELETE: some IPv4 addresses, or one IPv6 interface. */
final class VipaDeleteStatement implements Statement {
    private final Args args;
    private final Diagnostics diagnostics;
    private final Draft draft;
    private final VipaDynamicBlock block;

    VipaDeleteStatement(Args args, Diagnostics diagnostics, Draft draft, VipaDynamicBlock block) {
        this.args = args;
        this.diagnostics = diagnostics;
        this.draft = draft;
        this.block = block;
    }

    @Override
    public void parse(Token name) {
        List<Token> tokens = new ArrayList<>();
        Token first = args.peek();
        if (Args.parseAddress(first.text()).isEmpty() && Args.isName(first)) {
            tokens.add(args.next());
            block.expectEnd("NOTHING MORE");
        } else {
            do {
                tokens.add(args.peek());
                args.ipv4("AN IPV4 ADDRESS OR IPV6 INTERFACE NAME");
            } while (Args.parseAddress(args.peek().text()).isPresent());
            block.expectEnd("AN IPV4 ADDRESS");
        }
        tokens.forEach(this::delete);
    }

    private void delete(Token token) {
        Optional<IpAddress> address = Args.parseAddress(token.text());
        Optional<DvipaDefinition> found = address.isPresent() ? draft.dvipa(address.get()) : draft.dvipa(token.text());
        if (found.isEmpty()) {
            diagnostics.report(Message.EZX1023E, token, "NOTHING DELETED");
            return;
        }
        IpAddress dvipa = found.get().address().address();
        draft.dvipas.remove(found.get());
        if (draft.distributions.removeIf(d -> d.dvipa().equals(dvipa))) {
            diagnostics.report(Message.EZX1037I, token);
        }
    }
}
