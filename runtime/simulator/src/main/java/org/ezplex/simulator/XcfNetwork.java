// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The network between the systems and the engine that makes views of it. Between two that have each other in view, messages arrive once
 * and in order, however late; who cannot be heard for a while, or only by one side, is put out of the view; who can be heard again is
 * merged.
 */
final class XcfNetwork {
    /** Who is silent for so long is put out. */
    private static final long PATIENCE = 250 * Agenda.MILLISECOND;

    private final Agenda agenda;
    private final Chance chance;
    private final int size;
    private final XcfEndpoint[] endpoints;
    private final boolean[] frozen;
    private final boolean[] excluded;
    private final boolean[][] cut;
    private final boolean[][] linked;
    private final boolean[][] together;
    private final long[][] turn;
    private final long[][] sessions;
    private final long[][] lastArrival;
    private final List<List<Deque<Object>>> delayed = new ArrayList<>();
    private final XcfView[] views;
    private final long[] lastView;
    private long slow;
    private long wasSlow;
    private long fastSince;
    private long lastSession;
    private boolean deciding;

    XcfNetwork(int size, Agenda agenda, Chance chance) {
        this.agenda = agenda;
        this.chance = chance;
        this.size = size;
        endpoints = new XcfEndpoint[size];
        frozen = new boolean[size];
        excluded = new boolean[size];
        cut = new boolean[size][size];
        linked = new boolean[size][size];
        together = new boolean[size][size];
        turn = new long[size][size];
        sessions = new long[size][size];
        lastArrival = new long[size][size];
        views = new XcfView[size];
        lastView = new long[size];
        for (int i = 0; i < size; i++) {
            delayed.add(new ArrayList<>());
            for (int j = 0; j < size; j++) {
                delayed.get(i).add(new ArrayDeque<>());
            }
        }
    }

    // ---- what happens to it ----------------------------------------------------------------------------------------

    void join(int member, XcfEndpoint endpoint) {
        endpoints[member] = endpoint;
        frozen[member] = false;
        excluded[member] = false;
        views[member] = null;
        agenda.in(chance.between(20, 1000) * Agenda.MILLISECOND, () -> {
            if (endpoints[member] == endpoint && !endpoint.thread().ended() && views[member] == null) {
                views[member] = XcfView.ALONE;
                look(chance.between(0, 20) * Agenda.MILLISECOND, member);
                decide(true, member);
            }
        });
    }

    /** It said goodbye; what it has said before arrives before its leaving is seen. */
    void left(int member) {
        long told = agenda.now();
        for (int other = 0; other < size; other++) {
            told = Math.max(told, lastArrival[member][other]);
        }
        forget(member, told + Agenda.MILLISECOND);
    }

    /** Its process has ended without a word; its sockets say so. */
    void died(int member) {
        if (endpoints[member] != null) {
            endpoints[member] = null;
            for (int other = 0; other < size; other++) {
                int to = other;
                long now = ++turn[member][to];
                turn[to][member] = now;
                linked[member][to] = false;
                linked[to][member] = false;
                agenda.in(chance.between(2, 40) * Agenda.MILLISECOND, () -> settle(member, to, now, false));
            }
        }
    }

    /** Its host has lost its power: nothing says so but its silence. */
    void vanished(int member) {
        endpoints[member] = null;
        look(0, member);
    }

    /** A new life begins: the old one is no more, if that was not known yet. */
    private void forget(int member, long seen) {
        endpoints[member] = null;
        views[member] = null;
        for (int other = 0; other < size; other++) {
            turn[member][other]++;
            turn[other][member] = turn[member][other];
            linked[member][other] = false;
            linked[other][member] = false;
            together[member][other] = false;
            together[other][member] = false;
            delayed.get(member).get(other).clear();
            delayed.get(other).get(member).clear();
        }
        agenda.at(seen, this::decideSoon);
    }

    void born(int member) {
        forget(member, agenda.now());
    }

    void freeze(int member) {
        frozen[member] = true;
        look(0, member);
    }

    /** {@code paused} since it froze. */
    void thaw(int member, long paused) {
        XcfEndpoint endpoint = endpoints[member];
        frozen[member] = false;
        if (endpoint == null || !endpoint.inGroup()) {
            look(0, member);
            return;
        }
        if (paused > PATIENCE / 2 || excluded[member]) {
            endpoint.current = false;
            Set<Integer> before = endpoint.members();
            endpoint.thread().schedule(chance.between(1, 25) * Agenda.MILLISECOND, () -> {
                excluded[member] |= disowned(member, before, paused);
                confirm(member, endpoint);
            });
        }
        look(0, member);
    }

