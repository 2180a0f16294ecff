// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ezplex.net.PortRange;
import org.ezplex.profile.GlobalConfig;
import org.ezplex.profile.GlobalConfig.AdjustDvipaMss;
import org.ezplex.profile.GlobalConfig.SysplexMonitor;
import org.ezplex.system.Message;

/** GLOBALCONFIG. The options of SYSPLEXMONITOR are told from the others by their names. */
final class GlobalConfigStatement implements Statement {
    private final Args args;
    private final Diagnostics diagnostics;
    private final Draft draft;
    private final Lists lists;

    private Monitor monitor = new Monitor(SysplexMonitor.DEFAULT);
    private Token autoRejoin;
    private int poll;
    private int group;
    private int vlan;
    private Optional<PortRange> bindRange = Optional.empty();
    private AdjustDvipaMss mss = AdjustDvipaMss.AUTO;
    private Map<String, String> options = Map.of();

    GlobalConfigStatement(Args args, Diagnostics diagnostics, Draft draft, Lists lists) {
        this.args = args;
        this.diagnostics = diagnostics;
        this.draft = draft;
        this.lists = lists;
    }

    @Override
    public void parse(Token name) {
        GlobalConfig from = draft.globalConfig;
        monitor = new Monitor(from.sysplexMonitor());
        autoRejoin = null;
        poll = from.sysplexWlmPollSeconds();
        group = from.xcfGroupId();
        vlan = from.iqdVlanId();
        bindRange = from.explicitBindPortRange();
        mss = from.adjustDvipaMss();
        options = new HashMap<>(from.options());
        table().parse("GLOBALCONFIG");
        if (autoRejoin != null && monitor.autoRejoin && !monitor.recovery) {
            diagnostics.report(Message.EZX1041E, autoRejoin, "AUTOREJOIN IGNORED");
            monitor.autoRejoin = false;
        }
        draft.globalConfig = new GlobalConfig(monitor.monitor(), poll, group, vlan, bindRange, mss, options);
    }

    private OptionTable table() {
        return new OptionTable(args, diagnostics, lists)
                .with("SYSPLEXMONitor", this::monitor)
                .with("SYSPLEXWLMPoll", () -> poll = args.number(1, 180))
                .with("XCFGRPid", () -> group = args.number(2, 31))
                .with("IQDVLANid", () -> vlan = args.number(1, 4094))
                .with("EXPLICITBINDPORTRANGE", this::bindRange)
                .with("NOEXPLICITBINDPORTRANGE", () -> bindRange = Optional.empty())
                .with("ADJUSTDVIPAMSS", this::mss)
                .number("ECSALIMIT", 0, 999_999_999, options)
                .number("POOLLIMIT", 0, 999_999_999, options)
                .number("MAXRECS", 1, 65_535, options)
                .flag("TCPIPSTATistics", options)
                .flag("SEGMENTATIONOFFLoad", options)
                .flag("MLSCHKTERMinate", options)
                .flag("WLMPRIORITYQ", options)
                .flag("AUTOIQDX", options)
                .flag("EXPLICITBINDSTATS", options);
    }

    private void monitor() {
        new OptionTable(args, diagnostics, lists)
                .with("AUTOREJOIN", () -> {
                    autoRejoin = args.previous();
                    monitor.autoRejoin = true;
                })
                .with("NOAUTOREJOIN", () -> monitor.autoRejoin = false)
                .with("DELAYJOIN", () -> monitor.delayJoin = true)
                .with("NODELAYJOIN", () -> monitor.delayJoin = false)
                .with("NOJOIN", () -> monitor.noJoin = true)
                .with("MONINTERFACE", () -> monitor.interfaces = true)
                .with("NOMONINTERFACE", () -> monitor.interfaces = false)
                .with("DYNROUTE", () -> monitor.routes = true)
                .with("NODYNROUTE", () -> monitor.routes = false)
                .with("RECOVERY", () -> monitor.recovery = true)
                .with("NORECOVERY", () -> monitor.recovery = false)
                .with("TIMERSECS", () -> monitor.timerSeconds = args.number(10, 3600))
                .parseWhileKnown();
    }

    private void bindRange() {
        Token token = args.peek();
        int first = args.number(1024, 65535);
        int count = args.number(1, 64512);
        if (first + count - 1 > 65535) {
            throw StatementError.rejected(Message.EZX1004E, token, "A RANGE THAT ENDS AT OR BEFORE PORT 65535");
        }
        bindRange = Optional.of(new PortRange(first, first + count - 1));
    }

    private void mss() {
        Keyword value = args.oneOf(Keyword.of("AUTO"), Keyword.of("ALL"), Keyword.of("NONE"));
        mss = AdjustDvipaMss.valueOf(value.name());
    }

    /** SYSPLEXMONITOR in the making. */
    private static final class Monitor {
        boolean autoRejoin;
        boolean delayJoin;
        boolean noJoin;
        boolean interfaces;
        boolean routes;
        boolean recovery;
        int timerSeconds;

        Monitor(SysplexMonitor from) {
            autoRejoin = from.autoRejoin();
            delayJoin = from.delayJoin();
            noJoin = from.noJoin();
            interfaces = from.monitorInterfaces();
            routes = from.dynamicRoutes();
            recovery = from.recovery();
            timerSeconds = from.timerSeconds();
        }

        SysplexMonitor monitor() {
            return new SysplexMonitor(autoRejoin, delayJoin, noJoin, interfaces, routes, recovery, timerSeconds);
        }
    }
}
