// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.util.concurrent.atomic.AtomicBoolean;

/** Takes a lab down once: when told, or when this process is interrupted before. */
final class CleanUp {
    private final AtomicBoolean done = new AtomicBoolean();
    private final String labName;

    private CleanUp(String labName) {
        this.labName = labName;
    }

    /** Watches over the lab of that name, unless it is up already and so somebody else's. */
    static CleanUp onInterrupt(String labName) {
        CleanUp cleanUp = new CleanUp(labName);
        if (Lab.exists(labName)) {
            cleanUp.never();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(cleanUp::now, "lab-down"));
        return cleanUp;
    }

    void now() {
        if (done.compareAndSet(false, true)) {
            Lab.down(labName);
        }
    }

    void never() {
        done.set(true);
    }
}
