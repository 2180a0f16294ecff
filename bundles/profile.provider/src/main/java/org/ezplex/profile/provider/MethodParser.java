// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.List;
import org.ezplex.profile.DistMethod;
import org.ezplex.system.Message;

/** The method after DISTMETHOD with its own options. */
final class MethodParser {
    private static final Keyword BASEWLM = Keyword.of("BASEWLM");
    private static final Keyword ROUNDROBIN = Keyword.of("ROUNDROBIN");
    private static final Keyword SERVERWLM = Keyword.of("SERVERWLM");
    private static final Keyword WEIGHTEDACTIVE = Keyword.of("WEIGHTEDActive");
    private static final Keyword HOTSTANDBY = Keyword.of("HOTSTANDBY");
    private static final Keyword TARGCONTROLLED = Keyword.of("TARGCONTRolled");
    private static final Keyword PROCTYPE = Keyword.of("PROCTYPE");
    private static final Keyword PROCXCOST = Keyword.of("PROCXCOST");
    private static final Keyword ILWEIGHTING = Keyword.of("ILWEIGHTING");
    private static final Keyword CP = Keyword.of("CP");
    private static final Keyword ZAAP = Keyword.of("ZAAP");
    private static final Keyword ZIIP = Keyword.of("ZIIP");
    private static final Keyword AUTOSWITCHBACK = Keyword.of("AUTOSWITCHBACK");
    private static final Keyword NOAUTOSWITCHBACK = Keyword.of("NOAUTOSWITCHBACK");
    private static final Keyword HEALTHSWITCH = Keyword.of("HEALTHSWITCH");
    private static final Keyword NOHEALTHSWITCH = Keyword.of("NOHEALTHSWITCH");
    private static final List<Keyword> STANDBY =
            List.of(AUTOSWITCHBACK, NOAUTOSWITCHBACK, HEALTHSWITCH, NOHEALTHSWITCH);

    private final Args args;

    MethodParser(Args args) {
        this.args = args;
    }

    /** An option of HOTSTANDBY where it is not one ends the block, as EZZ0831I says. */
    void refuseStrayStandbyOption() {
        if (STANDBY.stream().anyMatch(args::nextIs)) {
            throw StatementError.syntax(Message.EZZ0831I, args.peek());
        }
    }

    DistMethod method() {
        Keyword method = args.oneOf(BASEWLM, ROUNDROBIN, SERVERWLM, WEIGHTEDACTIVE, HOTSTANDBY, TARGCONTROLLED);
        if (method.equals(BASEWLM)) {
            return args.nextIs(PROCTYPE) ? processorTypes() : DistMethod.BaseWlm.DEFAULT;
        }
        if (method.equals(SERVERWLM)) {
            return serverWlm();
        }
        if (method.equals(HOTSTANDBY)) {
            return hotStandby();
        }
        if (method.equals(WEIGHTEDACTIVE)) {
            return new DistMethod.WeightedActive();
        }
        return method.equals(ROUNDROBIN) ? new DistMethod.RoundRobin() : new DistMethod.TargetControlled();
    }

    private DistMethod processorTypes() {
        Token token = args.next();
        int cp = -1;
        int zaap = -1;
        int ziip = -1;
        while (true) {
            if (cp < 0 && args.accept(CP)) {
                cp = args.number(0, 99);
            } else if (zaap < 0 && args.accept(ZAAP)) {
                zaap = args.number(0, 99);
            } else if (ziip < 0 && args.accept(ZIIP)) {
                ziip = args.number(0, 99);
            } else {
                break;
            }
        }
        // Alone, PROCTYPE means its defaults.
        DistMethod.BaseWlm types = new DistMethod.BaseWlm(cp < 0 ? 1 : cp, Math.max(zaap, 0), Math.max(ziip, 0));
        if (types.cp() + types.zaap() + types.ziip() == 0) {
            throw StatementError.rejected(Message.EZX1017E, token, "A PROPORTION THAT IS NOT 0");
        }
        return types;
    }

    private DistMethod serverWlm() {
        int zaap = 1;
        int ziip = 1;
        int importance = 0;
        while (true) {
            if (args.accept(PROCXCOST)) {
                while (args.nextIs(ZAAP) || args.nextIs(ZIIP)) {
                    if (args.next().is(ZAAP)) {
                        zaap = args.number(1, 100);
                    } else {
                        ziip = args.number(1, 100);
                    }
                }
            } else if (args.accept(ILWEIGHTING)) {
                importance = args.number(0, 3);
            } else {
                return new DistMethod.ServerWlm(zaap, ziip, importance);
            }
        }
    }

    private DistMethod hotStandby() {
        boolean switchBack = true;
        boolean health = true;
        while (STANDBY.stream().anyMatch(args::nextIs)) {
            Token token = args.next();
            if (token.is(AUTOSWITCHBACK) || token.is(NOAUTOSWITCHBACK)) {
                switchBack = token.is(AUTOSWITCHBACK);
            } else {
                health = token.is(HEALTHSWITCH);
            }
        }
        return new DistMethod.HotStandby(switchBack, health);
    }
}
