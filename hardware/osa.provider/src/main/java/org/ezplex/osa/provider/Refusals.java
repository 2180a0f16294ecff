// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;

/**
 * Tells the operator of addresses that could not be had: once for each holder, however often the stack tries again, and of all that
 * one holder keeps back at a time in one message.
 */
final class Refusals {
    private static final Duration TOGETHER = Duration.ofMillis(50);
    private static final int MOST_NAMED = 3;

    private final String device;
    private final EventLoop loop;
    private final Hardcopy hardcopy;
    /** The holder last told of for each address that could not be had. */
    private final Map<IpAddress, MacAddress> holders = new HashMap<>();

    private final Map<Reason, SortedSet<IpAddress>> untold = new HashMap<>();

    private record Reason(String code, MacAddress holder) {}

    Refusals(String device, EventLoop loop, Hardcopy hardcopy) {
        this.device = device;
        this.loop = loop;
        this.hardcopy = hardcopy;
    }

    synchronized void refused(String code, IpAddress address, MacAddress holder) {
        if (!holder.equals(holders.put(address, holder))) {
            untold.computeIfAbsent(new Reason(code, holder), this::tellSoon).add(address);
        }
    }

    /** It was registered: the next refusal is news. */
    synchronized void had(IpAddress address) {
        holders.remove(address);
    }

    private SortedSet<IpAddress> tellSoon(Reason reason) {
        loop.schedule(TOGETHER, () -> tell(reason));
        return new TreeSet<>();
    }

    private synchronized void tell(Reason reason) {
        List<IpAddress> addresses = List.copyOf(untold.remove(reason));
        String named =
                addresses.stream().limit(MOST_NAMED).map(IpAddress::toString).collect(Collectors.joining(", "));
        int more = addresses.size() - MOST_NAMED;
        hardcopy.issue(
                Message.EZZ4327I,
                reason.code,
                more > 0 ? named + " AND " + more + " MORE" : named,
                device,
                reason.holder);
    }
}
