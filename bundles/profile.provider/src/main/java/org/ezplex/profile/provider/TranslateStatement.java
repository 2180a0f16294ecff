// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.ArrayList;
import java.util.List;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.profile.Links;
import org.ezplex.system.Message;

/** TRANSLATE: {@code address ETHERNET mac link}, entry after entry. */
final class TranslateStatement implements Statement {
    private static final Keyword ETHERNET = Keyword.of("ETHERNET");

    private final Args args;
    private final Draft draft;
    private final Lists lists;

    TranslateStatement(Args args, Draft draft, Lists lists) {
        this.args = args;
        this.draft = draft;
        this.lists = lists;
    }

    @Override
    public void parse(Token statement) {
        if (draft.seen.add("TRANSLATE")) {
            draft.links.translations = List.of();
        }
        lists.untilStatement(this::entry);
    }

    private void entry() {
        IpAddress address = args.ipv4("AN IPV4 ADDRESS OR A STATEMENT");
        args.oneOf(ETHERNET);
        Token token = args.peek();
        MacAddress mac = AttachmentParser.mac(token)
                .orElseThrow(() -> Args.unexpected(token, "AN ETHERNET ADDRESS OF 12 HEXADECIMAL DIGITS", List.of()));
        args.next();
        Token link = args.peek();
        String name = args.name("A LINK NAME", 16);
        if (!draft.links.hasLink(name)) {
            throw StatementError.rejected(Message.EZX1019E, link, "");
        }
        List<Links.Translation> translations = new ArrayList<>(draft.links.translations);
        translations.add(new Links.Translation(address, mac, name));
        draft.links.translations = translations;
    }
}
