// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ezplex.net.MacAddress;
import org.junit.jupiter.api.Test;

class MemoryHubTest {
    private static final long MILLI = 1_000_000;

    private final MemoryHub hub = new MemoryHub(7);
    private final List<Integer> atA = new ArrayList<>();
    private final List<Integer> atB = new ArrayList<>();
    private final MemoryPort a = hub.plug("A", frame -> atA.add(frame.getInt(14)), frame -> {});
    private final MemoryPort b = hub.plug("B", frame -> atB.add(frame.getInt(14)), frame -> {});

    private static ByteBuffer frame(long destination, int number) {
        ByteBuffer frame = ByteBuffer.allocateDirect(18);
        return frame.putShort(0, (short) (destination >>> 32))
                .putInt(2, (int) destination)
                .putInt(14, number);
    }

    private void sendTen() {
        for (int i = 0; i < 10; i++) {
            assertThat(a.transmit(frame(b.mac().bits(), i))).isTrue();
        }
    }

    @Test
    void everybodyButTheSenderHearsAFrame() {
        sendTen();
        assertThat(hub.run(0)).isEqualTo(10);
        assertThat(atB).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(atA).isEmpty();
        assertThat(a.counters().transmitted()).isEqualTo(10);
        assertThat(b.counters().received()).isEqualTo(10);
    }

    @Test
    void framesAreDelayed() {
        hub.faults(new Faults(0, 0, Duration.ofMillis(5), Duration.ZERO));
        sendTen();
        assertThat(hub.run(5 * MILLI - 1)).isZero();
        assertThat(hub.nextDue()).hasValue(5 * MILLI);
        assertThat(hub.run(5 * MILLI)).isEqualTo(10);
    }

    @Test
    void framesAreLostDoubledAndReorderedTheSameWayForTheSameSeed() {
        List<List<Integer>> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            MemoryHub other = new MemoryHub(42);
            other.faults(new Faults(30, 30, Duration.ZERO, Duration.ofMillis(10)));
            List<Integer> heard = new ArrayList<>();
            MemoryPort from = other.plug("A", frame -> {}, frame -> {});
            other.plug("B", frame -> heard.add(frame.getInt(14)), frame -> {});
            for (int i = 0; i < 100; i++) {
                from.transmit(frame(1, i));
            }
            other.run(10 * MILLI);
            runs.add(heard);
        }
        assertThat(runs.get(0))
                .isEqualTo(runs.get(1))
                .isNotEqualTo(runs.get(0).stream().sorted().toList());
        assertThat(runs.get(0).stream().distinct().count())
                .isBetween(50L, 90L)
                .isLessThan(runs.get(0).size());
    }

    @Test
    void sidesDoNotHearEachOther() {
        hub.side("B", 1);
        sendTen();
        assertThat(hub.run(0)).isZero();
        hub.side("B", 0);
        sendTen();
        assertThat(hub.run(0)).isEqualTo(10);
    }

    @Test
    void aNarrowedPortHearsItsAddressAndGroups() {
        b.receiveOnly(new MacAddress(0x0200_0000_0009L));
        a.transmit(frame(b.mac().bits(), 1));
        a.transmit(frame(0x0200_0000_0009L, 2));
        a.transmit(frame(MacAddress.BROADCAST.bits(), 3));
        hub.run(0);
        assertThat(atB).containsExactly(2, 3);
    }

    @Test
    void aNicThatIsOpenTwiceHearsAFrameTwiceAndNeverItsOwn() {
        MemoryPort again = hub.plug("B", frame -> atB.add(frame.getInt(14)), frame -> {});
        assertThat(again.mac()).isEqualTo(b.mac());
        again.transmit(frame(a.mac().bits(), 1));
        a.transmit(frame(b.mac().bits(), 2));
        hub.run(0);
        assertThat(atA).containsExactly(1);
        assertThat(atB).containsExactly(2, 2);
    }

    @Test
    void closedPortsAreSilent() {
        sendTen();
        b.close();
        hub.run(0);
        assertThat(atB).isEmpty();
        assertThat(b.transmit(frame(1, 1))).isFalse();
        assertThat(b.usable()).isFalse();
    }

    @Test
    void aFrameOnWhichTheReceiverFailsIsCountedAndTheNextFollows() {
        List<Integer> atC = new ArrayList<>();
        MemoryPort c = hub.plug(
                "C",
                frame -> {
                    if (frame.getInt(14) == 0) {
                        throw new IllegalStateException("as the test wants it");
                    }
                    atC.add(frame.getInt(14));
                },
                frame -> {});
        c.receiveOnly(c.mac());
        a.transmit(frame(c.mac().bits(), 0));
        a.transmit(frame(c.mac().bits(), 1));
        assertThatThrownBy(() -> hub.run(0)).isInstanceOf(IllegalStateException.class);
        hub.run(0);
        assertThat(atC).containsExactly(1);
        assertThat(c.counters().receiveDropped()).isEqualTo(1);
    }

    @Test
    void oversizedFramesAreRefused() {
        assertThat(a.transmit(ByteBuffer.allocateDirect(1519))).isFalse();
        assertThat(a.transmit(ByteBuffer.allocateDirect(13))).isFalse();
        assertThat(a.counters().transmitFailed()).isEqualTo(2);
    }
}
