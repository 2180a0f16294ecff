// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.autonomics.provider.Fakes.host;
import static org.ezplex.autonomics.provider.Fakes.member;
import static org.ezplex.autonomics.provider.Fakes.stack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.ezplex.net.IpAddress;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.vipa.StackInfo;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.XcfMember;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartnerProbeTest {
    private XcfMember self = member("SYS1", MemberState.ACTIVE);
    private final List<XcfMember> members =
            new ArrayList<>(List.of(self, member("SYS2", MemberState.ACTIVE), member("SYS3", MemberState.ACTIVE)));
    private final List<StackInfo> stacks = new ArrayList<>(List.of(stack(1), stack(2), stack(3)));
    private final Set<IpAddress> alive = new HashSet<>(Set.of(host(2), host(3)));
    private final List<IpAddress> asked = new ArrayList<>();
    private boolean loopRuns = true;
    private final Adapters adapters = new Adapters();
    private final SharedAdapter adapter = Fakes.fake(
            SharedAdapter.class, Map.of("interfaceName", a -> "eth0", "alive", a -> answer((IpAddress) a[0])));
    private final PartnerProbe probe = new PartnerProbe(adapters);

    @BeforeEach
    void open() {
        adapters.add(adapter);
    }

    private Object answer(IpAddress host) {
        asked.add(host);
        return loopRuns ? CompletableFuture.completedFuture(alive.contains(host)) : new CompletableFuture<>();
    }

    /** Two checks: the second sees what the first has asked for. */
    private Optional<String> look() {
        probe.look(self, members, stacks);
        return probe.look(self, members, stacks);
    }

    @Test
    void whileOnePartnerAnswersAllIsWell() {
        assertThat(look()).isEmpty();
        alive.remove(host(2));
        assertThat(look()).isEmpty();
        assertThat(asked).contains(host(2), host(3)).doesNotContain(host(1));
    }

    @Test
    void whenNoneOfTwoAnswersAnyMoreThereIsNoWay() {
        look();
        alive.clear();
        assertThat(look()).contains("NONE OF 2 HOSTS ANSWERS ON THE LAN");
        alive.add(host(3));
        assertThat(look()).isEmpty();
    }

    @Test
    void whoHasNeverAnsweredDoesNotCount() {
        alive.remove(host(3));
        look();
        alive.clear();
        assertThat(look()).isEmpty();
    }

    @Test
    void onePartnerAloneProvesNothing() {
        stacks.remove(2);
        look();
        alive.clear();
        assertThat(look()).isEmpty();
    }

    @Test
    void aPartnerThatHasLeftTheGroupDoesNotCount() {
        look();
        stacks.remove(2);
        alive.clear();
        assertThat(look()).isEmpty();
    }

    @Test
    void aStackThatIsOutGoesOnAskingThoseItKnew() {
        look();
        alive.clear();
        self = member("SYS1", MemberState.NOT_DEFINED);
        members.clear();
        stacks.clear();
        assertThat(look()).isPresent();
        alive.add(host(2));
        assertThat(look()).isEmpty();
    }

    @Test
    void withoutAnAdapterNobodyAnswers() {
        look();
        adapters.remove(adapter);
        assertThat(look()).isPresent();
    }

    @Test
    void anAdapterThatIsClosedWhileItAsksIsLikeNone() {
        CompletableFuture<Boolean> unknown = new CompletableFuture<>();
        unknown.completeExceptionally(new CancellationException("the adapter is closed"));
        SharedAdapter other =
                Fakes.fake(SharedAdapter.class, Map.of("interfaceName", a -> "eth1", "alive", a -> unknown));
        adapters.add(other);
        assertThat(look()).as("the other one asks on").isEmpty();
        adapters.remove(adapter);
        assertThat(look()).isPresent();
        adapters.add(adapter);
        assertThat(look()).isEmpty();
    }

    @Test
    void aLoopThatDoesNotAskSaysNothingOfPartners() {
        look();
        loopRuns = false;
        assertThat(look()).isEmpty();
        asked.clear();
        assertThat(look()).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void aStackThatHasLostSightOfTwoOthersHasNoPartners() {
        members.set(1, member("SYS2", MemberState.FAILED));
        assertThat(look()).isEmpty();
        members.set(2, member("SYS3", MemberState.FAILED));
        assertThat(look()).contains("XCF HAS LOST SIGHT OF ALL 2 OTHERS");
    }

    @Test
    void membersThatLeftInOrderAreNotLost() {
        members.set(1, member("SYS2", MemberState.QUIESCED));
        members.set(2, member("SYS3", MemberState.FAILED));
        assertThat(look()).isEmpty();
    }
}
