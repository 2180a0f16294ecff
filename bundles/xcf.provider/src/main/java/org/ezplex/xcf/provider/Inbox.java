// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.ezplex.codec.MalformedMessageException;
import org.ezplex.jgroups.Minutely;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.Standing;
import org.ezplex.xcf.XcfListener;
import org.ezplex.xcf.XcfMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way in: decodes what members say, keeps the member table and calls the listeners, all on one thread of the group's.
 *
 * @param <A> addresses of the engine
 */
final class Inbox<A extends Comparable<? super A>> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    static final int MOST = 64 * 1024;
    private static final long GREETING_SECONDS = 2;

    private final String group;
    private final Hardcopy hardcopy;
    private final Counters counters;
    private final Answers<A> answers;
    private final Supplier<Optional<String>> ownFault;
    private final MemberTable<A> table;
    private final Quorum quorum;
    private final Listeners listeners = new Listeners();
    private final Minutely drops = new Minutely();
    private final AtomicInteger waiting = new AtomicInteger();
    private final InboxThread thread;

    /** This member while it has joined but waits for the hellos of those it found in the group; on the thread only. */
    private XcfMember arriving;
    /** The end of that waiting; on the thread only. */
    private ScheduledFuture<?> patience;
    /** The others went on without this member, and none of them has joined since; on the thread only. */
    private boolean expelled;
    /** This member once the listeners have been told that it has joined; on the thread only. */
    private XcfMember arrived;

    private volatile List<XcfMember> members = List.of();
    private volatile Map<String, A> addresses = Map.of();
    private volatile Standing standing = Standing.MAJORITY;

    /** What this side has to do about something that came in. */
    interface Answers<A> {
        /** {@code from} says goodbye. */
        void goodbye(A from);

        /** {@code from} has seen this side's goodbye. */
        void farewell(A from);

        /** {@code by} had this member's name in the group before, and stays. */
        void displaced(A by);
    }

    /**
     * An empty one.
     *
     * @param ownFault what keeps this system itself from hearing others now, as far as it can tell
     */
    Inbox(
            String group,
            XcfMember self,
            long settleNanos,
            Hardcopy hardcopy,
            Counters counters,
            Answers<A> answers,
            Supplier<Optional<String>> ownFault) {
        this.group = group;
        this.hardcopy = hardcopy;
        this.counters = counters;
        this.answers = answers;
        this.ownFault = ownFault;
        this.table = new MemberTable<>(self, this::noticed);
        this.quorum = new Quorum(self.name(), settleNanos);
        this.thread = new InboxThread(group);
    }

    /** Every other member known, ordered by name. */
    List<XcfMember> members() {
        return members;
    }

    /** How many of the last whole group are in sight. */
    Standing standing() {
        return standing;
    }

    /** Where the active ones are. */
    Map<String, A> addresses() {
        return addresses;
    }

    Listeners.Subscription subscribe(XcfListener listener) {
        Listeners.Subscription subscription = listeners.new Subscription(listener);
        thread.execute(() -> {
            subscription.open();
            // Before the members, as at a change: what is done when this one joins is done by its standing.
            subscription.call(l -> l.standingChanged(standing));
            if (arrived != null) {
                subscription.call(l -> l.joined(arrived));
            }
            members.stream()
                    .filter(member -> member.state() == MemberState.ACTIVE)
                    .forEach(member -> subscription.call(l -> l.joined(member)));
        });
        return subscription;
    }

    /** The engine has these others in its view now, and this member as {@code self}. */
    void view(Map<A, Seniority> others, XcfMember self) {
        change(() -> {
            stands(quorum.sees(table.names(others.keySet()), System.nanoTime()));
            table.view(others);
            if (arrived == null && arriving == null) {
                arriving = self;
                patience = thread.schedule(this::arrive, GREETING_SECONDS);
            }
        });
    }

    /** This system is out of the group. */
    void clear() {
        change(() -> {
            table.clear();
            XcfMember left = arrived;
            arrived = null;
            arriving = null;
            if (patience != null) {
                patience.cancel(false);
            }
            if (left != null) {
                listeners.call(listener -> listener.gone(left.in(MemberState.QUIESCED)));
            }
        });
    }

    /** This member left for good: who it was with does not count any more. */
    void forgetGroup() {
        thread.execute(() -> {
            quorum.reset();
            stands(quorum.standing());
        });
    }

    /**
     * The others went on, or soon will, without this member; {@code told} runs when the listeners have given up what they held. If one
     * of them fails it never does: what is not given up may be another's now.
     */
    void expelled(Runnable told) {
        thread.execute(() -> {
            expelled = true;
            List<CompletableFuture<?>> done = new ArrayList<>();
            listeners.call(listener -> done.add(givingUp(listener)));
            CompletionStage<Void> all = CompletableFuture.allOf(done.toArray(CompletableFuture[]::new));
            all.whenComplete((nothing, failure) -> {
                if (failure == null) {
                    told.run();
                } else {
                    LOG.error("A listener failed: the lease stays closed until group {} is left", group, failure);
                }
            });
        });
    }

    private static CompletableFuture<?> givingUp(XcfListener listener) {
        try {
            return listener.expelled().toCompletableFuture();
        } catch (RuntimeException | LinkageError e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void stands(Standing now) {
        if (now != standing) {
            standing = now;
            listeners.call(listener -> listener.standingChanged(now));
        }
    }

    /** Tells the listeners that this member has joined, unless they know, it has left again, or is about to. */
    private void arrive() {
        if (arriving != null && table.senior() == null) {
            arrived = arriving;
            arriving = null;
            patience.cancel(false);
            XcfMember self = arrived;
            listeners.call(listener -> listener.joined(self));
        }
    }

    /** What this member says to itself. */
    void local(XcfMember self, ByteBuffer bytes) {
        ByteBuffer copy = copy(bytes);
        enqueue(() -> received(self, copy));
    }

    /** What the engine brings; {@code bytes} are good during the call only. */
    void packet(A from, ByteBuffer bytes) {
        if (bytes.remaining() > XcfMessage.MOST) {
            counters.oversized.increment();
            dropped(from, "IT HAS " + bytes.remaining() + " OCTETS");
            return;
        }
        try {
            Optional<XcfMessage> message = XcfMessage.decode(copy(bytes));
            message.ifPresent(known -> enqueue(() -> said(from, known)));
        } catch (MalformedMessageException e) {
            counters.malformed.increment();
            dropped(from, e.getMessage());
        }
    }

    /** Tells the operator that messages found no room in a queue of {@code bound}. */
    void lost(int bound) {
        if (drops.allow("queue")) {
            hardcopy.issue(Message.EZX2008E, group, bound);
        }
    }

    private void dropped(A from, String why) {
        if (drops.allow(from)) {
            hardcopy.issue(Message.EZX2007E, from, why);
        }
    }

    /** What finds no room is lost: to block the engine would hold up everybody who sends to this system. */
    private void enqueue(Runnable task) {
        if (waiting.incrementAndGet() > MOST) {
            waiting.decrementAndGet();
            lost(MOST);
            return;
        }
        thread.execute(() -> {
            waiting.decrementAndGet();
            task.run();
        });
    }

    private void change(Runnable task) {
        thread.execute(() -> {
            task.run();
            publish();
            arriveIfGreeted();
        });
    }

    private void arriveIfGreeted() {
        if (table.greeted()) {
            arrive();
        }
    }

    private void said(A from, XcfMessage message) {
        if (message instanceof XcfMessage.Data data) {
            table.data(from, data.bytes());
        } else if (message instanceof XcfMessage.Hello hello) {
            table.hello(from, hello);
            arriveIfGreeted();
        } else if (message instanceof XcfMessage.UserState state) {
            table.userState(from, state.state());
        } else if (message instanceof XcfMessage.Goodbye) {
            table.goodbye(from);
            answers.goodbye(from);
        } else if (message instanceof XcfMessage.Farewell) {
            answers.farewell(from);
        }
    }

    private void noticed(Notice notice) {
        if (notice instanceof Notice.Message message) {
            received(message.sender(), message.bytes());
            return;
        }
        publish();
        if (notice instanceof Notice.Joined joined) {
            expelled = false;
            stands(quorum.sees(addresses.keySet(), System.nanoTime()));
            listeners.call(listener -> listener.joined(joined.member()));
            hardcopy.issue(Message.EZX2000I, joined.member().name(), group);
        } else if (notice instanceof Notice.Changed changed) {
            listeners.call(listener -> listener.userStateChanged(changed.member()));
        } else if (notice instanceof Notice.Gone gone) {
            if (gone.member().state() == MemberState.QUIESCED) {
                stands(quorum.left(gone.member().name(), System.nanoTime()));
            }
            // A takeover does not wait for a message.
            listeners.call(listener -> listener.gone(gone.member()));
            tell(gone);
        } else if (notice instanceof Notice.Twice twice) {
            Instant started = Instant.ofEpochMilli(twice.kept().incarnation());
            hardcopy.issue(Message.EZX2005E, twice.kept().name(), group, started);
        } else if (notice instanceof Notice.Displaced) {
            answers.displaced(table.senior());
        }
    }

    private void tell(Notice.Gone gone) {
        String name = gone.member().name();
        if (gone.member().state() == MemberState.FAILED) {
            absence(gone)
                    .ifPresentOrElse(
                            why -> hardcopy.issue(Message.EZX2013E, name, group, why),
                            () -> hardcopy.issue(Message.EZX2002E, name, group));
        } else if (gone.member().state() == MemberState.QUIESCED) {
            hardcopy.issue(Message.EZX2001I, name, group);
        }
    }

    /** Why it may be this system that was absent, rather than the member. */
    private Optional<String> absence(Notice.Gone gone) {
        if (expelled || gone.hadLostSelf()) {
            return Optional.of("THE MEMBER WENT ON WITHOUT IT");
        }
        return ownFault.get()
                .or(() -> standing == Standing.MINORITY
                        ? Optional.of("IT SEES FEWER THAN HALF OF THE GROUP")
                        : Optional.empty());
    }

    private void received(XcfMember sender, ByteBuffer bytes) {
        counters.received.increment();
        listeners.call(listener -> listener.message(sender, bytes.asReadOnlyBuffer()));
    }

    /** What other threads see; before the listeners are told, so that they find the same. */
    private void publish() {
        members = table.members();
        addresses = Map.copyOf(table.addresses());
    }

    /** Lets what is queued be delivered, within reason, and ends the thread. */
    @Override
    public void close() {
        thread.close();
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        return ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
    }
}
