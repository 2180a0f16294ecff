// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The client of the survival bench: one thread, any number of connections. Arguments: address, port. Takes commands from standard
 * input, one line each, and answers each on standard output; the end of its input is its end. Times are System.nanoTime, which all
 * processes of a Linux host share.
 *
 * <pre>
 * fill KIND NUMBER              connects until so many of that kind are there   filled KIND NUMBER FAILED
 * probe                         a new short connection each 5 ms from now on    probing
 * begin                         from now on waits are measured                  begun NANOS
 * steady FROM MILLIS LIMIT      waits until probes went well for MILLIS         steady true|false
 * gap FROM UNTIL                the longest time nothing went well              gap SERVED OPENED ANSWERS
 * check LIMIT                   each connection has to show that it lives       connection ... (one line each)
 *                                                                               failed BEGAN RESET|LOST (likewise, the first)
 *                                                                               probes SERVED RESET LOST
 * drop                          ends all connections                            dropped
 * </pre>
 */
public final class SurvivalClientMain {
    private static final long MILLI = 1_000_000;
    private static final long FILL_PATIENCE = 15_000 * MILLI;
    private static final long UNSTEADY_GAP = 100 * MILLI;

    private final InetSocketAddress server;
    private final Selector selector;
    private final Probes probes;
    private final Pauses pauses = new Pauses();
    private final Queue<String> commands = new ConcurrentLinkedQueue<>();
    private final List<Held> held = new ArrayList<>();
    private Waiting waiting;
    private volatile boolean over;
    private int number;

    /** A command that takes its time: it is answered when it is done or its time is over. */
    private interface Waiting {
        boolean done(long now) throws IOException;
    }

    private SurvivalClientMain(InetSocketAddress server) throws IOException {
        this.server = server;
        this.selector = Selector.open();
        this.probes = new Probes(server, selector);
    }

    /** Runs until its standard input ends. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("usage: SurvivalClientMain ADDRESS PORT");
            System.exit(2);
        }
        SurvivalClientMain client = new SurvivalClientMain(new InetSocketAddress(args[0], Integer.parseInt(args[1])));
        Thread reader = new Thread(client::readCommands, "commands");
        reader.setDaemon(true);
        reader.start();
        client.run();
    }

    private void readCommands() {
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                commands.add(line);
                selector.wakeup();
            }
        } catch (IOException e) {
            System.err.println("commands: " + e.getMessage());
        }
        over = true;
        selector.wakeup();
    }

    private void run() throws IOException {
        while (!over) {
            selector.select(1);
            for (SelectionKey key : selector.selectedKeys()) {
                if (key.isValid()) {
                    ((Peer) key.attachment()).ready(System.nanoTime());
                }
            }
            selector.selectedKeys().clear();
            long now = System.nanoTime();
            probes.tick(now);
            held.forEach(connection -> connection.tick(now));
            if (waiting != null && waiting.done(now)) {
                waiting = null;
            }
            String command = waiting == null ? commands.poll() : null;
            if (command != null) {
                perform(command.split(" ", -1), now);
            }
        }
    }

    private void perform(String[] words, long now) throws IOException {
        switch (words[0]) {
            case "fill" -> fill(Kind.valueOf(words[1]), Integer.parseInt(words[2]), now);
            case "probe" -> {
                probes.start(now);
                answer("probing");
            }
            case "begin" -> {
                pauses.clear();
                probes.begin();
                held.forEach(connection -> connection.begin(now));
                answer("begun " + now);
            }
            case "steady" -> steady(Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
            case "gap" -> gap(Long.parseLong(words[1]), Long.parseLong(words[2]));
            case "check" -> check(Long.parseLong(words[1]), now);
            case "drop" -> {
                held.forEach(Held::close);
                held.clear();
                answer("dropped");
            }
            default -> answer("what is '" + words[0] + "'?");
        }
    }

    /**
     * The dead are forgotten, and replaced. Just established ones that were asked meanwhile are that no more: they go, but only when
     * the new ones are there, which would else come from the very ports that have just been given up.
     */
    private void fill(Kind kind, int wanted, long now) throws IOException {
        held.removeIf(one -> one.kind() == kind && !one.live());
        List<Held> old = held.stream()
                .filter(one -> one.kind() == kind && kind == Kind.ESTABLISHED)
                .toList();
        held.removeAll(old);
        List<Held> same =
                new ArrayList<>(held.stream().filter(one -> one.kind() == kind).toList());
        connect(kind, wanted - same.size(), same);
        long limit = now + FILL_PATIENCE;
        int[] failed = {0};
        waiting = time -> {
            failed[0] += replaceFailed(kind, same);
            boolean settled = same.stream().allMatch(Held::settled);
            if (!settled && time - limit < 0) {
                return false;
            }
            old.forEach(Held::close);
            answer("filled " + kind + " " + same.stream().filter(Held::settled).count() + " " + failed[0]);
            return true;
        };
    }

    private void connect(Kind kind, int count, List<Held> same) throws IOException {
        for (int i = 0; i < count; i++) {
            Held connection = new Held(kind, number++, server, selector, pauses);
            held.add(connection);
            same.add(connection);
        }
    }

    /** Those that came to their end before they were what they are to be. */
    private int replaceFailed(Kind kind, List<Held> same) throws IOException {
        List<Held> failed = same.stream().filter(one -> !one.live()).toList();
        failed.forEach(one -> System.err.println("not made: " + one.report()));
        same.removeAll(failed);
        held.removeAll(failed);
        connect(kind, failed.size(), same);
        return failed.size();
    }

    private void steady(long from, long millis, long limitMillis) {
        waiting = now -> {
            // An outage is known for one only after a while.
            boolean steady =
                    now - from >= 2 * millis * MILLI && probes.served().steadyFor(UNSTEADY_GAP, now) >= millis * MILLI;
            if (!steady && now - from < limitMillis * MILLI) {
                return false;
            }
            answer("steady " + steady);
            return true;
        };
    }

    private void gap(long from, long until) {
        answer("gap " + probes.served().longestGap(from, until) + " "
                + probes.opened().longestGap(from, until) + " " + pauses.longest(from, until));
    }

    private void check(long limitMillis, long begin) {
        held.forEach(connection -> connection.check(begin));
        waiting = now -> {
            boolean all = held.stream().allMatch(Held::checked) && probes.settledUpTo(begin);
            if (!all && now - begin < limitMillis * MILLI) {
                return false;
            }
            probes.conclude(begin);
            held.forEach(connection -> {
                connection.conclude(now);
                answer(connection.report());
            });
            probes.failures().report().forEach(SurvivalClientMain::answer);
            answer("probes " + probes.report());
            return true;
        };
    }

    private static void answer(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
