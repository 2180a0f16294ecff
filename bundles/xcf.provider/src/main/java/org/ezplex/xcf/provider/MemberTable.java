// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.XcfMember;

/**
 * The members of a group, made of the engine's views and of what the members say of themselves. A pure core: no threads, no
 * clock, no engine; addresses are only compared.
 *
 * <pre>
 *  not known --view--> in view --hello--> ACTIVE --goodbye--> QUIESCED
 *      |                  ^                  |--no longer in view--> FAILED
 *      '--hello (early)---'                  '--hello, fresh--> FAILED, ACTIVE at once
 * </pre>
 *
 * <p>A member is ACTIVE when the engine has it in the view and its hello is here. Of two with one name, the one that is ACTIVE
 * stays so; the other waits until that has gone. What a member says before its hello is left over from an earlier life of the
 * link, and dropped; what it says between its hello and being ACTIVE waits, bounded. A fresh hello of an active member says that
 * the other side had lost this one in between without this side noticing: messages may be missing, so it is reported as gone and
 * joined.
 *
 * <p>Of two that live, one of them this one, the one that was in the group before stays; if that cannot be said, as two groups have
 * met, the incarnation decides. A restarted member meets its past too, but that says no hello any more.
 *
 * @param <A> addresses of the engine; a restarted member has a new one
 */
final class MemberTable<A extends Comparable<? super A>> {
    static final int MOST_EARLY = 1024;
    static final int MOST_EARLY_OCTETS = 1 << 20;
    static final int MOST_EARLY_OCTETS_OF_ALL = 8 << 20;
    static final int MOST_STRANGERS = 64;
    static final int MOST_GONE = 256;

    private final XcfMember self;
    private final Consumer<Notice> notices;
    private final Map<A, Peer> peers = new LinkedHashMap<>();
    private final Map<String, Peer> active = new HashMap<>();
    private final TreeMap<String, XcfMember> known = new TreeMap<>();
    private A senior;

    /** Somebody behind an address. */
    private final class Peer {
        final A address;
        final Deque<ByteBuffer> early = new ArrayDeque<>();
        int earlyOctets;
        Seniority seniority = Seniority.UNKNOWN;
        boolean inView;
        boolean left;
        boolean refused;
        XcfMessage.Hello hello;

        Peer(A address) {
            this.address = address;
        }

        boolean eligible() {
            return inView && waits();
        }

        /** Whether it is, or may become, a member. */
        boolean waits() {
            return !left && hello != null && !hello.name().equals(self.name());
        }

        boolean wasHereBeforeSelf() {
            boolean startedBefore = hello.incarnation() <= self.incarnation();
            return seniority == Seniority.EARLIER || (seniority == Seniority.UNKNOWN && startedBefore);
        }

        void keepForLater(ByteBuffer bytes) {
            early.add(copy(bytes));
            earlyOctets += bytes.remaining();
        }

        void forgetEarly() {
            early.clear();
            earlyOctets = 0;
        }

        boolean isActive() {
            return hello != null && active.get(hello.name()) == this;
        }
    }

    /** Only the name and incarnation of {@code self} matter. */
    MemberTable(XcfMember self, Consumer<Notice> notices) {
        this.self = self;
        this.notices = notices;
    }

    /** Every other member known, ordered by name. */
    List<XcfMember> members() {
        return List.copyOf(known.values());
    }

    /** Where the active members are. */
    Map<String, A> addresses() {
        Map<String, A> addresses = new HashMap<>();
        active.forEach((name, peer) -> addresses.put(name, peer.address));
        return addresses;
    }

