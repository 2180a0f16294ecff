// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.client;

import java.net.InetSocketAddress;

/**
 * What load is to be made.
 *
 * @param server whom to ask
 * @param requests how many requests, or as many as go if the duration ends before
 * @param threads how many at the same time
 * @param timeoutMillis how long to wait for a connection, and for an answer
 * @param millis how long at most; 0 for no limit
 * @param keepAlive one connection per thread instead of one per request
 * @param pauseMillis a thread's rest between two requests
 */
record LoadPlan(
        InetSocketAddress server,
        int requests,
        int threads,
        int timeoutMillis,
        long millis,
        boolean keepAlive,
        int pauseMillis) {

    static LoadPlan parse(String[] args) {
        String host = "";
        int port = 8080;
        int requests = 1;
        int threads = 8;
        int timeout = 5000;
        long millis = 0;
        boolean keepAlive = false;
        int pause = 0;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--host" -> host = args[++i];
                case "--port" -> port = Integer.parseInt(args[++i]);
                case "--requests" -> requests = Integer.parseInt(args[++i]);
                case "--threads" -> threads = Integer.parseInt(args[++i]);
                case "--timeout-ms" -> timeout = Integer.parseInt(args[++i]);
                case "--duration-ms" -> millis = Long.parseLong(args[++i]);
                case "--pause-ms" -> pause = Integer.parseInt(args[++i]);
                case "--keep-alive" -> keepAlive = true;
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        return new LoadPlan(new InetSocketAddress(host, port), requests, threads, timeout, millis, keepAlive, pause);
    }
}
