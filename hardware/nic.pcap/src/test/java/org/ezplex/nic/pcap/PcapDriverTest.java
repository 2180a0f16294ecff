// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ezplex.nic.NicException;
import org.junit.jupiter.api.Test;

/** What needs neither libpcap nor privilege; frames on real interfaces are for the end-to-end tests. */
class PcapDriverTest {
    private final PcapDriver driver = new PcapDriver(1 << 20);

    @Test
    void aMissingInterfaceIsNamedWithAdvice() {
        assertThatThrownBy(() -> driver.open("ezplexnone0", frame -> {}, frame -> {}))
                .isInstanceOf(NicException.class)
                .hasMessageContaining("ezplexnone0")
                .hasMessageContaining("ip link show");
    }

    @Test
    void theLoopbackIsNoEthernet() {
        assertThatThrownBy(() -> driver.open("lo", frame -> {}, frame -> {})).isInstanceOf(NicException.class);
    }

    @Test
    void aMissingLibraryIsAnsweredWithAdvice() {
        assertThat(Handles.noLibrary(new UnsatisfiedLinkError("pcap"))).hasMessageContaining("apt-get install");
    }
}
