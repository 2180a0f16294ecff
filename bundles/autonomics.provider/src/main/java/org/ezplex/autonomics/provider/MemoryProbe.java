// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether memory is short: that of the heap, as its last collection has left it, and that of the host. */
final class MemoryProbe {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryProbe.class);
    private static final int FULL_PERCENT = 95;
    private static final int HARDLY_ANY_PERCENT = 2;
    /** Two percent of a large host are plenty. */
    private static final long ENOUGH_KIB = 128 * 1024L;

    private static final Pattern LINE = Pattern.compile("(\\w+):\\s+(\\d+) kB");

    private final Supplier<List<MemoryUsage>> heap;
    private final Path memInfo;

    MemoryProbe() {
        this(MemoryProbe::afterCollection, Path.of("/proc/meminfo"));
    }

    /**
     * For one heap and host.
     *
     * @param heap the pools in which objects grow old, after a collection
     * @param memInfo what the kernel says of the host's memory
     */
    MemoryProbe(Supplier<List<MemoryUsage>> heap, Path memInfo) {
        this.heap = heap;
        this.memInfo = memInfo;
    }

    /** A pool without a threshold is one for the young, which is full before each collection and empty after it. */
    private static List<MemoryUsage> afterCollection() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(Objects::nonNull)
                .toList();
    }

    /** What is wrong at this moment, if anything. */
    Optional<String> look() {
        return heap.get().stream()
                .flatMap(usage -> fullHeap(usage).stream())
                .findFirst()
                .or(this::shortHost);
    }

    private static Optional<String> fullHeap(MemoryUsage usage) {
        long most = usage.getMax();
        if (most <= 0 || usage.getUsed() < most / 100 * FULL_PERCENT) {
            return Optional.empty();
        }
        return Optional.of("AFTER A COLLECTION " + mebi(usage.getUsed() >> 10) + " OF " + mebi(most >> 10)
                + " MIB OF THE HEAP ARE IN USE");
    }

    private Optional<String> shortHost() {
        List<String> lines = memInfo();
        OptionalLong total = value(lines, "MemTotal");
        OptionalLong available = value(lines, "MemAvailable");
        if (total.isEmpty() || available.isEmpty()) {
            return Optional.empty();
        }
        long least = Math.min(total.getAsLong() / 100 * HARDLY_ANY_PERCENT, ENOUGH_KIB);
        return available.getAsLong() >= least
                ? Optional.empty()
                : Optional.of("THE HOST HAS " + mebi(available.getAsLong()) + " OF " + mebi(total.getAsLong())
                        + " MIB AVAILABLE");
    }

    private List<String> memInfo() {
        try {
            return Files.readAllLines(memInfo);
        } catch (IOException e) {
            // Not every host tells; what cannot be known is not held against it.
            LOG.debug("{} cannot be read", memInfo, e);
            return List.of();
        }
    }

    private static OptionalLong value(List<String> lines, String name) {
        return lines.stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .filter(line -> line.group(1).equals(name))
                .mapToLong(line -> Long.parseLong(line.group(2)))
                .findFirst();
    }

    private static long mebi(long kibi) {
        return kibi >> 10;
    }
}
