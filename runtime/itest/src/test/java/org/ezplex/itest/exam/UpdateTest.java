// SPDX-License-Identifier: Apache-2.0
package org.ezplex.itest.exam;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** Providers are exchanged while the system runs. */
public class UpdateTest extends ApplianceCase {
    /** All providers are updated in each; more with -Dezplex.update.rounds. */
    private static final int ROUNDS = Integer.getInteger("ezplex.update.rounds", 5);

    private static final int FIRST_ROUNDS = 2;

    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    /** Parts of names of threads of our bundles; those of JGroups carry the group's. */
    private static final Pattern OURS =
            Pattern.compile("ezplex|^xcf-|^osa-|^nic-|^distributor-|EZBTCPCS|(?i:jgroups|pcap)");

    @Test
    public void anUpdateOfAProviderBringsItsServicesBackAndLeavesNothingBehind() throws Exception {
        Map<String, Integer> services = inside.services();
        Set<String> others = threadsWithoutProviders();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        // Some of the first rounds' may have been closed just then, to be opened again.
        long filesOfFirstRounds = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            Set<Thread> old = threads();
            old.removeIf(thread -> others.contains(name(thread)));
            assertFalse("the providers have threads", old.isEmpty());
            for (Bundle provider : inside.providers()) {
                loaders.add(
                        new WeakReference<>(provider.adapt(BundleWiring.class).getClassLoader()));
                inside.update(provider);
                Inside.await("services after an update of " + provider, services, inside::services);
            }
            inside.awaitJoined();
            Inside.await("threads from before round " + round, Set.of(), () -> alive(old));
            old.clear();
            if (round <= FIRST_ROUNDS) {
                filesOfFirstRounds = Math.max(filesOfFirstRounds, openFiles());
            }
        }
        Inside.await("class loaders from before an update", List.of(), () -> loaded(loaders));
        long most = filesOfFirstRounds;
        Inside.await("no more open files than after the first rounds", true, () -> openFiles() <= most);
        assertEquals(List.of(), inside.notActive());
    }

    /** Those that the garbage collector cannot have. */
    private static List<String> loaded(List<WeakReference<ClassLoader>> loaders) {
        System.gc();
        return loaders.stream()
                .map(WeakReference::get)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .sorted()
                .toList();
    }

    private static long openFiles() {
        try (Stream<Path> files = Files.list(OPEN_FILES)) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the threads that are there while no provider runs; none of them is of ours. */
    private Set<String> threadsWithoutProviders() throws Exception {
        Map<String, Integer> services = inside.services();
        for (Bundle provider : inside.providers()) {
            provider.stop();
        }
        Inside.await("threads of stopped providers", Set.of(), UpdateTest::ours);
        Set<String> names = threads().stream().map(UpdateTest::name).collect(Collectors.toSet());
        for (Bundle provider : inside.providers()) {
            provider.start();
        }
        Inside.await("services", services, inside::services);
        inside.awaitJoined();
        return names;
    }

    private static Set<String> ours() {
        return alive(threads()).stream().filter(n -> OURS.matcher(n).find()).collect(Collectors.toSet());
    }

    private static Set<String> alive(Set<Thread> threads) {
        return threads.stream().filter(Thread::isAlive).map(Thread::getName).collect(Collectors.toSet());
    }

    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    /** A thread's name without its numbers, which count up. */
    private static String name(Thread thread) {
        return thread.getName().replaceAll("[0-9]+", "#");
    }
}