    /** Whether one it was with says that it goes on without it, or nobody is left to ask and they had the time to go on. */
    private boolean disowned(int member, Set<Integer> before, long paused) {
        List<Integer> heard = before.stream()
                .filter(other -> endpoints[other] != null && views[other] != null && !frozen[other])
                .filter(other -> !cut[other][member] && !cut[member][other])
                .toList();
        return heard.isEmpty()
                ? !before.isEmpty() && paused >= PATIENCE
                : heard.stream().anyMatch(other -> !views[other].sessions().containsKey(member));
    }

    private void confirm(int member, XcfEndpoint endpoint) {
        if (!excluded[member]) {
            endpoint.current = true;
            return;
        }
        excluded[member] = false;
        endpoint.expelled();
        endpoint.thread().schedule(chance.between(1, 20) * Agenda.MILLISECOND, () -> {
            endpoint.install(views[member] == null ? XcfView.ALONE : views[member]);
            endpoint.thread().execute(() -> endpoint.current = true);
        });
    }

    void cut(int from, int to, boolean now) {
        cut[from][to] = now;
        look(0, from);
        if (!now) {
            flush(from, to);
        }
    }

    /** Every now and then a message takes up to {@code most} from now on; 0 if none does. */
    void slow(long most) {
        if (most != slow) {
            wasSlow = Math.max(slow, most);
            fastSince = most > 0 ? Long.MAX_VALUE : agenda.now();
            slow = most;
        }
    }

    /** How long a message may take that has not arrived yet, if the network is slow, or was until some of them were sent. */
    long slowness() {
        return agenda.now() - fastSince > 3 * wasSlow ? 0 : wasSlow;
    }

    boolean isCut(int from, int to) {
        return cut[from][to];
    }

