// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.List;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.profile.DistMethod;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.profile.IpConfig;
import org.ezplex.system.Message;

/** What can be told only when the whole file is known. Nothing is rejected here. */
final class FinalChecks {
    private static final String ACCEPTED = "STATEMENT ACCEPTED";

    private final Draft draft;
    private final Diagnostics diagnostics;

    FinalChecks(Draft draft, Diagnostics diagnostics) {
        this.draft = draft;
        this.diagnostics = diagnostics;
    }

    void run() {
        draft.distributed.forEach(this::distribution);
        draft.destinations.forEach(this::destination);
        boolean manager = draft.serviceManager.map(m -> m.complete()).orElse(false);
        draft.dvipas.stream()
                .filter(DvipaDefinition::serviceManager)
                .map(d -> draft.defined.get(d.address().address()))
                .filter(token -> token != null && !manager)
                .forEach(token -> diagnostics.report(Message.EZX1034E, token, "SERVICEMGR NOT HONOURED"));
    }

    private void distribution(IpAddress dvipa, Token token) {
        List<Distribution> distributions = draft.distributions.stream()
                .filter(d -> d.dvipa().equals(dvipa))
                .toList();
        if (distributions.isEmpty()) {
            return;
        }
        IpConfig config = draft.ipConfig;
        if ((dvipa.isV4() ? config.dynamicXcf() : config.dynamicXcf6()).isEmpty()) {
            diagnostics.report(Message.EZX1031E, token, ACCEPTED);
        }
        Optional<DistMethod> weighted = distributions.stream()
                .map(Distribution::method)
                .filter(m -> !(m instanceof DistMethod.RoundRobin) && !(m instanceof DistMethod.TargetControlled))
                .findFirst();
        if (weighted.isPresent() && !config.sysplexRouting()) {
            diagnostics.report(
                    Message.EZX1032E,
                    token,
                    weighted.get().keyword(),
                    "STATEMENT ACCEPTED, TARGETS COUNT AS EQUAL WHERE WEIGHTS ARE MISSING");
        }
    }

    private void destination(IpAddress address, Token token) {
        Optional<IpPrefix> own = address.isV4() ? draft.ipConfig.dynamicXcf() : draft.ipConfig.dynamicXcf6();
        boolean whole = own.map(p -> p.length() == address.bits()).orElse(true);
        if (!whole && !own.get().contains(address)) {
            diagnostics.report(Message.EZX1033E, token, own.get(), ACCEPTED);
        }
    }
}
