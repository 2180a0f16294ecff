// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import javax.crypto.SecretKey;

/**
 * The group's keys as one system has them.
 *
 * <pre>
 *  COMING   known, and opened with: a second, in which everybody learns it
 *  IN USE   sealed with: the best of those whose second is over
 *  LEAVING  opened with for what is under way, until a better one has been in use for a second
 * </pre>
 *
 * The first key is one of this system's own, or, while the sysplex changes from a key file to certificates, the file's: that is given up
 * for good when a better one is known.
 *
 * <p>Changes may follow upon each other faster than that. A newcomer's own first key is given up at once, as nobody else has it. Two that have told
 * each other of their keys understand each other from then on, if each tells the next better one on within a second. Safe for any thread; what is done for each packet takes no lock.
 */
final class GroupKeys {
    static final long COMING_NANOS = TimeUnit.SECONDS.toNanos(1);
    static final long LEAVING_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** A member that leaps to the last epoch there is would leave none for a key without it. */
    private static final long LONGEST_LEAP = 1 << 20;

    /** More are changes in such haste that something is wrong; the least of them go. */
    static final int MOST = 16;

    /** So many names of keys that have gone are known: what is sent again with an older one is a stranger's. */
    private static final int MOST_FORMER = 64;

    private final LongSupplier nanoTime;
    private final long born;
    private final long aloneNanos;
    private final Optional<SecretKey> file;
    private final SecureRandom random = new SecureRandom();
    private volatile State state;
    /** The names of keys that have gone, the latest first. */
    private volatile List<Integer> former = List.of();

    /** Whether somebody has been told of this system's keys. */
    private boolean met;

    /** A key, since when it is known, and from when it may be sealed with. */
    private record Held(GroupKey key, SealKeys.Named named, long known, long from) implements Comparable<Held> {
        static Held of(GroupKey key, long known, long from) {
            return new Held(key, new SealKeys.Named(key.name(), key.secret()), known, from);
        }

        /** Whether nobody can be using this any more: whoever had the better one has it in use, whoever told of this one has the better one. */
        boolean hasGone(Held better, long now) {
            return now - better.from() >= LEAVING_NANOS && now - known >= COMING_NANOS + LEAVING_NANOS;
        }

        Held as(GroupKey same) {
            return new Held(same, named, known, from);
        }

        @Override
        public int compareTo(Held other) {
            return key.compareTo(other.key);
        }
    }

    /** {@code others} are coming or leaving. */
    private record State(Held inUse, List<Held> others) {
        Held best() {
            return Collections.max(all());
        }

        Optional<SecretKey> called(int name) {
            if (inUse.key().name() == name) {
                return Optional.of(inUse.key().secret());
            }
            for (Held held : others) {
                if (held.key().name() == name) {
                    return Optional.of(held.key().secret());
                }
            }
            return Optional.empty();
        }

        /** Whether something has come or gone by {@code now}. */
        boolean isOver(long now) {
            for (Held held : others) {
                if (held.compareTo(inUse) > 0 ? now - held.from() >= 0 : held.hasGone(inUse, now)) {
                    return true;
                }
            }
            return false;
        }

        /** As it is at {@code now}. */
        State at(long now) {
            Held used = inUse;
            for (Held held : others) {
                if (held.compareTo(used) > 0 && now - held.from() >= 0) {
                    used = held;
                }
            }
            List<Held> left = new ArrayList<>();
            for (Held held : all()) {
                int order = held.compareTo(used);
                if (order > 0 || (order < 0 && !held.hasGone(used, now))) {
                    left.add(held);
                }
            }
            return new State(used, List.copyOf(left));
        }

        State with(Held held) {
            List<Held> more = new ArrayList<>(others);
            more.removeIf(each -> each.key().name() == held.key().name());
            more.add(held);
            more.sort(Collections.reverseOrder());
            return new State(inUse, List.copyOf(more.subList(0, Math.min(MOST, more.size()))));
        }

        State taking(GroupKey key, long now, long from) {
            Optional<Held> coming = others.stream()
                    .filter(held -> held.key().name() == key.name() && held.compareTo(inUse) > 0)
                    .findFirst();
            if (key.name() == inUse.key().name()) {
                // Perhaps of a newcomer that is none any more.
                return new State(inUse.as(max(key, inUse.key())), others);
            }
            return coming.isPresent()
                    ? with(coming.get().as(max(key, coming.get().key())))
                    : with(Held.of(key, now, from)).at(now);
        }

        private List<Held> all() {
            List<Held> all = new ArrayList<>(others);
            all.add(inUse);
            return all;
        }
    }

    /** With a key of its own, which is a newcomer's for {@code aloneNanos}. */
    GroupKeys(LongSupplier nanoTime, long aloneNanos) {
        this(nanoTime, aloneNanos, Optional.empty());
    }

