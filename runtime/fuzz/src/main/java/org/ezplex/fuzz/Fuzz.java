// SPDX-License-Identifier: Apache-2.0
package org.ezplex.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Hands a target the sound inputs and then damaged ones, until it throws or hangs, so many times, and for {@code -Dezplex.fuzz.seconds=N} on top. The input
 * that it failed with is written to {@code target}. For one thread.
 */
public final class Fuzz {
    private static final Duration HUNG = Duration.ofSeconds(30);
    private static final Duration LONGER = Duration.ofSeconds(Integer.getInteger("ezplex.fuzz.seconds", 0));

    private final String name;
    private final List<byte[]> seeds;

    /** What reads inputs. */
    @FunctionalInterface
    public interface Target {
        /** Whether {@code input} made sense; throws if something is wrong with the reader. May keep and change {@code input}. */
        boolean reads(byte[] input) throws Exception;
    }

    private Fuzz(String name, List<byte[]> seeds) {
        this.name = name;
        this.seeds = List.copyOf(seeds);
    }

    /** Of {@code sound} inputs, and of the files in the folder of resources called like {@code test}, beside it. One of both at least. */
    public static Fuzz of(Class<?> test, Collection<byte[]> sound) {
        List<byte[]> seeds = new ArrayList<>(sound);
        URL folder = test.getResource(test.getSimpleName());
        if (folder != null) {
            seeds.addAll(files(Path.of(URI.create(folder.toString()))));
        }
        return new Fuzz(test.getSimpleName(), seeds);
    }

    private static List<byte[]> files(Path folder) {
        List<byte[]> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                all.add(Files.readAllBytes(file));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tries {@code rounds} damaged inputs, and says how many of all made sense. Throws if the target does, or hangs. */
    public long run(int rounds, Target target) {
        Run run = new Run(rounds, target);
        run.await();
        return run.understood;
    }

    /** One run, on a thread of its own, as it may hang. */
    private final class Run {
        private final int rounds;
        private final Target target;
        private final long seed = Long.getLong("ezplex.fuzz.seed", System.nanoTime());
        private final Mutator mutator = new Mutator(seeds, new Random(seed));
        private final Thread worker = new Thread(this::work, "fuzz-" + name);
        private volatile byte[] input = {};
        private final AtomicLong tried = new AtomicLong();
        private volatile Throwable failure;
        private long understood;

        Run(int rounds, Target target) {
            this.rounds = rounds;
            this.target = target;
            worker.setDaemon(true);
        }

        private void work() {
            try {
                long begun = System.nanoTime();
                for (byte[] each : seeds) {
                    give(each.clone());
                }
                for (long i = 0; i < rounds || System.nanoTime() - begun < LONGER.toNanos(); i++) {
                    give(mutator.mutant());
                }
                if (!LONGER.isZero()) {
                    long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
                    System.out.printf("%s: %d inputs in %d s, %d made sense%n", name, tried.get(), seconds, understood);
                }
            } catch (Throwable e) {
                failure = e;
            }
        }

        private void give(byte[] next) throws Exception {
            // The target may change what it is given.
            input = next.clone();
            understood += target.reads(next) ? 1 : 0;
            tried.incrementAndGet();
        }

        void await() {
            worker.start();
            try {
                for (long before = -1; worker.isAlive(); before = tried.get()) {
                    worker.join(HUNG.toMillis());
                    if (worker.isAlive() && tried.get() == before) {
                        IllegalStateException where = new IllegalStateException("hangs");
                        where.setStackTrace(worker.getStackTrace());
                        throw failed(where);
                    }
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (failure != null) {
                throw failed(failure);
            }
        }

        private AssertionError failed(Throwable why) {
            Path file = Path.of("target", name + ".input");
            try {
                Files.createDirectories(file.getParent());
                Files.write(file, input);
            } catch (IOException e) {
                why.addSuppressed(e);
            }
            return new AssertionError(
                    "input " + tried.get() + " of seed " + seed + ", now in " + file.toAbsolutePath() + ": " + why,
                    why);
        }
    }
}
