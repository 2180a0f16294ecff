// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/**
 * Asks each 10 ms who has an address and notes which MAC addresses answer. Arguments: interface, address, own address, own MAC. The
 * command {@code report FROM} on standard input is answered by a line for each MAC and stretch of time it answered in, and
 * {@code end}; the end of its input is its end. Times are System.nanoTime, which all processes of a Linux host share.
 */
public final class WatchMain {
    private static final long PERIOD_NANOS = 10_000_000;
    private static final int MOST_FRAME = 2048;

    private final WhoHas whoHas;
    private final PacketSocket socket;
    private final AnswerLog log = new AnswerLog();

    private WatchMain(String interfaceName, WhoHas whoHas) {
        this.whoHas = whoHas;
        this.socket = new PacketSocket(interfaceName, whoHas.etherType());
    }

    /** Runs until its standard input ends. */
    public static void main(String[] args) throws IOException {
        if (args.length != 4) {
            System.err.println("usage: WatchMain INTERFACE ADDRESS OWN-ADDRESS OWN-MAC");
            System.exit(2);
        }
        WatchMain watch = new WatchMain(
                args[0], new WhoHas(InetAddress.getByName(args[1]), InetAddress.getByName(args[2]), args[3]));
        Thread watcher = new Thread(watch::watch, "watch");
        watcher.setDaemon(true);
        watcher.setUncaughtExceptionHandler((thread, e) -> {
            System.err.println("WatchMain: " + e);
            System.exit(1);
        });
        watcher.start();
        watch.obey();
    }

    private void obey() throws IOException {
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                synchronized (log) {
                    log.report(Long.parseLong(line.substring("report ".length())))
                            .forEach(System.out::println);
                }
                System.out.println("end");
                System.out.flush();
            }
        }
    }

    private void watch() {
        byte[] question = whoHas.question();
        byte[] frame = new byte[MOST_FRAME];
        long nextAt = System.nanoTime();
        while (true) {
            long now = System.nanoTime();
            if (now - nextAt >= 0) {
                socket.send(question);
                nextAt = now + PERIOD_NANOS;
            }
            int length = socket.receive(frame, (int) Math.max(1, (nextAt - now) / 1_000_000));
            long at = System.nanoTime();
            whoHas.answer(frame, length).ifPresent(mac -> {
                synchronized (log) {
                    log.add(mac, at);
                }
            });
        }
    }
}
