// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.core;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ezplex.codec.MalformedMessageException;
import org.ezplex.codec.MessageReader;
import org.ezplex.codec.MessageWriter;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.net.TcpConnection;

/**
 * The reports of targets on the wire, version 1.
 *
 * <pre>
 *   0x0301 SRVSTAT   1 dvipa  2 epoch u64  4 (port u16, listeners u16)*
 *   0x0302 NEWCONN   1 dvipa  2 epoch u64  3 flags u8 (1 first, 2 last)  4 (remote port u16, local port u16, remote 4 or 16)*
 *                    5 number u32
 *   0x0303 TERMCONN  1 dvipa  2 epoch u64  4 as in NEWCONN
 *   0x0304 RPTREQ    1 dvipa  2 epoch u64
 *   0x0305 HANDOVER  1 dvipa  2 epoch u64  3 flags u8 (2 last)  4 as in NEWCONN  5 number u32  6 target text  7 state u8
 *                    8 address of the target's host  9 its mac u64
 *   0x0306 RPTACK    1 dvipa  2 epoch u64  3 flags u8 (4 of a HANDOVER, 8 of a BEQUEST)  5 number u32  6 target text, of a BEQUEST
 *   0x0307 BEQUEST   1 dvipa  2 epoch u64  3 flags u8 (1 first, 2 last, 16 complete)  4 as in NEWCONN  5 number u32
 *                    6 target text  8 address of the target's host  9 its mac u64
 *   0x0308 REVOKE    1 dvipa  2 epoch u64  4 as in NEWCONN  6 target text
 * </pre>
 *
 * A remote address is of the DVIPA's family.
 */
public final class ReportCodec {
    /** SRVSTAT. */
    public static final int SRVSTAT = 0x0301;

    /** NEWCONN. */
    public static final int NEWCONN = 0x0302;

    /** TERMCONN. */
    public static final int TERMCONN = 0x0303;

    /** RPTREQ. */
    public static final int RPTREQ = 0x0304;

    /** HANDOVER. */
    public static final int HANDOVER = 0x0305;

    /** RPTACK. */
    public static final int RPTACK = 0x0306;

    /** BEQUEST. */
    public static final int BEQUEST = 0x0307;

    /** REVOKE. */
    public static final int REVOKE = 0x0308;

    /** How many connections go into one message. */
    public static final int MOST_CONNECTIONS = 2000;

    private static final int MOST_PORTS = 15_000;
    private static final int VERSION = 1;
    private static final int FIRST = 1;
    private static final int LAST = 2;
    private static final int OF_HANDOVER = 4;
    private static final int OF_BEQUEST = 8;
    private static final int COMPLETE = 16;
    private static final int MOST_STATE = 3;
    private static final int ROOM = 256;

    private ReportCodec() {}

    /** Encodes a report into a buffer of its own; more connections than {@link #MOST_CONNECTIONS} are refused. */
    public static ByteBuffer encode(Report report) {
        ByteBuffer body = body(report);
        MessageWriter writer =
                new MessageWriter(ByteBuffer.allocate(body.remaining() + ROOM)).start(type(report), VERSION);
        writer.address(1, report.dvipa()).u64(2, report.epoch());
        particulars(writer, report);
        return (hasBody(report) ? writer.bytes(4, body) : writer).finish();
    }

    private static void particulars(MessageWriter writer, Report report) {
        if (report instanceof Report.NewConnections r) {
            writer.u8(3, flags(r.first(), r.last())).u32(5, r.number());
        } else if (report instanceof Report.Handover r) {
            writer.u8(3, flags(false, r.last()))
                    .u32(5, r.number())
                    .text(6, r.target())
                    .u8(7, r.state());
            host(writer, r.host());
        } else if (report instanceof Report.Bequest r) {
            writer.u8(3, flags(r.first(), r.last()) | (r.complete() ? COMPLETE : 0))
                    .u32(5, r.number())
                    .text(6, r.target());
            host(writer, r.host());
        } else if (report instanceof Report.Revoked r) {
            writer.text(6, r.target());
        } else if (report instanceof Report.Acknowledged r) {
            writer.u8(3, flags(r.subject())).u32(5, r.number());
            if (r.subject() instanceof Report.OfBequest bequest) {
                writer.text(6, bequest.target());
            }
        }
    }

