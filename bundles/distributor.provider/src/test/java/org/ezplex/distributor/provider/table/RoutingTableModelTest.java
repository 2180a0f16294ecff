// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.distributor.provider.table.RoutingTable.ABSENT;
import static org.ezplex.distributor.provider.table.RoutingTable.BEQUEATHED;
import static org.ezplex.distributor.provider.table.RoutingTable.CLOSING;
import static org.ezplex.distributor.provider.table.RoutingTable.EMBRYONIC;
import static org.ezplex.distributor.provider.table.RoutingTable.ESTABLISHED;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;

/** The table does what a plain map does, whatever is done to it in whatever order. */
class RoutingTableModelTest {
    private static final long EMBRYONIC_TIME = 20;
    private static final long CLOSING_TIME = 50;
    private static final long LOST_TIME = 10;
    private static final long FINISHED_TIME = 70;
    private static final long IDLE_TIME = 150;

    /** An entry of the model. */
    private static final class Entry {
        private int target;
        private int state;
        private boolean again;
        private boolean finished;
        private long seen;
        private long confirmed;
        /** By a target or an earlier owner, and not opened here since. */
        private boolean reported;
        /** By an owner that has failed, and nobody else. */
        private boolean bequest;

        private void close(long at) {
            state = CLOSING;
            again = false;
            finished = false;
            seen = at;
        }
    }

    private final Map<TcpConnection, Entry> model = new HashMap<>();
    private final RoutingKey key = new RoutingKey();
    private RoutingTable table;
    private int connections;
    /** What is done to many entries at once is done once in so many times that it comes up. */
    private int rare;

    private long now;

    /** Few slots for many connections, so that probes run into each other and wrap around the end. */
    @Property(tries = 60)
    void theTableIsAMap(@ForAll long seed) {
        connections = 600;
        rare = 1;
        play(seed, 1024, 3000);
    }

    /** Two words of slots in each segment, and so many entries that they move from one to the other. */
    @Property(tries = 20)
    void aCrowdedTableIsAMapToo(@ForAll long seed) {
        connections = 6000;
        rare = 100;
        play(seed, 4096, 30_000);
    }

    private void play(long seed, int capacity, int steps) {
        Random random = new Random(seed);
        model.clear();
        now = random.nextLong();
        RoutingTable.Limits limits =
                new RoutingTable.Limits(EMBRYONIC_TIME, CLOSING_TIME, LOST_TIME, FINISHED_TIME, IDLE_TIME);
        table = new RoutingTable(capacity, 1 << 20, limits, random.nextLong());
        for (int i = 0; i < steps; i++) {
            now += random.nextInt(3);
            step(random);
            if (i % (steps / 6) == 0) {
                check(seed, i);
            }
        }
        check(seed, steps);
    }

    private void step(Random random) {
        TcpConnection connection = Keys.connection(random.nextInt(connections));
        key.set(connection);
        int target = random.nextInt(4);
        int what = random.nextInt(49);
        if ((what <= 5 || what == 45 || what == 46) && random.nextInt(rare) > 0) {
            return;
        }
        switch (what) {
            case 0 -> loseTarget(target);
            case 1 -> forgetRouted(random.nextInt(4) == 0 ? Keys.DVIPA : Keys.DVIPA6);
            case 2 -> sweep(random.nextBoolean() ? Keys.DVIPA : Keys.DVIPA6, target, random.nextInt(100));
            case 3, 4 -> expire(target);
            case 5 -> forgetTarget(target);
            case 6, 7, 8, 9, 10, 11, 12 -> end(connection, target, random.nextBoolean());
            case 13, 14, 15, 16, 17, 18, 19, 20 -> confirm(connection, target);
            case 21, 22, 23 -> adopt(connection, target, 1 + random.nextInt(3));
            case 24, 25, 26, 27, 28, 29, 30 -> route(connection, random.nextBoolean());
            case 40, 41, 42 -> bequeath(connection, target);
            case 43 -> revoke(connection, target);
            case 44 -> revokeAll(random.nextBoolean() ? Keys.DVIPA : Keys.DVIPA6, target, random.nextInt(100));
            case 45 -> inherit(random.nextInt(4) == 0 ? Keys.DVIPA : Keys.DVIPA6, target, random.nextBoolean());
            case 46 -> renounce(random.nextInt(4) == 0 ? Keys.DVIPA : Keys.DVIPA6, target);
            case 47, 48 -> finish(connection);
            default -> open(connection, target);
        }
    }

