// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.xcf.provider.TestSysplex.await;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.crypto.spec.SecretKeySpec;
import org.jgroups.Event;
import org.jgroups.stack.IpAddress;
import org.jgroups.stack.Protocol;
import org.jgroups.util.UUID;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private final PacketSeal seal = new PacketSeal(
            PacketSeal.PULSES,
            SealKeys.shared(new SecretKeySpec(new byte[32], PacketSeal.MASTER)),
            new SecureRandom(),
            new RecordingRefused());
    private final Lease lease = new Lease();
    private final List<Exception> mute = new CopyOnWriteArrayList<>();
    private PulseSockets sockets;

    @Test
    void whoseSocketsFailSaysThatItIsMuteAndDoesNotActAsAMemberUntilItHasLeft() throws Exception {
        Heartbeat heartbeat = started();
        sockets.close();
        await("mute", () -> mute.size() == 1);
        assertThat(lease.holds(System.nanoTime())).isFalse();
        heartbeat.stop();
        assertThat(lease.holds(System.nanoTime())).isTrue();
        assertThat(mute).hasSize(1);
    }

    @Test
    void whoStopsIsNotMute() throws Exception {
        started().stop();
        assertThat(mute).isEmpty();
    }

    private Heartbeat started() throws Exception {
        Heartbeat heartbeat = new Heartbeat(this::open, 0, 6_400, lease, new Heartbeat.Events() {
            @Override
            public void expelled(Runnable told) {
                told.run();
            }

            @Override
            public void mute(Exception why) {
                mute.add(why);
            }
        });
        heartbeat.setAddress(UUID.randomUUID());
        heartbeat.setDownProtocol(new AnyPort());
        heartbeat.start();
        return heartbeat;
    }

    private PulseSockets open(int port, Consumer<MemberId> unreachable) throws Exception {
        sockets = new PulseSockets(InetAddress.getLoopbackAddress(), port, seal, unreachable);
        return sockets;
    }

    /** A transport that leaves the choice of the port to the system. */
    private static final class AnyPort extends Protocol {
        @Override
        public Object down(Event event) {
            return new IpAddress(InetAddress.getLoopbackAddress(), 0);
        }
    }
}
