// SPDX-License-Identifier: Apache-2.0
package org.ezplex.rolling.provider;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.ezplex.system.Message;
import org.ezplex.upgrade.UpgradeException;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Starts the system again: whoever has started it offers that, a type of the JDK, because the two share no other. */
final class Restart implements Runnable {
    private static final String WHO = "(org.ezplex.run=restart)";

    private final BundleContext context;

    Restart(BundleContext context) {
        this.context = context;
    }

    /** Waits then until the end of the system interrupts it. */
    @Override
    public void run() {
        service().run();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the system is started again");
        }
    }

    private Runnable service() {
        try {
            for (ServiceReference<Runnable> reference : context.getServiceReferences(Runnable.class, WHO)) {
                Runnable service = context.getService(reference);
                if (service != null) {
                    return service;
                }
            }
            throw new UpgradeException(Message.EZX8049E, "NOBODY STARTS THIS SYSTEM AGAIN WHEN IT HAS ENDED");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
