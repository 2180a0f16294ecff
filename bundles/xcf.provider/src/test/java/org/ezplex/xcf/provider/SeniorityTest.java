// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jgroups.Address;
import org.jgroups.MergeView;
import org.jgroups.View;
import org.jgroups.util.UUID;
import org.junit.jupiter.api.Test;

class SeniorityTest {
    private final Address a = new UUID(1, 1);
    private final Address b = new UUID(2, 2);
    private final Address c = new UUID(3, 3);

    @Test
    void membersStandInOrderOfJoining() {
        View view = View.create(a, 7, a, b, c);
        assertThat(Seniority.of(view, b)).isEqualTo(Map.of(a, Seniority.EARLIER, c, Seniority.LATER));
    }

    @Test
    void whereGroupsMeetTheLargerWasThereBefore() {
        View two = View.create(a, 3, a, b);
        View one = View.create(c, 4, c);
        MergeView merged = merged(one, two);
        assertThat(Seniority.of(merged, c)).isEqualTo(Map.of(a, Seniority.EARLIER, b, Seniority.EARLIER));
        assertThat(Seniority.of(merged, b)).containsEntry(c, Seniority.LATER);
    }

    @Test
    void betweenGroupsOfOneSizeItCannotBeSaid() {
        MergeView merged = merged(View.create(a, 3, a), View.create(b, 4, b));
        assertThat(Seniority.of(merged, a)).isEqualTo(Map.of(b, Seniority.UNKNOWN));
        assertThat(Seniority.of(merged, b)).isEqualTo(Map.of(a, Seniority.UNKNOWN));
    }

    @Test
    void whoMovedOnFromAGroupDoesNotMakeItLarger() {
        MergeView merged = merged(View.create(a, 5, a, c), View.create(a, 3, a, b));
        assertThat(Seniority.of(merged, b)).containsEntry(c, Seniority.EARLIER);
        assertThat(Seniority.of(merged, c)).containsEntry(b, Seniority.LATER);
    }

    @Test
    void whoWereInOneOfTheGroupsThatMetStandAsInIt() {
        MergeView merged = merged(View.create(c, 4, c, b), View.create(a, 3, a));
        assertThat(Seniority.of(merged, b)).isEqualTo(Map.of(a, Seniority.LATER, c, Seniority.EARLIER));
        assertThat(Seniority.of(merged, c)).isEqualTo(Map.of(a, Seniority.LATER, b, Seniority.LATER));
    }

    private MergeView merged(View... groups) {
        List<Address> all = List.of(groups).stream()
                .flatMap(group -> group.getMembers().stream())
                .distinct()
                .sorted()
                .toList();
        return new MergeView(all.get(0), 9, all, List.of(groups));
    }
}