    /** The names of the active members that are among {@code others}. */
    List<String> names(Set<A> others) {
        return active.entrySet().stream()
                .filter(entry -> others.contains(entry.getValue().address))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether everybody in the view has said hello, or goodbye. */
    boolean greeted() {
        return peers.values().stream().allMatch(peer -> !peer.inView || peer.left || peer.hello != null);
    }

    /** Who had this member's name in the group before it, and lives; null if nobody. */
    A senior() {
        return senior;
    }

    /** The engine's new view, without this member. */
    void view(Map<A, Seniority> others) {
        List<Peer> lost = new ArrayList<>();
        peers.values().removeIf(peer -> {
            boolean gone = peer.inView && !others.containsKey(peer.address);
            if (gone) {
                peer.inView = false;
                lost.add(peer);
            }
            return gone;
        });
        lost.stream().filter(peer -> peer.hello != null).forEach(peer -> settle(peer.hello.name()));
        others.forEach((address, seniority) -> {
            Peer peer = peers.computeIfAbsent(address, Peer::new);
            if (!peer.inView) {
                peer.inView = true;
                peer.seniority = seniority;
                arrived(peer);
            }
        });
    }

    void hello(A from, XcfMessage.Hello hello) {
        Peer peer = peers.computeIfAbsent(from, Peer::new);
        if (peer.isActive() && (hello.fresh() || !hello.name().equals(peer.hello.name()))) {
            gone(peer, MemberState.FAILED, hello.fresh());
        }
        boolean again = peer.isActive();
        peer.hello = copy(hello);
        peer.left = false;
        if (again) {
            changed(peer);
        } else {
            arrived(peer);
        }
        forgetStrangers();
    }

    void userState(A from, ByteBuffer state) {
        Peer peer = peers.get(from);
        if (peer != null && peer.hello != null) {
            XcfMessage.Hello old = peer.hello;
            peer.hello = copy(new XcfMessage.Hello(old.system(), old.stack(), old.incarnation(), state, false));
            if (peer.isActive()) {
                changed(peer);
            }
        }
    }

    void goodbye(A from) {
        Peer peer = peers.get(from);
        if (peer != null) {
            peer.left = true;
            peer.forgetEarly();
            if (peer.hello != null) {
                settle(peer.hello.name());
            }
        }
    }

    void data(A from, ByteBuffer bytes) {
        Peer peer = peers.get(from);
        if (peer == null || peer.hello == null) {
            return;
        }
        if (peer.isActive()) {
            notices.accept(new Notice.Message(peer.hello.member(MemberState.ACTIVE), bytes));
        } else if (peer.waits() && hasRoom(peer, bytes.remaining())) {
            peer.keepForLater(bytes);
        }
    }

    private boolean hasRoom(Peer peer, int octets) {
        int all = peers.values().stream().mapToInt(any -> any.earlyOctets).sum();
        return peer.early.size() < MOST_EARLY
                && peer.earlyOctets + octets <= MOST_EARLY_OCTETS
                && all + octets <= MOST_EARLY_OCTETS_OF_ALL;
    }

    /** This member is out of the group: nobody is active any more, as far as it can know. */
    void clear() {
        peers.clear();
        senior = null;
        List.copyOf(active.values()).forEach(peer -> gone(peer, MemberState.NOT_DEFINED, false));
    }

    private void arrived(Peer peer) {
        if (peer.hello == null || !peer.inView) {
            return;
        }
        XcfMember member = peer.hello.member(MemberState.ACTIVE);
        if (member.name().equals(self.name())) {
            namesake(peer, member);
        } else {
            settle(member.name());
        }
    }

    private void namesake(Peer peer, XcfMember member) {
        if (peer.wasHereBeforeSelf()) {
            if (senior == null) {
                senior = peer.address;
                notices.accept(new Notice.Displaced(member));
            }
        } else if (!peer.refused) {
            peer.refused = true;
            notices.accept(new Notice.Twice(self));
        }
    }

    /** Makes the right one of those with {@code name} the active one. */
    private void settle(String name) {
        Peer was = active.get(name);
        Optional<Peer> winner = peers.values().stream()
                .filter(peer -> peer.eligible() && peer.hello.name().equals(name))
                .min(Comparator.<Peer, Boolean>comparing(peer -> peer != was)
                        .thenComparing(peer -> peer.hello.incarnation())
                        .thenComparing(peer -> peer.address));
        if (was != null && winner.filter(peer -> peer == was).isEmpty()) {
            gone(was, was.left ? MemberState.QUIESCED : MemberState.FAILED, false);
        }
        winner.filter(peer -> !peer.isActive()).ifPresent(this::joined);
        winner.ifPresent(this::refuseOthers);
    }

    private void refuseOthers(Peer winner) {
        for (Peer peer : peers.values()) {
            boolean loser =
                    peer != winner && peer.eligible() && peer.hello.name().equals(winner.hello.name());
            if (loser && !peer.refused) {
                peer.refused = true;
                notices.accept(new Notice.Twice(winner.hello.member(MemberState.ACTIVE)));
            }
        }
    }

    private void joined(Peer peer) {
        XcfMember member = peer.hello.member(MemberState.ACTIVE);
        active.put(member.name(), peer);
        known.put(member.name(), member);
        notices.accept(new Notice.Joined(member));
        while (!peer.early.isEmpty()) {
            notices.accept(new Notice.Message(member, peer.early.poll()));
        }
        peer.earlyOctets = 0;
    }

    private void changed(Peer peer) {
        XcfMember member = peer.hello.member(MemberState.ACTIVE);
        XcfMember before = known.put(member.name(), member);
        if (!member.equals(before)) {
            notices.accept(new Notice.Changed(member));
        }
    }

    private void gone(Peer peer, MemberState state, boolean hadLostSelf) {
        XcfMember member = peer.hello.member(state);
        active.remove(member.name());
        known.put(member.name(), member);
        if (known.size() - active.size() > MOST_GONE) {
            known.keySet().stream()
                    .filter(name -> !active.containsKey(name))
                    .findFirst()
                    .ifPresent(known::remove);
        }
        notices.accept(new Notice.Gone(member, hadLostSelf));
    }

    /** Hellos from outside the view are kept for views on their way, but not without end. */
    private void forgetStrangers() {
        long strangers = peers.values().stream().filter(peer -> !peer.inView).count();
        if (strangers > MOST_STRANGERS) {
            peers.values().stream()
                    .filter(peer -> !peer.inView)
                    .findFirst()
                    .ifPresent(peer -> peers.remove(peer.address));
        }
    }

    private static XcfMessage.Hello copy(XcfMessage.Hello hello) {
        return new XcfMessage.Hello(
                hello.system(), hello.stack(), hello.incarnation(), copy(hello.userState()), hello.fresh());
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        return ByteBuffer.allocate(bytes.remaining())
                .put(bytes.duplicate())
                .flip()
                .asReadOnlyBuffer();
    }
}