    private void open(TcpConnection connection, int target) {
        assertThat(table.open(key, target, now)).isTrue();
        Entry entry = model.computeIfAbsent(connection, c -> new Entry());
        entry.seen = now;
        if (entry.state == ESTABLISHED && entry.target == target) {
            entry.again = true;
            entry.finished = false;
            return;
        }
        entry.state = EMBRYONIC;
        entry.target = target;
        entry.again = false;
        entry.finished = false;
        entry.confirmed = now;
        entry.reported = false;
        entry.bequest = false;
    }

    private void bequeath(TcpConnection connection, int target) {
        assertThat(table.bequeath(key, target, now)).isTrue();
        Entry entry = model.get(connection);
        if (entry == null || entry.state == BEQUEATHED) {
            enter(connection, target, BEQUEATHED);
        }
    }

    private void revoke(TcpConnection connection, int target) {
        table.revoke(key, target);
        Entry entry = model.get(connection);
        if (entry != null && entry.state == BEQUEATHED && entry.target == target) {
            model.remove(connection);
        }
    }

    private void revokeAll(IpAddress dvipa, int target, int back) {
        long since = now - back;
        table.revokeAll(dvipa, target, since);
        model.entrySet()
                .removeIf(e -> e.getKey().local().equals(dvipa)
                        && e.getValue().state == BEQUEATHED
                        && e.getValue().target == target
                        && e.getValue().confirmed - since < 0);
    }

    private void renounce(IpAddress dvipa, int orphan) {
        table.renounce(dvipa, target -> target == orphan);
        model.forEach((connection, entry) -> {
            if (connection.local().equals(dvipa) && entry.state != CLOSING && entry.target == orphan) {
                entry.state = BEQUEATHED;
                entry.again = false;
                entry.finished = false;
            }
        });
        model.entrySet().removeIf(e -> e.getKey().local().equals(dvipa) && e.getValue().state != BEQUEATHED);
    }

    private void inherit(IpAddress dvipa, int orphan, boolean others) {
        table.inherit(dvipa, target -> target == orphan, others, now);
        model.forEach((connection, entry) -> {
            if (connection.local().equals(dvipa) && entry.state == BEQUEATHED && entry.target == orphan) {
                entry.state = ESTABLISHED;
                entry.seen = now;
                entry.finished = false;
                entry.bequest = true;
                entry.reported = false;
            }
        });
        model.entrySet().removeIf(e -> others && e.getKey().local().equals(dvipa) && e.getValue().state == BEQUEATHED);
    }

    private void confirm(TcpConnection connection, int target) {
        assertThat(table.confirm(key, target, now)).isTrue();
        if (!establishedElsewhere(connection, target) || model.get(connection).bequest) {
            enter(connection, target, ESTABLISHED);
            model.get(connection).reported = true;
        }
    }

    private void route(TcpConnection connection, boolean ack) {
        Entry entry = model.get(connection);
        boolean routed = entry != null && entry.state != BEQUEATHED;
        assertThat(table.route(key, ack, now)).isEqualTo(routed ? entry.target : ABSENT);
        if (routed && entry.state != CLOSING) {
            entry.seen = now;
            if (ack && entry.state == EMBRYONIC) {
                entry.state = ESTABLISHED;
                entry.finished = false;
            }
        }
    }

    private void finish(TcpConnection connection) {
        table.finish(key);
        if (model.containsKey(connection)) {
            model.get(connection).finished = true;
        }
    }

    private void end(TcpConnection connection, int target, boolean remember) {
        table.end(key, target, remember, now);
        Entry entry = model.get(connection);
        if (remember && (entry == null || entry.state == BEQUEATHED)) {
            enter(connection, target, CLOSING);
        } else if (entry != null && entry.target == target && entry.state == ESTABLISHED) {
            if (entry.again) {
                entry.again = false;
                entry.seen = now;
            } else {
                entry.close(now);
            }
        }
    }