    void mend() {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                cut[i][j] = false;
            }
        }
        for (int i = 0; i < size; i++) {
            look(0, i);
            for (int j = 0; j < size; j++) {
                flush(i, j);
            }
        }
    }

    /** Whether everybody in the group is in sight of everybody. */
    boolean whole() {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                if (i != j && inGroup(i) && inGroup(j) && !(endpoints[i].sees(j) && endpoints[j].sees(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    boolean inGroup(int member) {
        return endpoints[member] != null && endpoints[member].inGroup();
    }

    // ---- messages --------------------------------------------------------------------------------------------------

    void carry(int from, int to, Object letter) {
        if (cut[from][to]) {
            delayed.get(from).get(to).add(letter);
            return;
        }
        XcfEndpoint endpoint = endpoints[to];
        long delay = slow > 0 && chance.oneIn(4)
                ? chance.between(1000, slow)
                : chance.oneIn(20) ? chance.between(1000, 20_000) : chance.between(50, 1500);
        long arrival = Math.max(lastArrival[from][to], agenda.now() + delay);
        lastArrival[from][to] = arrival;
        agenda.at(arrival, () -> {
            if (endpoint != null && endpoints[to] == endpoint) {
                endpoint.thread().run(() -> endpoint.received(letter));
            }
        });
    }

    private void flush(int from, int to) {
        Deque<Object> waiting = delayed.get(from).get(to);
        while (!cut[from][to] && !waiting.isEmpty()) {
            carry(from, to, waiting.remove());
        }
    }

    // ---- views -----------------------------------------------------------------------------------------------------

    private boolean link(int a, int b) {
        return views[a] != null
                && views[b] != null
                && endpoints[a] != null
                && endpoints[b] != null
                && !frozen[a]
                && !frozen[b]
                && !cut[a][b]
                && !cut[b][a];
    }

    /** What changed between it and the others is noticed after a while. */
    private void look(long extra, int member) {
        for (int other = 0; other < size; other++) {
            boolean now = other != member && link(member, other);
            if (other != member && now != linked[member][other]) {
                linked[member][other] = now;
                linked[other][member] = now;
                long token = ++turn[member][other];
                turn[other][member] = token;
                long delay = now ? chance.between(100, 1000) : chance.between(250, 310);
                int to = other;
                agenda.in(extra + delay * Agenda.MILLISECOND, () -> settle(member, to, token, now));
            }
        }
    }

    private void settle(int a, int b, long token, boolean now) {
        if (turn[a][b] == token && together[a][b] != now) {
            together[a][b] = now;
            together[b][a] = now;
            decideSoon();
        }
    }

    private void decideSoon() {
        if (!deciding) {
            deciding = true;
            agenda.in(chance.between(1, 8) * Agenda.MILLISECOND, () -> {
                deciding = false;
                decide(false, -1);
            });
        }
    }

    private void decide(boolean birth, int newcomer) {
        List<List<Integer>> groups = new ArrayList<>();
        IntStream.range(0, size)
                .filter(member -> views[member] != null && endpoints[member] != null)
                .boxed()
                .sorted(Comparator.comparing((Integer member) -> frozen[member])
                        .thenComparing(member -> -company(member)))
                .forEach(member -> place(groups, member));
        merge(groups);
        for (List<Integer> group : groups) {
            group.forEach(member -> assign(member, group, birth && member == newcomer));
        }
    }

    /** How many others it could be in a view with: whoever is suspected by most is put out first. */
    private int company(int member) {
        int company = 0;
        for (int other = 0; other < size; other++) {
            company += other != member && endpoints[other] != null && together[member][other] ? 1 : 0;
        }
        return company;
    }

    /** Those who have been in one view stay in one, as far as they can. */
    private void place(List<List<Integer>> groups, int member) {
        for (List<Integer> group : groups) {
            if (group.stream().allMatch(other -> together[member][other] && sessions[member][other] != 0)) {
                group.add(member);
                return;
            }
        }
        groups.add(new ArrayList<>(List.of(member)));
    }

    private void merge(List<List<Integer>> groups) {
        for (int i = 0; i < groups.size(); i++) {
            for (int j = groups.size() - 1; j > i; j--) {
                List<Integer> one = groups.get(i);
                List<Integer> other = groups.get(j);
                if (one.stream().allMatch(a -> other.stream().allMatch(b -> together[a][b]))) {
                    one.addAll(other);
                    groups.remove(j);
                }
            }
        }
    }

    private void assign(int member, List<Integer> group, boolean birth) {
        SortedMap<Integer, Long> next = new TreeMap<>();
        for (int other : group) {
            if (other != member) {
                next.put(other, session(member, other));
            }
        }
        for (int other = 0; other < size; other++) {
            if (!next.containsKey(other)) {
                sessions[member][other] = 0;
                sessions[other][member] = 0;
            }
        }
        XcfView before = views[member];
        XcfView view = new XcfView(next);
        if (birth || !view.equals(before)) {
            views[member] = view;
            tell(member, before, view, birth);
        }
    }

    private long session(int a, int b) {
        if (sessions[a][b] == 0) {
            lastSession++;
            sessions[a][b] = lastSession;
            sessions[b][a] = lastSession;
        }
        return sessions[a][b];
    }

    private void tell(int member, XcfView before, XcfView view, boolean birth) {
        XcfEndpoint endpoint = endpoints[member];
        if (birth) {
            endpoint.thread().execute(() -> endpoint.connect(view));
            return;
        }
        boolean losesSome = before.sessions().entrySet().stream().anyMatch(e -> !view.has(e.getKey(), e.getValue()));
        if (frozen[member] && before.sessions().keySet().stream().anyMatch(o -> goesOnWithout(o, view))) {
            excluded[member] = true;
        }
        if (excluded[member]) {
            return;
        }
        lastView[member] = Math.max(lastView[member], agenda.now() + chance.between(100, 15_000));
        boolean disowned = losesSome && stillHears(member, before, view);
        agenda.at(lastView[member], () -> endpoint.thread().run(() -> {
            if (disowned) {
                endpoint.expelled();
            }
            endpoint.install(view);
        }));
    }

    private boolean goesOnWithout(int other, XcfView view) {
        return !view.sessions().containsKey(other) && endpoints[other] != null && !frozen[other];
    }

    /** Most of those it was with have put it out, and it hears them say so. */
    private boolean stillHears(int member, XcfView before, XcfView view) {
        long disowning = before.sessions().keySet().stream()
                .filter(other -> !view.sessions().containsKey(other))
                .filter(other -> endpoints[other] != null && !frozen[other] && !cut[other][member])
                .count();
        return 2 * disowning > before.sessions().size() + 1;
    }
}
