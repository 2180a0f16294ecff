// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.ArrayList;
import java.util.List;

/** The LAN: one segment, or several that do not hear each other. TCP segments are lost, duplicated and late at times; ARP comes through. */
final class Lan {
    static final long BROADCAST = -1;

    private final Agenda agenda;
    private final Chance chance;
    private final List<Station> stations = new ArrayList<>();
    private final List<Integer> parts = new ArrayList<>();
    private final List<Long> since = new ArrayList<>();
    private int lossPercent;

    Lan(Agenda agenda, Chance chance) {
        this.agenda = agenda;
        this.chance = chance;
    }

    /** Returns the number of its port. */
    int attach(Station station) {
        stations.add(station);
        parts.add(0);
        since.add(0L);
        return stations.size() - 1;
    }

    /** Puts a port into a part of its own kind; 0 is where the clients are. */
    void move(int port, int part) {
        if (parts.get(port) != part) {
            parts.set(port, part);
            since.set(port, agenda.now());
        }
    }

    int part(int port) {
        return parts.get(port);
    }

    /** For how long a port has been where it is. */
    long settled(int port) {
        return agenda.now() - since.get(port);
    }

    void lossy(int percent) {
        lossPercent = percent;
    }

    void send(int port, long mac, Frame frame) {
        boolean tcp = frame instanceof Frame.Segment;
        if (tcp && chance.percent(lossPercent)) {
            return;
        }
        deliver(port, mac, frame, tcp);
        if (tcp && lossPercent > 0 && chance.percent(lossPercent)) {
            deliver(port, mac, frame, true);
        }
    }

    private void deliver(int port, long mac, Frame frame, boolean tcp) {
        for (int i = 0; i < stations.size(); i++) {
            Station station = stations.get(i);
            int to = i;
            if (i != port && (mac == BROADCAST || station.takes(mac))) {
                boolean late = tcp && lossPercent > 0 && chance.oneIn(30);
                long delay = late ? chance.between(1000, 30_000) : chance.between(20, 400);
                agenda.in(delay, () -> {
                    if (parts.get(port).equals(parts.get(to))) {
                        station.received(mac, frame);
                    }
                });
            }
        }
    }
}
