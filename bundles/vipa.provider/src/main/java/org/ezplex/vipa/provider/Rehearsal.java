// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.ezplex.codec.MalformedMessageException;
import org.ezplex.codec.MessageReader;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.net.MacAddress;
import org.ezplex.net.PortRange;
import org.ezplex.osa.Registration;
import org.ezplex.profile.DistMethod;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.profile.Moveable;
import org.ezplex.vipa.StackInfo;
import org.ezplex.vipa.provider.core.VipaAction;
import org.ezplex.vipa.provider.core.VipaCore;
import org.ezplex.vipa.provider.core.VipaEvent;
import org.ezplex.vipa.provider.core.VipaList;
import org.ezplex.vipa.provider.core.VipaReports;
import org.ezplex.vipa.provider.core.VipaState;
import org.ezplex.xcf.XcfGroup;

/**
 * Plays takeover and takeback between two made-up stacks, with the very core and codec but without a network, so that the first real
 * takeover meets loaded classes and compiled code: a tenth of a second less until the address is back.
 */
final class Rehearsal {
    private static final int MOST_STEPS = 200;
    private static final IpAddress DVIPA = IpAddress.of("203.0.113.1");

    private final Stack owner = new Stack(1, new DvipaDefinition(prefix(), "", 0, Moveable.IMMEDIATE, 0, false, false));
    private final Stack backup =
            new Stack(2, new DvipaDefinition(prefix(), "", 1, Moveable.IMMEDIATE, 0, false, false));
    private final Queue<Step> steps = new ArrayDeque<>();
    private long generation;

    private record Step(Stack stack, VipaEvent event) {}

    /** One of the two. */
    private static final class Stack {
        private final StackInfo info;
        private final DvipaDefinition definition;
        private VipaState state;

        private Stack(int number, DvipaDefinition definition) {
            this.definition = definition;
            info = new StackInfo(
                    "SYS" + number,
                    "SYS" + number,
                    "TCPIP",
                    Integer.toString(number),
                    Optional.of(IpAddress.of("203.0.113.1" + number)),
                    Optional.empty(),
                    Optional.of(new MacAddress(number)));
        }
    }

    private static IpPrefix prefix() {
        return new IpPrefix(DVIPA, 24);
    }

    /** Plays it so many times; the number of times that the backup owned the address after the owner had gone. */
    static int play(int times) throws MalformedMessageException {
        int takeovers = 0;
        for (int i = 0; i < times && !Thread.currentThread().isInterrupted(); i++) {
            takeovers += new Rehearsal().play() ? 1 : 0;
        }
        return takeovers;
    }

    private boolean play() throws MalformedMessageException {
        begin(backup, Set.of());
        begin(owner, Set.of(backup.info.member()));
        steps.add(new Step(backup, new VipaEvent.MemberJoined(owner.info.member())));
        work();
        owner.state = null;
        steps.add(new Step(backup, new VipaEvent.MemberGone(owner.info.member())));
        work();
        boolean taken = owns(backup);
        begin(owner, Set.of(backup.info.member()));
        steps.add(new Step(backup, new VipaEvent.MemberJoined(owner.info.member())));
        work();
        return taken && owns(owner) && !owns(backup);
    }

    private static boolean owns(Stack stack) {
        return stack.state.holdings().get(DVIPA).owns();
    }

    private void begin(Stack stack, Set<String> others) {
        stack.state = VipaState.initial(stack.info, Set.of());
        List<Distribution> distributions = stack.definition.backup() ? List.of() : List.of(distribution());
        steps.add(new Step(stack, new VipaEvent.ProfileChanged(List.of(stack.definition), distributions)));
        steps.add(new Step(stack, new VipaEvent.GroupJoined(others)));
    }

    private static Distribution distribution() {
        return new Distribution(
                DVIPA,
                List.of(PortRange.of(80)),
                List.of(),
                new DistMethod.RoundRobin(),
                -1,
                false,
                0,
                Distribution.Tier.NONE);
    }

    private void work() throws MalformedMessageException {
        for (int done = 0; !steps.isEmpty() && done < MOST_STEPS; done++) {
            Step step = steps.remove();
            VipaCore.Step outcome = VipaCore.apply(step.stack().state, step.event(), Instant.EPOCH);
            step.stack().state = outcome.state();
            VipaReports.stacks(outcome.state());
            for (VipaAction action : outcome.actions()) {
                follow(step.stack(), action);
            }
        }
    }

    private void follow(Stack stack, VipaAction action) throws MalformedMessageException {
        Stack other = stack == owner ? backup : owner;
        if (action instanceof VipaAction.Register a) {
            steps.add(new Step(stack, new VipaEvent.RegistrationEnded(a.dvipa(), new Registration.Registered())));
        } else if (action instanceof VipaAction.Prepare a) {
            steps.add(new Step(
                    stack, new VipaEvent.Learned(a.route().dvipa(), a.route().epoch())));
        } else if (action instanceof VipaAction.RequestLists) {
            steps.add(new Step(other, new VipaEvent.ListRequested(stack.info.member())));
        } else if (action instanceof VipaAction.Broadcast a) {
            send(other, a.list());
        } else if (action instanceof VipaAction.SendTo a) {
            send(other, a.list());
        }
    }

    private void send(Stack to, VipaList list) throws MalformedMessageException {
        if (to.state != null) {
            VipaListAssembler assembler = new VipaListAssembler();
            for (ByteBuffer message : VipaListCodec.encode(list, ++generation, XcfGroup.MAX_MESSAGE)) {
                VipaListCodec.Part part = VipaListCodec.decode(MessageReader.of(message));
                assembler
                        .take(list.stack().member(), part)
                        .ifPresent(whole -> steps.add(new Step(to, new VipaEvent.ListReceived(whole))));
            }
        }
    }
}
