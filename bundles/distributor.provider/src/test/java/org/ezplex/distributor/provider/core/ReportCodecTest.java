// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.ezplex.codec.MalformedMessageException;
import org.ezplex.codec.MessageReader;
import org.ezplex.codec.MessageWriter;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.net.TcpConnection;

class ReportCodecTest {
    private static final IpAddress DVIPA = IpAddress.of("192.0.2.100");
    private static final IpAddress CLIENT = IpAddress.of("192.0.2.201");

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void whatWasEncodedIsDecoded(@ForAll("reports") Report report) throws MalformedMessageException {
        assertThat(ReportCodec.decode(MessageReader.of(ReportCodec.encode(report))))
                .contains(report);
    }

    @Property(tries = 700, edgeCases = EdgeCasesMode.NONE)
    void changedBytesAreDecodedOrMalformed(
            @ForAll("reports") Report report, @ForAll int place, @ForAll byte with, @ForAll int end) {
        ByteBuffer message = ReportCodec.encode(report);
        message.put(Math.floorMod(place, message.limit()), with);
        decodes(message);
        message.limit(8 + Math.floorMod(end, message.limit() - 7));
        decodes(message.putInt(0, message.limit()));
    }

    @Property(tries = 1000)
    void randomBytesAreDecodedOrMalformed(@ForAll @Size(min = 8, max = 80) byte[] bytes, @ForAll int type) {
        decodes(ByteBuffer.wrap(bytes).putInt(0, bytes.length).putShort(4, (short) (0x0301 + Math.floorMod(type, 8))));
    }

