// SPDX-License-Identifier: Apache-2.0
package org.ezplex.itest.exam;

import static org.junit.Assert.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Test;

/** Providers are exchanged while the kernel forwards. */
public class AcceleratedTest extends ApplianceCase {
    @Test
    public void whoeverIsExchangedTheKernelForwardsAgainAndNeverForTwo() throws Exception {
        try (MadeUpKernel kernel = new MadeUpKernel(context)) {
            configurations.put(
                    Configurations.OSA, Map.of("interfaceName", "lan0", "driver.target", MadeUpKernel.DRIVER));
            obey("IPCONFIG QDIOACCELERATOR");
            awaitForwarding("first", 0, kernel);
            exchange("org.ezplex.osa.provider", kernel);
            exchange("org.ezplex.distributor.provider", kernel);
            int begun = kernel.begun();
            kernel.replaceAccelerator();
            inside.update(inside.bundle("org.ezplex.accelerator.provider"));
            assertEquals("begun anew: the adapter goes on with what the one before has begun", begun, kernel.begun());
            assertEquals("forwarding", 1, kernel.now());
            exchange("org.ezplex.osa.provider", kernel);
            obey("IPCONFIG NOQDIOACCELERATOR");
            Inside.await("forwarded at the end", 0, kernel::now);
            assertEquals("at a time", 1, kernel.most());
        } finally {
            configurations.putAdapter();
        }
    }

    private void exchange(String provider, MadeUpKernel kernel) throws Exception {
        int before = kernel.begun();
        inside.update(inside.bundle(provider));
        awaitForwarding("after " + provider, before, kernel);
    }

    private static void awaitForwarding(String when, int before, MadeUpKernel kernel) throws InterruptedException {
        Inside.await("forwarding begins " + when, true, () -> kernel.begun() > before && kernel.now() == 1);
    }

    private void obey(String statement) throws Exception {
        Path profile = Path.of(context.getProperty("ezplex.home"), "etc", "accelerated.profile");
        Files.writeString(profile, statement + "\n");
        inside.command("ezplex:vary obeyfile " + profile);
    }
}
