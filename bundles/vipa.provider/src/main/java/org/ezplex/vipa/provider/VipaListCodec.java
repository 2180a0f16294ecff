// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.ezplex.vipa.provider.core.VipaClaim;
import org.ezplex.vipa.provider.core.VipaList;

/**
 * The VIPA list on the wire, message type 0x0201, version 1. A long list goes in several parts. Message type 0x0202, without
 * fields, asks for it.
 *
 * <pre>
 *   1 generation u64   2 part u16, from 0   3 parts u16
 *   4 stack { 1 member  2 system  3 stack  4 sysclone  5 xcf4  6 xcf6  7 mac u64  8 vmac u64  9 host }
 *   5 claim { 1 address  2 prefix length u8  3 interface name  4 origin  5 status  6 rank u8  7 epoch u64  8 target u8
 *             9 entry { 1 ports (first u16, last u16)*  2 candidate address, repeated  3 method
 *                       4 weight { 1 candidate address  2 weight u8 } repeated } repeated
 *             10 bid { 1 epoch u64  2 ready u8 }   11 bits u8: 1 eligible, 2 offered, 4 patient
 *             12 member it is given to   13 moveable, if it is coded   14 deleted u8, of a DEACTIVATED one } repeated
 * </pre>
 */
final class VipaListCodec {
    static final int TYPE = 0x0201;
    static final int REQUEST = 0x0202;
    static final int MAX_PARTS = 64;
    private static final int VERSION = 1;
    private static final int ELIGIBLE = 1;
    private static final int OFFERED = 2;
    private static final int PATIENT = 4;
    private static final int MOST_WEIGHT = 99;

    private VipaListCodec() {}

    /** A part of a list as it came. */
    record Part(long generation, int number, int parts, VipaList list) {}

