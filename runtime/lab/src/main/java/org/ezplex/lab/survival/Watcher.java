// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import java.time.Duration;
import org.ezplex.lab.Dialogue;
import org.ezplex.lab.LabHost;
import org.ezplex.lab.Wait;

/** Sees who answers for an address: asks each 10 ms, from a host that has nothing else to do with it. */
public final class Watcher implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Dialogue dialogue;

    /** Begins to watch; returns when somebody has answered. */
    public Watcher(LabHost host, String address) {
        String own = address.contains(":") ? host.address6() : host.address4();
        dialogue = host.startDialogue(
                "watch-" + System.nanoTime(),
                "org.ezplex.lab.client.WatchMain",
                host.lanInterface(),
                address,
                own,
                host.mac());
        // From its first answers on it is known who has the address before anything happens.
        Wait.forCondition("somebody to answer for " + address, PATIENCE, () -> !since(0).stretches()
                .isEmpty());
    }

    /** Who has answered since {@code from}. */
    public Owners since(long from) {
        return Owners.parse(dialogue.ask("report " + from, "end", PATIENCE));
    }

    @Override
    public void close() {
        dialogue.close();
    }
}