    /** With the key of a {@code file}, if there is one, in place of its own. */
    GroupKeys(LongSupplier nanoTime, long aloneNanos, Optional<SecretKey> file) {
        this.nanoTime = nanoTime;
        this.file = file;
        this.born = nanoTime.getAsLong();
        this.aloneNanos = aloneNanos;
        this.state = ofItsOwn(born);
    }

    /** What is sealed with now. */
    SealKeys.Named current() {
        return turned().inUse().named();
    }

    Optional<SecretKey> of(int name) {
        return turned().called(name);
    }

    boolean isFormer(int name) {
        return former.contains(name);
    }

    /** Whether the key file's is the best there is: those who have nothing else understand this system, and it them. */
    boolean goByFile() {
        return best().isOfFile();
    }

    /** Whether there was the key of a file, and it is not even opened with any more. */
    boolean haveLeftFile() {
        return file.isPresent() && of(GroupKey.FILE).isEmpty();
    }

    /** The best there is, to be handed to others. */
    synchronized GroupKey best() {
        return settled().best().key();
    }

    /** A newcomer that has found nobody in its time is none any more. */
    private State settled() {
        State now = turned();
        GroupKey key = now.inUse().key();
        if (key.epoch() == 0 && nanoTime.getAsLong() - born >= aloneNanos) {
            become(new State(now.inUse().as(key.of(1)), now.others()));
        }
        return state;
    }

    /** What another has to know to understand this system from now on: the one in use, and those to come, the best first. */
    synchronized List<GroupKey> told() {
        State now = settled();
        return now.all().stream()
                .filter(held -> held.compareTo(now.inUse()) >= 0)
                .map(Held::key)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** Takes what somebody has told who is told in turn; says whether there is a better one than the best. */
    synchronized boolean learn(List<GroupKey> told) {
        GroupKey best = best();
        become(taking(told, state, nanoTime.getAsLong()));
        met |= !told.isEmpty();
        return best().compareTo(best) > 0;
    }

    /**
     * As {@link #learn}, with a later list of revoked certificates: a newcomer gives up what it was told before, as if it began now, because that may
     * be of somebody who is revoked, of any epoch. It is one step: nobody finds it without the keys that it is told again, nor with one of its
     * own that nobody knows.
     */
    synchronized boolean learnAnew(List<GroupKey> told) {
        long now = nanoTime.getAsLong();
        if (now - born >= aloneNanos) {
            return learn(told);
        }
        GroupKey best = best();
        met = false;
        become(taking(told, ofAnothers(told, now).orElseGet(() -> ofItsOwn(now)), now));
        met = !told.isEmpty();
        return best().compareTo(best) > 0;
    }

    private State taking(List<GroupKey> told, State before, long now) {
        GroupKey best = before.best().key();
        boolean alone = !met && best.epoch() == 0;
        State learnt = before;
        for (GroupKey key : told) {
            boolean sane = best.epoch() == 0 || key.epoch() <= best.epoch() + LONGEST_LEAP;
            // Whoever has a better key than a file's takes no file's from anybody.
            if (sane && (!key.isOfFile() || best.isOfFile())) {
                learnt = learnt.taking(key, now, alone ? now : now + COMING_NANOS);
            }
        }
        return learnt;
    }

    /** With the best of those that are told, unless a file's is the first here; one of another's file is none for whom has none. */
    private Optional<State> ofAnothers(List<GroupKey> told, long now) {
        return told.stream()
                .filter(key -> file.isEmpty() && !key.isOfFile())
                .max(Comparator.naturalOrder())
                .map(best -> new State(Held.of(best, now, now), List.of()));
    }

    private State ofItsOwn(long now) {
        GroupKey own = file.map(GroupKey::ofFile).orElseGet(() -> GroupKey.random(0, random));
        return new State(Held.of(own, now, now), List.of());
    }

    private void become(State next) {
        Stream<Integer> gone = state.all().stream()
                .map(held -> held.key().name())
                .filter(name -> next.called(name).isEmpty());
        former = Stream.concat(gone, former.stream()).limit(MOST_FORMER).toList();
        state = next;
    }

    private static GroupKey max(GroupKey one, GroupKey two) {
        return one.compareTo(two) > 0 ? one : two;
    }

    /** Makes a key that is better than the best. */
    synchronized GroupKey renew() {
        GroupKey made = GroupKey.random(best().epoch() + 1, random);
        long now = nanoTime.getAsLong();
        become(settled().with(Held.of(made, now, now + COMING_NANOS)));
        return made;
    }

    /** How long the best key has been known here. */
    synchronized long ageNanos() {
        return nanoTime.getAsLong() - turned().best().known();
    }

    private State turned() {
        State now = state;
        if (now.others().isEmpty() || !now.isOver(nanoTime.getAsLong())) {
            return now;
        }
        synchronized (this) {
            become(state.at(nanoTime.getAsLong()));
            return state;
        }
    }
}
