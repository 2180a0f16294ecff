// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.path;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ezplex.net.MacAddress;

/**
 * Numbers for the stacks that connections are routed to, with the MAC address each takes frames at. Changed on the event loop,
 * read on the packet path. A number stays a member's for good; number 0 is this stack.
 */
public final class TargetTable {
    /** The number of this stack. */
    public static final int LOCAL = 0;

    private static final long NO_MAC = -1;
    private static final int MOST = 0x7FFF;

    private final List<String> members = new ArrayList<>();
    private volatile long[] macs = {NO_MAC};
    private Follower follower = (number, mac) -> {};

    /** Told where targets take frames. */
    @FunctionalInterface
    public interface Follower {
        /** This target takes frames there; -1 for nowhere. */
        void mac(int number, long mac);
    }

    /** A table that knows this stack only. */
    public TargetTable(String self) {
        members.add(self);
    }

    /** The number of {@code member}, a new one if it has none; -1 if there are no more numbers. */
    public synchronized int number(String member) {
        int known = members.indexOf(member);
        if (known >= 0 || members.size() > MOST) {
            return known;
        }
        members.add(member);
        long[] more = Arrays.copyOf(macs, members.size());
        more[more.length - 1] = NO_MAC;
        macs = more;
        return members.size() - 1;
    }

    /** The member with a number. */
    public synchronized String member(int number) {
        return members.get(number);
    }

    /** Sets where a target takes frames; -1 for nowhere. */
    public synchronized void mac(int number, long mac) {
        long[] changed = macs.clone();
        changed[number] = mac;
        macs = changed;
        follower.mac(number, mac);
    }

    /** Tells {@code next}, in place of whoever was told before, where targets take frames, and whenever that changes. */
    public synchronized void follow(Follower next) {
        follower = next;
        for (int number = 0; number < macs.length; number++) {
            next.mac(number, macs[number]);
        }
    }

    /** Where members take frames, those that do. */
    public synchronized Map<String, MacAddress> known() {
        Map<String, MacAddress> known = new HashMap<>();
        for (int number = 0; number < macs.length; number++) {
            if (macs[number] != NO_MAC) {
                known.put(members.get(number), new MacAddress(macs[number]));
            }
        }
        return known;
    }

    /** Where a target takes frames, or -1. */
    public long mac(int number) {
        long[] current = macs;
        return number < current.length ? current[number] : NO_MAC;
    }
}
