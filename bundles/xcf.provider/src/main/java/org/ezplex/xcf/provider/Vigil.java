// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Watches the members in view by their pulses, and tells them what they are to this member. A pure core: time is passed in, pulses
 * go out by a {@link Line}, findings by {@link Findings}; called by one thread.
 *
 * <p>A member is lost when it was not heard for the patience; sooner when its host says twice that nobody listens there. A member
 * that is not in view any more is answered when it speaks: so one that comes back from a pause learns at once that it was given up,
 * and this side that it is back. It is not spoken to otherwise: asking in vain for where it is would make the host ask only once a
 * second, and so the healing of a cut slow. This member's own lateness is nobody's fault but its own: it is added to all
 * deadlines.
 */
final class Vigil {
    /** Pulses that fit into the patience. */
    static final int BEATS = 5;

    private static final int MOST_FORMER = 64;
    /** A newcomer may have a lot to do before its first pulse. */
    private static final long LEAST_FIRST = TimeUnit.SECONDS.toNanos(1);
    /** So much does a timer deviate without anybody having been late. */
    private static final long JITTER = TimeUnit.MILLISECONDS.toNanos(3);

    /** One that is doubted is asked so often, for its host to tell as soon as nobody listens any more. */
    private static final long ASK_AGAIN = TimeUnit.MILLISECONDS.toNanos(4);

    private static final long UNREACHABLE_FOR = TimeUnit.MILLISECONDS.toNanos(4);
    private static final int UNREACHABLE_TIMES = 2;

    private final MemberId self;
    private final int port;
    private final long patience;
    private final Line line;
    private final Findings findings;
    private final Allegiance allegiance;
    private final Map<MemberId, Watched> others = new LinkedHashMap<>();
    private final Map<MemberId, Watched> former = new LinkedHashMap<>();
    private final Map<MemberId, Long> questions = new LinkedHashMap<>();
    private long view = -1;
    private long round = 1;

    /** The way out. */
    interface Line {
        void send(Pulse pulse, Watched to);

        /** Nothing will be sent to it any more. */
        void forget(Watched other);
    }

    /** What was found out. */
    interface Findings {
        void lost(List<MemberId> others, String why);

        /** A lost, or doubted, one lives. */
        void alive(MemberId other);

        /** Somebody lives that is not in view. */
        void stranger(MemberId other);

        /** Somebody has heard this member's question, and is heard. */
        void answered(MemberId other);
    }

    Vigil(MemberId self, int port, long patience, Line line, Findings findings, Allegiance allegiance) {
        this.self = self;
        this.port = port;
        this.patience = patience;
        this.line = line;
        this.findings = findings;
        this.allegiance = allegiance;
    }

    long interval() {
        return patience / BEATS;
    }

    /** These others are in view. */
    void view(long number, Collection<MemberId> members, long now) {
        view = number;
        List<Watched> gone = new ArrayList<>(others.values());
        gone.removeIf(other -> members.contains(other.id));
        gone.forEach(other -> leaves(other, now));
        for (MemberId id : members) {
            Watched known = others.get(id);
            if (known == null) {
                others.put(id, comes(id, now));
            } else {
                known.disowns = false;
            }
        }
        allegiance.moved();
        allegiance.settle(others.values());
        beat(now);
    }

    private Watched comes(MemberId id, long now) {
        Watched before = former.remove(id);
        Watched other = new Watched(id);
        if (before != null) {
            other.where = before.where;
            other.round = before.round;
            line.forget(before);
        }
        other.heard = now;
        other.deadline = now + Math.max(patience, LEAST_FIRST);
        return other;
    }

    private void leaves(Watched other, long now) {
        others.remove(other.id);
        other.heard = now;
        former.put(other.id, other);
        if (former.size() > MOST_FORMER) {
            forget(former.values().iterator().next());
        }
    }

    private void forget(Watched other) {
        former.remove(other.id);
        line.forget(other);
    }

    /** Where those in view are that nobody knew the place of yet. */
    void locate(Locator locator) {
        for (Watched other : others.values()) {
            InetSocketAddress where = other.where == null ? locator.where(other.id) : null;
            if (where != null) {
                place(other, where);
            }
        }
    }

    /** A place has one owner: whoever was there before is not heard again. */
    private void place(Watched other, InetSocketAddress where) {
        other.where = where;
        List.copyOf(former.values()).stream()
                .filter(before -> where.equals(before.where))
                .forEach(this::forget);
    }

    /** Finds members. */
    interface Locator {
        /** Where its pulses go; null if not known. */
        InetSocketAddress where(MemberId id);
    }

    /** A pulse has come; {@code from} is where its sender listens. */
    void heard(Pulse pulse, InetSocketAddress from, long now) {
        if (!pulse.to().equals(self) || pulse.from().equals(self)) {
            return;
        }
        if (pulse.echo() >= questions.getOrDefault(pulse.from(), Long.MAX_VALUE)) {
            questions.remove(pulse.from());
            findings.answered(pulse.from());
        }
        Watched other = others.get(pulse.from());
        if (other == null) {
            stranger(pulse, from, now);
            return;
        }
        boolean wasSuspect = other.lost || other.doubted;
        if (!other.disowns) {
            other.deadline = now + patience;
        }
        if (!from.equals(other.where)) {
            place(other, from);
        }
        other.heard(pulse, now);
        List<Watched> disowning = allegiance.said(other, pulse, view, round + 1, others.values());
        if (!disowning.isEmpty()) {
            lose(disowning, "it went on without this member", now);
        } else if (wasSuspect && !other.disowns) {
            other.lost = false;
            findings.alive(other.id);
        }
        allegiance.settle(others.values());
        if (pulse.urgent()) {
            send(other, false);
        }
    }

