// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ezplex.xcf.Standing;

/**
 * One system's end of the XCF network while it is in the group: views, hellos, goodbyes, messages in order, the lease. Behaves as the
 * XCF of the product does, as far as {@code xcf.api} lets anybody see.
 */
final class XcfEndpoint {
    private static final long GREETING = 2 * Agenda.SECOND;

    private enum Word {
        HELLO,
        GOODBYE
    }

    private record Letter(int sender, long session, Object content) {}

    private final int self;
    private final XcfNetwork network;
    private final Agenda agenda;
    private final Loop thread;
    private final XcfExits exits;
    private final Headcount headcount;
    private final SortedSet<Integer> active = new TreeSet<>();
    private final SortedMap<Integer, Deque<Letter>> early = new TreeMap<>();
    private XcfView view = XcfView.ALONE;
    private boolean connected;
    private boolean arrived;
    private long life;
    private Standing standing = Standing.MAJORITY;
    /** False from a pause until the others have confirmed. */
    boolean current = true;

    XcfEndpoint(int self, XcfNetwork network, Agenda agenda, Loop thread, XcfExits exits) {
        this.self = self;
        this.network = network;
        this.agenda = agenda;
        this.thread = thread;
        this.exits = exits;
        headcount = new Headcount(self);
    }

    Loop thread() {
        return thread;
    }

    Set<Integer> members() {
        return new TreeSet<>(active);
    }

    boolean sees(int other) {
        return active.contains(other);
    }

    boolean inGroup() {
        return connected;
    }

    // ---- views -----------------------------------------------------------------------------------------------------

    /** The first one of a new life. */
    void connect(XcfView first) {
        connected = true;
        arrived = false;
        life++;
        long thisLife = life;
        thread.schedule(GREETING, () -> {
            if (life == thisLife) {
                arrive();
            }
        });
        install(first);
    }

    void install(XcfView next) {
        if (!connected) {
            return;
        }
        SortedSet<Integer> stay = new TreeSet<>(active);
        stay.removeIf(other -> !next.has(other, view.sessions().getOrDefault(other, -2L)));
        stands(headcount.sees(stay, agenda.now()));
        XcfView before = view;
        view = next;
        before.sessions().forEach((other, session) -> {
            if (!next.has(other, session)) {
                early.getOrDefault(other, new ArrayDeque<>()).removeIf(letter -> letter.session() <= session);
                lose(other);
            }
        });
        next.sessions().forEach((other, session) -> {
            if (!before.has(other, session)) {
                network.carry(self, other, new Letter(self, session, Word.HELLO));
            }
        });
        for (Integer other : next.sessions().keySet()) {
            readEarly(other);
        }
        arriveIfGreeted();
    }

    private void lose(int other) {
        if (active.remove(other)) {
            exits.gone(other);
        }
    }

    private void stands(Standing now) {
        if (now != standing) {
            standing = now;
            exits.standingChanged(now);
        }
    }

    void expelled() {
        exits.expelled();
    }

    private void arriveIfGreeted() {
        if (active.containsAll(view.sessions().keySet())) {
            arrive();
        }
    }

    private void arrive() {
        if (connected && !arrived) {
            arrived = true;
            exits.groupJoined(members());
        }
    }

    // ---- messages --------------------------------------------------------------------------------------------------

    void send(int to, Object message) {
        if (to == self) {
            thread.execute(() -> exits.message(self, message));
        } else if (connected && active.contains(to)) {
            network.carry(self, to, new Letter(self, view.sessions().get(to), message));
        }
    }

    void broadcast(Object message) {
        members().forEach(to -> send(to, message));
    }

    /** On this system's thread. */
    void received(Object carried) {
        Letter letter = (Letter) carried;
        if (!connected || letter.session() < view.sessions().getOrDefault(letter.sender(), -1L)) {
            return;
        }
        early.computeIfAbsent(letter.sender(), s -> new ArrayDeque<>()).add(letter);
        readEarly(letter.sender());
    }

    /** What comes before its view is there waits for it. */
    private void readEarly(int sender) {
        Deque<Letter> waiting = early.get(sender);
        long session = view.sessions().getOrDefault(sender, -1L);
        while (waiting != null
                && !waiting.isEmpty()
                && session >= waiting.peek().session()) {
            Letter letter = waiting.remove();
            if (letter.session() == session) {
                read(letter);
            }
        }
    }

    private void read(Letter letter) {
        int sender = letter.sender();
        if (letter.content() == Word.HELLO) {
            active.add(sender);
            stands(headcount.sees(active, agenda.now()));
            exits.joined(sender);
            arriveIfGreeted();
        } else if (letter.content() == Word.GOODBYE) {
            if (active.contains(sender)) {
                stands(headcount.left(sender, agenda.now()));
                lose(sender);
            }
        } else if (active.contains(sender)) {
            exits.message(sender, letter.content());
        }
    }

    // ---- leaving ---------------------------------------------------------------------------------------------------

    /** In order: what was said before arrives before. */
    void leave() {
        if (!connected) {
            return;
        }
        for (Integer other : view.sessions().keySet()) {
            network.carry(self, other, new Letter(self, view.sessions().get(other), Word.GOODBYE));
        }
        connected = false;
        network.left(self);
        view = XcfView.ALONE;
        early.clear();
        Iterator<Integer> others = new TreeSet<>(active).iterator();
        active.clear();
        others.forEachRemaining(exits::gone);
        exits.groupLeft();
        headcount.reset();
        stands(headcount.standing());
    }
}
