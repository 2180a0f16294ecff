// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RepliesTest {
    @Test
    void resetsSynsAndTheirAnswersAreCaptured() {
        assertThat(new Replies("192.0.2.100").opening())
                .isEqualTo("host 192.0.2.100 and ((tcp[13] & 2 == 2) or (tcp[13] & 4 == 4))");
    }

    @Test
    void theFlagsOfTcpOverIpv6AreAtAFixedPlace() {
        assertThat(new Replies("2001:db8:1::100").resets())
                .isEqualTo("src host 2001:db8:1::100 and (ip6[6] == 6 and ip6[53] & 4 == 4)");
    }
}
