// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import java.util.List;
import org.ezplex.lab.LabException;
import org.ezplex.lab.LabHost;

/**
 * How many TCP segments a host has sent again since it is up, as its kernel counts them: one for each that was lost, and some for
 * those that were only late.
 *
 * @param established of connections that were there
 * @param syns the first ones of connections
 */
record Retransmissions(long established, long syns) {
    static Retransmissions of(LabHost host) {
        return parse(host.shell("cat /proc/net/snmp /proc/net/netstat"));
    }

    static Retransmissions of(List<? extends LabHost> hosts) {
        return hosts.stream().map(Retransmissions::of).reduce(new Retransmissions(0, 0), Retransmissions::plus);
    }

    private Retransmissions plus(Retransmissions other) {
        return new Retransmissions(established + other.established, syns + other.syns);
    }

    Retransmissions since(Retransmissions before) {
        return new Retransmissions(established - before.established, syns - before.syns);
    }

    static Retransmissions parse(String counters) {
        long syns = counter(counters, "TcpExt:", "TCPSynRetrans");
        return new Retransmissions(counter(counters, "Tcp:", "RetransSegs") - syns, syns);
    }

    /** Of two lines that begin alike the first has the names, the second the values. */
    private static long counter(String counters, String group, String name) {
        List<String[]> lines = counters.lines()
                .filter(line -> line.startsWith(group + " "))
                .map(line -> line.split(" ", -1))
                .toList();
        int place = lines.size() == 2 ? List.of(lines.get(0)).indexOf(name) : -1;
        if (place < 0) {
            throw new LabException("the kernel has no counter " + group + " " + name);
        }
        return Long.parseLong(lines.get(1)[place]);
    }
}
