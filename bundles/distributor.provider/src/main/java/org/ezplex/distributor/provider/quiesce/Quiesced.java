// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.quiesce;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ezplex.distributor.QuiesceTarget;
import org.ezplex.tcpip.TcpListener;

/** What QUIESCE was given for and RESUME was not, and which listeners that leaves open for new connections. */
record Quiesced(SortedSet<QuiesceTarget> targets) {
    /** The whole stack first, then ports by number, then jobs by name. */
    private static final Comparator<QuiesceTarget> ORDER = Comparator.<QuiesceTarget, Boolean>comparing(
                    target -> !target.equals(QuiesceTarget.WHOLE))
            .thenComparing(target -> target.port().orElse(Integer.MAX_VALUE))
            .thenComparing(target -> target.jobname().orElse(""));

    static final Quiesced NOTHING = of(List.of());

    static Quiesced of(Collection<QuiesceTarget> targets) {
        SortedSet<QuiesceTarget> sorted = new TreeSet<>(ORDER);
        sorted.addAll(targets);
        return new Quiesced(Collections.unmodifiableSortedSet(sorted));
    }

    /** With one more; empty if it is there already, in these words. */
    Optional<Quiesced> with(QuiesceTarget target) {
        return targets.contains(target)
                ? Optional.empty()
                : Optional.of(
                        of(Stream.concat(targets.stream(), Stream.of(target)).toList()));
    }

    /** Without one, or without any if it is the whole stack; empty if there is nothing such. */
    Optional<Quiesced> without(QuiesceTarget target) {
        boolean all = target.equals(QuiesceTarget.WHOLE);
        if (all ? targets.isEmpty() : !targets.contains(target)) {
            return Optional.empty();
        }
        return Optional.of(
                of(targets.stream().filter(t -> !all && !t.equals(target)).toList()));
    }

    /** Whether it matters whose a listener is. */
    boolean byJob() {
        return targets.stream().anyMatch(target -> target.jobname().isPresent());
    }

    /**
     * The listeners that may be given new connections.
     *
     * @param jobs by inode the jobs that have a listener, upper case; one that is not there is left out where its job matters, until
     *     it is known
     */
    Set<TcpListener> open(Set<TcpListener> listeners, Map<Long, Set<String>> jobs) {
        return listeners.stream()
                .filter(listener -> targets.stream().noneMatch(target -> covers(target, listener, jobs)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a listener is one of those meant, or may be: its jobs may not be known. */
    static boolean covers(QuiesceTarget target, TcpListener listener, Map<Long, Set<String>> jobs) {
        if (target.port().isPresent() && target.port().getAsInt() != listener.port()) {
            return false;
        }
        Set<String> owners = jobs.get(listener.inode());
        return target.jobname().isEmpty()
                || owners == null
                || owners.contains(target.jobname().get());
    }
}