    private static int flags(boolean first, boolean last) {
        return (first ? FIRST : 0) | (last ? LAST : 0);
    }

    private static int flags(Report.Subject subject) {
        if (subject instanceof Report.OfBequest) {
            return OF_BEQUEST;
        }
        return subject instanceof Report.OfHandover ? OF_HANDOVER : 0;
    }

    private static void host(MessageWriter writer, Optional<Report.Host> where) {
        where.ifPresent(
                host -> writer.address(8, host.address()).u64(9, host.mac().bits()));
    }

    private static boolean hasBody(Report report) {
        return !(report instanceof Report.Wanted || report instanceof Report.Acknowledged);
    }

    private static int type(Report report) {
        if (report instanceof Report.ServerStatus) {
            return SRVSTAT;
        } else if (report instanceof Report.NewConnections) {
            return NEWCONN;
        } else if (report instanceof Report.Handover) {
            return HANDOVER;
        } else if (report instanceof Report.Acknowledged) {
            return RPTACK;
        } else if (report instanceof Report.Bequest) {
            return BEQUEST;
        } else if (report instanceof Report.Revoked) {
            return REVOKE;
        }
        return report instanceof Report.EndedConnections ? TERMCONN : RPTREQ;
    }

    private static ByteBuffer body(Report report) {
        if (!hasBody(report)) {
            return ByteBuffer.allocate(0);
        }
        if (report instanceof Report.ServerStatus r) {
            ByteBuffer ports =
                    ByteBuffer.allocate(4 * Math.min(MOST_PORTS, r.ready().size()));
            r.ready().entrySet().stream().limit(MOST_PORTS).forEach(e -> ports.putShort(
                            e.getKey().shortValue())
                    .putShort((short) Math.min(0xFFFF, e.getValue())));
            return ports.flip();
        }
        List<TcpConnection> connections = ((Report.OfConnections) report).connections();
        if (connections.size() > MOST_CONNECTIONS) {
            throw new IllegalArgumentException(connections.size() + " connections in one message");
        }
        ByteBuffer body = ByteBuffer.allocate(connections.size() * 20);
        connections.forEach(c -> body.putShort((short) c.remotePort())
                .putShort((short) c.localPort())
                .put(c.remote().octets()));
        return body.flip();
    }

    /** Decodes a report; empty if the message is of a type this level does not know. */
    public static Optional<Report> decode(MessageReader reader) throws MalformedMessageException {
        if (reader.type() < SRVSTAT || reader.type() > REVOKE) {
            return Optional.empty();
        }
        Fields fields = new Fields();
        while (reader.next()) {
            fields.take(reader);
        }
        return Optional.of(fields.report(reader.type()));
    }

    /** What the fields of a message say. */
    private static final class Fields {
        private IpAddress dvipa;
        private long epoch;
        private int flags;
        private ByteBuffer body = ByteBuffer.allocate(0);
        private int number;
        private String target = "";
        private int state;
        private IpAddress host;
        private MacAddress mac;

        private void take(MessageReader reader) throws MalformedMessageException {
            switch (reader.tag()) {
                case 1 -> dvipa = reader.address();
                case 2 -> epoch = reader.u64();
                case 3 -> flags = reader.u8();
                case 4 -> body = reader.bytes();
                case 5 -> number = number(reader.u32());
                case 6 -> target = reader.text();
                case 7 -> state = reader.u8();
                case 8 -> host = reader.address();
                case 9 -> mac = new MacAddress(reader.u64() & 0xFFFF_FFFF_FFFFL);
                default -> {}
            }
        }

