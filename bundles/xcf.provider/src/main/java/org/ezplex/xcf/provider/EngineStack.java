// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.util.List;
import org.jgroups.protocols.Discovery;
import org.jgroups.protocols.FRAG4;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.PING;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.TP;
import org.jgroups.protocols.UDP;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.Protocol;

/** The protocol stack of JGroups, tuned for a handful of systems on one network that must miss each other quickly. */
final class EngineStack {
    private static final int FRAGMENT = 8_000;
    private static final int LONGEST_PACKET = 9_000;
    private static final int LIVENESS_PORT_OFFSET = 100;
    /** From the transport's port to the one of the signs of life. */
    static final int PULSE_PORT_OFFSET = 200;

    private static final long REPEAT_MILLIS = 50;
    private static final long ANSWER_MILLIS = 500;
    /** Whoever waits for acknowledgements of a view keeps back what else its maker sends; after a merge some never come. */
    private static final long ACKNOWLEDGE_MILLIS = 100;

    private static final long MERGE_LEAST_MILLIS = 100;
    private static final long MERGE_MOST_MILLIS = 250;
    /** Has to be more than the one before; the others' views are looked at this often. */
    private static final long MERGE_CHECK_MILLIS = 260;

    private static final long RESEND_MILLIS = 100;
    private static final long CREDITS = 4_000_000;
    private static final int SOCKET_BUFFER = 4_000_000;

    private EngineStack() {}

    static List<Protocol> of(Settings settings, Prerequisites found, PacketSeal seal, Heartbeat heartbeat)
            throws Exception {
        SealedFdSock liveness = new SealedFdSock(seal);
        liveness.setBindAddress(found.address())
                .setOffset(LIVENESS_PORT_OFFSET)
                .setPortRange(0)
                .setSuspectMsgInterval(REPEAT_MILLIS);
        UNICAST3 unicast = new UNICAST3().setXmitInterval(RESEND_MILLIS);
        NAKACK2 multicast = new NAKACK2().setXmitInterval(RESEND_MILLIS);
        return List.of(
                found.hosts().isEmpty() ? udp(settings, found, seal) : tcp(settings, found, seal),
                discovery(found).numDiscoveryRuns(found.credential().asks()),
                new SteadyMerge()
                        .setMinInterval(MERGE_LEAST_MILLIS)
                        .setMaxInterval(MERGE_MOST_MILLIS)
                        .setCheckInterval(MERGE_CHECK_MILLIS),
                liveness,
                heartbeat,
                multicast,
                unicast,
                new STABLE(),
                new GMS()
                        .printLocalAddress(false)
                        .setJoinTimeout(settings.joinMillis())
                        .setLeaveTimeout(ANSWER_MILLIS)
                        .setMergeTimeout(2 * ANSWER_MILLIS)
                        .setViewAckCollectionTimeout(ACKNOWLEDGE_MILLIS),
                new UFC().setMaxCredits(CREDITS),
                new MFC().setMaxCredits(CREDITS),
                new FRAG4().setFragSize(FRAGMENT));
    }

    private static Protocol udp(Settings settings, Prerequisites found, PacketSeal seal) throws Exception {
        UDP udp = new SealedUdp(seal);
        udp.setMcastSendBufSize(SOCKET_BUFFER)
                .setMcastRecvBufSize(SOCKET_BUFFER)
                .setUcastSendBufSize(SOCKET_BUFFER)
                .setUcastRecvBufSize(SOCKET_BUFFER)
                .setIpTTL(1)
                .setMcastGroupAddr(found.multicast())
                .setMulticastPort(settings.multicastPort());
        return common(udp, settings, found);
    }

    private static Protocol tcp(Settings settings, Prerequisites found, PacketSeal seal) throws Exception {
        SealedTcp tcp = new SealedTcp(seal, 2 * LONGEST_PACKET);
        tcp.setSockConnTimeout((int) ANSWER_MILLIS);
        return common(tcp, settings, found);
    }

    private static Protocol common(TP transport, Settings settings, Prerequisites found) throws Exception {
        transport.setBindAddress(found.address());
        transport.setBindPort(settings.port());
        transport.setPortRange(0);
        transport.useVirtualThreads(false);
        transport.bundler("per-destination");
        transport.getBundler().setMaxSize(LONGEST_PACKET);
        return transport;
    }

    private static Discovery discovery(Prerequisites found) {
        if (found.hosts().isEmpty()) {
            return new PING();
        }
        TCPPING ping = new TCPPING();
        ping.setInitialHosts(found.hosts());
        ping.setPortRange(0);
        return ping;
    }
}
