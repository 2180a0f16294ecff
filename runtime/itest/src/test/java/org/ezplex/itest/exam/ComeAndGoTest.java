// SPDX-License-Identifier: Apache-2.0
package org.ezplex.itest.exam;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.osgi.framework.Bundle;

/** Services come and go with what they need, and with nothing else. */
public class ComeAndGoTest extends ApplianceCase {
    private static final String ADAPTER = "org.ezplex.osa.SharedAdapter";
    private static final String VIPA = "org.ezplex.vipa.VipaManager";
    private static final String DISTRIBUTOR = "org.ezplex.distributor.Distributor";

    @Test
    public void withoutItsConfigurationTheAdapterGoesAndNobodyElse() throws Exception {
        long vipa = inside.registration(VIPA);
        long distributor = inside.registration(DISTRIBUTOR);
        configurations.remove(Configurations.OSA);
        inside.awaitNoService(ADAPTER);
        configurations.putAdapter();
        inside.awaitService(ADAPTER);
        assertEquals("VipaManager is the one from before", vipa, inside.registration(VIPA));
        assertEquals("Distributor is the one from before", distributor, inside.registration(DISTRIBUTOR));
    }

    @Test
    public void withoutXcfThereIsNoVipaManagerAndNoDistributor() throws Exception {
        Bundle xcf = inside.bundle("org.ezplex.xcf.provider");
        xcf.stop();
        inside.awaitNoService(VIPA);
        inside.awaitNoService(DISTRIBUTOR);
        assertTrue("the adapter does without", inside.has(ADAPTER));
        xcf.start();
        inside.awaitService(VIPA);
        inside.awaitService(DISTRIBUTOR);
    }

    @Test
    public void aProviderThatStopsTakesItsServicesAndBringsThemBack() throws Exception {
        Map<String, Integer> before = inside.services();
        for (Bundle provider : inside.providers()) {
            provider.stop();
            assertNull(provider.getSymbolicName(), provider.getRegisteredServices());
            provider.start();
            Inside.await("services after a restart of " + provider, before, inside::services);
        }
        assertEquals(List.of(), inside.notActive());
    }
}
