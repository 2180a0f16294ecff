// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.net.PortRange;
import org.ezplex.profile.DistMethod;
import org.ezplex.profile.Distribution.Encapsulation;
import org.ezplex.profile.Distribution.StandbyRole;

/** A VIPADISTRIBUTE as it was written, with the words that messages are about. A word is null where nothing was coded. */
final class DistributeText {
    Token operation;
    boolean delete;
    Token methodToken;
    Optional<DistMethod> method = Optional.empty();
    Token optLocalToken;
    int optLocal = -1;
    Token sysplexPorts;
    Token affinityToken;
    int affinitySeconds;
    Token tierToken;
    int tier;
    String group = "";
    Token encapsulationToken;
    Encapsulation encapsulation = Encapsulation.NONE;
    Token controlPortToken;
    int controlPort;
    Token dvipa;
    Token portToken;
    final List<PortRange> ports = new ArrayList<>();
    Token destinationToken;
    boolean all;
    final List<Destination> destinations = new ArrayList<>();

    DistMethod effectiveMethod() {
        DistMethod byDefault =
                encapsulation == Encapsulation.NONE ? DistMethod.BaseWlm.DEFAULT : new DistMethod.RoundRobin();
        return method.orElse(byDefault);
    }

    boolean hotStandby() {
        return effectiveMethod() instanceof DistMethod.HotStandby;
    }

    /** An entry after DESTIP; weight and rank as coded or their defaults. */
    record Destination(
            Token token,
            IpAddress address,
            Token weightToken,
            int weight,
            Token roleToken,
            StandbyRole role,
            int rank) {}
}
