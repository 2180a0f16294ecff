// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.ezplex.tcpip.StackInterface;

/** Notices the links that were without a carrier and have one again. */
final class ReturningLinks {
    private final IntConsumer returned;
    private Set<Integer> without = Set.of();

    /** Calls {@code returned} with the number of each. */
    ReturningLinks(IntConsumer returned) {
        this.returned = returned;
    }

    /** The links as they are now. */
    void look(List<StackInterface> links) {
        Set<Integer> before = without;
        without = links.stream()
                .filter(link -> !link.carrier())
                .map(StackInterface::index)
                .collect(Collectors.toSet());
        links.stream()
                .filter(link -> link.carrier() && before.contains(link.index()))
                .forEach(link -> returned.accept(link.index()));
    }
}
