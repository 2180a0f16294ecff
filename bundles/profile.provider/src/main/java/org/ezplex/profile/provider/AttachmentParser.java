// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ezplex.net.MacAddress;
import org.ezplex.profile.Links;
import org.ezplex.profile.Links.RouterRole;

/** The options that LINK and INTERFACE have in common: VLANID, VMAC and what is only stored. */
final class AttachmentParser {
    private static final Keyword VLANID = Keyword.of("VLANID");
    private static final Keyword VMAC = Keyword.of("VMAC");
    private static final Keyword ROUTEALL = Keyword.of("ROUTEALL");
    private static final Keyword ROUTELCL = Keyword.of("ROUTELCL");
    /** Stored with their one value. */
    private static final List<Keyword> WITH_VALUE = List.of(
            Keyword.of("READSTORAGE"),
            Keyword.of("INBPERF"),
            Keyword.of("MONSYSPLEXTIMER"),
            Keyword.of("DUPADDRDET"),
            Keyword.of("INTFID"),
            Keyword.of("TEMPPREFIX"),
            Keyword.of("CHPID"),
            Keyword.of("SECCLASS"),
            Keyword.of("PFID"),
            Keyword.of("CHPIDTYPE"));
    /** Stored as ON. */
    private static final List<Keyword> ALONE = List.of(
            Keyword.of("CHECKSUMOFFLoad"),
            Keyword.of("NOCHECKSUMOFFLoad"),
            Keyword.of("SMCR"),
            Keyword.of("NOSMCR"),
            Keyword.of("SMCD"),
            Keyword.of("NOSMCD"),
            Keyword.of("IPBCAST"),
            Keyword.of("DYNVLANREG"),
            Keyword.of("NODYNVLANREG"),
            Keyword.of("OLM"),
            Keyword.of("NOOLM"),
            Keyword.of("WORKLOADQ"),
            Keyword.of("NOWORKLOADQ"));

    private final Args args;
    private final Lists lists;
    private int vlanId;
    private boolean vmac;
    private Optional<MacAddress> mac = Optional.empty();
    private boolean routeLocal;
    private final Map<String, String> options = new HashMap<>();

    AttachmentParser(Args args, Lists lists) {
        this.args = args;
        this.lists = lists;
    }

    /** Reads one option; {@code others} are what else the statement could have had here. */
    void option(Keyword... others) {
        Token token = args.next();
        if (token.is(VLANID)) {
            vlanId = args.number(1, 4094);
        } else if (token.is(VMAC)) {
            vmac();
        } else if (known(WITH_VALUE, token).isPresent()) {
            options.put(known(WITH_VALUE, token).get().name(), value(token));
        } else if (known(ALONE, token).isPresent()) {
            options.put(known(ALONE, token).get().name(), "ON");
        } else {
            List<Keyword> candidates = new java.util.ArrayList<>(Arrays.asList(others));
            candidates.addAll(List.of(VLANID, VMAC, ROUTEALL, ROUTELCL));
            candidates.addAll(WITH_VALUE);
            candidates.addAll(ALONE);
            throw Args.unexpected(token, "AN OPTION", candidates);
        }
    }

    Links.Attachment attachment() {
        return new Links.Attachment(vlanId, vmac, mac, routeLocal, options);
    }

    private String value(Token option) {
        if (lists.over(args.peek())) {
            throw Args.unexpected(args.peek(), "A VALUE OF " + option.text(), List.of());
        }
        return args.next().text();
    }

    private void vmac() {
        vmac = true;
        mac = mac(args.peek());
        if (mac.isPresent()) {
            args.next();
        }
        if (args.nextIs(ROUTEALL) || args.nextIs(ROUTELCL)) {
            routeLocal = args.next().is(ROUTELCL);
        }
    }

    /** Twelve hexadecimal digits, or six octets with colons. */
    static Optional<MacAddress> mac(Token token) {
        String text = token.text();
        if (text.matches("[0-9A-F]{12}")) {
            return Optional.of(new MacAddress(Long.parseLong(text, 16)));
        }
        return text.matches("[0-9A-F]{2}(:[0-9A-F]{2}){5}") ? Optional.of(MacAddress.of(text)) : Optional.empty();
    }

    static Optional<RouterRole> role(Token token) {
        return Arrays.stream(RouterRole.values())
                .filter(role -> role.name().equals(token.text()))
                .findFirst();
    }

    private static Optional<Keyword> known(List<Keyword> keywords, Token token) {
        return keywords.stream().filter(token::is).findFirst();
    }
}
