// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.ezplex.net.IpAddress;
import org.junit.jupiter.api.Test;

/** What is built, against frames written out by hand from the RFCs. */
class DescriptorTest {
    private static final IpAddress CLIENT = IpAddress.of("192.0.2.201");
    private static final IpAddress VIPA = IpAddress.of("192.0.2.100");
    private static final IpAddress CLIENT6 = IpAddress.of("2001:db8:1::201");
    private static final IpAddress VIPA6 = IpAddress.of("2001:db8:1::1234:100");

    @Test
    void anArpProbe() {
        assertThat(Hex.text(FrameBuilder.arpRequest(0x0200_0000_0001L, IpAddress.ANY4, VIPA)))
                .isEqualTo(
                        "ffffffffffff0200000000010806" // Ethernet, broadcast
                                + "0001080006040001" // request
                                + "02000000000100000000" // from nobody
                                + "000000000000c0000264"); // for 192.0.2.100
    }

    @Test
    void arpIsReadBack() {
        ByteBuffer frame = FrameBuilder.arp(1, 2, Arp.REPLY, 0x0A0B_0C0D_0E0FL, VIPA.v4Bits(), 7, CLIENT.v4Bits());
        assertThat(Arp.isValid(frame, 14, frame.limit())).isTrue();
        assertThat(Arp.isValid(frame, 14, frame.limit() - 1)).isFalse();
        assertThat(Arp.operation(frame, 14)).isEqualTo(Arp.REPLY);
        assertThat(Arp.senderMac(frame, 14)).isEqualTo(0x0A0B_0C0D_0E0FL);
        assertThat(Arp.senderIp(frame, 14)).isEqualTo(VIPA.v4Bits());
        assertThat(Arp.targetMac(frame, 14)).isEqualTo(7);
        assertThat(Arp.targetIp(frame, 14)).isEqualTo(CLIENT.v4Bits());
        frame.putShort(14, (short) 6);
        assertThat(Arp.isValid(frame, 14, frame.limit())).isFalse();
    }

    @Test
    void aNeighbourSolicitation() {
        String text = Hex.text(FrameBuilder.neighborSolicitation(0x0200_0000_0001L, CLIENT6, VIPA6));
        assertThat(text)
                .startsWith(
                        "3333ff34010002000000000186dd" // solicited-node multicast
                                + "6000000000203aff" // 32 bytes of ICMPv6, hop limit 255
                                + "20010db8000100000000000000000201"
                                + "ff0200000000000000000001ff340100"
                                + "8700")
                .endsWith(
                        "0000000020010db8000100000000000012340100" // target
                                + "0101020000000001"); // source link-layer address
    }

    @Test
    void duplicateAddressDetectionHasNoOption() {
        ByteBuffer frame = FrameBuilder.neighborSolicitation(0x0200_0000_0001L, IpAddress.ANY6, VIPA6);
        FrameView view = new FrameView();
        assertThat(view.parse(frame)).isEqualTo(FrameView.Verdict.OK);
        assertThat(view.ipEnd() - view.l4Offset()).isEqualTo(NeighborDiscovery.HEADER);
        assertThat(Checksum.verify(frame, view)).isTrue();
        assertThat(NeighborDiscovery.linkLayerOption(
                        frame, view.l4Offset(), view.ipEnd(), NeighborDiscovery.SOURCE_LINK_LAYER))
                .isEqualTo(NeighborDiscovery.NO_OPTION);
    }

    @Test
    void discoveryOptionsAreFoundBehindOthersAndNeverBeyondTheEnd() {
        ByteBuffer message = Hex.frame(
                "87000000 00000000 20010db8000100000000000012340100", // solicitation
                "0e01 0102030405 06", // nonce
                "0101 020000000007");
        assertThat(NeighborDiscovery.linkLayerOption(message, 0, 40, NeighborDiscovery.SOURCE_LINK_LAYER))
                .isEqualTo(0x0200_0000_0007L);
        assertThat(NeighborDiscovery.optionsValid(message, 0, 40)).isTrue();
        assertThat(NeighborDiscovery.linkLayerOption(message, 0, 39, NeighborDiscovery.SOURCE_LINK_LAYER))
                .isEqualTo(NeighborDiscovery.NO_OPTION);
        assertThat(NeighborDiscovery.optionsValid(message, 0, 39)).isFalse();
        message.put(25, (byte) 0);
        assertThat(NeighborDiscovery.linkLayerOption(message, 0, 40, NeighborDiscovery.SOURCE_LINK_LAYER))
                .isEqualTo(NeighborDiscovery.NO_OPTION);
        assertThat(NeighborDiscovery.optionsValid(message, 0, 40)).isFalse();
    }

    @Test
    void retypedMessagesKeepARightChecksum() {
        ByteBuffer echo = FrameBuilder.echoRequest(CLIENT6, VIPA6, 1, 2).build();
        FrameView view = new FrameView();
        view.parse(echo);
        Icmp.retype(echo, view.l4Offset(), Icmp6.ECHO_REPLY, 0);
        assertThat(Checksum.verify(echo, view)).isTrue();
        assertThat(Icmp.type(echo, view.l4Offset())).isEqualTo(Icmp6.ECHO_REPLY);
    }
}
