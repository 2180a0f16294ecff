// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.ezplex.accelerator.Flow;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.net.IpAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A kernel's ring, in memory that is made up. */
class NewsRingTest {
    private static final int PAGE = 64;
    private static final int SIZE = 256;
    private static final int NEWS = 40;
    private static final int RECORD = 48;
    private static final int BUSY = 1 << 31;
    private static final int DISCARDED = 1 << 30;
    private static final IpAddress CLIENT = IpAddress.of("192.0.2.201");
    private static final IpAddress DVIPA = IpAddress.of("2001:db8:1::100");

    private final ByteBuffer consumer = ByteBuffer.allocateDirect(PAGE).order(ByteOrder.nativeOrder());
    private final ByteBuffer producer =
            ByteBuffer.allocateDirect(PAGE + 2 * SIZE).order(ByteOrder.nativeOrder());
    private final List<String> told = new ArrayList<>();
    /** What happens as a record is told, and as somebody waits for one. */
    private Runnable telling = () -> {};

    private Runnable waiting = () -> {};
    private int waited;
    private final NewsRing ring = new NewsRing(consumer, producer, SIZE, () -> {
        waited++;
        waiting.run();
    });

    @BeforeEach
    void listen() {
        ring.listen(new KernelFlows.News() {
            @Override
            public void opening(Flow flow, int target) {
                heard("opening %d to %d".formatted(flow.srcPort(), target));
            }

            @Override
            public void established(Flow flow) {
                heard("established " + flow.srcPort());
                assertThat(new IpAddress(flow.srcHigh(), flow.srcLow())).isEqualTo(CLIENT);
                assertThat(new IpAddress(flow.dstHigh(), flow.dstLow())).isEqualTo(DVIPA);
                assertThat(flow.dstPort()).isEqualTo(80);
            }
        });
    }

    private void heard(String what) {
        told.add(what);
        telling.run();
    }

    private long end() {
        return producer.getLong(0);
    }

    /** The kernel puts a record in; where that began. */
    private long put(int flags, int clientPort, int target, int opening) {
        ByteBuffer record = ByteBuffer.allocate(RECORD).order(ByteOrder.nativeOrder());
        record.putInt(0, NEWS | flags);
        ByteBuffer wire = record.duplicate().order(ByteOrder.BIG_ENDIAN);
        wire.putLong(8, CLIENT.high()).putLong(16, CLIENT.low());
        wire.putLong(24, DVIPA.high()).putLong(32, DVIPA.low());
        wire.putShort(40, (short) clientPort).putShort(42, (short) 80);
        record.putShort(44, (short) target).putShort(46, (short) opening);
        long at = end();
        for (int i = 0; i < RECORD; i++) {
            int slot = (int) ((at + i) % SIZE);
            producer.put(PAGE + slot, record.get(i)).put(PAGE + SIZE + slot, record.get(i));
        }
        producer.putLong(0, at + RECORD);
        return at;
    }

    private long opening(int clientPort, int target) {
        return put(0, clientPort, target, 7);
    }

    private void header(long at, int header) {
        int slot = (int) (at % SIZE);
        producer.putInt(PAGE + slot, header).putInt(PAGE + SIZE + slot, header);
    }

    @Test
    void whatIsThereIsToldInOrderAndOnce() {
        opening(2000, 40_000);
        put(DISCARDED, 2001, 1, 7);
        put(0, 65_535, 1, 0);
        assertThat(ring.hear()).isTrue();
        assertThat(ring.hear()).isTrue();
        assertThat(told).containsExactly("opening 2000 to 40000", "established 65535");
        assertThat(consumer.getLong(0)).isEqualTo(end());
        assertThat(waited).isZero();
    }

    @Test
    void theRingGoesOnPastItsEndAndPastWhatAnIntHolds() {
        producer.putLong(0, (1L << 32) - RECORD);
        consumer.putLong(0, (1L << 32) - RECORD);
        for (int port = 2000; port < 2020; port++) {
            opening(port, 1);
            assertThat(ring.hear()).isTrue();
        }
        assertThat(told).hasSize(20).last().isEqualTo("opening 2019 to 1");
    }

    @Test
    void whatComesWhileItTellsIsNotWaitedFor() {
        opening(2000, 1);
        telling = () -> opening(2001, 1);
        assertThat(ring.hear()).isTrue();
        assertThat(told).containsExactly("opening 2000 to 1");
        assertThat(end() - consumer.getLong(0)).as("for the next who comes").isEqualTo(RECORD);
    }

    @Test
    void aRecordThatTheKernelIsWritingIsWaitedFor() {
        long busy = put(BUSY, 2000, 1, 7);
        opening(2001, 1);
        waiting = () -> {
            if (waited == 3) {
                header(busy, NEWS);
            }
        };
        assertThat(ring.hear()).isTrue();
        assertThat(told).containsExactly("opening 2000 to 1", "opening 2001 to 1");
    }

    @Test
    void oneThatItDoesNotFinishIsNotWaitedForForEverAndToldLater() {
        opening(1999, 1);
        long busy = put(BUSY, 2000, 1, 7);
        opening(2001, 1);
        assertThat(ring.hear()).as("some may be missing").isFalse();
        assertThat(told).containsExactly("opening 1999 to 1");
        assertThat(waited).isEqualTo(NewsRing.MOST_PAUSES);
        header(busy, NEWS | DISCARDED);
        assertThat(ring.hear()).isTrue();
        assertThat(told).containsExactly("opening 1999 to 1", "opening 2001 to 1");
    }

    @Test
    void oneOverWhichItsListenerFailsIsNotToldAgain() {
        opening(2000, 1);
        opening(2001, 1);
        telling = () -> {
            telling = () -> {};
            throw new IllegalStateException("this time only");
        };
        assertThatThrownBy(ring::hear).hasMessage("this time only");
        assertThat(ring.hear()).isTrue();
        assertThat(told).containsExactly("opening 2000 to 1", "opening 2001 to 1");
    }

    @Test
    void theRestIsToldWhenItIsClosedAndNothingAfterIt() {
        opening(2000, 1);
        ring.close();
        assertThat(told).containsExactly("opening 2000 to 1");
        opening(2001, 1);
        ring.close();
        assertThat(ring.hear()).isTrue();
        assertThat(told).hasSize(1);
    }
}