    private void adopt(TcpConnection connection, int target, int state) {
        assertThat(table.adopt(key, target, state, now)).isTrue();
        Entry known = model.get(connection);
        boolean better = state != CLOSING
                && establishedElsewhere(connection, target)
                && ((known.reported && state == ESTABLISHED) || known.bequest);
        if (known == null || known.state == BEQUEATHED || better) {
            enter(connection, target, state);
            model.get(connection).reported = true;
        }
    }

    private boolean establishedElsewhere(TcpConnection connection, int target) {
        Entry entry = model.get(connection);
        return entry != null && entry.state == ESTABLISHED && entry.target != target;
    }

    private void enter(TcpConnection connection, int target, int state) {
        Entry entry = model.computeIfAbsent(connection, c -> new Entry());
        entry.finished &= entry.state == ESTABLISHED && state == ESTABLISHED && entry.target == target;
        entry.state = state;
        entry.target = target;
        entry.again = false;
        entry.seen = now;
        entry.confirmed = now;
        entry.reported = false;
        entry.bequest = false;
    }

    private void expire(int outOfSight) {
        for (int turn = 0; turn < 64; turn++) {
            table.expire(turn, now, target -> target == outOfSight);
        }
        model.values()
                .removeIf(e -> (e.state == EMBRYONIC && now - e.seen > EMBRYONIC_TIME)
                        || (e.state == CLOSING && now - e.seen > CLOSING_TIME)
                        || (e.state == ESTABLISHED
                                && e.target == outOfSight
                                && now - e.seen > (e.finished ? FINISHED_TIME : IDLE_TIME)));
    }

    private void sweep(IpAddress dvipa, int target, int back) {
        long since = now - back;
        long quiet = since - 10;
        List<Entry> swept = model.entrySet().stream()
                .filter(e -> e.getKey().local().equals(dvipa)
                        && e.getValue().target == target
                        && e.getValue().state == ESTABLISHED
                        && e.getValue().confirmed - since < 0
                        && e.getValue().seen - quiet < 0)
                .map(Map.Entry::getValue)
                .toList();
        swept.forEach(e -> e.close(now));
        assertThat(table.sweep(dvipa, target, since, quiet, now)).isEqualTo(swept.size());
    }

    private void loseTarget(int target) {
        table.loseTarget(target, now);
        model.values().stream()
                .filter(e -> e.target == target && e.state != BEQUEATHED)
                .forEach(e -> e.close(now - CLOSING_TIME + LOST_TIME));
    }

    private void forgetTarget(int target) {
        table.forgetTarget(target);
        model.values().removeIf(e -> e.target == target);
    }

    private void forgetRouted(IpAddress dvipa) {
        table.forgetRouted(dvipa);
        model.entrySet().removeIf(e -> e.getKey().local().equals(dvipa) && e.getValue().state != BEQUEATHED);
    }

    private void check(long seed, int steps) {
        Map<TcpConnection, String> expected = new HashMap<>();
        model.forEach((c, e) -> {
            if (e.state != BEQUEATHED) {
                expected.put(c, e.target + " " + e.state);
            }
        });
        Map<TcpConnection, String> seen = new HashMap<>();
        table.forEach((c, target, state, origin) -> seen.put(c, target + " " + state));
        assertThat(seen).as("seed %d after %d steps", seed, steps).isEqualTo(expected);
        for (int i = 0; i < connections; i++) {
            Entry entry = model.get(Keys.connection(i));
            boolean lives = entry != null && (entry.state == EMBRYONIC || entry.state == ESTABLISHED);
            int live = lives ? entry.target : ABSENT;
            assertThat(table.live(Keys.key(i)))
                    .as("seed %d connection %d", seed, i)
                    .isEqualTo(live);
        }
        for (int state = EMBRYONIC; state <= BEQUEATHED; state++) {
            int wanted = state;
            assertThat(table.count(state))
                    .isEqualTo(model.values().stream()
                            .filter(e -> e.state == wanted)
                            .count());
        }
    }
}
