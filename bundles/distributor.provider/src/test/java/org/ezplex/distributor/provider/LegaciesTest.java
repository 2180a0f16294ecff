// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.junit.jupiter.api.Test;

class LegaciesTest {
    private static final IpAddress DVIPA = IpAddress.of("192.0.2.100");
    private static final IpAddress OTHER = IpAddress.of("192.0.2.101");
    private static final Report.Host HOST = new Report.Host(IpAddress.of("192.0.2.12"), new MacAddress(2));

    private final List<String> located = new ArrayList<>();
    private final LostStacks lost =
            new LostStacks(new ManualLoop(), (member, host) -> new CompletableFuture<>(), new LostStacks.Exits() {
                @Override
                public void gone(String member) {}

                @Override
                public void changed() {}
            });
    private final Legacies legacies = new Legacies();

    @Test
    void whoIsLeftAndNotInSightIsLostAndFullyKnownIfTheOwnerKnewIt() {
        keep("SYS2", true, true);
        keep("SYS3", true, false);
        keep("SYS4", true, true);
        inherit("SYS1", "SYS4");
        assertThat(located).containsExactly("SYS2", "SYS3");
        assertThat(lost.isKnown("SYS2", DVIPA)).isTrue();
        assertThat(lost.isKnown("SYS2", OTHER)).isFalse();
        assertThat(lost.isKnown("SYS3", DVIPA)).isFalse();
        assertThat(lost.stray(DVIPA)).contains("SYS3");
    }

    @Test
    void beforeTheEndOfItNotAllIsKnown() {
        keep("SYS2", false, true);
        inherit("SYS1");
        assertThat(lost.stray(DVIPA)).contains("SYS2");
    }

    @Test
    void whoComesIntoSightMayHaveMore() {
        keep("SYS2", true, true);
        legacies.meet("SYS2");
        inherit("SYS1");
        assertThat(lost.isKnown("SYS2", DVIPA)).isFalse();
    }

    @Test
    void itIsInheritedByEachBidAndOfOneDvipa() {
        keep("SYS2", true, true);
        legacies.inherit(OTHER, new TreeSet<>(), lost, (member, host) -> located.add(member));
        assertThat(located).isEmpty();
        inherit("SYS1");
        inherit("SYS1");
        assertThat(located).containsExactly("SYS2", "SYS2");
    }

    @Test
    void whatIsKnownOfThoseOutOfSightIsKeptByWhoOwnsItNoMore() {
        keep("SYS2", true, true);
        legacies.renounce(List.of(head("SYS2"), head("SYS3")));
        inherit("SYS1");
        assertThat(located).containsExactly("SYS2", "SYS3");
        assertThat(lost.isKnown("SYS2", DVIPA)).as("another has said so").isTrue();
        assertThat(lost.isKnown("SYS3", DVIPA)).as("others may see it").isFalse();
    }

    private static Report.Bequest head(String member) {
        return new Report.Bequest(DVIPA, 0, false, false, 0, member, true, Optional.of(HOST), List.of());
    }

    @Test
    void whatAnOwnerSaysLaterReplacesWhatWasSaid() {
        keep("SYS2", true, true);
        keep("SYS2", true, false);
        inherit("SYS1");
        assertThat(lost.isKnown("SYS2", DVIPA)).isFalse();
    }

    @Test
    void ofOneWithoutAHostOnTheLanNobodyCanBeAsked() {
        legacies.note(Report.Bequest.of(DVIPA, 5, "SYS2", List.of()));
        keep("SYS3", true, true);
        assertThat(legacies.inherit(DVIPA, new TreeSet<>(), lost, (member, host) -> {}))
                .containsExactly("SYS2");
    }

    private void keep(String member, boolean last, boolean complete) {
        Report.Bequest bequest =
                new Report.Bequest(DVIPA, 5, true, last, 1, member, complete, Optional.of(HOST), List.of());
        if (last) {
            legacies.told(bequest, complete);
        } else {
            legacies.note(bequest);
        }
    }

    private void inherit(String... present) {
        legacies.inherit(DVIPA, new TreeSet<>(List.of(present)), lost, (member, host) -> located.add(member));
    }
}
