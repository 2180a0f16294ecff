// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ezplex.accelerator.Flow;
import org.ezplex.accelerator.FlowBatch;
import org.ezplex.accelerator.provider.DryRun;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.packet.FrameBuilder;

/**
 * What the kernel's program takes for a segment of one of so many connections, each time another one, at random: so a processor's caches have
 * no more of a connection than they do of many.
 */
final class FrameCost {
    private static final MacAddress VMAC = MacAddress.of("02:00:00:00:00:01");
    private static final MacAddress TARGET_MAC = MacAddress.of("02:00:00:00:00:02");
    private static final int TARGET = 1;
    private static final int FRAMES = 100_000;
    private static final long LEASE = Long.MAX_VALUE / 4;

    private FrameCost() {}

    /** In nanoseconds, the median of many. */
    static long medianNanos(int connections) {
        try (DryRun kernel = DryRun.open(VMAC, connections)) {
            kernel.flows().renew(LEASE, 0);
            kernel.flows().target(TARGET, TARGET_MAC.bits());
            fill(kernel, connections);
            SplittableRandom random = new SplittableRandom(1);
            int[] nanos = new int[FRAMES];
            for (int i = 0; i < FRAMES; i++) {
                nanos[i] = kernel.cost(frame(random.nextInt(connections)).build());
            }
            if (kernel.flows().forwarded() != FRAMES) {
                throw new IllegalStateException("not every frame would have been forwarded");
            }
            Arrays.sort(nanos);
            return nanos[FRAMES / 2];
        }
    }

    private static void fill(DryRun kernel, int connections) {
        FlowBatch batch = new FlowBatch();
        for (int i = 0; i < connections; i++) {
            name(batch.add(TARGET, false), i);
            if (batch.size() == FlowBatch.ROOM || i == connections - 1) {
                kernel.flows().putAll(batch);
                batch.clear();
            }
        }
    }

    private static void name(Flow flow, int connection) {
        IpAddress client = Crowd.client(connection);
        flow.set(
                client.high(),
                client.low(),
                Crowd.port(connection),
                Crowd.DVIPA.high(),
                Crowd.DVIPA.low(),
                Crowd.DVIPA_PORT);
    }

    private static FrameBuilder frame(int connection) {
        return FrameBuilder.tcp(Crowd.client(connection), Crowd.port(connection), Crowd.DVIPA, Crowd.DVIPA_PORT)
                .to(VMAC.bits());
    }
}
