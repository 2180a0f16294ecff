// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.ArrayList;
import java.util.List;
import org.ezplex.net.PortRange;

/** Sets of ports as lists of ranges. */
final class Ports {
    private Ports() {}

    /** What is in both, in the order of {@code a}. */
    static List<PortRange> common(List<PortRange> a, List<PortRange> b) {
        List<PortRange> common = new ArrayList<>();
        for (PortRange x : a) {
            for (PortRange y : b) {
                if (overlap(x, y)) {
                    common.add(new PortRange(Math.max(x.first(), y.first()), Math.min(x.last(), y.last())));
                }
            }
        }
        return common;
    }

    /** What is in {@code a} and not in {@code b}. */
    static List<PortRange> without(List<PortRange> a, List<PortRange> b) {
        List<PortRange> rest = new ArrayList<>(a);
        for (PortRange gone : b) {
            List<PortRange> left = new ArrayList<>();
            for (PortRange range : rest) {
                cut(range, gone, left);
            }
            rest = left;
        }
        return rest;
    }

    static boolean overlap(PortRange a, PortRange b) {
        return a.first() <= b.last() && b.first() <= a.last();
    }

    private static void cut(PortRange range, PortRange gone, List<PortRange> into) {
        if (!overlap(range, gone)) {
            into.add(range);
            return;
        }
        if (range.first() < gone.first()) {
            into.add(new PortRange(range.first(), gone.first() - 1));
        }
        if (range.last() > gone.last()) {
            into.add(new PortRange(gone.last() + 1, range.last()));
        }
    }
}
