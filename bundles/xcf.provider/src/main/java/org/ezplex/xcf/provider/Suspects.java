// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who of the view is taken for lost. Findings are numbered in the order they were made in, since they come here on several threads:
 * whoever was found alive after it was missed is not lost, whichever of the two comes first. On any thread.
 *
 * @param <A> addresses of the engine
 */
final class Suspects<A> {
    private final Set<A> lost = new HashSet<>();
    private final Map<A, Long> alive = new HashMap<>();

    /** These were missed; says who of {@code view} is lost now. */
    synchronized List<A> miss(Collection<A> missed, long finding, Collection<A> view) {
        missed.stream()
                .filter(member -> alive.getOrDefault(member, Long.MIN_VALUE) < finding)
                .forEach(lost::add);
        lost.retainAll(view);
        return List.copyOf(lost);
    }

    /** It was heard again. */
    synchronized void hear(A member, long finding) {
        alive.merge(member, finding, Math::max);
        lost.remove(member);
    }

    /** Others are of no concern any more. */
    synchronized void retain(Collection<A> view) {
        lost.retainAll(view);
        alive.keySet().retainAll(view);
    }
}
