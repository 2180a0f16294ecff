// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.profile.IpConfig;
import org.ezplex.system.Message;

/** IPCONFIG. */
final class IpConfigStatement implements Statement {
    private static final Keyword FWDMULTIPATH = Keyword.of("FWDMULTipath");
    private static final Keyword NOFWDMULTIPATH = Keyword.of("NOFWDMULTipath");
    private static final Keyword PERPACKET = Keyword.of("PERPacket");
    private static final Keyword PERCONNECTION = Keyword.of("PERConnection");
    private static final Keyword QDIOPRIORITY = Keyword.of("QDIOPRIORITY");
    private static final Keyword SECCLASS = Keyword.of("SECCLASS");
    private static final Keyword SMCD = Keyword.of("SMCD");

    private final Args args;
    private final Diagnostics diagnostics;
    private final Draft draft;
    private final Lists lists;

    private Optional<IpPrefix> dynamicXcf = Optional.empty();
    private int cost;
    private boolean routing;
    private boolean forward;
    private boolean sourceVipa;
    private Optional<IpAddress> tcpSource = Optional.empty();
    private Token tcpSourceToken;
    private boolean accelerator;
    private Map<String, String> options = Map.of();

    IpConfigStatement(Args args, Diagnostics diagnostics, Draft draft, Lists lists) {
        this.args = args;
        this.diagnostics = diagnostics;
        this.draft = draft;
        this.lists = lists;
    }

    @Override
    public void parse(Token name) {
        load(draft.ipConfig);
        table().parse("IPCONFIG");
        if (tcpSourceToken != null && tcpSource.isPresent() && !sourceVipa) {
            diagnostics.report(Message.EZX1036E, tcpSourceToken, "TCPSTACKSOURCEVIPA IGNORED");
            tcpSource = Optional.empty();
        }
        draft.ipConfig = new IpConfig(
                dynamicXcf,
                draft.ipConfig.dynamicXcf6(),
                cost,
                routing,
                forward,
                sourceVipa,
                tcpSource,
                accelerator,
                options);
    }

    private void load(IpConfig from) {
        dynamicXcf = from.dynamicXcf();
        cost = from.xcfCostMetric();
        routing = from.sysplexRouting();
        forward = from.datagramForward();
        sourceVipa = from.sourceVipa();
        tcpSource = from.tcpStackSourceVipa();
        tcpSourceToken = null;
        accelerator = from.qdioAccelerator();
        options = new HashMap<>(from.options());
    }

    private OptionTable table() {
        return new OptionTable(args, diagnostics, lists)
                .with("DATAGRamfwd", this::datagramForward)
                .with("NODATAGRamfwd", () -> forward = false)
                .with("DYNAMICXCF", this::dynamicXcf)
                .with("NODYNAMICXCF", this::noDynamicXcf)
                .with("SYSPLEXRouting", () -> routing = true)
                .with("NOSYSPLEXRouting", () -> routing = false)
                .with("SOURCEVIPA", () -> sourceVipa = true)
                .with("NOSOURCEVIPA", () -> sourceVipa = false)
                .with("TCPSTACKSOURCEVIPA", this::tcpStackSourceVipa)
                .with("NOTCPSTACKSOURCEVIPA", () -> tcpSource = Optional.empty())
                .with("QDIOACCELerator", this::accelerator)
                .with("NOQDIOACCELerator", () -> accelerator = false)
                .with("IQDIORouting", this::accelerator)
                .with("NOIQDIORouting", () -> accelerator = false)
                .with("MULTIPATH", this::multipath)
                .with("NOMULTIPATH", () -> options.put("MULTIPATH", "OFF"))
                .with(
                        "FORMAT",
                        () -> options.put(
                                "FORMAT",
                                args.oneOf(Keyword.of("SHORT"), Keyword.of("LONG"))
                                        .name()))
                .number("ARPTO", 0, 86_400, options)
                .number("REASSEMBLYTIMEOUT", 1, 240, options)
                .number("TTL", 1, 255, options)
                .number("DEVRETRYDURATION", 0, 9_999_999, options)
                .flag("PATHMTUDISCOVERY", options)
                .flag("IGNORERedirect", options)
                .flag("IPSECURITY", options)
                .flag("CHECKSUMOFFLoad", options)
                .flag("SEGMENTATIONOFFLoad", options)
                .flag("IQDMULTIWRITE", options);
    }

    private void datagramForward() {
        forward = true;
        if (args.accept(FWDMULTIPATH)) {
            args.oneOf(PERPACKET);
            options.put("FWDMULTIPATH", "PERPACKET");
        } else if (args.accept(NOFWDMULTIPATH)) {
            options.put("FWDMULTIPATH", "OFF");
        }
    }

    private void multipath() {
        options.put("MULTIPATH", "PERCONNECTION");
        if (args.nextIs(PERPACKET) || args.nextIs(PERCONNECTION)) {
            options.put("MULTIPATH", args.oneOf(PERPACKET, PERCONNECTION).name());
        }
    }

    private void accelerator() {
        accelerator = true;
        if (args.accept(QDIOPRIORITY)) {
            options.put("QDIOPRIORITY", Integer.toString(args.number(1, 4)));
        }
    }

    private void tcpStackSourceVipa() {
        tcpSourceToken = args.peek();
        tcpSource = Optional.of(args.ipv4("AN IPV4 ADDRESS"));
    }

    private void noDynamicXcf() {
        refuseChange(Optional.empty(), args.peek());
        dynamicXcf = Optional.empty();
    }

    /** The mask as a mask, as a number of bits, or joined to the address with a slash. */
    private void dynamicXcf() {
        Token token = args.peek();
        IpPrefix prefix = args.prefix("AN IPV4 ADDRESS");
        if (!prefix.address().isV4()) {
            throw StatementError.rejected(Message.EZX1025E, token);
        }
        if (token.text().indexOf('/') < 0) {
            prefix = new IpPrefix(prefix.address(), maskLength());
        }
        int metric = args.number(0, 14);
        if (args.accept(SECCLASS)) {
            options.put("SECCLASS", Integer.toString(args.number(1, 255)));
        }
        if (args.accept(SMCD)) {
            options.put("SMCD", "ON");
        }
        Optional<String> wrong = Masks.notAHost(prefix);
        if (wrong.isPresent() || draft.dvipa(prefix.address()).isPresent()) {
            throw StatementError.rejected(
                    Message.EZX1004E, token, "USABLE AS A DYNAMIC XCF ADDRESS: " + wrong.orElse("A DVIPA"));
        }
        refuseChange(Optional.of(prefix), token);
        dynamicXcf = Optional.of(prefix);
        cost = metric;
    }

    private int maskLength() {
        Token token = args.peek();
        if (token.numeric()) {
            return args.number(1, 32);
        }
        return Masks.length(args.ipv4("A SUBNET MASK"))
                .orElseThrow(() -> StatementError.rejected(Message.EZX1004E, token, "A SUBNET MASK"));
    }

    private void refuseChange(Optional<IpPrefix> wanted, Token token) {
        Optional<IpPrefix> running = draft.base.ipConfig().dynamicXcf();
        if (running.isPresent() && !running.equals(wanted)) {
            throw StatementError.rejected(Message.EZX1035E, token);
        }
    }
}
