// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import java.time.Duration;
import java.util.List;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.Wait;

/** What the product takes while nobody asks anything, and to begin with. */
final class AtRest {
    private static final Duration WATCHED = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double PERCENT = 100;

    private AtRest() {}

    /** Percent of one processor that a system's process uses. */
    static double idlePercent(LabSystem system) {
        long begin = System.nanoTime();
        Cpu before = Cpu.now(system.pid());
        Wait.until(WATCHED, () -> false);
        return Cpu.now(system.pid()).since(before).system() / seconds(begin) * PERCENT;
    }

    /**
     * Seconds from the start of these systems, which are all there are, until the first connection through the DVIPA to the server on one
     * of them; they are stopped before.
     */
    static double startSeconds(Site site, List<LabSystem> systems) {
        systems.forEach(LabSystem::stop);
        long begin = System.nanoTime();
        systems.forEach(LabSystem::launch);
        Wait.forCondition("a connection to " + site.dvipa(), PATIENCE, () -> connects(site));
        return seconds(begin);
    }

    private static boolean connects(Site site) {
        return site.client()
                .exec("timeout", "0.2", "bash", "-c", "exec 3<>/dev/tcp/" + site.dvipa() + "/" + Lab.PORT)
                .ok();
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / NANOS_PER_SECOND;
    }
}
