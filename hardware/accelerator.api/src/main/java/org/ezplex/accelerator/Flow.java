// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator;

/** A connection as numbers, filled again and again, so that naming one makes no garbage. Not for use by two threads at once. */
public final class Flow {
    private static final long MAPPED = 0xFFFF;

    private long srcHigh;
    private long srcLow;
    private long dstHigh;
    private long dstLow;
    private int srcPort;
    private int dstPort;

    /** Names a connection: the source is the client's side. IPv4 addresses in mapped form, like {@code IpAddress}'s; ports 0 to 65535. */
    public Flow set(long sourceHigh, long sourceLow, int sourcePort, long destHigh, long destLow, int destPort) {
        srcHigh = sourceHigh;
        srcLow = sourceLow;
        srcPort = sourcePort;
        dstHigh = destHigh;
        dstLow = destLow;
        dstPort = destPort;
        return this;
    }

    /** Whether it is one over IPv4. */
    public boolean isV4() {
        return dstHigh == 0 && dstLow >>> 32 == MAPPED;
    }

    /** First eight bytes of the client's address. */
    public long srcHigh() {
        return srcHigh;
    }

    /** Last eight bytes of the client's address. */
    public long srcLow() {
        return srcLow;
    }

    /** First eight bytes of the cluster's address. */
    public long dstHigh() {
        return dstHigh;
    }

    /** Last eight bytes of the cluster's address. */
    public long dstLow() {
        return dstLow;
    }

    /** The client's port. */
    public int srcPort() {
        return srcPort;
    }

    /** The cluster's port. */
    public int dstPort() {
        return dstPort;
    }
}
