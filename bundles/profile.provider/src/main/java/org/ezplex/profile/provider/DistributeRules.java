// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.HashMap;
import java.util.Map;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.profile.DistMethod;
import org.ezplex.profile.Distribution.Encapsulation;
import org.ezplex.profile.Distribution.StandbyRole;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.system.Message;

/** What excludes, needs or forbids what in a VIPADISTRIBUTE DEFINE. */
final class DistributeRules {
    private DistributeRules() {}

    /** Throws a {@link StatementError} for the first rule broken. */
    static void check(DistributeText text, DvipaDefinition dvipa) {
        tier(text, dvipa);
        method(text);
        if (text.affinityToken != null && text.optLocal >= 0) {
            throw StatementError.rejected(Message.EZX1016E, text.affinityToken, "OPTLOCAL");
        }
        if (text.hotStandby() && text.all) {
            throw StatementError.rejected(Message.EZZ0165I, text.destinationToken);
        }
        Map<IpAddress, StandbyRole> seen = new HashMap<>();
        text.destinations.forEach(d -> destination(text, d, dvipa, seen));
        if (text.hotStandby()) {
            counts(text);
        }
    }

    private static void tier(DistributeText text, DvipaDefinition dvipa) {
        boolean v4 = dvipa.address().address().isV4();
        Token encapsulation = text.encapsulationToken;
        if (encapsulation != null && text.tier != 1) {
            throw StatementError.rejected(Message.EZX1017E, encapsulation, "TIER1");
        }
        if (text.controlPortToken != null && encapsulation == null) {
            throw StatementError.rejected(Message.EZX1017E, text.controlPortToken, "GRE OR ENCAP");
        }
        if (text.encapsulation == Encapsulation.GRE && !v4) {
            throw StatementError.rejected(Message.EZX1016E, encapsulation, "AN IPV6 DVIPA");
        }
        if (text.encapsulation == Encapsulation.ENCAP && v4) {
            throw StatementError.rejected(Message.EZX1016E, encapsulation, "AN IPV4 DVIPA");
        }
        if (encapsulation != null && text.ports.isEmpty()) {
            throw StatementError.rejected(Message.EZZ0783I, encapsulation);
        }
        if (dvipa.tier() == 0 && dvipa.cpcScope()) {
            throw StatementError.rejected(Message.EZX1016E, text.dvipa, "CPCSCOPE WITHOUT TIER2");
        }
    }

    private static void method(DistributeText text) {
        DistMethod method = text.effectiveMethod();
        boolean encapsulated = text.encapsulation != Encapsulation.NONE;
        if (encapsulated
                && (method instanceof DistMethod.BaseWlm
                        || method instanceof DistMethod.ServerWlm
                        || method instanceof DistMethod.HotStandby)) {
            throw StatementError.rejected(Message.EZX1016E, text.encapsulationToken, "DISTMETHOD " + method.keyword());
        }
        if (!encapsulated && method instanceof DistMethod.TargetControlled) {
            throw StatementError.rejected(Message.EZX1017E, text.methodToken, "GRE OR ENCAP FOR TARGCONTROLLED");
        }
    }

    private static void destination(
            DistributeText text,
            DistributeText.Destination destination,
            DvipaDefinition dvipa,
            Map<IpAddress, StandbyRole> seen) {
        Token token = destination.token();
        IpAddress address = destination.address();
        if (address.isV4() != dvipa.address().address().isV4()) {
            throw StatementError.rejected(Message.EZX1025E, token);
        }
        if (address.equals(dvipa.address().address())
                || Masks.notAHost(new IpPrefix(address, address.bits())).isPresent()) {
            throw StatementError.rejected(Message.EZX1004E, token, "THE ADDRESS OF A TARGET");
        }
        if (destination.role() != StandbyRole.NONE && !text.hotStandby()) {
            throw StatementError.syntax(Message.EZZ0831I, destination.roleToken());
        }
        if (destination.role() == StandbyRole.NONE && text.hotStandby()) {
            throw StatementError.rejected(Message.EZZ0826I, token);
        }
        StandbyRole before = seen.put(address, destination.role());
        if (before != null) {
            throw before == destination.role()
                    ? StatementError.rejected(Message.EZX1015E, token, text.destinationToken.line())
                    : StatementError.rejected(Message.EZZ0830I, token);
        }
    }

    private static void counts(DistributeText text) {
        long preferred = text.destinations.stream()
                .filter(d -> d.role() == StandbyRole.PREFERRED)
                .count();
        if (preferred != 1 || text.destinations.size() < 2) {
            throw StatementError.rejected(Message.EZZ0827I, text.destinationToken);
        }
    }
}
