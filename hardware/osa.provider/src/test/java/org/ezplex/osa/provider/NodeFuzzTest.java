// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.ezplex.fuzz.Fuzz;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.packet.Checksum;
import org.ezplex.packet.Ethernet;
import org.ezplex.packet.FrameBuilder;
import org.ezplex.packet.FrameView;
import org.ezplex.packet.Ipv4;
import org.ezplex.packet.NeighborDiscovery;
import org.junit.jupiter.api.Test;

class NodeFuzzTest {
    private static final IpAddress CLIENT = IpAddress.of("192.0.2.201");
    private static final IpAddress VIPA = IpAddress.of("192.0.2.100");
    private static final IpAddress CLIENT6 = IpAddress.of("2001:db8:1::201");
    private static final IpAddress VIPA6 = IpAddress.of("2001:db8:1::100");
    private static final long VMAC = 0x0245_5A00_0001L;
    private static final long MAC = 0x0200_0000_0009L;
    private static final int ROUNDS = 200_000;
    private static final int LONGEST = 9216;

    private static final List<ByteBuffer> SEEDS = List.of(
            FrameBuilder.arpRequest(MAC, CLIENT, VIPA),
            FrameBuilder.arpRequest(MAC, VIPA, CLIENT),
            FrameBuilder.neighborSolicitation(MAC, CLIENT6, VIPA6),
            FrameBuilder.neighborSolicitation(MAC, IpAddress.ANY6, VIPA6),
            FrameBuilder.neighborAdvertisement(MAC, VIPA6, VIPA6, VMAC, NeighborDiscovery.OVERRIDE),
            FrameBuilder.echoRequest(CLIENT, VIPA, 1, 1).from(MAC).to(VMAC).build(),
            FrameBuilder.echoRequest(CLIENT6, VIPA6, 1, 1).from(MAC).to(VMAC).build(),
            FrameBuilder.tcp(CLIENT, 1, VIPA, 2).from(MAC).to(VMAC).build(),
            FrameBuilder.tcp(CLIENT6, 1, VIPA6, 2).from(MAC).to(VMAC).vlan(2).build());

    private final FrameView view = new FrameView();
    private final FrameView answer = new FrameView();
    private final ByteBuffer out = ByteBuffer.allocateDirect(LONGEST);
    private boolean yielding;

    /** Mends checksums, so that the damage gets as far as it can. */
    private void mend(ByteBuffer frame) {
        if (frame.limit() > Ethernet.HEADER + 20
                && Ethernet.etherType(frame, 0) == Ethernet.IPV4
                && Ipv4.headerLength(frame, 14) + 14 <= frame.limit()) {
            Ipv4.completeHeader(frame, 14);
        }
        view.parse(frame);
        Checksum.complete(frame, view);
    }

    @Test
    void noFrameThrowsAndEveryAnswerIsWellFormedAndFromTheVmac() {
        Oat oat = new Oat();
        for (IpAddress address : List.of(VIPA, VIPA6)) {
            Slot slot = Slot.attempt(address, false);
            slot.markRegistered();
            oat.put(slot);
        }
        Set<Verdict> seen = EnumSet.noneOf(Verdict.class);
        List<byte[]> sound = SEEDS.stream().map(NodeFuzzTest::octets).toList();
        Fuzz.of(NodeFuzzTest.class, sound).run(ROUNDS, input -> {
            ByteBuffer frame = ByteBuffer.allocateDirect(Math.min(input.length, LONGEST));
            frame.put(0, input, 0, frame.limit());
            yielding = !yielding;
            oat.yielding(yielding);
            seen.add(process(frame, oat));
            mend(frame);
            Verdict verdict = process(frame, oat);
            seen.add(verdict);
            return verdict.answered();
        });
        assertThat(seen)
                .as("every verdict of the nodes was reached")
                .isEqualTo(EnumSet.complementOf(EnumSet.of(Verdict.NO_DATA_PATH, Verdict.FENCED)));
    }

    private Verdict process(ByteBuffer frame, Oat oat) {
        Verdict verdict = EthernetInput.process(frame, view, oat, VMAC, out);
        if (verdict.answered()) {
            assertThat(Ethernet.source(out, 0)).isEqualTo(VMAC);
            answer.parse(out);
            assertThat(answer.verdict() == FrameView.Verdict.NOT_IP || Checksum.verify(out, answer))
                    .isTrue();
        }
        return verdict;
    }

    private static byte[] octets(ByteBuffer frame) {
        byte[] octets = new byte[frame.limit()];
        frame.get(0, octets);
        return octets;
    }

    @Test
    void theNodesAllocateNothing() {
        Oat oat = new Oat();
        Slot slot = Slot.attempt(VIPA, false);
        slot.markRegistered();
        oat.put(slot);
        FrameView view = new FrameView();
        ByteBuffer out = ByteBuffer.allocateDirect(2048);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = 0;
        for (int round = 0; round < 20_000; round++) {
            if (round == 10_000) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            for (int i = 0; i < SEEDS.size(); i++) {
                EthernetInput.process(SEEDS.get(i), view, oat, VMAC, out);
            }
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("bytes for 10,000 rounds of every frame")
                .isLessThan(10_000);
    }

    @Test
    void theOatFindsWhatIsInItAndNothingElse() {
        Oat oat = new Oat();
        Random random = new Random(5);
        List<Slot> slots = random.longs(500)
                .mapToObj(bits -> Slot.admitted(bits % 2 == 0 ? IpAddress.v4((int) bits) : new IpAddress(bits, ~bits)))
                .toList();
        slots.forEach(oat::put);
        for (Slot slot : slots) {
            assertThat(oat.find(slot.address())).isSameAs(slot);
            assertThat(oat.find(slot.address().high(), slot.address().low() ^ 1))
                    .isNull();
        }
        slots.subList(0, 250).forEach(oat::remove);
        assertThat(oat.find(slots.get(0).address())).isNull();
        assertThat(oat.find(slots.get(499).address())).isSameAs(slots.get(499));
        assertThat(oat.slots()).hasSize(250);
    }

    @Test
    void virtualAddressesAreStableLocalAndDifferent() {
        MacAddress nic = MacAddress.of("52:54:00:12:34:56");
        MacAddress vmac = VirtualMac.of("", nic, "eth0");
        assertThat(vmac).isEqualTo(VirtualMac.of("", nic, "eth0"));
        assertThat(vmac.isGroup()).isFalse();
        assertThat(vmac.bits() >>> 40 & 2).isEqualTo(2);
        assertThat(vmac).isNotEqualTo(VirtualMac.of("", nic, "eth1"));
        assertThat(VirtualMac.of("02:00:00:00:00:05", nic, "eth0").toString()).isEqualTo("02:00:00:00:00:05");
        assertThatCode(() -> VirtualMac.of(nic.toString(), nic, "eth0")).isInstanceOf(IllegalArgumentException.class);
    }
}
