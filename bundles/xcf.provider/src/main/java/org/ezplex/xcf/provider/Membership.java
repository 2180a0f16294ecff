// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ezplex.jgroups.Minutely;
import org.ezplex.net.IpAddress;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.xcf.Intent;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.XcfMember;
import org.jgroups.Address;

/**
 * This system's being in the group or not: joins when it is to and everything needed is there, joins anew when its address has changed, leaves.
 *
 * <pre>
 *  NOT_DEFINED --all there, connected--> ACTIVE --address changed--> NOT_DEFINED
 *       ^                                  ||'----no signs of life--> NOT_DEFINED
 *       |                                  |'-----closed-----------> NOT_DEFINED for good
 *       |                                  '--a senior lives with this name--> WAITING
 *       '--------------------------- the senior is out of the view ---------------'
 * </pre>
 *
 * <p>WAITING is NOT_DEFINED to all, but connected, to see the senior go.
 */
final class Membership implements EngineLink.Events, Inbox.Answers<Address>, PacketSeal.Refused, AutoCloseable {
    private static final long VIEW_MILLIS = 500;

    private final Settings settings;
    private final Hardcopy hardcopy;
    private final Counters counters;
    private final Minutely rejections = new Minutely();
    private final Minutely replays = new Minutely();
    private final NetworkWatch network;
    private final Inbox<Address> inbox;
    private final Lease lease = new Lease();
    private final Joiner joiner = new Joiner();
    private final Object lock = new Object();
    private final long born = System.nanoTime();
    private final long holdNanos;

    private volatile XcfMember self;
    private volatile EngineLink link;
    private volatile boolean closing;
    private volatile Intent intent = Intent.START;
    /** Who is in the group with this system's name, while this one waits. */
    private volatile Address senior;

    private String lastReason = "";

    Membership(Settings settings, XcfMember self, Hardcopy hardcopy, Counters counters) {
        this.settings = settings;
        this.self = self;
        this.hardcopy = hardcopy;
        this.counters = counters;
        this.holdNanos = TimeUnit.MILLISECONDS.toNanos(settings.holdMillis());
        this.network = new NetworkWatch(settings.group(), hardcopy, () -> Prerequisites.requireLink(settings));
        this.inbox =
                new Inbox<>(settings.group(), self, settleNanos(settings), hardcopy, counters, this, this::ownFault);
    }

    /** Who is cut off with others is missed within that of them: a detection, and a view. */
    private static long settleNanos(Settings settings) {
        return TimeUnit.MILLISECONDS.toNanos(settings.failureDetectionMillis() + VIEW_MILLIS);
    }

    /** Begins to try to join. */
    void start() {
        joiner.start(this::attempt);
    }

    Intent intent() {
        return intent;
    }

    /** Stays out until {@link #joinGroup}, if nothing was said or done yet. */
    void hold() {
        synchronized (lock) {
            if (intent == Intent.START) {
                intent = Intent.HELD;
            }
        }
    }

    XcfMember self() {
        return self;
    }

    Inbox<Address> inbox() {
        return inbox;
    }

    /** Whether nothing suggests that the others went on without this member. */
    boolean current() {
        return lease.holds(System.nanoTime());
    }

    /** What keeps this system from hearing others, as far as it can tell by itself. */
    private Optional<String> ownFault() {
        return current() ? network.fault() : Optional.of("IT WAS FROZEN OR GOT NO PROCESSOR");
    }

    void setUserState(ByteBuffer state) {
        synchronized (lock) {
            self = new XcfMember(self.name(), self.system(), self.stack(), self.incarnation(), self.state(), state);
            if (link != null) {
                link.outbox().mustAll(new XcfMessage.UserState(state).encode());
            }
        }
    }

    void send(List<Address> to, ByteBuffer message) {
        EngineLink now = link;
        if (now == null || to.isEmpty()) {
            return;
        }
        if (now.outbox().offer(to, new XcfMessage.Data(message).encode())) {
            counters.sent.increment();
        } else {
            inbox.lost(Outbox.MOST);
        }
    }

    boolean renewKey() {
        EngineLink now = link;
        return now != null && now.renewKey();
    }

    /** Leaves in order and stays out. */
    void leaveGroup() {
        want(Intent.OUT);
        joiner.execute(() -> {
            if (intent == Intent.OUT) {
                leave();
                inbox.forgetGroup();
            }
        });
    }

    /** Joins, whatever was wanted before. */
    void joinGroup() {
        want(Intent.IN);
        joiner.execute(this::attempt);
    }

    private void want(Intent wanted) {
        synchronized (lock) {
            intent = wanted;
        }
    }

    // On the joiner's thread.

    private void attempt() {
        if (closing || !wanted()) {
            return;
        }
        if (link != null) {
            network.fault();
        }
        try {
            if (link == null) {
                join(Prerequisites.find(settings, self.system()));
            } else if (link.revoked()
                    || seniorHasGone()
                    || !Prerequisites.address(settings).equals(link.address())) {
                leave();
                join(Prerequisites.find(settings, self.system()));
            }
        } catch (NotReadyException e) {
            // A joined system whose interface is away for a moment stays: the others decide by what they hear.
            if (link == null) {
                notJoined(e.reason(), e.cure());
            }
        }
    }