    private static void decodes(ByteBuffer message) {
        try {
            assertThat(ReportCodec.decode(MessageReader.of(message))).isNotNull();
        } catch (MalformedMessageException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }

    @Example
    void theBytesAreThose() {
        assertThat(hex(new Report.ServerStatus(DVIPA, 7, new TreeMap<>(Map.of(80, 1, 443, 2)))))
                .isEqualTo(
                        "0000002803010100" // length, type, version, flags
                                + "00010004c0000264" // dvipa
                                + "000200080000000000000007" // epoch
                                + "000400080050000101bb0002"); // ports
        assertThat(hex(new Report.NewConnections(
                        DVIPA, 7, true, false, 3, List.of(new TcpConnection(DVIPA, 80, CLIENT, 40_000)))))
                .isEqualTo("0000003503020100"
                        + "00010004c0000264"
                        + "000200080000000000000007"
                        + "0003000101" // first
                        + "0005000400000003" // number
                        + "000400089c400050c00002c9");
        assertThat(hex(new Report.EndedConnections(DVIPA, 7, List.of())))
                .isEqualTo("0000002003030100" + "00010004c0000264" + "000200080000000000000007" + "00040000");
        assertThat(hex(new Report.Wanted(DVIPA, 7)))
                .isEqualTo("0000001c03040100" + "00010004c0000264" + "000200080000000000000007");
        assertThat(hex(new Report.Handover(
                        DVIPA, 7, true, 4, "SYS2", 2, List.of(new TcpConnection(DVIPA, 80, CLIENT, 40_000)))))
                .isEqualTo("0000004203050100"
                        + "00010004c0000264"
                        + "000200080000000000000007"
                        + "0003000102" // last
                        + "0005000400000004" // number
                        + "0006000453595332" // target
                        + "0007000102" // state
                        + "000400089c400050c00002c9");
        Report.Host host = new Report.Host(IpAddress.of("192.0.2.12"), new MacAddress(0x02_00_00_00_01_0cL));
        assertThat(hex(new Report.Handover(DVIPA, 7, false, 4, "SYS2", Optional.of(host), 2, List.of())))
                .isEqualTo("0000004e03050100"
                        + "00010004c0000264"
                        + "000200080000000000000007"
                        + "0003000100"
                        + "0005000400000004"
                        + "0006000453595332"
                        + "0007000102"
                        + "00080004c000020c" // host
                        + "00090008000002000000010c" // its MAC address
                        + "00040000");
        assertThat(hex(new Report.Acknowledged(new Report.OfHandover(DVIPA), 7, 4)))
                .isEqualTo("0000002903060100"
                        + "00010004c0000264"
                        + "000200080000000000000007"
                        + "0003000104" // of a handover
                        + "0005000400000004");
        assertThat(hex(new Report.Acknowledged(new Report.OfBequest(DVIPA, "SYS2"), 7, 4)))
                .isEqualTo("0000003103060100"
                        + "00010004c0000264"
                        + "000200080000000000000007"
                        + "0003000108" // of a bequest
                        + "0005000400000004"
                        + "0006000453595332");
        assertThat(hex(new Report.Bequest(DVIPA, 7, true, false, 1, "SYS2", true, Optional.of(host), List.of())))
                .isEqualTo("0000004903070100"
                        + "00010004c0000264"
                        + "000200080000000000000007"
                        + "0003000111" // first, complete
                        + "0005000400000001"
                        + "0006000453595332"
                        + "00080004c000020c"
                        + "00090008000002000000010c"
                        + "00040000");
        assertThat(hex(new Report.Revoked(DVIPA, 7, "SYS2", List.of(new TcpConnection(DVIPA, 80, CLIENT, 40_000)))))
                .isEqualTo("0000003003080100"
                        + "00010004c0000264"
                        + "000200080000000000000007"
                        + "0006000453595332"
                        + "000400089c400050c00002c9");
    }

    private static String hex(Report report) {
        ByteBuffer message = ReportCodec.encode(report);
        byte[] octets = new byte[message.remaining()];
        message.get(octets);
        return HexFormat.of().formatHex(octets);
    }

    @Example
    void messagesOfOtherTypesAreNone() throws MalformedMessageException {
        for (int type : new int[] {0x0201, 0x0300, 0x0309}) {
            ByteBuffer message =
                    new MessageWriter(ByteBuffer.allocate(64)).start(type, 1).finish();
            assertThat(ReportCodec.decode(MessageReader.of(message))).isEmpty();
        }
    }

    @Example
    void unknownFieldsAreSkipped() throws MalformedMessageException {
        MessageWriter writer = new MessageWriter(ByteBuffer.allocate(64)).start(ReportCodec.TERMCONN, 2);
        writer.text(99, "from a later level").address(1, DVIPA).u64(2, 7);
        assertThat(ReportCodec.decode(MessageReader.of(writer.finish())))
                .contains(new Report.EndedConnections(DVIPA, 7, List.of()));
    }

    @Example
    void aConnectionOfTwoFamiliesIsMalformed() {
        IpAddress dvipa = IpAddress.of("2001:db8:1::100");
        ByteBuffer body = ByteBuffer.allocate(20)
                .putInt(0x9C40_0050)
                .putLong(CLIENT.high())
                .putLong(CLIENT.low())
                .flip();
        assertMalformed(ReportCodec.NEWCONN, dvipa, body);
    }

    @Example
    void connectionsOfNoMemberAreMalformed() {
        assertMalformed(ReportCodec.BEQUEST, DVIPA, ByteBuffer.allocate(8));
        assertMalformed(ReportCodec.REVOKE, DVIPA, ByteBuffer.allocate(8));
    }

    @Example
    void partOfAConnectionOrOfAPortIsMalformed() {
        assertMalformed(ReportCodec.NEWCONN, DVIPA, ByteBuffer.allocate(9));
        assertMalformed(ReportCodec.TERMCONN, DVIPA, ByteBuffer.allocate(7));
        assertMalformed(ReportCodec.SRVSTAT, DVIPA, ByteBuffer.allocate(5));
    }

    @Example
    void aConnectionHandedOverInNoStateThereIsIsMalformed() {
        for (int state : new int[] {0, 4, 255}) {
            MessageWriter writer = new MessageWriter(ByteBuffer.allocate(128)).start(ReportCodec.HANDOVER, 1);
            ByteBuffer message = writer.address(1, DVIPA)
                    .u8(7, state)
                    .bytes(4, ByteBuffer.allocate(8))
                    .finish();
            assertThatThrownBy(() -> ReportCodec.decode(MessageReader.of(message)))
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("state");
        }
    }

    @Example
    void aReportWithoutItsNumberOfAnEarlierLevelIsNumberedNothing() throws MalformedMessageException {
        MessageWriter writer = new MessageWriter(ByteBuffer.allocate(128)).start(ReportCodec.NEWCONN, 1);
        ByteBuffer message = writer.address(1, DVIPA).u64(2, 7).u8(3, 3).finish();
        assertThat(ReportCodec.decode(MessageReader.of(message)))
                .contains(new Report.NewConnections(DVIPA, 7, true, true, 0, List.of()));
    }

    @Example
    void tooManyConnectionsForAMessageAreRefused() {
        List<TcpConnection> many =
                Collections.nCopies(ReportCodec.MOST_CONNECTIONS + 1, new TcpConnection(DVIPA, 80, CLIENT, 40_000));
        assertThatThrownBy(() -> ReportCodec.encode(new Report.Handover(DVIPA, 7, false, 1, "SYS2", 2, many)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertMalformed(int type, IpAddress dvipa, ByteBuffer body) {
        MessageWriter writer = new MessageWriter(ByteBuffer.allocate(128)).start(type, 1);
        ByteBuffer message = writer.address(1, dvipa).u64(2, 7).bytes(4, body).finish();
        assertThatThrownBy(() -> ReportCodec.decode(MessageReader.of(message)))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Example
    void theLargestReportFitsIntoAMessageOfTheGroup() throws MalformedMessageException {
        IpAddress dvipa = IpAddress.of("2001:db8:1::100");
        List<TcpConnection> most = IntStream.range(0, ReportCodec.MOST_CONNECTIONS)
                .mapToObj(i -> new TcpConnection(dvipa, 80, new IpAddress(i + 1L, i), 1 + i))
                .toList();
        for (Report report : List.of(
                new Report.NewConnections(dvipa, 7, true, true, Integer.MAX_VALUE, most),
                new Report.EndedConnections(dvipa, 7, most),
                new Report.Handover(dvipa, 7, true, Integer.MAX_VALUE, "SYSTEM01TCPIP001", 3, most),
                new Report.Bequest(
                        dvipa, 7, true, true, Integer.MAX_VALUE, "SYSTEM01TCPIP001", true, Optional.empty(), most))) {
            ByteBuffer message = ReportCodec.encode(report);
            assertThat(message.remaining()).isLessThan(60 * 1024);
            assertThat(ReportCodec.decode(MessageReader.of(message))).contains(report);
        }
        TreeMap<Integer, Integer> ports = new TreeMap<>();
        IntStream.rangeClosed(1, 65535).forEach(port -> ports.put(port, 100_000));
        assertThat(ReportCodec.encode(new Report.ServerStatus(dvipa, 7, ports)).remaining())
                .isLessThan(60 * 1024);
    }

    @Provide
    Arbitrary<Report> reports() {
        return Arbitraries.of(true, false).flatMap(v4 -> {
            Arbitrary<IpAddress> addresses = v4
                    ? Arbitraries.integers().map(IpAddress::v4)
                    : Combinators.combine(Arbitraries.longs().filter(high -> high != 0), Arbitraries.longs())
                            .as(IpAddress::new);
            Arbitrary<Long> epochs = Arbitraries.longs();
            Arbitrary<Integer> ports = Arbitraries.integers().between(1, 65535);
            return addresses.flatMap(dvipa -> {
                Arbitrary<List<TcpConnection>> connections = Combinators.combine(ports, addresses, ports)
                        .as((local, remote, remotePort) -> new TcpConnection(dvipa, local, remote, remotePort))
                        .list()
                        .ofMaxSize(20);
                Arbitrary<Boolean> flags = Arbitraries.of(true, false);
                Arbitrary<Report> status = Combinators.combine(
                                epochs,
                                Arbitraries.maps(ports, Arbitraries.integers().between(0, 65535))
                                        .ofMaxSize(20))
                        .as((epoch, ready) -> new Report.ServerStatus(dvipa, epoch, new TreeMap<>(ready)));
                Arbitrary<Integer> numbers = Arbitraries.integers().between(0, Integer.MAX_VALUE);
                Arbitrary<Report> opened = Combinators.combine(epochs, flags, flags, numbers, connections)
                        .as((epoch, first, last, number, some) ->
                                new Report.NewConnections(dvipa, epoch, first, last, number, some));
                Arbitrary<String> members = Arbitraries.strings().ofMaxLength(16);
                Arbitrary<Integer> states = Arbitraries.integers().between(1, 3);
                Arbitrary<Optional<Report.Host>> hosts = Combinators.combine(
                                addresses, Arbitraries.longs().between(0, 0xFFFF_FFFF_FFFFL))
                        .as((address, mac) -> new Report.Host(address, new MacAddress(mac)))
                        .optional();
                Arbitrary<Report> handover = Combinators.combine(
                                epochs, flags, numbers, members, hosts, states, connections)
                        .as((epoch, last, number, target, host, state, some) ->
                                new Report.Handover(dvipa, epoch, last, number, target, host, state, some));
                Arbitrary<Report.Subject> subjects = Arbitraries.oneOf(
                        Arbitraries.of(new Report.OfTarget(dvipa), new Report.OfHandover(dvipa)),
                        members.map(target -> new Report.OfBequest(dvipa, target)));
                Arbitrary<String> named = Arbitraries.strings().ofMinLength(1).ofMaxLength(16);
                Arbitrary<Report> acknowledged =
                        Combinators.combine(subjects, epochs, numbers).as(Report.Acknowledged::new);
                Arbitrary<Report> bequest = Combinators.combine(
                                epochs, flags, flags, numbers, named, flags, hosts, connections)
                        .as((epoch, first, last, number, target, complete, host, some) ->
                                new Report.Bequest(dvipa, epoch, first, last, number, target, complete, host, some));
                Arbitrary<Report> revoked = Combinators.combine(epochs, named, connections)
                        .as((epoch, target, some) -> new Report.Revoked(dvipa, epoch, target, some));
                Arbitrary<Report> ended = Combinators.combine(epochs, connections)
                        .as((epoch, some) -> new Report.EndedConnections(dvipa, epoch, some));
                Arbitrary<Report> wanted = epochs.map(epoch -> new Report.Wanted(dvipa, epoch));
                return Arbitraries.oneOf(status, opened, ended, wanted, handover, acknowledged, bequest, revoked);
            });
        });
    }
}
