// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.table;

import java.nio.ByteBuffer;
import org.ezplex.accelerator.Flow;
import org.ezplex.net.TcpConnection;

/** The key of a connection in the routing table; filled again and again, so that looking one up makes no garbage. */
public final class RoutingKey {
    long srcHigh;
    long srcLow;
    long dstHigh;
    long dstLow;
    int ports;

    /** Fills the key: the source is the client's side, the destination the cluster's. IPv4 in mapped form. */
    public RoutingKey set(long sourceHigh, long sourceLow, int sourcePort, long dvipaHigh, long dvipaLow, int port) {
        srcHigh = sourceHigh;
        srcLow = sourceLow;
        dstHigh = dvipaHigh;
        dstLow = dvipaLow;
        ports = sourcePort << 16 | port;
        return this;
    }

    /** Fills the key from a connection. */
    public RoutingKey set(TcpConnection c) {
        return set(
                c.remote().high(),
                c.remote().low(),
                c.remotePort(),
                c.local().high(),
                c.local().low(),
                c.localPort());
    }

    /** Fills the key from the entry that begins at an offset. */
    RoutingKey set(ByteBuffer entries, int at) {
        srcHigh = entries.getLong(at + EntryLayout.SRC_HIGH);
        srcLow = entries.getLong(at + EntryLayout.SRC_LOW);
        dstHigh = entries.getLong(at + EntryLayout.DST_HIGH);
        dstLow = entries.getLong(at + EntryLayout.DST_LOW);
        ports = (int) entries.getLong(at + EntryLayout.PORTS_HASH);
        return this;
    }

    /** Names the connection to the accelerator. */
    public Flow fill(Flow flow) {
        return flow.set(srcHigh, srcLow, ports >>> 16, dstHigh, dstLow, ports & 0xFFFF);
    }

    /** A hash that a sender who does not know {@code seed} cannot steer. */
    int hash(long seed) {
        long h = seed;
        h = mix(h ^ srcHigh);
        h = mix(h ^ srcLow);
        h = mix(h ^ dstHigh);
        h = mix(h ^ dstLow);
        h = mix(h ^ ports);
        return (int) (h >>> 32);
    }

    /** The finaliser of MurmurHash3. */
    private static long mix(long value) {
        long h = value;
        h = (h ^ h >>> 33) * 0xFF51AFD7ED558CCDL;
        h = (h ^ h >>> 33) * 0xC4CEB9FE1A85EC53L;
        return h ^ h >>> 33;
    }
}
