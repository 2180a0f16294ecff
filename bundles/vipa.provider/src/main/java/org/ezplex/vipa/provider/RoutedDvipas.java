// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.ezplex.net.IpAddress;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Message;
import org.ezplex.system.OperatorLine;

/**
 * Tells the operator of each DVIPA, once, that is owned on an interface with other networks than its own: right for one that routers
 * send here, and else the sign of a wrong interface, on which nobody asks for it. Used on the event loop only.
 */
final class RoutedDvipas {
    /** Clients wait for what comes with an ownership, and nobody for this. */
    private static final Duration LATER = Duration.ofSeconds(1);

    private final EventLoop loop;
    private final AdapterPort adapter;
    private final LinkWatch links;
    private final OperatorLine operator;
    private final Supplier<Collection<IpAddress>> owned;
    private final Set<IpAddress> told = new HashSet<>();
    private boolean waiting;

    /** Looks at what {@code owned} says. */
    RoutedDvipas(
            EventLoop loop,
            AdapterPort adapter,
            LinkWatch links,
            OperatorLine operator,
            Supplier<Collection<IpAddress>> owned) {
        this.loop = loop;
        this.adapter = adapter;
        this.links = links;
        this.operator = operator;
        this.owned = owned;
    }

    /** This stack owns more than it did. */
    void ownedMore() {
        if (!waiting) {
            waiting = true;
            loop.schedule(LATER, this::look);
        }
    }

    private void look() {
        waiting = false;
        Optional<String> name = adapter.interfaceName();
        name.ifPresent(interfaceName -> links.outside(owned.get(), interfaceName).stream()
                .filter(told::add)
                .forEach(dvipa -> operator.issue(Message.EZX5020E, dvipa, interfaceName)));
    }
}
