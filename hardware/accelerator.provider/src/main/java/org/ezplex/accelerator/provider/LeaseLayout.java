// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.ezplex.net.MacAddress;

/**
 * For how long the kernel goes on by itself, and for which address; times are of the monotonic clock, in nanoseconds.
 *
 * <pre>
 *  struct lease   0 | until, 8 bytes | 8 until then it opens connections, 8 bytes | 16 VMAC, 6 bytes | 22 nothing |
 * </pre>
 */
final class LeaseLayout {
    static final String MAP = "ezplex_lease";
    static final int SIZE = 24;

    private static final int UNTIL_SYNS = 8;
    private static final int VMAC = 16;

    /** As it was before the kernel opened connections: without the time for that. */
    static final int SIZE_BEFORE = 16;

    private static final int VMAC_BEFORE = 8;

    private LeaseLayout() {}

    /** Makes one that was as before one of now, as far as there is anything to know of it. */
    static void convert(ByteBuffer lease) {
        lease.putLong(VMAC, lease.getLong(VMAC_BEFORE)).putLong(UNTIL_SYNS, 0);
    }

    static void vmac(ByteBuffer lease, MacAddress vmac) {
        EbpfFlows.putMac(wire(lease), VMAC, vmac.bits());
    }

    static boolean isFor(ByteBuffer lease, MacAddress vmac) {
        return EbpfFlows.mac(wire(lease), VMAC) == vmac.bits();
    }

    private static ByteBuffer wire(ByteBuffer lease) {
        return lease.duplicate().order(ByteOrder.BIG_ENDIAN);
    }

    /** From now on; 0 ends it. */
    static void renew(ByteBuffer lease, long nanos, long nanosToOpen) {
        long now = System.nanoTime();
        lease.putLong(0, nanos == 0 ? 0 : now + nanos);
        lease.putLong(UNTIL_SYNS, nanosToOpen == 0 ? 0 : now + nanosToOpen);
    }

    static void end(ByteBuffer lease) {
        renew(lease, 0, 0);
    }

    /** The rest goes on. */
    static void endOpening(ByteBuffer lease) {
        lease.putLong(UNTIL_SYNS, 0);
    }

    static boolean isRunning(ByteBuffer lease) {
        return lease.getLong(0) - System.nanoTime() > 0;
    }
}