    /** Encodes {@code list} into messages of at most {@code most} bytes, each with a buffer of its own; see {@link VipaListParts}. */
    static List<ByteBuffer> encode(VipaList list, long generation, int most) {
        List<List<VipaClaim>> parts = VipaListParts.of(list, most).messages();
        List<ByteBuffer> messages = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            ByteBuffer room = ByteBuffer.allocate(Math.min(most, VipaListParts.bound(parts.get(i))));
            MessageWriter writer = new MessageWriter(room).start(TYPE, VERSION);
            writer.u64(1, generation).u16(2, i).u16(3, parts.size());
            stack(writer, list.stack());
            parts.get(i).forEach(claim -> claim(writer, claim));
            messages.add(writer.finish());
        }
        return messages;
    }

    private static void stack(MessageWriter writer, StackInfo stack) {
        int mark = writer.open(4);
        writer.text(1, stack.member()).text(2, stack.system()).text(3, stack.stack());
        writer.text(4, stack.sysclone());
        stack.xcf4().ifPresent(address -> writer.address(5, address));
        stack.xcf6().ifPresent(address -> writer.address(6, address));
        stack.mac().ifPresent(mac -> writer.u64(7, mac.bits()));
        stack.vmac().ifPresent(mac -> writer.u64(8, mac.bits()));
        stack.host().ifPresent(address -> writer.address(9, address));
        writer.close(mark);
    }

    private static void claim(MessageWriter writer, VipaClaim claim) {
        int mark = writer.open(5);
        VipaClaim.Identity identity = claim.identity();
        writer.address(1, claim.dvipa()).u8(2, identity.address().length());
        writer.text(3, identity.interfaceName());
        boolean deleted = claim.status() == DvipaStatus.DELETED;
        // An earlier level would drop the list for a status it does not know.
        DvipaStatus status = deleted ? DvipaStatus.DEACTIVATED : claim.status();
        writer.text(4, identity.origin().name()).text(5, status.name()).u8(6, claim.rank());
        writer.u64(7, claim.epoch()).u8(8, claim.target() ? 1 : 0);
        for (DistributedRoute.Entry entry : claim.entries()) {
            int inner = writer.open(9);
            ByteBuffer ports = ByteBuffer.allocate(4 * entry.ports().size());
            entry.ports().forEach(r -> ports.putShort((short) r.first()).putShort((short) r.last()));
            writer.bytes(1, ports.flip());
            entry.candidates().forEach(address -> writer.address(2, address));
            writer.text(3, entry.method());
            entry.weights().forEach((candidate, weight) -> {
                int innermost = writer.open(4);
                writer.address(1, candidate).u8(2, weight).close(innermost);
            });
            writer.close(inner);
        }
        claim.bid().ifPresent(bid -> {
            int inner = writer.open(10);
            writer.u64(1, bid.epoch()).u8(2, bid.ready() ? 1 : 0).close(inner);
        });
        writer.u8(11, bits(claim.standing()));
        if (!claim.given().isEmpty()) {
            writer.text(12, claim.given());
        }
        if (claim.standing().moveable() != Moveable.NONE) {
            writer.text(13, claim.standing().moveable().name());
        }
        if (deleted) {
            writer.u8(14, 1);
        }
        writer.close(mark);
    }

    private static int bits(VipaClaim.Standing standing) {
        return (standing.eligible() ? ELIGIBLE : 0)
                | (standing.offered() ? OFFERED : 0)
                | (standing.patient() ? PATIENT : 0);
    }

    /** Encodes the request for a list. */
    static ByteBuffer request() {
        return new MessageWriter(ByteBuffer.allocate(16))
                .start(REQUEST, VERSION)
                .finish();
    }

    /** Decodes one part. */
    static Part decode(MessageReader reader) throws MalformedMessageException {
        long generation = 0;
        int number = 0;
        int parts = 1;
        StackInfo stack = null;
        List<VipaClaim> claims = new ArrayList<>();
        while (reader.next()) {
            switch (reader.tag()) {
                case 1 -> generation = reader.u64();
                case 2 -> number = reader.u16();
                case 3 -> parts = reader.u16();
                case 4 -> stack = readStack(reader.nested());
                case 5 -> claims.add(readClaim(reader.nested()));
                default -> {}
            }
        }
        if (stack == null || parts < 1 || parts > MAX_PARTS || number >= parts) {
            throw new MalformedMessageException("VIPA list without its stack, or part " + number + " of " + parts);
        }
        return new Part(generation, number, parts, new VipaList(stack, claims));
    }

    private static StackInfo readStack(MessageReader reader) throws MalformedMessageException {
        String member = "";
        String system = "";
        String stack = "";
        String sysclone = "";
        Optional<IpAddress> xcf4 = Optional.empty();
        Optional<IpAddress> xcf6 = Optional.empty();
        Optional<MacAddress> mac = Optional.empty();
        Optional<MacAddress> vmac = Optional.empty();
        Optional<IpAddress> host = Optional.empty();
        while (reader.next()) {
            switch (reader.tag()) {
                case 1 -> member = reader.text();
                case 2 -> system = reader.text();
                case 3 -> stack = reader.text();
                case 4 -> sysclone = reader.text();
                case 5 -> xcf4 = Optional.of(address(reader, true));
                case 6 -> xcf6 = Optional.of(address(reader, false));
                case 7 -> mac = Optional.of(mac(reader));
                case 8 -> vmac = Optional.of(mac(reader));
                case 9 -> host = Optional.of(reader.address());
                default -> {}
            }
        }
        return new StackInfo(member, system, stack, sysclone, xcf4, xcf6, mac, vmac, host);
    }

    private static MacAddress mac(MessageReader reader) throws MalformedMessageException {
        return new MacAddress(reader.u64() & 0xFFFF_FFFF_FFFFL);
    }

    private static IpAddress address(MessageReader reader, boolean v4) throws MalformedMessageException {
        IpAddress address = reader.address();
        if (address.isV4() != v4) {
            throw new MalformedMessageException(address + " is a dynamic XCF address of the other family");
        }
        return address;
    }

    private static VipaClaim readClaim(MessageReader reader) throws MalformedMessageException {
        IpAddress address = null;
        int length = -1;
        String interfaceName = "";
        DvipaOrigin origin = DvipaOrigin.TARGET;
        DvipaStatus status = DvipaStatus.BACKUP;
        int rank = 0;
        long epoch = 0;
        boolean target = false;
        List<DistributedRoute.Entry> entries = new ArrayList<>();
        Optional<Bid> bid = Optional.empty();
        int bits = 0;
        String given = "";
        Moveable moveable = Moveable.NONE;
        boolean deleted = false;
        while (reader.next()) {
            switch (reader.tag()) {
                case 1 -> address = reader.address();
                case 2 -> length = reader.u8();
                case 3 -> interfaceName = reader.text();
                case 4 -> origin = constant(DvipaOrigin.class, reader.text());
                case 5 -> status = constant(DvipaStatus.class, reader.text());
                case 6 -> rank = reader.u8();
                case 7 -> epoch = reader.u64();
                case 8 -> target = reader.u8() != 0;
                case 9 -> entries.add(readEntry(reader.nested()));
                case 10 -> bid = Optional.of(readBid(reader.nested()));
                case 11 -> bits = reader.u8();
                case 12 -> given = reader.text();
                case 13 -> moveable = constant(Moveable.class, reader.text());
                case 14 -> deleted = reader.u8() != 0;
                default -> {}
            }
        }
        if (address == null || length < 0 || length > address.bits() || epoch < 0) {
            throw new MalformedMessageException("claim without a sound address or epoch");
        }
        return new VipaClaim(
                new VipaClaim.Identity(new IpPrefix(address, length), interfaceName, origin),
                deleted && status == DvipaStatus.DEACTIVATED ? DvipaStatus.DELETED : status,
                rank,
                epoch,
                target,
                entries,
                bid,
                new VipaClaim.Standing((bits & ELIGIBLE) != 0, (bits & OFFERED) != 0, moveable(bits, moveable)),
                given);
    }

    /** An earlier level says only whether it is WHENIDLE. */
    private static Moveable moveable(int bits, Moveable told) {
        return (bits & PATIENT) != 0 ? Moveable.WHENIDLE : told;
    }

    private static Bid readBid(MessageReader reader) throws MalformedMessageException {
        long epoch = -1;
        boolean ready = false;
        while (reader.next()) {
            switch (reader.tag()) {
                case 1 -> epoch = reader.u64();
                case 2 -> ready = reader.u8() != 0;
                default -> {}
            }
        }
        if (epoch < 0) {
            throw new MalformedMessageException("bid without a sound epoch");
        }
        return new Bid(epoch, ready);
    }

    private static DistributedRoute.Entry readEntry(MessageReader reader) throws MalformedMessageException {
        List<PortRange> ports = new ArrayList<>();
        List<IpAddress> candidates = new ArrayList<>();
        String method = "";
        Map<IpAddress, Integer> weights = new HashMap<>();
        while (reader.next()) {
            switch (reader.tag()) {
                case 1 -> readPorts(reader.bytes(), ports);
                case 2 -> candidates.add(reader.address());
                case 3 -> method = reader.text();
                case 4 -> readWeight(reader.nested(), weights);
                default -> {}
            }
        }
        return new DistributedRoute.Entry(ports, candidates, method, weights);
    }

    private static void readWeight(MessageReader reader, Map<IpAddress, Integer> weights)
            throws MalformedMessageException {
        IpAddress candidate = null;
        int weight = 0;
        while (reader.next()) {
            switch (reader.tag()) {
                case 1 -> candidate = reader.address();
                case 2 -> weight = reader.u8();
                default -> {}
            }
        }
        if (candidate == null || weight < 1 || weight > MOST_WEIGHT) {
            throw new MalformedMessageException("weight " + weight + " of " + candidate);
        }
        weights.put(candidate, weight);
    }

    private static void readPorts(ByteBuffer bytes, List<PortRange> ports) throws MalformedMessageException {
        if (bytes.remaining() % 4 != 0) {
            throw new MalformedMessageException(bytes.remaining() + " octets are no whole number of port ranges");
        }
        while (bytes.hasRemaining()) {
            int first = bytes.getShort() & 0xFFFF;
            int last = bytes.getShort() & 0xFFFF;
            if (first < 1 || last < first) {
                throw new MalformedMessageException("port range " + first + "-" + last);
            }
            ports.add(new PortRange(first, last));
        }
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name) throws MalformedMessageException {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException(type.getSimpleName() + " " + name);
        }
    }
}
