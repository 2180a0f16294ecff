// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.ArrayList;
import java.util.List;
import org.ezplex.profile.Links;
import org.ezplex.profile.Links.RouterRole;
import org.ezplex.system.Message;

/** DEVICE, LINK, START and STOP. */
final class LinkStatements {
    private static final int NAME = 16;
    private static final Keyword MPCIPA = Keyword.of("MPCIPA");
    private static final Keyword VIRTUAL = Keyword.of("VIRTUAL");

    private final Args args;
    private final LinksDraft draft;
    private final Lists lists;

    LinkStatements(Args args, LinksDraft draft, Lists lists) {
        this.args = args;
        this.draft = draft;
        this.lists = lists;
    }

    void device(Token statement) {
        Token token = args.peek();
        String name = args.name("A DEVICE NAME", NAME);
        Token type = args.peek();
        args.name("A DEVICE TYPE", NAME);
        RouterRole role = RouterRole.NONROUTER;
        List<String> options = new ArrayList<>();
        if (type.is(VIRTUAL)) {
            options.add(Integer.toString(args.number(0, 0xFFFF)));
        }
        while (!lists.over(args.peek())) {
            Token option = args.next();
            if (type.is(MPCIPA) && AttachmentParser.role(option).isPresent()) {
                role = AttachmentParser.role(option).get();
            } else {
                options.add(option.text());
            }
        }
        Links.Device device = new Links.Device(name, type.text(), role, options);
        if (draft.devices.contains(device)) {
            return;
        }
        if (draft.hasDevice(name)) {
            throw StatementError.rejected(Message.EZX1018E, token);
        }
        draft.devices.add(device);
    }

    /** {@code LINK name type [number] device [options]}. */
    void link(Token statement) {
        Token token = args.peek();
        String name = args.name("A LINK NAME", NAME);
        String type = args.name("A LINK TYPE", NAME);
        if (args.peek().numeric()) {
            args.number(0, 0xFFFF);
        }
        Token device = args.peek();
        args.name("A DEVICE NAME", NAME);
        AttachmentParser options = new AttachmentParser(args, lists);
        while (!lists.over(args.peek())) {
            options.option(Keyword.of("IPBCAST"));
        }
        Links.Link link = new Links.Link(name, type, device.text(), options.attachment());
        if (draft.links.contains(link)) {
            return;
        }
        if (!draft.hasDevice(device.text())) {
            throw StatementError.rejected(Message.EZX1019E, device, "");
        }
        if (draft.hasLink(name)) {
            throw StatementError.rejected(Message.EZX1018E, token);
        }
        draft.links.add(link);
    }

    void start(Token statement) {
        draft.started.add(known());
    }

    void stop(Token statement) {
        draft.started.remove(known());
    }

    private String known() {
        Token token = args.peek();
        String name = args.name("A DEVICE OR INTERFACE", NAME);
        if (!draft.hasDevice(name) && !draft.hasInterface(name)) {
            throw StatementError.rejected(Message.EZX1019E, token, "");
        }
        return name;
    }
}
