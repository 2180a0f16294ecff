// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.nic.FrameReceiver;
import org.ezplex.nic.NicCounters;
import org.ezplex.nic.NicPort;
import org.ezplex.packet.Checksum;
import org.ezplex.packet.Ethernet;
import org.ezplex.packet.FrameBuilder;
import org.ezplex.packet.FrameView;
import org.ezplex.packet.Tcp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames on a real wire, between two interfaces of a network namespace. */
class RingPortTest {
    private static final MacAddress VMAC = MacAddress.of("02:e2:00:00:00:0b");
    private static final MacAddress TARGET = MacAddress.of("02:00:00:00:00:0c");
    private static final long BROADCAST = 0xFFFF_FFFF_FFFFL;
    private static final int RING_BYTES = 4 << 20;
    /** As many frames of 1500 bytes as there is room for, and some. */
    private static final int ROOM = 2520;

    private static final int TOO_MANY = 80;

    /** More than there is room for of what opens connections. */
    private static final int FLOOD = 1000;

    private static final int MSS = 1400;
    private static final int TCP_AT = Ethernet.HEADER + 20;
    private static final ByteBuffer LARGE = Station.offloaded(true, TCP_AT, TCP_AT + Tcp.HEADER, MSS);

    private final RingDriver driver = new RingDriver(RING_BYTES);
    private final BlockingQueue<ByteBuffer> arrived = new LinkedBlockingQueue<>();
    private final BlockingQueue<ByteBuffer> departed = new LinkedBlockingQueue<>();
    private final FrameView view = new FrameView();

    /** A port on one end of the wire and a station on the other. */
    private interface Case {
        void run(NicPort port, Station peer) throws Exception;
    }

    private void onAWire(FrameReceiver arrivals, Case test) {
        OwnNetwork.run(() -> {
            try (NicPort port = driver.open("lan0", arrivals, frame -> departed.add(copy(frame)));
                    Station peer = new Station("peer0")) {
                test.run(port, peer);
            }
        });
    }

    private void onAWire(Case test) {
        onAWire(frame -> arrived.add(copy(frame)), test);
    }

    /** Receives nothing before. */
    private FrameReceiver after(CountDownLatch go) {
        return frame -> {
            await(go);
            arrived.add(copy(frame));
        };
    }

