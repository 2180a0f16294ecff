// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ezplex.net.IpPrefix;
import org.ezplex.profile.IpConfig;
import org.ezplex.profile.IpConfig6;
import org.ezplex.system.Message;

/** IPCONFIG6. */
final class IpConfig6Statement implements Statement {
    private static final Keyword INTFID = Keyword.of("INTFID");
    private static final Keyword SOURCEVIPAINT = Keyword.of("SOURCEVIPAINT");
    private static final Keyword SECCLASS = Keyword.of("SECCLASS");
    private static final Keyword SMCD = Keyword.of("SMCD");

    private final Args args;
    private final Diagnostics diagnostics;
    private final Draft draft;
    private final Lists lists;

    private Optional<IpPrefix> dynamicXcf = Optional.empty();
    private boolean forward;
    private boolean sourceVipa;
    private String sourceInterface = "";
    private String tcpSource = "";
    private String interfaceId = "";
    private Map<String, String> options = Map.of();

    IpConfig6Statement(Args args, Diagnostics diagnostics, Draft draft, Lists lists) {
        this.args = args;
        this.diagnostics = diagnostics;
        this.draft = draft;
        this.lists = lists;
    }

    @Override
    public void parse(Token name) {
        IpConfig6 from = draft.ipConfig6;
        dynamicXcf = draft.ipConfig.dynamicXcf6();
        forward = from.datagramForward();
        sourceVipa = from.sourceVipa();
        sourceInterface = from.sourceVipaInterface();
        tcpSource = from.tcpStackSourceVipa();
        interfaceId = from.interfaceId();
        options = new HashMap<>(from.options());
        table().parse("IPCONFIG6");
        draft.ipConfig6 = new IpConfig6(forward, sourceVipa, sourceInterface, tcpSource, interfaceId, options);
        IpConfig v4 = draft.ipConfig;
        draft.ipConfig = new IpConfig(
                v4.dynamicXcf(),
                dynamicXcf,
                v4.xcfCostMetric(),
                v4.sysplexRouting(),
                v4.datagramForward(),
                v4.sourceVipa(),
                v4.tcpStackSourceVipa(),
                v4.qdioAccelerator(),
                v4.options());
    }

    private OptionTable table() {
        return new OptionTable(args, diagnostics, lists)
                .with("DATAGRamfwd", () -> forward = true)
                .with("NODATAGRamfwd", () -> forward = false)
                .with("DYNAMICXCF", this::dynamicXcf)
                .with("NODYNAMICXCF", () -> change(Optional.empty(), args.peek()))
                .with("SOURCEVIPA", () -> sourceVipa = true)
                .with("NOSOURCEVIPA", () -> sourceVipa = false)
                .with("TCPSTACKSOURCEVIPA", () -> tcpSource = args.name("AN INTERFACE NAME", 16))
                .with("NOTCPSTACKSOURCEVIPA", () -> tcpSource = "")
                .number("HOPLIMIT", 1, 255, options)
                .number("ICMPERRORLIMIT", 1, 20, options)
                .flag("IGNOREREDirect", options)
                .flag("IGNOREROUTERHoplimit", options)
                .flag("MULTIPATH", options)
                .flag("IPSECURITY", options);
    }

    private void dynamicXcf() {
        Token token = args.peek();
        IpPrefix prefix = args.prefix("AN IPV6 ADDRESS");
        boolean more = true;
        while (more) {
            if (args.accept(INTFID)) {
                interfaceId = interfaceId();
            } else if (args.accept(SOURCEVIPAINT)) {
                sourceInterface = args.name("AN INTERFACE NAME", 16);
            } else if (args.accept(SECCLASS)) {
                options.put("SECCLASS", Integer.toString(args.number(1, 255)));
            } else if (args.accept(SMCD)) {
                options.put("SMCD", "ON");
            } else {
                more = false;
            }
        }
        if (prefix.address().isV4()) {
            throw StatementError.rejected(Message.EZX1025E, token);
        }
        Optional<String> wrong = Masks.notAHost(prefix);
        if (wrong.isPresent() || draft.dvipa(prefix.address()).isPresent()) {
            throw StatementError.rejected(
                    Message.EZX1004E, token, "USABLE AS A DYNAMIC XCF ADDRESS: " + wrong.orElse("A DVIPA"));
        }
        change(Optional.of(prefix), token);
    }

    private void change(Optional<IpPrefix> wanted, Token token) {
        Optional<IpPrefix> running = draft.base.ipConfig().dynamicXcf6();
        if (running.isPresent() && !running.equals(wanted)) {
            throw StatementError.rejected(Message.EZX1035E, token);
        }
        dynamicXcf = wanted;
    }

    private String interfaceId() {
        Token token = args.next();
        if (!token.text().matches("[0-9A-F]{1,4}(:[0-9A-F]{1,4}){3}")) {
            throw StatementError.rejected(Message.EZX1004E, token, "AN INTERFACE ID OF FOUR GROUPS");
        }
        return token.text();
    }
}
