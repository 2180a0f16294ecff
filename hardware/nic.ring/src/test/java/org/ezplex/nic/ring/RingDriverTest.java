// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.ezplex.nic.NicException;
import org.junit.jupiter.api.Test;

/** What needs no privilege. */
class RingDriverTest {
    private final RingDriver driver = new RingDriver(1 << 20);

    static NicException refusal(RingDriver driver, String interfaceName) {
        return catchThrowableOfType(NicException.class, () -> driver.open(interfaceName, frame -> {}, frame -> {}));
    }

    @Test
    void aMissingInterfaceIsNamedWithAdvice() {
        assertThat(refusal(driver, "ezplexnone0"))
                .hasMessageContaining("ezplexnone0")
                .hasMessageContaining("ip link show");
    }

    @Test
    void theLoopbackIsNoEthernet() {
        assertThat(refusal(driver, "lo")).hasMessageMatching(".*(no Ethernet interface|CAP_NET_RAW).*");
    }
}
