// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ezplex.vipa.provider.core.Samples.DVIPA;
import static org.ezplex.vipa.provider.core.Samples.DVIPA6;
import static org.ezplex.vipa.provider.core.Samples.active;
import static org.ezplex.vipa.provider.core.Samples.deleted;
import static org.ezplex.vipa.provider.core.Samples.entry;
import static org.ezplex.vipa.provider.core.Samples.list;
import static org.ezplex.vipa.provider.core.Samples.member;
import static org.ezplex.vipa.provider.core.Samples.movable;
import static org.ezplex.vipa.provider.core.Samples.stack;
import static org.ezplex.vipa.provider.core.Samples.waiting;
import static org.ezplex.vipa.provider.core.Samples.xcf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
import org.ezplex.net.IpPrefix;
import org.ezplex.net.MacAddress;
import org.ezplex.net.PortRange;
import org.ezplex.profile.Moveable;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.DvipaOrigin;
import org.ezplex.vipa.DvipaStatus;
import org.ezplex.vipa.StackInfo;
import org.ezplex.vipa.provider.core.Bid;
import org.ezplex.vipa.provider.core.Samples;
import org.ezplex.vipa.provider.core.VipaClaim;
import org.ezplex.vipa.provider.core.VipaList;
import org.ezplex.xcf.XcfGroup;

