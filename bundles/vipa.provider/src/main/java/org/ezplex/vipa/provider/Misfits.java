// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ezplex.net.IpAddress;
import org.ezplex.system.Message;
import org.ezplex.system.OperatorLine;
import org.ezplex.tcpip.HomeAddress;
import org.ezplex.tcpip.StackException;

/**
 * Which DVIPAs do not fit this host. One that is an address of the host has two that answer for it once a stack owns it; one whose network
 * is on another interface than the adapter's would be taken to where nobody asks for it. Used on the event loop only.
 */
final class Misfits {
    private final LinkWatch links;
    private final OperatorLine operator;
    private Map<IpAddress, Misfit> known = Map.of();
    private Optional<String> adapterInterface = Optional.empty();
    private boolean adapterAstray;

    /** What the operator is told of one. */
    private record Misfit(Message message, List<Object> inserts) {}

    Misfits(LinkWatch links, OperatorLine operator) {
        this.links = links;
        this.operator = operator;
    }

    /** The adapter is on this interface; one that goes is expected to come back there. */
    void adapterOn(String interfaceName) {
        adapterInterface = Optional.of(interfaceName);
    }

    /** Tells the operator of what was none before. While the host's addresses cannot be read, what was one is one. */
    Set<IpAddress> among(Collection<IpAddress> dvipas) {
        try {
            List<HomeAddress> own = links.own();
            Map<IpAddress, Misfit> now = new HashMap<>();
            dvipas.forEach(dvipa -> misfit(own, dvipa).ifPresent(misfit -> now.put(dvipa, misfit)));
            now.forEach(this::tell);
            known = now;
            adapterAstray = !dvipas.isEmpty()
                    && dvipas.stream()
                            .allMatch(dvipa ->
                                    now.containsKey(dvipa) && now.get(dvipa).message() == Message.EZX5027E);
        } catch (StackException e) {
            // LinkWatch goes on without them too.
        }
        return Set.copyOf(known.keySet());
    }

    /** Whether the adapter is on an interface that none of the DVIPAs is for. */
    boolean adapterAstray() {
        return adapterAstray;
    }

    private Optional<Misfit> misfit(List<HomeAddress> own, IpAddress dvipa) {
        return LinkWatch.having(own, dvipa)
                .map(holder -> new Misfit(Message.EZX5026E, List.of(dvipa, holder)))
                .or(() -> adapterInterface.flatMap(name -> LinkWatch.elsewhere(own, dvipa, name)
                        .map(other -> new Misfit(Message.EZX5027E, List.of(dvipa, other, name)))));
    }

    private void tell(IpAddress dvipa, Misfit misfit) {
        if (!misfit.equals(known.get(dvipa))) {
            operator.issue(misfit.message(), misfit.inserts().toArray());
        }
    }
}