    /** The port sends what comes on to the target, as the distributor does. */
    private void forwarding(Case test) {
        NicPort[] opened = new NicPort[1];
        CountDownLatch open = new CountDownLatch(1);
        onAWire(
                frame -> {
                    await(open);
                    Ethernet.destination(frame, 0, TARGET.bits());
                    Ethernet.source(frame, 0, VMAC.bits());
                    opened[0].transmit(frame);
                },
                (port, peer) -> {
                    opened[0] = port;
                    open.countDown();
                    test.run(port, peer);
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ByteBuffer copy(ByteBuffer frame) {
        return ByteBuffer.allocate(frame.remaining()).put(frame.duplicate()).flip();
    }

    private static FrameBuilder segment(boolean v4, long to, int flags) {
        IpAddress client = IpAddress.of(v4 ? "192.0.2.201" : "2001:db8:1::c9");
        IpAddress dvipa = IpAddress.of(v4 ? "192.0.2.100" : "2001:db8:1::64");
        return FrameBuilder.tcp(client, 40000, dvipa, 80).flags(flags).to(to);
    }

    private static FrameBuilder segment() {
        return segment(true, VMAC.bits(), Tcp.ACK);
    }

    private ByteBuffer unfinished(ByteBuffer frame) {
        view.parse(frame);
        Tcp.checksum(frame, view.l4Offset(), Checksum.fold(Checksum.pseudo(view, view.ipEnd() - view.l4Offset())));
        return frame;
    }

    private static ByteBuffer readdressed(ByteBuffer frame) {
        ByteBuffer other = copy(frame);
        Ethernet.destination(other, 0, TARGET.bits());
        Ethernet.source(other, 0, VMAC.bits());
        return other;
    }

    private static void eventually(String what, BooleanSupplier condition) throws InterruptedException {
        for (int tries = 0; !condition.getAsBoolean(); tries++) {
            assertThat(tries).as(what).isLessThan(1000);
            Thread.sleep(10);
        }
    }

    private static ByteBuffer next(BlockingQueue<ByteBuffer> frames) throws InterruptedException {
        ByteBuffer frame = frames.poll(10, TimeUnit.SECONDS);
        assertThat(frame).as("a frame comes").isNotNull();
        return frame;
    }

    @Test
    void everyFrameOfManyRoundsOfTheRingArrivesInOrder() {
        onAWire((port, peer) -> {
            for (int i = 0; i < 200; i++) {
                ByteBuffer frame = segment().seq(i).payload(new byte[i]).build();
                peer.send(frame);
                assertThat(next(arrived)).isEqualTo(frame);
            }
            assertThat(port.counters().received()).isEqualTo(200);
            assertThat(port.counters().receiveDropped()).isZero();
        });
    }

    @Test
    void whatTheReceiverSendsOnLeavesOnceAndInOrder() {
        forwarding((port, peer) -> {
            for (int burst = 0; burst < 20; burst++) {
                for (int i = 0; i < 10; i++) {
                    peer.send(segment().seq(i).build());
                }
                for (int i = 0; i < 10; i++) {
                    assertThat(peer.receiveFrame())
                            .isEqualTo(readdressed(segment().seq(i).build()));
                }
            }
            eventually("all are counted", () -> port.counters().transmitted() == 200);
            assertThat(port.counters().transmitFailed()).isZero();
        });
    }

    @ParameterizedTest
    @CsvSource({"true, -1", "false, -1", "true, 7", "false, 7"})
    void aFrameThatOffloadsMadeLargeIsSentOnUnbrokenWithWhatIsLeftToDo(boolean v4, int vlan) {
        forwarding((port, peer) -> {
            FrameBuilder builder = segment(v4, VMAC.bits(), Tcp.ACK | Tcp.PSH).payload(new byte[45 * MSS]);
            ByteBuffer frame = unfinished((vlan < 0 ? builder : builder.vlan(vlan)).build());
            ByteBuffer header = Station.offloaded(v4, view.l4Offset(), view.l4Offset() + Tcp.HEADER, MSS);
            peer.send(header, frame);
            ByteBuffer back = peer.receive();
            assertThat(back.slice(VirtioHeader.SIZE, frame.remaining())).isEqualTo(readdressed(frame));
            assertThat(back.get(0) & 1)
                    .as("the checksum is still left to hardware")
                    .isOne();
            assertThat(back.get(1)).isEqualTo(header.get(1));
            assertThat(back.getShort(4)).as("the sender's segment size").isEqualTo((short) MSS);
            assertThat(back.getShort(6)).as("where the sum begins").isEqualTo((short) view.l4Offset());
        });
    }

    private static ByteBuffer large(int number) {
        return segment().seq(number).payload(new byte[30_000 + number]).build();
    }

    @Test
    void largeFramesAndOthersWaitInOrder() {
        CountDownLatch go = new CountDownLatch(1);
        onAWire(after(go), (port, peer) -> {
            for (int i = 0; i < 50; i++) {
                peer.send(LARGE, large(i));
                peer.send(segment().seq(i).build());
            }
            go.countDown();
            for (int i = 0; i < 50; i++) {
                assertThat(next(arrived)).isEqualTo(large(i));
                assertThat(next(arrived)).isEqualTo(segment().seq(i).build());
            }
            assertThat(port.counters().receiveDropped()).isZero();
        });
    }

    @Test
    void largeFramesThatThereIsNoRoomForAreCountedAndTheNextOnesAreWhole() {
        CountDownLatch go = new CountDownLatch(1);
        onAWire(after(go), (port, peer) -> {
            for (int i = 0; i < 500; i++) {
                peer.send(LARGE, large(i));
            }
            go.countDown();
            eventually("all are accounted for", () -> {
                NicCounters counters = port.counters();
                return counters.received() + counters.receiveDropped() == 500;
            });
            NicCounters counters = port.counters();
            assertThat(counters.receiveDropped()).isPositive();
            for (long i = 0; i < counters.received(); i++) {
                next(arrived);
            }
            peer.send(LARGE, large(7));
            assertThat(next(arrived)).isEqualTo(large(7));
        });
    }

    @Test
    void largeFramesAreSentOnInOrderHoweverManyWait() {
        forwarding((port, peer) -> {
            for (int i = 0; i < 40; i++) {
                peer.send(LARGE, large(i));
            }
            for (int i = 0; i < 40; i++) {
                assertThat(peer.receiveFrame()).isEqualTo(readdressed(large(i)));
            }
        });
    }

    @Test
    void anInterfaceThatGoesDownWhileLargeFramesWaitLeavesThemInOrder() {
        CountDownLatch go = new CountDownLatch(1);
        onAWire(after(go), (port, peer) -> {
            for (int i = 0; i < 5; i++) {
                peer.send(LARGE, large(i));
            }
            OwnNetwork.command("ip", "link", "set", "lan0", "down");
            go.countDown();
            for (int i = 0; i < 5; i++) {
                assertThat(next(arrived)).isEqualTo(large(i));
            }
            OwnNetwork.up();
            peer.send(LARGE, large(5));
            assertThat(next(arrived)).isEqualTo(large(5));
            assertThat(port.counters().receiveDropped()).isZero();
        });
    }

    @Test
    void anUnfinishedChecksumIsSentOnSo() {
        forwarding((port, peer) -> {
            ByteBuffer frame = unfinished(segment().payload(new byte[100]).build());
            peer.send(Station.offloaded(true, view.l4Offset(), view.l4Offset() + Tcp.HEADER, 0), frame);
            ByteBuffer back = peer.receive();
            assertThat(back.get(0) & 1).isOne();
            assertThat(back.slice(VirtioHeader.SIZE, frame.remaining())).isEqualTo(readdressed(frame));
        });
    }

    @Test
    void aVlanTagThatTheKernelTakesOutIsPutBack() {
        onAWire((port, peer) -> {
            ByteBuffer tagged = segment().vlan(7).build();
            for (ByteBuffer frame : new ByteBuffer[] {tagged, segment().build(), tagged}) {
                peer.send(frame);
                assertThat(next(arrived)).isEqualTo(frame);
            }
        });
    }

    @Test
    void whatIsKeptAndSentLaterIsFinishedAndCut() {
        onAWire((port, peer) -> {
            ByteBuffer large = segment(true, VMAC.bits(), Tcp.ACK | Tcp.FIN)
                    .payload(new byte[4000])
                    .build();
            assertThat(port.transmit(unfinished(large))).isTrue();
            int length = 0;
            for (int i = 0; i < 3; i++) {
                ByteBuffer part = peer.receiveFrame();
                assertThat(view.parse(part)).isEqualTo(FrameView.Verdict.OK);
                assertThat(Checksum.verify(part, view)).isTrue();
                assertThat(view.tcpFlags()).isEqualTo(i == 2 ? Tcp.ACK | Tcp.FIN : Tcp.ACK);
                length += view.ipEnd() - view.l4Offset() - Tcp.HEADER;
            }
            assertThat(length).isEqualTo(4000);
            ByteBuffer small = unfinished(segment().payload(new byte[100]).build());
            assertThat(port.transmit(small)).isTrue();
            ByteBuffer received = peer.receiveFrame();
            view.parse(received);
            assertThat(Checksum.verify(received, view)).isTrue();
            NicCounters counters = port.counters();
            assertThat(counters.transmitted()).isEqualTo(4);
            assertThat(counters.segmented()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {Tcp.ACK, Tcp.SYN})
    void onlyOneAddressAndGroupsAreReceivedWhenThatIsAskedFor(int flags) {
        onAWire((port, peer) -> {
            port.receiveOnly(VMAC);
            peer.send(segment(true, TARGET.bits(), flags).build());
            peer.send(segment(true, VMAC.bits() ^ 1L << 40, flags).build());
            peer.send(segment(true, VMAC.bits() ^ 1, flags).build());
            peer.send(segment(true, BROADCAST, flags).build());
            peer.send(segment(true, VMAC.bits(), flags).build());
            assertThat(Ethernet.destination(next(arrived), 0)).isEqualTo(VMAC.bits() ^ 1L << 40);
            assertThat(Ethernet.destination(next(arrived), 0)).isEqualTo(BROADCAST);
            assertThat(Ethernet.destination(next(arrived), 0)).isEqualTo(VMAC.bits());
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatOpensConnectionsTakesNoRoomFromOtherFramesAndLetsThemGoFirst(boolean v4) {
        CountDownLatch go = new CountDownLatch(1);
        onAWire(after(go), (port, peer) -> {
            for (int i = 0; i < FLOOD; i++) {
                peer.send(segment(v4, VMAC.bits(), Tcp.SYN).seq(i).build());
            }
            ByteBuffer other = segment(v4, VMAC.bits(), Tcp.SYN | Tcp.ACK).build();
            peer.send(other);
            long dropped = port.counters().receiveDropped();
            assertThat(dropped).as("more than there is room for").isPositive();
            go.countDown();
            eventually("the rest is received", () -> port.counters().received() == FLOOD + 1 - dropped);
            assertThat(arrived.stream().limit(FLOOD / 10)).contains(other);
        });
    }

    @Test
    void aProgramSeesEachFrameOnceUntilOneAddressIsAskedForAgain() {
        onAWire((port, peer) -> {
            try (KernelProgram all = KernelProgram.thatTakesAll()) {
                port.receiveBy(all.descriptor());
                eachArrivesOnce(peer);
                port.receiveOnly(VMAC);
                eachArrivesOnce(peer);
            }
        });
    }

    private void eachArrivesOnce(Station peer) throws InterruptedException {
        for (int flags : new int[] {Tcp.ACK, Tcp.SYN, Tcp.SYN, Tcp.ACK}) {
            ByteBuffer frame = segment(true, VMAC.bits(), flags).build();
            peer.send(frame);
            assertThat(next(arrived)).isEqualTo(frame);
        }
        assertThat(arrived).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void connectionsThatTheHostOpensDepartAndNothingElse(boolean v4) {
        onAWire((port, peer) -> {
            try (Station host = new Station("lan0")) {
                long own = port.mac().bits();
                host.send(
                        segment(v4, TARGET.bits(), Tcp.SYN | Tcp.ACK).from(own).build());
                host.send(segment(v4, TARGET.bits(), Tcp.ACK).from(own).build());
                host.send(segment(v4, TARGET.bits(), Tcp.SYN).from(VMAC.bits()).build());
                peer.send(segment(v4, own, Tcp.SYN).from(own).build());
                ByteBuffer syn = segment(v4, TARGET.bits(), Tcp.SYN)
                        .from(own)
                        .payload(new byte[1000])
                        .build();
                host.send(syn);
                assertThat(next(departed)).isEqualTo(syn.slice(0, 256));
                assertThat(next(arrived))
                        .isEqualTo(segment(v4, own, Tcp.SYN).from(own).build());
                assertThat(departed).isEmpty();
                assertThat(arrived).isEmpty();
            }
        });
    }

    @Test
    void framesThatFindNoRoomInTheRingAreCounted() {
        CountDownLatch go = new CountDownLatch(1);
        onAWire(frame -> await(go), (port, peer) -> {
            for (int i = 0; i < ROOM + TOO_MANY; i++) {
                peer.send(segment().build());
            }
            assertThat(port.counters().receiveDropped()).isEqualTo(TOO_MANY);
            go.countDown();
            eventually("all are accounted for", () -> {
                NicCounters counters = port.counters();
                return counters.received() + counters.receiveDropped() == ROOM + TOO_MANY;
            });
        });
    }

    @Test
    void whoCatchesUpHasReceivedAllThatCameBefore() {
        AtomicInteger received = new AtomicInteger();
        CountDownLatch behind = new CountDownLatch(1);
        onAWire(
                frame -> {
                    await(behind);
                    received.incrementAndGet();
                },
                (port, peer) -> {
                    for (int i = 0; i < 20; i++) {
                        peer.send(segment().build());
                    }
                    port.catchUp(Duration.ofMillis(1));
                    assertThat(received).as("the receiver still waits").hasValue(0);
                    new Thread(behind::countDown).start();
                    port.catchUp(Duration.ofSeconds(60));
                    assertThat(received).hasValueGreaterThanOrEqualTo(20);
                });
    }

    @Test
    void aReceiverThatFailsGetsTheNextFrameToo() {
        Consumer<ByteBuffer> failing = frame -> {
            arrived.add(copy(frame));
            throw new IllegalStateException("for this test");
        };
        onAWire(failing::accept, (port, peer) -> {
            for (int i = 0; i < 3; i++) {
                peer.send(segment().seq(i).build());
                assertThat(next(arrived)).isEqualTo(segment().seq(i).build());
            }
            eventually("failures are counted", () -> port.counters().receiveDropped() == 3);
        });
    }

    @Test
    void anInterfaceThatGoesDownAndComesUpGoesOn() {
        onAWire((port, peer) -> {
            OwnNetwork.command("ip", "link", "set", "lan0", "down");
            assertThat(port.transmit(segment().build())).isFalse();
            assertThat(port.counters().transmitFailed()).isEqualTo(1);
            OwnNetwork.up();
            peer.send(segment().build());
            assertThat(next(arrived)).isEqualTo(segment().build());
            assertThat(port.usable()).isTrue();
        });
    }

    @Test
    void anInterfaceThatVanishesMakesThePortUnusable() {
        onAWire((port, peer) -> {
            assertThat(port.usable()).isTrue();
            OwnNetwork.command("ip", "link", "del", "lan0");
            eventually("the port is unusable", () -> !port.usable());
            assertThat(port.transmit(segment().build())).isFalse();
        });
    }

    @Test
    void nothingIsLeftOfAClosedPort() {
        OwnNetwork.run(() -> {
            // First, as the JDK keeps a socket of its own once it has read a file in this way.
            assertThat(rings()).isZero();
            long sockets = sockets();
            NicPort port = driver.open("lan0", frame -> {}, frame -> {});
            assertThat(sockets()).isEqualTo(sockets + 3);
            assertThat(rings()).isEqualTo(3);
            assertThat(threads()).isEqualTo(2);
            port.close();
            port.close();
            assertThat(sockets()).isEqualTo(sockets);
            assertThat(rings()).isZero();
            assertThat(threads()).isZero();
            assertThat(port.transmit(segment().build())).isFalse();
            assertThat(port.usable()).isFalse();
        });
    }

    @Test
    void nothingIsLeftOfAPortThatCannotBeOpened() {
        OwnNetwork.run(() -> {
            long sockets = sockets();
            OwnNetwork.command("ip", "link", "set", "lo", "up");
            assertThat(RingDriverTest.refusal(driver, "lo")).hasMessageContaining("no Ethernet");
            assertThat(sockets()).isEqualTo(sockets);
        });
    }

    private static long sockets() {
        File[] descriptors = new File("/proc/self/fd").listFiles();
        return Stream.of(descriptors).filter(RingPortTest::isSocket).count();
    }

    private static boolean isSocket(File descriptor) {
        try {
            return Files.readSymbolicLink(descriptor.toPath()).toString().startsWith("socket:");
        } catch (IOException e) {
            return false;
        }
    }

    private static long rings() {
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            return maps.filter(line -> line.contains("socket:")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("nic-lan0"))
                .count();
    }
}