    /** Whoever has been told nothing when the time for it is over joins. */
    private boolean wanted() {
        synchronized (lock) {
            if (intent == Intent.START && System.nanoTime() - born >= holdNanos) {
                intent = Intent.IN;
            }
            return intent == Intent.IN;
        }
    }

    private boolean seniorHasGone() {
        Address awaited = senior;
        return awaited != null && !link.sees(awaited);
    }

    private void join(Prerequisites found) {
        EngineLink connecting = null;
        try {
            SealKeys keys = keys(found);
            connecting = new EngineLink(settings, found, keys, self.name(), lease, this, this);
            synchronized (lock) {
                link = connecting;
            }
            connecting.connect(settings.group());
            lastReason = "";
            if (closing || intent != Intent.IN) {
                leave();
            }
        } catch (Exception e) {
            if (connecting != null) {
                connecting.close();
            }
            out();
            String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            notJoined(
                    reason + " (" + IpAddress.of(found.address()) + ")",
                    "FREE THE PORT OR CHANGE port; THE LOG HAS MORE");
        }
    }

    private SealKeys keys(Prerequisites found) throws IOException {
        KeyMessages messages = new KeyMessages(settings.group(), hardcopy);
        return found.credential().open(settings, found, messages, () -> joiner.execute(this::attempt));
    }

    private void notJoined(String reason, String cure) {
        if (!reason.equals(lastReason)) {
            lastReason = reason;
            hardcopy.issue(Message.EZX2004E, settings.group(), reason, cure);
        }
    }

    private void leave() {
        EngineLink now = link;
        if (now != null) {
            boolean known = senior == null;
            now.leave();
            out();
            if (known) {
                hardcopy.issue(Message.EZX2009I, settings.group());
            }
        }
    }

    private void out() {
        synchronized (lock) {
            link = null;
            senior = null;
            self = self.in(MemberState.NOT_DEFINED);
        }
        inbox.clear();
    }

    // On the engine's threads.

    @Override
    public void greet(Outbox<Address> outbox, List<Address> to, boolean fresh) {
        synchronized (lock) {
            XcfMember me = self;
            XcfMessage first = senior == null
                    ? new XcfMessage.Hello(me.system(), me.stack(), me.incarnation(), me.userState(), fresh)
                    : new XcfMessage.Goodbye();
            outbox.must(to, first.encode());
        }
    }

    @Override
    public void view(Map<Address, Seniority> others) {
        synchronized (lock) {
            if (senior != null) {
                return;
            }
            if (self.state() != MemberState.ACTIVE) {
                self = self.in(MemberState.ACTIVE);
                hardcopy.issue(Message.EZD1176I, self.stack(), settings.group());
            }
            inbox.view(others, self);
        }
    }

    @Override
    public void expelled(Runnable told) {
        inbox.expelled(told);
        hardcopy.issue(Message.EZX2010E, settings.group());
    }

    /** Leaves once everything is given up, as leaving opens the lease; the next attempt joins again. */
    @Override
    public void mute(Exception why) {
        EngineLink failed = link;
        inbox.expelled(() -> joiner.execute(() -> {
            if (link == failed) {
                leave();
            }
        }));
        hardcopy.issue(Message.EZX2012E, settings.group(), why);
    }

    @Override
    public void packet(Address from, ByteBuffer message) {
        if (senior == null) {
            inbox.packet(from, message);
        }
    }

    @Override
    public void strangers(InetAddress from) {
        counters.unauthenticated.increment();
        if (rejections.allow(from)) {
            hardcopy.issue(Message.EZX2003E, IpAddress.of(from));
        }
    }

    @Override
    public void old(InetAddress from) {
        counters.replayed.increment();
        if (replays.allow(from)) {
            hardcopy.issue(Message.EZX2025E, IpAddress.of(from));
        }
    }

    // On the inbox's thread.

    @Override
    public void goodbye(Address from) {
        EngineLink now = link;
        if (now != null) {
            now.outbox().must(List.of(from), new XcfMessage.Farewell().encode());
        }
    }

    @Override
    public void farewell(Address from) {
        EngineLink now = link;
        if (now != null) {
            now.farewell(from);
        }
    }

    @Override
    public void displaced(Address by) {
        synchronized (lock) {
            if (link == null) {
                return;
            }
            senior = by;
            self = self.in(MemberState.NOT_DEFINED);
            link.outbox().mustAll(new XcfMessage.Goodbye().encode());
            inbox.clear();
        }
        hardcopy.issue(Message.EZX2006E, self.name(), settings.group());
    }

    /** Leaves in order and ends the threads. */
    @Override
    public void close() {
        closing = true;
        joiner.execute(this::leave);
        joiner.close();
        EngineLink left = link;
        if (left != null) {
            // Connecting took so long that nobody was left to leave.
            left.close();
            out();
        }
        inbox.close();
    }
}
