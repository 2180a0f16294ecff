// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import org.ezplex.net.TcpConnection;

/** A connection as its client has it: requests, each answered before the next; what is not answered is sent again. */
final class Conversation {
    private static final long SYN_AGAIN = Agenda.SECOND;
    private static final long FIRST_AGAIN = 200 * Agenda.MILLISECOND;
    private static final long LAST_AGAIN = 1600 * Agenda.MILLISECOND;
    /** Shorter than a kernel's patience with a neighbour, so that runs are shorter too. */
    private static final long DOUBT = 3 * Agenda.SECOND;

    private static final long NOTHING = -1;

    /** How far it has got. */
    enum Phase {
        OPENING,
        OPEN,
        CLOSING,
        CLOSED
    }

    private final TcpConnection connection;
    private final Client client;
    private final Agenda agenda;
    private final long pause;
    private Phase phase = Phase.OPENING;
    private Frame.Flag waitsFor = Frame.Flag.SYN_ACK;
    private long socket;
    private long asked = NOTHING;
    private long doubted;
    private long again;
    private long turn;
    private boolean quiet;
    private boolean closeSoon;

    Conversation(TcpConnection connection, Client client, Agenda agenda, long pause) {
        this.connection = connection;
        this.client = client;
        this.agenda = agenda;
        this.pause = pause;
    }

    TcpConnection connection() {
        return connection;
    }

    Phase phase() {
        return phase;
    }

    /** The number of the server's socket; 0 while it is not known. */
    long socket() {
        return socket;
    }

    /** Since when it has waited for an answer; negative if it does not. */
    long waitingSince() {
        return asked;
    }

    void open() {
        ask(SYN_AGAIN);
    }

    /** No more requests but those that are told. */
    void pause() {
        quiet = true;
    }

    /** Asks now, unless an answer is being waited for. */
    void request() {
        if (phase == Phase.OPEN && asked == NOTHING) {
            waitsFor = Frame.Flag.DATA;
            ask(FIRST_AGAIN);
        }
    }

    void close() {
        closeSoon = true;
        if (phase == Phase.OPENING) {
            end();
        } else if (phase == Phase.OPEN && asked == NOTHING) {
            phase = Phase.CLOSING;
            waitsFor = Frame.Flag.FIN;
            ask(FIRST_AGAIN);
        }
    }

    private void end() {
        phase = Phase.CLOSED;
        asked = NOTHING;
        turn++;
    }

    // ---- sending ---------------------------------------------------------------------------------------------------

    private void ask(long firstAgain) {
        asked = agenda.now();
        doubted = asked;
        again = firstAgain;
        send();
    }

    private void send() {
        long now = ++turn;
        client.send(new Frame.Segment(connection, flag(), socket));
        agenda.in(again, () -> {
            if (now == turn && asked != NOTHING) {
                again = Math.min(LAST_AGAIN, 2 * again);
                if (agenda.now() - doubted >= DOUBT) {
                    doubted = agenda.now();
                    client.doubt(connection.local());
                }
                send();
            }
        });
    }

    private Frame.Flag flag() {
        return switch (phase) {
            case OPENING -> Frame.Flag.SYN;
            case CLOSING -> Frame.Flag.FIN;
            default -> Frame.Flag.DATA;
        };
    }

    void sendAgain() {
        if (asked != NOTHING) {
            client.send(new Frame.Segment(connection, flag(), socket));
        }
    }

    // ---- receiving -------------------------------------------------------------------------------------------------

    void received(Frame.Segment segment) {
        switch (segment.flag()) {
            case SYN_ACK -> opened(segment.socket());
            case DATA -> {
                if (segment.socket() == socket && waitsFor == Frame.Flag.DATA) {
                    answered();
                }
            }
            case FIN -> {
                if (segment.socket() == socket) {
                    end();
                }
            }
            case RST -> {
                if (segment.socket() == socket) {
                    end();
                }
            }
            default -> throw new IllegalStateException(segment.toString());
        }
    }

    private void opened(long newSocket) {
        if (phase == Phase.OPENING) {
            phase = Phase.OPEN;
            socket = newSocket;
            asked = NOTHING;
            request();
        }
    }

    private void answered() {
        asked = NOTHING;
        turn++;
        if (closeSoon) {
            close();
            return;
        }
        long now = turn;
        agenda.in(pause, () -> {
            if (now == turn && !quiet) {
                request();
            }
        });
    }

    @Override
    public String toString() {
        return connection + " (" + phase + ")";
    }
}
