// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * A real client: short HTTP connections, one per request, from several threads. Writes what happened as one JSON object:
 * requests served by each server, failures by kind, seconds, requests per second, and latencies of the whole exchange.
 * Options: {@code --host ADDRESS --port N --requests N --threads N --timeout-ms N --duration-ms N --pause-ms N --keep-alive}.
 */
public final class LoadMain {
    private final LoadPlan plan;
    private final AtomicInteger left;
    private final Map<String, LongAdder> served = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> failures = new ConcurrentSkipListMap<>();
    private final long[] nanos;
    private final AtomicInteger done = new AtomicInteger();
    private final long begin = System.nanoTime();

    private LoadMain(LoadPlan plan) {
        this.plan = plan;
        this.left = new AtomicInteger(plan.requests());
        this.nanos = new long[plan.requests()];
    }

    /** Makes the load; exit code 0 if nothing failed, 1 if something did, 2 if it was called wrongly. */
    public static void main(String[] args) throws InterruptedException {
        LoadPlan plan;
        try {
            plan = LoadPlan.parse(args);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            System.err.println("LoadMain: " + e.getMessage());
            System.exit(2);
            return;
        }
        LoadMain load = new LoadMain(plan);
        load.run();
        System.out.println(load.json());
        System.exit(load.failures.isEmpty() ? 0 : 1);
    }

    private void run() throws InterruptedException {
        Thread[] threads = new Thread[plan.threads()];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(this::work, "client-" + i);
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void work() {
        if (plan.keepAlive()) {
            askOnOneConnection();
            return;
        }
        while (goOn()) {
            long start = System.nanoTime();
            try (HttpConnection connection = new HttpConnection(plan)) {
                count(served, connection.ask());
                nanos[done.getAndIncrement()] = System.nanoTime() - start;
            } catch (IOException e) {
                count(failures, kind(e));
            }
            rest();
        }
    }

    /** A connection that fails is not made anew: that it lives is what such a client is to show. */
    private void askOnOneConnection() {
        try (HttpConnection connection = new HttpConnection(plan)) {
            while (goOn()) {
                long start = System.nanoTime();
                count(served, connection.ask());
                nanos[done.getAndIncrement()] = System.nanoTime() - start;
                rest();
            }
        } catch (IOException e) {
            count(failures, kind(e));
        }
    }

    private boolean goOn() {
        boolean time = plan.millis() == 0 || (System.nanoTime() - begin) / 1_000_000 < plan.millis();
        return time && left.getAndDecrement() > 0;
    }

    private void rest() {
        if (plan.pauseMillis() > 0) {
            try {
                Thread.sleep(plan.pauseMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void count(Map<String, LongAdder> counts, String key) {
        counts.computeIfAbsent(key, unused -> new LongAdder()).increment();
    }

    private static String kind(IOException e) {
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (e instanceof SocketTimeoutException) {
            return text.startsWith("connect") ? "connect timeout" : "answer timeout";
        }
        if (e instanceof ConnectException && text.contains("refused")) {
            return "refused";
        }
        if (e instanceof NoRouteToHostException) {
            return "no route";
        }
        return text.contains("reset") ? "reset" : text.contains("ended") ? "ended early" : text;
    }

    private String json() {
        double seconds = (System.nanoTime() - begin) / 1e9;
        long[] sorted = Arrays.copyOf(nanos, done.get());
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT,
                "{\"served\":%s,\"failures\":%s,\"seconds\":%.3f,\"perSecond\":%.1f,"
                        + "\"medianMillis\":%.3f,\"p99Millis\":%.3f,\"maxMillis\":%.3f}",
                json(served),
                json(failures),
                seconds,
                sorted.length / seconds,
                percentile(sorted, 0.5),
                percentile(sorted, 0.99),
                percentile(sorted, 1));
    }

    private static double percentile(long[] sorted, double part) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1L, (long) (part * sorted.length))] / 1e6;
    }

    private static String json(Map<String, LongAdder> counts) {
        return new TreeMap<>(counts)
                .entrySet().stream()
                        .map(e -> '"' + e.getKey().replaceAll("[^ -~]|[\"\\\\]", "?") + "\":" + e.getValue())
                        .collect(Collectors.joining(",", "{", "}"));
    }
}