class VipaListCodecTest {
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatWasEncodedIsDecoded(@ForAll("lists") VipaList list, @ForAll long generation)
            throws MalformedMessageException {
        assertThat(assemble(VipaListCodec.encode(list, generation, XcfGroup.MAX_MESSAGE)))
                .contains(list);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aListInSmallPartsIsPutTogetherAgain(@ForAll("lists") VipaList list) throws MalformedMessageException {
        List<ByteBuffer> messages = VipaListCodec.encode(list, 1, 2048);
        messages.forEach(message -> assertThat(message.remaining()).isLessThanOrEqualTo(2048));
        assertThat(assemble(messages)).contains(list);
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void changedBytesAreDecodedOrMalformed(
            @ForAll("lists") VipaList list, @ForAll int place, @ForAll byte with, @ForAll int end) {
        ByteBuffer message = VipaListCodec.encode(list, 1, XcfGroup.MAX_MESSAGE).get(0);
        message.put(Math.floorMod(place, message.limit()), with);
        decodes(message);
        message.limit(8 + Math.floorMod(end, message.limit() - 7));
        decodes(message.putInt(0, message.limit()));
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void randomBytesAreDecodedOrMalformed(@ForAll @Size(min = 8, max = 100) byte[] bytes) {
        decodes(ByteBuffer.wrap(bytes).putInt(0, bytes.length));
        // Fields that begin like those of a list.
        ByteBuffer likely = ByteBuffer.wrap(bytes);
        for (int at = 8; at + 4 < bytes.length; at += 4 + bytes[at + 3]) {
            likely.putShort(at, (short) (bytes[at] & 7)).putShort(at + 2, (short) (bytes[at + 3] & 15));
        }
        decodes(likely);
    }

    private static void decodes(ByteBuffer message) {
        try {
            VipaListCodec.Part part = VipaListCodec.decode(MessageReader.of(message));
            assertThat(part.number()).isLessThan(part.parts());
            assertThat(part.list().claims()).allMatch(claim -> claim.epoch() >= 0);
        } catch (MalformedMessageException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }

    @Example
    void theBytesAreThose() {
        VipaList list = list(1, active(DVIPA, DvipaOrigin.VIPADEFINE, 7, entry(80, xcf(2))));
        assertThat(hex(VipaListCodec.encode(list, 3, 1024).get(0)))
                .isEqualTo(
                        "000000d502010100" // length, type, version, flags
                                + "000100080000000000000003" // generation
                                + "000200020000" // part
                                + "000300020001" // parts
                                + "00040047" // stack
                                + "0001000d53595331202020205443504950" // member
                                + "0002000453595331" // system
                                + "000300055443504950" // stack
                                + "0004000131" // sysclone
                                + "00050004c6336401" // xcf4
                                + "000700080000000000000001" // mac
                                + "000800080000020000000001" // vmac
                                + "00050066" // claim
                                + "00010004c0000264" // address
                                + "0002000118" // prefix length
                                + "00030000" // interface name
                                + "0004000a56495041444546494e45" // origin
                                + "00050006414354495645" // status
                                + "0006000100" // rank
                                + "000700080000000000000007" // epoch
                                + "0008000100" // target
                                + "0009001e" // entry
                                + "0001000400500050" // ports
                                + "00020004c6336402" // candidate
                                + "0003000a524f554e44524f42494e" // method
                                + "000b000100"); // eligible, offered, patient
    }

    @Example
    void moveableComesLast() throws MalformedMessageException {
        VipaClaim plain = active(DVIPA, DvipaOrigin.VIPADEFINE, 7);
        String without = hex(VipaListCodec.encode(list(1, plain), 3, 1024).get(0));
        String with = hex(VipaListCodec.encode(list(1, movable(plain, Moveable.IMMEDIATE)), 3, 1024)
                .get(0));
        assertThat(with).endsWith("000b000100" + "000d0009494d4d454449415445");
        assertThat(without).doesNotContain("000d0009").endsWith("000b000100");
    }

    /** A status that it does not know would make it drop the list. */
    @Example
    void anEarlierLevelTakesADeletedDvipaForADeactivatedOne() throws MalformedMessageException {
        String message =
                hex(VipaListCodec.encode(list(1, deleted(DVIPA, 7)), 3, 1024).get(0));
        assertThat(message).contains("0005000b4445414354495641544544").endsWith("000e000101");
        assertThat(statusOf(w -> w.text(5, "DEACTIVATED"))).isEqualTo(DvipaStatus.DEACTIVATED);
        assertThat(statusOf(w -> w.text(5, "DEACTIVATED").u8(14, 1))).isEqualTo(DvipaStatus.DELETED);
        assertThat(statusOf(w -> w.text(5, "ACTIVE").u8(14, 1))).isEqualTo(DvipaStatus.ACTIVE);
    }

    /** Without field 13 there is only the bit. */
    @Example
    void anEarlierLevelSaysOnlyWhetherItWaits() throws MalformedMessageException {
        assertThat(moveableOf(w -> w.u8(11, 5))).isEqualTo(Moveable.WHENIDLE);
        assertThat(moveableOf(w -> w.u8(11, 1))).isEqualTo(Moveable.NONE);
        assertThat(moveableOf(w -> w.u8(11, 1).text(13, "IMMEDIATE"))).isEqualTo(Moveable.IMMEDIATE);
    }

    private static Moveable moveableOf(Consumer<MessageWriter> fields) throws MalformedMessageException {
        return claimOf(fields).standing().moveable();
    }

    private static DvipaStatus statusOf(Consumer<MessageWriter> fields) throws MalformedMessageException {
        return claimOf(fields).status();
    }

    private static VipaClaim claimOf(Consumer<MessageWriter> fields) throws MalformedMessageException {
        MessageWriter writer = new MessageWriter(ByteBuffer.allocate(1024)).start(VipaListCodec.TYPE, 1);
        withClaim(writer, w -> fields.accept(w.address(1, DVIPA).u8(2, 24)));
        VipaListCodec.Part part = VipaListCodec.decode(MessageReader.of(writer.finish()));
        return part.list().claims().get(0);
    }

    private static String hex(ByteBuffer message) {
        byte[] octets = new byte[message.remaining()];
        message.get(octets);
        return HexFormat.of().formatHex(octets);
    }

    @Example
    void aListOfManyDvipasGoesInSeveralMessages() throws MalformedMessageException {
        List<VipaClaim> claims = IntStream.range(0, 1024)
                .mapToObj(i ->
                        active(IpAddress.v4(0xC000_0200 + i), DvipaOrigin.VIPADEFINE, i, entry(80, xcf(1), xcf(2))))
                .toList();
        VipaList list = new VipaList(stack(1), claims);
        List<ByteBuffer> messages = VipaListCodec.encode(list, 1, XcfGroup.MAX_MESSAGE);
        assertThat(messages).hasSizeBetween(2, VipaListCodec.MAX_PARTS);
        assertThat(assemble(messages)).contains(list);
    }

    @Example
    void aDvipaOfTooManyStatementsLosesTheLastOfThem() throws MalformedMessageException {
        DistributedRoute.Entry[] entries = IntStream.rangeClosed(1, 2000)
                .mapToObj(port -> entry(port, xcf(2)))
                .toArray(DistributedRoute.Entry[]::new);
        VipaList list =
                list(1, active(DVIPA, DvipaOrigin.VIPADEFINE, 7, entries), active(DVIPA6, DvipaOrigin.VIPADEFINE, 8));
        VipaList told =
                assemble(VipaListCodec.encode(list, 1, XcfGroup.MAX_MESSAGE)).orElseThrow();
        assertThat(told.claims()).hasSize(2);
        assertThat(told.claims().get(1)).isEqualTo(list.claims().get(1));
        List<DistributedRoute.Entry> kept = told.claims().get(0).entries();
        assertThat(kept).hasSizeGreaterThan(600).isEqualTo(List.of(entries).subList(0, kept.size()));
        assertThat(VipaListParts.of(list, XcfGroup.MAX_MESSAGE).cut())
                .containsExactly(Map.entry(DVIPA, 2000 - kept.size()));
    }

    @Example
    void aListOfTooManyDvipasLosesTheLastOfThem() throws MalformedMessageException {
        List<VipaClaim> claims = IntStream.range(0, 1000)
                .mapToObj(
                        i -> active(IpAddress.of("192.0." + i / 250 + "." + (1 + i % 250)), DvipaOrigin.VIPADEFINE, i))
                .toList();
        VipaList list = new VipaList(Samples.stack(1), claims);
        List<ByteBuffer> messages = VipaListCodec.encode(list, 1, 1024);
        assertThat(messages).hasSize(VipaListCodec.MAX_PARTS);
        List<VipaClaim> told = assemble(messages).orElseThrow().claims();
        assertThat(told).isEqualTo(claims.subList(0, told.size()));
        assertThat(VipaListParts.of(list, 1024).cut()).hasSize(1000 - told.size());
    }

    @Example
    void partsOutOfOrderMakeNoList() throws MalformedMessageException {
        List<VipaListCodec.Part> parts = parts(1, 3);
        VipaListAssembler assembler = new VipaListAssembler();
        assertThat(assembler.take(member(1), parts.get(0))).isEmpty();
        assertThat(assembler.take(member(1), parts.get(2))).isEmpty();
        assertThat(assembler.take(member(1), parts.get(1))).isEmpty();
        assertThat(assembler.take(member(1), parts.get(2))).isEmpty();
    }

    @Example
    void partsOfTwoGenerationsMakeNoList() throws MalformedMessageException {
        VipaListAssembler assembler = new VipaListAssembler();
        assembler.take(member(1), parts(1, 2).get(0));
        assertThat(assembler.take(member(1), parts(2, 2).get(1))).isEmpty();
    }

    @Example
    void aNewListReplacesTheRestOfTheOneBefore() throws MalformedMessageException {
        VipaListAssembler assembler = new VipaListAssembler();
        assembler.take(member(1), parts(1, 3).get(0));
        List<VipaListCodec.Part> parts = parts(2, 2);
        assertThat(assembler.take(member(1), parts.get(0))).isEmpty();
        assertThat(assembler.take(member(1), parts.get(1)).orElseThrow().claims())
                .hasSize(2);
    }

    @Example
    void partsOfTwoMembersDoNotMix() throws MalformedMessageException {
        VipaListAssembler assembler = new VipaListAssembler();
        List<VipaListCodec.Part> parts = parts(1, 2);
        assembler.take(member(1), parts.get(0));
        assembler.take(member(2), parts.get(0));
        assembler.forget(member(2));
        assertThat(assembler.take(member(1), parts.get(1))).isPresent();
        assertThat(assembler.take(member(2), parts.get(1))).isEmpty();
    }

    /** A list of {@code count} claims, each in a part of its own. */
    private static List<VipaListCodec.Part> parts(long generation, int count) throws MalformedMessageException {
        List<VipaListCodec.Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(new VipaListCodec.Part(generation, i, count, list(1, waiting(IpAddress.v4(i), generation))));
        }
        return parts;
    }

    @Example
    void whatMakesNoSenseIsMalformed() {
        assertMalformed(writer -> {});
        assertMalformed(writer -> withStack(writer, w -> {}).u16(3, 0));
        assertMalformed(writer -> withStack(writer, w -> {}).u16(3, VipaListCodec.MAX_PARTS + 1));
        assertMalformed(writer -> withStack(writer, w -> {}).u16(3, 2).u16(2, 2));
        assertMalformed(writer -> withStack(writer, w -> w.address(5, IpAddress.of("2001:db8::1"))));
        assertMalformed(writer -> withStack(writer, w -> w.address(6, xcf(1))));
        assertMalformed(writer -> withClaim(writer, w -> {}));
        assertMalformed(writer -> withClaim(writer, w -> w.address(1, DVIPA).u8(2, 33)));
        assertMalformed(
                writer -> withClaim(writer, w -> w.address(1, DVIPA).u8(2, 24).u64(7, -1)));
        assertMalformed(
                writer -> withClaim(writer, w -> w.address(1, DVIPA).u8(2, 24).text(4, "NONSENSE")));
        assertMalformed(
                writer -> withClaim(writer, w -> w.address(1, DVIPA).u8(2, 24).text(13, "NONSENSE")));
        assertMalformed(writer -> withPorts(writer, 0x0000_0050));
        assertMalformed(writer -> withPorts(writer, 0x0051_0050));
    }

    private static void assertMalformed(Consumer<MessageWriter> fields) {
        MessageWriter writer = new MessageWriter(ByteBuffer.allocate(1024)).start(VipaListCodec.TYPE, 1);
        fields.accept(writer);
        ByteBuffer message = writer.finish();
        assertThatThrownBy(() -> VipaListCodec.decode(MessageReader.of(message)))
                .isInstanceOf(MalformedMessageException.class);
    }

    private static MessageWriter withStack(MessageWriter writer, Consumer<MessageWriter> fields) {
        int mark = writer.open(4);
        fields.accept(writer);
        return writer.close(mark);
    }

    private static MessageWriter withClaim(MessageWriter writer, Consumer<MessageWriter> fields) {
        withStack(writer, w -> {});
        int mark = writer.open(5);
        fields.accept(writer);
        return writer.close(mark);
    }

    private static void withPorts(MessageWriter writer, int ports) {
        withClaim(writer, w -> {
            w.address(1, DVIPA).u8(2, 24);
            int mark = w.open(9);
            w.bytes(1, ByteBuffer.allocate(4).putInt(ports).flip()).close(mark);
        });
    }

    private static Optional<VipaList> assemble(List<ByteBuffer> messages) throws MalformedMessageException {
        VipaListAssembler assembler = new VipaListAssembler();
        Optional<VipaList> whole = Optional.empty();
        for (ByteBuffer message : messages) {
            assertThat(whole).as("before the last part").isEmpty();
            whole = assembler.take("X", VipaListCodec.decode(MessageReader.of(message)));
        }
        return whole;
    }

    @Provide
    Arbitrary<VipaList> lists() {
        return Combinators.combine(stacks(), claims().list().ofMaxSize(8)).as(VipaList::new);
    }

    private static Arbitrary<IpAddress> addresses4() {
        return Arbitraries.integers().map(IpAddress::v4);
    }

    private static Arbitrary<IpAddress> addresses6() {
        return Combinators.combine(Arbitraries.longs().filter(high -> high != 0), Arbitraries.longs())
                .as(IpAddress::new);
    }

    private static Arbitrary<StackInfo> stacks() {
        Arbitrary<String> names = Arbitraries.strings().ofMaxLength(8);
        return Combinators.combine(
                        names,
                        names,
                        names,
                        addresses4().optional(),
                        addresses6().optional(),
                        macs(),
                        macs(),
                        addresses4().optional())
                .as((system, stack, clone, four, six, mac, vmac, host) ->
                        new StackInfo(system + stack, system, stack, clone, four, six, mac, vmac, host));
    }

    private static Arbitrary<Optional<MacAddress>> macs() {
        return Arbitraries.longs()
                .between(0, 0xFFFF_FFFF_FFFFL)
                .map(MacAddress::new)
                .optional();
    }

    private record Epochs(long epoch, Optional<Bid> bid) {}

    private static Arbitrary<Optional<Bid>> bids() {
        return Combinators.combine(Arbitraries.longs().greaterOrEqual(0), Arbitraries.of(true, false))
                .as(Bid::new)
                .optional();
    }

    private static Arbitrary<VipaClaim.Standing> standings() {
        Arbitrary<Boolean> any = Arbitraries.of(true, false);
        return Combinators.combine(any, any, Arbitraries.of(Moveable.class)).as(VipaClaim.Standing::new);
    }

    private static Arbitrary<VipaClaim> claims() {
        return Arbitraries.of(true, false).flatMap(v4 -> {
            Arbitrary<IpAddress> addresses = v4 ? addresses4() : addresses6();
            Arbitrary<IpPrefix> prefixes = Combinators.combine(
                            addresses, Arbitraries.integers().between(0, v4 ? 32 : 128))
                    .as(IpPrefix::new);
            Arbitrary<PortRange> ranges = Combinators.combine(
                            Arbitraries.integers().between(1, 65535),
                            Arbitraries.integers().between(1, 65535))
                    .as((a, b) -> new PortRange(Math.min(a, b), Math.max(a, b)));
            Arbitrary<DistributedRoute.Entry> entries = Combinators.combine(
                            ranges.list().ofMaxSize(6),
                            addresses.list().ofMaxSize(6),
                            Arbitraries.of("ROUNDROBIN", "BASEWLM", ""),
                            Arbitraries.maps(addresses, Arbitraries.integers().between(1, 99))
                                    .ofMaxSize(6))
                    .as(DistributedRoute.Entry::new);
            return Combinators.combine(
                            prefixes,
                            Arbitraries.strings().ofMaxLength(16),
                            Arbitraries.of(DvipaOrigin.class),
                            Arbitraries.of(DvipaStatus.class),
                            Arbitraries.integers().between(0, 254),
                            Combinators.combine(Arbitraries.longs().greaterOrEqual(0), bids())
                                    .as(Epochs::new),
                            standings(),
                            entries.list().ofMaxSize(3))
                    .as((address, name, origin, status, rank, epochs, standing, routed) -> new VipaClaim(
                            new VipaClaim.Identity(address, name, origin),
                            status,
                            rank,
                            epochs.epoch(),
                            standing.patient(),
                            routed,
                            epochs.bid(),
                            standing,
                            standing.offered() ? name : ""));
        });
    }
}
