// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.List;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.profile.DistMethod;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.Distribution.Destination;
import org.ezplex.profile.Distribution.Encapsulation;
import org.ezplex.profile.Distribution.Tier;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.system.Message;

/** VIPADISTRIBUTE: syntax, rules, then the outcome applied to the distributions in force. */
final class VipaDistributeStatement implements Statement {
    private static final int CONTROL_PORT = 1702;

    private final Diagnostics diagnostics;
    private final Draft draft;
    private final DistributeParser parser;

    VipaDistributeStatement(Args args, Diagnostics diagnostics, Draft draft, VipaDynamicBlock block) {
        this.diagnostics = diagnostics;
        this.draft = draft;
        this.parser = new DistributeParser(args, block);
    }

    @Override
    public void parse(Token name) {
        DistributeText text = parser.parse();
        Optional<IpAddress> address = Args.parseAddress(text.dvipa.text());
        DvipaDefinition dvipa = (address.isPresent() ? named(address.get()) : draft.dvipa(text.dvipa.text()))
                .orElseThrow(() -> StatementError.rejected(Message.EZX1023E, text.dvipa));
        if (text.delete) {
            delete(text, dvipa);
        } else {
            define(text, dvipa);
        }
    }

    /** IPv6 DVIPAs are named by their interfaces. */
    private Optional<DvipaDefinition> named(IpAddress address) {
        return address.isV4() ? draft.dvipa(address) : Optional.empty();
    }

    private void delete(DistributeText text, DvipaDefinition dvipa) {
        List<IpAddress> targets = text.destinations.stream()
                .map(DistributeText.Destination::address)
                .toList();
        boolean found =
                DistributionTable.delete(draft.distributions, dvipa.address().address(), text.ports, targets);
        if (!found) {
            throw StatementError.rejected(Message.EZX1028E, text.dvipa);
        }
    }

    private void define(DistributeText text, DvipaDefinition dvipa) {
        DistributeRules.check(text, dvipa);
        Tier tier = tier(text);
        List<Destination> destinations = text.destinations.stream()
                .map(d -> new Destination(d.address(), d.weight(), d.role(), d.rank()))
                .toList();
        IpAddress address = dvipa.address().address();
        boolean sysplexPorts = draft.sysplexPorts.getOrDefault(address, text.sysplexPorts != null);
        Distribution distribution = new Distribution(
                address,
                text.ports,
                destinations,
                text.effectiveMethod(),
                text.optLocal,
                sysplexPorts,
                text.affinitySeconds,
                tier);
        Distribution effective = warnings(text, dvipa, distribution);
        if (!DistributionTable.define(draft.distributions, effective)) {
            throw StatementError.rejected(
                    Message.EZX1024E, text.destinationToken, DistributeParser.MOST_DESTINATIONS + " TARGETS OF A PORT");
        }
        draft.sysplexPorts.putIfAbsent(address, sysplexPorts);
        draft.distributed.put(address, text.dvipa);
        if (text.encapsulation == Encapsulation.NONE) {
            text.destinations.forEach(d -> draft.destinations.put(d.address(), d.token()));
        }
    }

    private Tier tier(DistributeText text) {
        if (text.tier == 0) {
            return Tier.NONE;
        }
        boolean encapsulated = text.encapsulation != Encapsulation.NONE;
        int port = !encapsulated ? 0 : text.controlPortToken == null ? CONTROL_PORT : text.controlPort;
        Optional<Integer> other = draft.distributions.stream()
                .map(d -> d.tier().controlPort())
                .filter(p -> p != 0 && p != port)
                .findFirst();
        if (encapsulated && other.isPresent()) {
            Token token = text.controlPortToken == null ? text.encapsulationToken : text.controlPortToken;
            throw StatementError.rejected(Message.EZX1030E, token, other.get());
        }
        return new Tier(text.tier, text.group, text.encapsulation, port);
    }

    /** Reports what the statement stands in spite of; {@code distribution} with what is ignored left out. */
    private Distribution warnings(DistributeText text, DvipaDefinition dvipa, Distribution distribution) {
        if (text.sysplexPorts != null && !distribution.sysplexPorts()) {
            diagnostics.report(Message.EZX1026E, text.sysplexPorts, "SYSPLEXPORTS IGNORED");
        }
        if (text.tier != dvipa.tier()) {
            Token token = text.tierToken == null ? text.dvipa : text.tierToken;
            diagnostics.report(Message.EZX1029E, token, text.tier, dvipa.tier(), "STATEMENT ACCEPTED");
        }
        List<Destination> destinations = distribution.destinations();
        Optional<Token> weight = text.destinations.stream()
                .filter(d -> d.weightToken() != null)
                .map(DistributeText.Destination::weightToken)
                .findFirst();
        DistMethod method = distribution.method();
        if (weight.isPresent() && !(method instanceof DistMethod.WeightedActive)) {
            diagnostics.report(Message.EZZ0799I, weight.get(), "WEIGHT IGNORED, STATEMENT ACCEPTED");
            destinations = destinations.stream()
                    .map(d -> new Destination(d.address(), 10, d.role(), d.rank()))
                    .toList();
        }
        int optLocal = distribution.optLocal();
        boolean capacities = method instanceof DistMethod.BaseWlm || method instanceof DistMethod.ServerWlm;
        if (optLocal > 0 && !capacities) {
            diagnostics.report(Message.EZX1027I, text.optLocalToken, method.keyword());
            optLocal = 0;
        }
        return new Distribution(
                distribution.dvipa(),
                distribution.ports(),
                destinations,
                method,
                optLocal,
                distribution.sysplexPorts(),
                distribution.timedAffinitySeconds(),
                distribution.tier());
    }
}
