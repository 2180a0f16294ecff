// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.ezplex.net.IpAddress;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.system.Message;

/**
 * Which of the profile's DVIPAs this host is fit for. One that is an address of the host has two that answer for it once a stack owns it;
 * one whose network is on another interface than the adapter's would be taken to where nobody asks for it. What is owned already stays:
 * clients use it. Used on the event loop only.
 */
final class OwnableDvipas {
    private final LinkWatch links;
    private final OperatorLine operator;
    private final Predicate<IpAddress> owned;
    private final Set<IpAddress> refused = new HashSet<>();

    OwnableDvipas(LinkWatch links, OperatorLine operator, Predicate<IpAddress> owned) {
        this.links = links;
        this.operator = operator;
        this.owned = owned;
    }

    /** The operator is told of each that is left out, once until it is not left out. */
    List<DvipaDefinition> of(List<DvipaDefinition> defined, Optional<String> adapterInterface) {
        return defined.stream()
                .filter(definition -> fit(definition.address().address(), adapterInterface))
                .toList();
    }

    private boolean fit(IpAddress dvipa, Optional<String> adapterInterface) {
        Optional<String> has = links.having(dvipa);
        Optional<String> reaches = adapterInterface.flatMap(name -> links.elsewhere(dvipa, name));
        boolean fit = owned.test(dvipa) || (has.isEmpty() && reaches.isEmpty());
        if (fit) {
            refused.remove(dvipa);
        } else if (refused.add(dvipa)) {
            has.ifPresentOrElse(
                    name -> operator.issue(Message.EZX5026E, dvipa, name),
                    () -> operator.issue(
                            Message.EZX5027E, dvipa, reaches.orElseThrow(), adapterInterface.orElseThrow()));
        }
        return fit;
    }
}
