// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CaptureTest {
    @Test
    void aPacketsTimeIsReadToTheMicrosecond() {
        assertThat(Capture.epochNanos("1795937235.000042 IP 192.0.2.100.8080 > 192.0.2.201.40001: tcp 0"))
                .isEqualTo(1_795_937_235_000_042_000L);
    }
}
