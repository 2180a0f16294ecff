// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.ezplex.net.MacAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcap4j.core.BpfProgram;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.namednumber.DataLinkType;

/** Needs libpcap, no privilege. The filters as libpcap itself runs them, which it does on the first frame after it has set one: what it drops there is lost. */
class HandlesTest {
    private static final MacAddress OURS = MacAddress.of("02:00:00:00:00:01");
    private static final MacAddress THEIRS = MacAddress.of("02:00:00:00:00:02");
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86DD;
    private static final int SYN = 0x02;
    private static final int SYN_ACK = 0x12;

    @ParameterizedTest
    @ValueSource(strings = {"02:00:00:00:00:01", "ff:ff:ff:ff:ff:ff", "33:33:ff:00:00:01"})
    void whatArrivesForAnAddressOrAGroupPasses(String destination) throws PcapNativeException, NotOpenException {
        byte[] frame = segment(MacAddress.of(destination), THEIRS, IPV4, SYN);

        assertThat(passes(Handles.arrivalsAt(OURS), frame)).isTrue();
    }

    @Test
    void whatArrivesForOthersDoesNot() throws PcapNativeException, NotOpenException {
        assertThat(passes(Handles.arrivalsAt(OURS), segment(THEIRS, OURS, IPV4, SYN)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {IPV4, IPV6})
    void whatOpensAConnectionPasses(int etherType) throws PcapNativeException, NotOpenException {
        String filter = Handles.connectionsFrom(OURS);

        assertThat(passes(filter, segment(THEIRS, OURS, etherType, SYN))).isTrue();
        assertThat(passes(filter, segment(THEIRS, OURS, etherType, SYN_ACK))).isFalse();
        assertThat(passes(filter, segment(OURS, THEIRS, etherType, SYN))).isFalse();
    }

    private static boolean passes(String filter, byte[] frame) throws PcapNativeException, NotOpenException {
        try (PcapHandle dead = Pcaps.openDead(DataLinkType.EN10MB, Handles.WHOLE_FRAME)) {
            BpfProgram program = dead.compileFilter(filter, BpfCompileMode.OPTIMIZE, PcapHandle.PCAP_NETMASK_UNKNOWN);
            try {
                return program.applyFilter(frame);
            } finally {
                program.free();
            }
        }
    }

    /** An Ethernet frame with a TCP segment without options or data. */
    private static byte[] segment(MacAddress to, MacAddress from, int etherType, int flags) {
        ByteBuffer frame = ByteBuffer.allocate(14 + (etherType == IPV4 ? 20 : 40) + 20);
        frame.putShort((short) (to.bits() >>> 32)).putInt((int) to.bits());
        frame.putShort((short) (from.bits() >>> 32)).putInt((int) from.bits());
        frame.putShort((short) etherType);
        int tcp;
        if (etherType == IPV4) {
            frame.put(14, (byte) 0x45).put(14 + 9, (byte) 6);
            tcp = 14 + 20;
        } else {
            frame.put(14, (byte) 0x60).put(14 + 6, (byte) 6);
            tcp = 14 + 40;
        }
        frame.put(tcp + 12, (byte) 0x50).put(tcp + 13, (byte) flags);
        return frame.array();
    }
}
