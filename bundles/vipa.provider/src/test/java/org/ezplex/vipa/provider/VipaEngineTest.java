// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.vipa.provider.core.Samples.DVIPA;
import static org.ezplex.vipa.provider.core.Samples.define;
import static org.ezplex.vipa.provider.core.Samples.list;
import static org.ezplex.vipa.provider.core.Samples.member;
import static org.ezplex.vipa.provider.core.Samples.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ezplex.vipa.StackInfo;
import org.ezplex.vipa.provider.core.VipaAction;
import org.ezplex.vipa.provider.core.VipaEvent;
import org.ezplex.vipa.provider.core.VipaState;
import org.junit.jupiter.api.Test;

/** Events that come of actions. */
class VipaEngineTest {
    private static final VipaEvent FAULTY = new VipaEvent.ListReceived(null);

    private final List<VipaAction> performed = new ArrayList<>();
    private final VipaEngine engine =
            new VipaEngine(VipaState.initial(stack(1), Set.of()), new VipaListeners(), this::perform);
    private Runnable onBroadcast = () -> {};

    private void perform(VipaAction action) {
        performed.add(action);
        if (action instanceof VipaAction.Broadcast) {
            Runnable once = onBroadcast;
            onBroadcast = () -> {};
            once.run();
        }
    }

    private List<String> members() {
        return engine.state().lists().keySet().stream().sorted().toList();
    }

    @Test
    void whatAnActionBringsAboutComesAfterTheActionsOfItsEvent() {
        join();
        List<StackInfo> during = new ArrayList<>();
        onBroadcast = () -> {
            engine.apply(new VipaEvent.ListReceived(list(2)));
            engine.state().lists().values().forEach(list -> during.add(list.stack()));
        };
        engine.apply(new VipaEvent.SelfChanged(stack(1, true, true)));
        assertThat(during).isEmpty();
        assertThat(members()).containsExactly(member(2));
    }

    @Test
    void anEventThatFailsKeepsNoOtherFromBeingApplied() {
        join();
        onBroadcast = () -> {
            engine.apply(FAULTY);
            engine.apply(new VipaEvent.ListReceived(list(2)));
        };
        engine.apply(new VipaEvent.SelfChanged(stack(1, true, true)));
        assertThat(members()).as("that came with it").containsExactly(member(2));
        engine.apply(new VipaEvent.ListReceived(list(3)));
        assertThat(members()).as("that came later").containsExactly(member(2), member(3));
    }

    private void join() {
        engine.apply(new VipaEvent.ProfileChanged(List.of(define(DVIPA)), List.of()));
        engine.apply(new VipaEvent.GroupJoined(Set.of(member(2), member(3))));
        assertThat(performed).isNotEmpty();
    }
}