        private static int number(long told) throws MalformedMessageException {
            if (told > Integer.MAX_VALUE) {
                throw new MalformedMessageException("no number of a message: " + told);
            }
            return (int) told;
        }

        private Report report(int type) throws MalformedMessageException {
            if (dvipa == null) {
                throw new MalformedMessageException("a report without its DVIPA");
            }
            boolean last = (flags & LAST) != 0;
            return switch (type) {
                case SRVSTAT -> new Report.ServerStatus(dvipa, epoch, ports(body));
                case NEWCONN ->
                    new Report.NewConnections(
                            dvipa, epoch, (flags & FIRST) != 0, last, number, connections(dvipa, body));
                case TERMCONN -> new Report.EndedConnections(dvipa, epoch, connections(dvipa, body));
                case HANDOVER -> handover(last);
                case RPTACK -> new Report.Acknowledged(subject(), epoch, number);
                case BEQUEST -> bequest(last);
                case REVOKE -> new Report.Revoked(dvipa, epoch, named(), connections(dvipa, body));
                default -> new Report.Wanted(dvipa, epoch);
            };
        }

        private Report handover(boolean last) throws MalformedMessageException {
            List<TcpConnection> connections = connections(dvipa, body);
            if (!connections.isEmpty() && (state < 1 || state > MOST_STATE)) {
                throw new MalformedMessageException("no state of a connection: " + state);
            }
            return new Report.Handover(dvipa, epoch, last, number, target, host(), state, connections);
        }

        private Report bequest(boolean last) throws MalformedMessageException {
            return new Report.Bequest(
                    dvipa,
                    epoch,
                    (flags & FIRST) != 0,
                    last,
                    number,
                    named(),
                    (flags & COMPLETE) != 0,
                    host(),
                    connections(dvipa, body));
        }

        private String named() throws MalformedMessageException {
            if (target.isEmpty()) {
                throw new MalformedMessageException("connections of no member");
            }
            return target;
        }

        private Optional<Report.Host> host() {
            return host == null || mac == null ? Optional.empty() : Optional.of(new Report.Host(host, mac));
        }

        private Report.Subject subject() {
            if ((flags & OF_BEQUEST) != 0) {
                return new Report.OfBequest(dvipa, target);
            }
            return (flags & OF_HANDOVER) != 0 ? new Report.OfHandover(dvipa) : new Report.OfTarget(dvipa);
        }
    }

    private static SortedMap<Integer, Integer> ports(ByteBuffer body) throws MalformedMessageException {
        if (body.remaining() % 4 != 0) {
            throw new MalformedMessageException(body.remaining() + " octets are no whole number of ports");
        }
        SortedMap<Integer, Integer> ports = new TreeMap<>();
        while (body.hasRemaining()) {
            int port = body.getShort() & 0xFFFF;
            ports.put(port, body.getShort() & 0xFFFF);
        }
        ports.remove(0);
        return ports;
    }

    private static List<TcpConnection> connections(IpAddress dvipa, ByteBuffer body) throws MalformedMessageException {
        int octets = dvipa.bits() / 8;
        if (body.remaining() % (4 + octets) != 0) {
            throw new MalformedMessageException(body.remaining() + " octets are no whole number of connections");
        }
        List<TcpConnection> connections = new ArrayList<>(body.remaining() / (4 + octets));
        byte[] remote = new byte[octets];
        while (body.hasRemaining()) {
            int remotePort = body.getShort() & 0xFFFF;
            int localPort = body.getShort() & 0xFFFF;
            body.get(remote);
            IpAddress client = IpAddress.of(remote);
            if (client.isV4() != dvipa.isV4()) {
                throw new MalformedMessageException("a connection of " + dvipa + " with " + client);
            }
            connections.add(new TcpConnection(dvipa, localPort, client, remotePort));
        }
        return connections;
    }
}
