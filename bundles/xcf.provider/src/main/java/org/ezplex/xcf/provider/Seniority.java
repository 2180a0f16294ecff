// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jgroups.Address;
import org.jgroups.MergeView;
import org.jgroups.View;

/** Whether another member was in the group before this one. */
enum Seniority {
    /** It was there before. */
    EARLIER,
    /** It came when this one was there. */
    LATER,
    /** Two groups of one size have met; who was first in the one says nothing about the other. */
    UNKNOWN;

    /** What {@code view} says of the others in it; all members come to the same result. */
    static Map<Address, Seniority> of(View view, Address self) {
        Map<Address, Seniority> seniority = new HashMap<>();
        for (Address other : view.getMembers()) {
            seniority.put(other, view instanceof MergeView merge ? met(merge, other, self) : stand(view, other, self));
        }
        seniority.remove(self);
        return seniority;
    }

    /** Members stand in order of joining. */
    private static Seniority stand(View view, Address other, Address self) {
        List<Address> members = view.getMembers();
        return members.indexOf(other) < members.indexOf(self) ? EARLIER : LATER;
    }

    /** A member of the larger group was there before: who has been cut off, or frozen, comes back from a smaller one. */
    private static Seniority met(MergeView merge, Address other, Address self) {
        View others = latest(merge, other);
        View own = latest(merge, self);
        if (others.equals(own) && !others.equals(merge)) {
            return stand(own, other, self);
        }
        int difference = Long.compare(size(merge, others), size(merge, own));
        return difference == 0 ? UNKNOWN : difference > 0 ? EARLIER : LATER;
    }

    /** Without those that have moved on to a later view, as somebody frozen does not know. */
    private static long size(MergeView merge, View group) {
        return group.getMembers().stream()
                .filter(each -> latest(merge, each).equals(group))
                .count();
    }

    /** Of the groups that have met, the one {@code member} was in last. */
    private static View latest(MergeView merge, Address member) {
        return merge.getSubgroups().stream()
                .filter(group -> group.containsMember(member))
                .max(Comparator.comparing(View::getViewId))
                .orElse(merge);
    }
}
