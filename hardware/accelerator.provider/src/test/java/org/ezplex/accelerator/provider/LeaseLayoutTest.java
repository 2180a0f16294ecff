// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.ezplex.net.MacAddress;
import org.junit.jupiter.api.Test;

class LeaseLayoutTest {
    private static final MacAddress VMAC = new MacAddress(0x02_00_00_00_00_EEL);
    private static final long MINUTE = 60_000_000_000L;

    @Test
    void aLeaseOfTheVersionBeforeIsReadLikeOneOfNow() {
        ByteBuffer lease = ByteBuffer.allocate(LeaseLayout.SIZE).order(ByteOrder.nativeOrder());
        lease.putLong(0, System.nanoTime() + MINUTE);
        EbpfFlows.putMac(lease.duplicate().order(ByteOrder.BIG_ENDIAN), 8, VMAC.bits());
        LeaseLayout.convert(lease);
        assertThat(LeaseLayout.isRunning(lease)).isTrue();
        assertThat(LeaseLayout.isFor(lease, VMAC)).isTrue();
        assertThat(LeaseLayout.isFor(lease, new MacAddress(0x02_00_00_00_00_EFL)))
                .isFalse();
    }
}
