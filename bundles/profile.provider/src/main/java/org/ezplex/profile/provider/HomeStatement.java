// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.profile.Links;
import org.ezplex.system.Message;

/** HOME: the first one of a file replaces the list in force, others add to it. */
final class HomeStatement implements Statement {
    private final Args args;
    private final Draft draft;
    private final Lists lists;

    HomeStatement(Args args, Draft draft, Lists lists) {
        this.args = args;
        this.draft = draft;
        this.lists = lists;
    }

    @Override
    public void parse(Token statement) {
        if (draft.seen.add("HOME")) {
            draft.links.home = List.of();
        }
        lists.untilStatement(this::entry);
    }

    private void entry() {
        Token token = args.peek();
        IpAddress address = args.ipv4("AN IPV4 ADDRESS OR A STATEMENT");
        Token link = args.peek();
        String name = args.name("A LINK NAME", 16);
        if (!draft.links.hasLink(name)) {
            throw StatementError.rejected(Message.EZX1019E, link, "");
        }
        Optional<String> wrong = Masks.notAHost(new IpPrefix(address, 32));
        if (wrong.isPresent()) {
            throw StatementError.rejected(Message.EZX1004E, token, "AN ADDRESS OF A HOST: " + wrong.get());
        }
        if (draft.dvipa(address).isPresent() || draft.use(address).isPresent()) {
            throw StatementError.rejected(Message.EZX1018E, token);
        }
        List<Links.HomeAddress> home = new ArrayList<>(draft.links.home);
        home.add(new Links.HomeAddress(address, name));
        draft.links.home = home;
    }
}
