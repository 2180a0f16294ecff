// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ezplex.net.IpPrefix;
import org.ezplex.profile.Links;
import org.ezplex.profile.Links.RouterRole;
import org.ezplex.system.Message;

/** INTERFACE name DEFINE, DELETE or ADDADDR. */
final class InterfaceStatement implements Statement {
    private static final Keyword DEFINE = Keyword.of("DEFINE");
    private static final Keyword DELETE = Keyword.of("DELEte");
    private static final Keyword PORTNAME = Keyword.of("PORTNAME");
    private static final Keyword IPADDR = Keyword.of("IPADDR");
    private static final Keyword SOURCEVIPAINT = Keyword.of("SOURCEVIPAINT");
    private static final Keyword MTU = Keyword.of("MTU");
    private static final Keyword MONSYSPLEX = Keyword.of("MONSYSPLEX");
    private static final Keyword NOMONSYSPLEX = Keyword.of("NOMONSYSPLEX");
    private static final Keyword ISOLATE = Keyword.of("ISOLATE");
    private static final Keyword NOISOLATE = Keyword.of("NOISOLATE");
    private static final Keyword[] OPTIONS = {
        PORTNAME, IPADDR, SOURCEVIPAINT, MTU, MONSYSPLEX, NOMONSYSPLEX, ISOLATE, NOISOLATE
    };
    private static final Keyword[] TYPES = {
        Keyword.of("IPAQENET"), Keyword.of("IPAQENET6"), Keyword.of("IPAQIDIO"), Keyword.of("IPAQIDIO6"),
        Keyword.of("VIRTUAL"), Keyword.of("VIRTUAL6"), Keyword.of("LOOPBACK6"), Keyword.of("MPCPTP6")
    };

    private final Args args;
    private final Draft draft;
    private final Lists lists;

    private String port = "";
    private RouterRole role = RouterRole.NONROUTER;
    private String sourceVipa = "";
    private int mtu;
    private boolean monitor;
    private boolean isolate;
    private List<IpPrefix> addresses = new ArrayList<>();

    InterfaceStatement(Args args, Draft draft, Lists lists) {
        this.args = args;
        this.draft = draft;
        this.lists = lists;
    }

    @Override
    public void parse(Token statement) {
        Token token = args.peek();
        String name = args.name("AN INTERFACE NAME", 16);
        if (args.oneOf(DEFINE, DELETE).equals(DELETE)) {
            if (!draft.links.interfaces.removeIf(i -> i.name().equals(name))) {
                throw StatementError.rejected(Message.EZX1019E, token, "");
            }
            draft.links.started.remove(name);
            return;
        }
        define(token, name, exactType());
    }

    /** One type is a prefix of another, so that no abbreviation is possible. */
    private String exactType() {
        Token token = args.peek();
        for (Keyword type : TYPES) {
            if (type.name().equals(token.text())) {
                return args.next().text();
            }
        }
        throw Args.unexpected(token, "AN INTERFACE TYPE", List.of(TYPES));
    }

    private void define(Token token, String name, String type) {
        port = "";
        role = RouterRole.NONROUTER;
        sourceVipa = "";
        mtu = 0;
        monitor = false;
        isolate = false;
        addresses = new ArrayList<>();
        AttachmentParser attachment = new AttachmentParser(args, lists);
        while (!lists.over(args.peek())) {
            option(attachment);
        }
        Links.Interface made = new Links.Interface(
                name, type, port, addresses, role, sourceVipa, mtu, attachment.attachment(), monitor, isolate);
        if (draft.links.interfaces.contains(made)) {
            return;
        }
        check(token, name, type);
        draft.links.interfaces.add(made);
    }

    private void option(AttachmentParser attachment) {
        Token token = args.peek();
        Optional<RouterRole> router = AttachmentParser.role(token);
        if (router.isPresent()) {
            role = router.get();
            args.next();
        } else if (args.accept(PORTNAME)) {
            port = args.name("A PORT NAME", 8);
        } else if (args.accept(IPADDR)) {
            addresses();
        } else if (args.accept(SOURCEVIPAINT)) {
            sourceVipa = args.name("AN INTERFACE NAME", 16);
        } else if (args.accept(MTU)) {
            mtu = args.number(576, 65535);
        } else if (token.is(MONSYSPLEX) || token.is(NOMONSYSPLEX)) {
            monitor = args.next().is(MONSYSPLEX);
        } else if (token.is(ISOLATE) || token.is(NOISOLATE)) {
            isolate = args.next().is(ISOLATE);
        } else {
            attachment.option(OPTIONS);
        }
    }

    private void addresses() {
        do {
            Token token = args.peek();
            IpPrefix prefix = args.prefix("AN ADDRESS");
            Optional<String> wrong = Masks.notAHost(prefix);
            if (wrong.isPresent() && !prefix.address().isLinkLocal6()) {
                throw StatementError.rejected(Message.EZX1004E, token, "AN ADDRESS OF A HOST: " + wrong.get());
            }
            if (draft.dvipa(prefix.address()).isPresent()) {
                throw StatementError.rejected(Message.EZX1018E, token);
            }
            addresses.add(prefix);
        } while (Args.parsePrefix(args.peek().text()).isPresent());
    }

    private void check(Token token, String name, String type) {
        if (draft.links.hasLink(name) || draft.dvipa(name).isPresent()) {
            throw StatementError.rejected(Message.EZX1018E, token);
        }
        boolean osa = type.startsWith("IPAQENET");
        if (osa && port.isEmpty()) {
            throw StatementError.rejected(Message.EZX1017E, token, "PORTNAME");
        }
        if (type.equals("IPAQENET") && draft.links.hasDevice(port)) {
            throw StatementError.rejected(Message.EZX1016E, token, "DEVICE " + port + ": ONE OR THE OTHER");
        }
        boolean v6 = type.endsWith("6");
        if (addresses.stream().anyMatch(a -> a.address().isV4() == v6)) {
            throw StatementError.rejected(Message.EZX1025E, token);
        }
    }
}
