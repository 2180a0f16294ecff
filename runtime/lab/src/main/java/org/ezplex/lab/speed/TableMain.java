// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.accelerator.provider.EbpfAccelerator;
import org.ezplex.distributor.provider.KernelShadow;
import org.ezplex.distributor.provider.table.RoutingKey;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.distributor.provider.table.Shadow;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;

/**
 * Fills the product's routing table with as many connections as its argument says, as targets report them after a takeover, then the
 * kernel's, as is done before it is given turns, and once more, as each connection's next packet does where it is given none; last it looks
 * at what a frame takes there ({@link FrameCost}). Prints {@link TableSize} as a line of numbers. Without a system and without sockets: a
 * million of these would be more than most hosts let one process have. Nothing is forwarded.
 */
final class TableMain {
    private static final int TARGET = 1;
    private static final int EMBRYONIC = 65_536;
    private static final Pattern MEMORY = Pattern.compile("map_type:.*memlock:\\s+(\\d+)", Pattern.DOTALL);

    private TableMain() {}

    /** Arguments: an interface, the number of connections. */
    public static void main(String[] arguments) throws IOException {
        int count = Integer.parseInt(arguments[1]);
        long heapBefore = heap();
        long directBefore = direct();
        long forever = TimeUnit.DAYS.toNanos(1);
        RoutingTable table = new RoutingTable(
                count,
                EMBRYONIC,
                new RoutingTable.Limits(forever, forever, forever, forever, forever),
                System.nanoTime());
        long begin = System.nanoTime();
        long known = entered(count, key -> table.confirm(key, TARGET, begin));
        long learned = System.nanoTime();
        long direct = direct() - directBefore;
        long kernelEmpty;
        long kernelFull;
        long heap;
        long atOnce;
        try (KernelFlows flows = open(arguments[0], count)) {
            KernelShadow shadow = new KernelShadow(flows);
            shadow.opens(true);
            table.shadow(shadow);
            kernelEmpty = kernel();
            atOnce = nanos(() -> require(table.enterAll(), "the kernel has no room for all connections"));
            kernelFull = kernel();
            heap = heap() - heapBefore;
            // Until here it is in use, and counts.
            table.shadow(Shadow.NONE);
        }
        try (KernelFlows flows = open(arguments[0], count)) {
            table.shadow(new KernelShadow(flows));
            long oneByOne = nanos(() -> require(
                    entered(count, key -> table.route(key, true, learned) == TARGET) == known,
                    "not all connections were routed"));
            table.shadow(Shadow.NONE);
            System.out.println(new TableSize(
                            known,
                            heap,
                            direct,
                            kernelEmpty,
                            kernelFull,
                            learned - begin,
                            atOnce,
                            oneByOne,
                            FrameCost.medianNanos(count))
                    .line());
        }
    }

    private static KernelFlows open(String interfaceName, int count) {
        return new EbpfAccelerator().open(interfaceName, MacAddress.of("02:00:00:00:00:01"), count);
    }

    private static void require(boolean right, String orElse) {
        if (!right) {
            throw new IllegalStateException(orElse);
        }
    }

    private static long nanos(Runnable what) {
        long begin = System.nanoTime();
        what.run();
        return System.nanoTime() - begin;
    }

    private interface Entry {
        boolean enter(RoutingKey key);
    }

    private static long entered(int count, Entry entry) {
        RoutingKey key = new RoutingKey();
        long entered = 0;
        for (int i = 0; i < count; i++) {
            IpAddress client = Crowd.client(i);
            key.set(
                    client.high(),
                    client.low(),
                    Crowd.port(i),
                    Crowd.DVIPA.high(),
                    Crowd.DVIPA.low(),
                    Crowd.DVIPA_PORT);
            if (entry.enter(key)) {
                entered++;
            }
        }
        return entered;
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    /** What the kernel says its maps of this process take. */
    private static long kernel() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fdinfo"))) {
            List<Path> all = files.toList();
            long sum = 0;
            for (Path file : all) {
                // The one that lists them is among them, and closed by now.
                Matcher matcher = MEMORY.matcher(Files.exists(file) ? Files.readString(file) : "");
                sum += matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
            }
            return sum;
        }
    }
}