    private void stranger(Pulse pulse, InetSocketAddress from, long now) {
        Watched other = former.get(pulse.from());
        if (other == null) {
            replaced(from, now);
            other = new Watched(pulse.from());
        }
        other.where = from;
        other.round = Math.max(other.round, pulse.round());
        if (pulse.regard() != Pulse.Regard.COUNTED) {
            findings.stranger(pulse.from());
        }
        if (pulse.urgent()) {
            send(other, false);
            if (!former.containsKey(other.id)) {
                line.forget(other);
            }
        }
    }

    /** Asks those, which are heard somehow, whether they hear this member. */
    void question(Map<MemberId, InetSocketAddress> heard) {
        round++;
        questions.clear();
        heard.forEach((id, where) -> {
            questions.put(id, round);
            Watched known = others.getOrDefault(id, former.get(id));
            if (known == null) {
                Watched stranger = new Watched(id);
                stranger.where = where;
                send(stranger, true);
                line.forget(stranger);
            } else {
                known.where = known.where == null ? where : known.where;
                send(known, true);
            }
        });
    }

    /** Where one in view was, another is: a port has one owner. */
    private void replaced(InetSocketAddress where, long now) {
        for (Watched other : others.values()) {
            if (where.equals(other.where) && !other.lost) {
                other.doubted = true;
                other.deadline = now;
            }
        }
    }

    /** Its host says that nobody listens where pulses are sent to. */
    void unreachable(MemberId id, long now) {
        Watched gone = former.get(id);
        if (gone != null) {
            forget(gone);
            return;
        }
        Watched other = others.get(id);
        if (other != null && !other.lost) {
            other.unreachable++;
            if (other.unreachable == 1) {
                other.unreachableSince = now;
                other.doubted = true;
                ask(other, now);
            }
        }
    }

    /** Something of its was closed; one that lives answers before the next beat. */
    void doubt(MemberId id, long now) {
        Watched other = others.get(id);
        if (other != null && !other.lost && !other.doubted) {
            other.doubted = true;
            other.deadline = Math.min(other.deadline, now + interval());
            ask(other, now);
        }
    }

    private void ask(Watched doubted, long now) {
        doubted.asked = now;
        send(doubted, true);
    }

    /** This thread is here {@code nanos} later than it wanted to. */
    void late(long nanos) {
        if (nanos <= JITTER) {
            return;
        }
        others.values().forEach(other -> other.deadline += nanos);
        if (nanos > patience / 2) {
            round++;
            allegiance.paused(nanos, round, others.values());
            others.values().forEach(other -> send(other, true));
        }
    }

    /** Sends a pulse to everybody. */
    void beat(long now) {
        round++;
        for (Watched other : others.values()) {
            send(other, allegiance.isDoubtful() || other.doubted || now - other.heard > 2 * interval());
        }
    }

    private void send(Watched to, boolean urgent) {
        if (to.where != null) {
            Pulse.Regard regard = others.containsKey(to.id)
                    ? Pulse.Regard.COUNTED
                    : former.containsKey(to.id) ? Pulse.Regard.EXPELLED : Pulse.Regard.UNKNOWN;
            line.send(new Pulse(self, to.id, port, urgent, regard, view, round, to.round), to);
        }
    }

    /** Finds out who is lost by now. */
    void check(long now) {
        List<Watched> silent = new ArrayList<>();
        List<Watched> ended = new ArrayList<>();
        for (Watched other : others.values()) {
            if (!other.lost
                    && other.unreachable >= UNREACHABLE_TIMES
                    && now - other.unreachableSince >= UNREACHABLE_FOR) {
                ended.add(other);
            } else if (now - other.deadline >= 0) {
                (other.doubted && !other.lost ? ended : silent).add(other);
            } else if (other.isAsked() && now - other.asked >= ASK_AGAIN) {
                ask(other, now);
            }
        }
        lose(ended, "its process has ended", now);
        lose(silent, "it was not heard in time", now);
        allegiance.settle(others.values());
    }

    private void lose(List<Watched> them, String why, long now) {
        if (!them.isEmpty()) {
            them.forEach(other -> {
                other.lose();
                // Said again should the view not change.
                other.deadline = now + patience;
            });
            findings.lost(them.stream().map(other -> other.id).toList(), why);
        }
    }

    /** When {@link #check} is next of use; {@code beat} if not before that. */
    long due(long beat) {
        long due = beat;
        for (Watched other : others.values()) {
            boolean ends = other.unreachable >= UNREACHABLE_TIMES && !other.lost;
            due = earlier(due, ends ? other.unreachableSince + UNREACHABLE_FOR : other.deadline);
            if (other.isAsked()) {
                due = earlier(due, other.asked + ASK_AGAIN);
            }
        }
        return due;
    }

    private static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }
}
