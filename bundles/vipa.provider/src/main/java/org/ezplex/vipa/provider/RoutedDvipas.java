// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.ezplex.net.IpAddress;
import org.ezplex.system.Message;

/**
 * Tells the operator of each DVIPA, once, that is owned on an interface with other networks than its own: right for one that routers
 * send here, and else the sign of a wrong interface, on which nobody asks for it. Used on the event loop only.
 */
final class RoutedDvipas {
    private final AdapterPort adapter;
    private final LinkWatch links;
    private final OperatorLine operator;
    private final Set<IpAddress> told = new HashSet<>();

    RoutedDvipas(AdapterPort adapter, LinkWatch links, OperatorLine operator) {
        this.adapter = adapter;
        this.links = links;
        this.operator = operator;
    }

    /** This stack has become the owner of {@code dvipa}. */
    void owned(IpAddress dvipa) {
        Optional<String> name = adapter.interfaceName().filter(n -> links.isOutside(dvipa, n));
        if (name.isPresent() && told.add(dvipa)) {
            operator.issue(Message.EZX5020E, dvipa, name.get());
        }
    }
}
