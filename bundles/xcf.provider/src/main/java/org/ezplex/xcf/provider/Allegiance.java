// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Whether the others still count this member in, as far as it can know. A pure core, used by the pulse thread.
 *
 * <pre>
 *  LOYAL --paused--> DOUBTFUL --all in view confirm, or are lost--> LOYAL
 *    |                  |one disowns, or all are lost after a pause long enough for them to have gone on
 *    |                  v
 *    '--most disown--> EXPELLED --listeners told, other view, all in it confirm, or are lost--> LOYAL
 * </pre>
 *
 * <p>Who is lost counts as if it had left the view: it may stay there for long, since another member may make the views and hear it
 * well. Who was lost before a pause is asked after it like the rest. Who is given up because it disowns this member is not lost.
 *
 * <p>The lease is open while LOYAL only.
 */
final class Allegiance {
    private final long patience;
    private final Lease lease;
    private final Runnable expelled;

    private boolean doubtful;
    /** The round of this member from which on an echo shows that the other has heard it after the pause. */
    private long challenge;

    private long pause;
    private boolean anyConfirmed;
    private boolean hadOthers;
    private boolean expulsion;
    private boolean told;
    private boolean moved;

    /** {@code expelled} is run when the others went on without this member; {@link #told} comes when everybody here knows. */
    Allegiance(long patience, Lease lease, Runnable expelled) {
        this.patience = patience;
        this.lease = lease;
        this.expelled = expelled;
    }

    boolean isDoubtful() {
        return doubtful;
    }

    /** This process did not run for {@code nanos}; rounds from {@code next} on are answers' proof. */
    void paused(long nanos, long next, Collection<Watched> others) {
        pause = doubtful ? Math.max(pause, nanos) : nanos;
        hadOthers |= !others.isEmpty();
        suspend(next, others);
    }

    private void suspend(long next, Collection<Watched> others) {
        lease.close();
        doubtful = true;
        challenge = next;
        anyConfirmed = false;
        others.forEach(Watched::challenge);
    }

    /** Another in view says what this member is to it. Returns those to be given up, as they have given up this one. */
    List<Watched> said(Watched by, Pulse pulse, long ownView, long next, Collection<Watched> others) {
        if (pulse.regard() == Pulse.Regard.COUNTED) {
            by.disowns = false;
            if (doubtful && pulse.echo() >= challenge) {
                by.confirmed = true;
                anyConfirmed = true;
            }
            return List.of();
        }
        // An older view than this one's is one that this member's is the successor of: not there yet.
        if (pulse.regard() == Pulse.Regard.EXPELLED && pulse.view() >= ownView && !by.disowns) {
            by.disowns = true;
            return disowned(others, next);
        }
        return List.of();
    }

    private List<Watched> disowned(Collection<Watched> others, long next) {
        List<Watched> disowning = new ArrayList<>(others);
        disowning.removeIf(other -> !other.disowns);
        if (!expulsion && (doubtful || 2 * disowning.size() > others.size() + 1)) {
            suspend(next, others);
            moved = false;
            expel();
        }
        return disowning;
    }

    private void expel() {
        expulsion = true;
        told = false;
        expelled.run();
    }

    /** Everybody on this system knows of the expulsion. */
    void told() {
        told = true;
    }

    /** There is another view. */
    void moved() {
        moved = true;
    }

    /** Opens the lease again if nothing speaks against it any more. */
    void settle(Collection<Watched> others) {
        if (!doubtful || others.stream().anyMatch(Watched::isWaitedFor)) {
            return;
        }
        boolean alone = others.stream().allMatch(other -> other.silent);
        if (alone && hadOthers && !anyConfirmed && pause >= patience && !expulsion) {
            // Nobody is left to ask, and they had the time to go on alone.
            moved = true;
            expel();
        }
        if (!expulsion || (told && moved)) {
            expulsion = false;
            doubtful = false;
            hadOthers = false;
            pause = 0;
            lease.open();
        }
    }
}
