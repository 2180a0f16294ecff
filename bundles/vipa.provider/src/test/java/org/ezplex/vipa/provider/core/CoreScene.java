// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.vipa.provider.core.Samples.DVIPA;
import static org.ezplex.vipa.provider.core.Samples.active;
import static org.ezplex.vipa.provider.core.Samples.list;
import static org.ezplex.vipa.provider.core.Samples.member;
import static org.ezplex.vipa.provider.core.Samples.stack;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ezplex.osa.Registration;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.Dvipa;
import org.ezplex.vipa.DvipaOrigin;
import org.ezplex.vipa.DvipaStatus;
import org.ezplex.vipa.provider.core.Holding.Phase;

/** Stack 2 under test; stacks 1, 3 and 4 are the others. */
final class CoreScene {
    private VipaState state = VipaState.initial(stack(2), Set.of());
    private List<VipaAction> actions = List.of();

    CoreScene apply(VipaEvent event) {
        VipaCore.Step step = VipaCore.apply(state, event, Instant.EPOCH);
        state = step.state();
        actions = step.actions();
        return this;
    }

    CoreScene profile(DvipaDefinition... definitions) {
        return profile(List.of(definitions));
    }

    CoreScene profile(List<DvipaDefinition> definitions, Distribution... distributions) {
        return apply(new VipaEvent.ProfileChanged(definitions, List.of(distributions)));
    }

    CoreScene join(int... others) {
        Set<String> members = IntStream.of(others).mapToObj(Samples::member).collect(Collectors.toSet());
        return apply(new VipaEvent.GroupJoined(members));
    }

    CoreScene receive(VipaList list) {
        return apply(new VipaEvent.ListReceived(list));
    }

    CoreScene gone(int stack) {
        return apply(new VipaEvent.MemberGone(member(stack)));
    }

    /** Joins a group in which {@code stack} owns the address in {@code epoch}. */
    CoreScene owned(int stack, DvipaOrigin origin, long epoch, DistributedRoute.Entry... entries) {
        return join(stack).receive(list(stack, active(DVIPA, origin, epoch, entries)));
    }

    CoreScene registered() {
        return apply(new VipaEvent.RegistrationEnded(DVIPA, new Registration.Registered()));
    }

    List<VipaAction> actions() {
        return actions;
    }

    VipaState state() {
        return state;
    }

    Holding holding() {
        return state.holdings().get(DVIPA);
    }

    Phase phase() {
        return holding().phase();
    }

    DvipaStatus status() {
        return dvipa().status();
    }

    Dvipa dvipa() {
        assertThat(VipaReports.dvipas(state)).hasSize(1);
        return VipaReports.dvipas(state).get(0);
    }

    /** What this stack tells the others of the address. */
    VipaClaim claim() {
        return state.published().orElseThrow().claim(DVIPA).orElseThrow();
    }
}
