// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.ezplex.net.IpPrefix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubnetsTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.77/24, 192.0.2.0/24",
        "192.0.2.77/30, 192.0.2.76/30",
        "192.0.2.77/32, 192.0.2.77/32",
        "192.0.2.77/0, 0.0.0.0/0",
        "2001:db8:1:ffff::9/49, 2001:db8:1:8000::/49"
    })
    void hostBitsAreCleared(String prefix, String subnet) {
        assertThat(Subnets.of(IpPrefix.of(prefix))).isEqualTo(IpPrefix.of(subnet));
    }
}
