// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ezplex.net.IpAddress;
import org.ezplex.osa.Registration;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.DvipaStatus;
import org.ezplex.vipa.StackInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Several cores joined by queues that keep the order of each sender and nothing else. Stacks start, die, begin anew, lose adapters and change
 * profiles at random; then it is left alone until nothing is under way, and must have come to rest as it should.
 */
class SysplexTest {
    private static final List<IpAddress> DVIPAS =
            List.of(IpAddress.of("192.0.2.100"), IpAddress.of("192.0.2.101"), IpAddress.of("192.0.2.102"));
    private static final int STACKS = 4;

    private final List<Node> nodes = new ArrayList<>();
    private Random random = new Random();

    /** A stack: its core, what is on its way to it, and what its host does. */
    private final class Node {
        private final int number;
        private final Map<String, Queue<VipaEvent>> inbound = new HashMap<>();
        private final Queue<VipaEvent> own = new ArrayDeque<>();
        private final Set<IpAddress> internal = new HashSet<>();
        private final Set<IpAddress> oat = new HashSet<>();
        private VipaState state;
        private boolean up;

        Node(int number) {
            this.number = number;
        }

        String member() {
            return Samples.member(number);
        }

        void start() {
            up = true;
            state = VipaState.initial(Samples.stack(number, random.nextInt(4) > 0, false), Set.of());
            inbound.clear();
            own.clear();
            internal.clear();
            oat.clear();
            own.add(profile());
            join();
            others(n -> n.from(this).add(new VipaEvent.MemberJoined(member())));
        }

        private void join() {
            Set<String> others = nodes.stream()
                    .filter(n -> n.up && n != this)
                    .map(Node::member)
                    .collect(Collectors.toSet());
            own.add(new VipaEvent.GroupJoined(others));
        }

        /** Another instance on the same stack: the group sees nothing of it, and the addresses stay. */
        void beginAnew() {
            state = VipaState.initial(state.self(), Set.copyOf(internal));
            own.clear();
            oat.clear();
            own.add(profile());
            join();
        }

        void die() {
            up = false;
            others(n -> n.from(this).add(new VipaEvent.MemberGone(member())));
        }

        private void others(Consumer<Node> what) {
            nodes.stream().filter(n -> n.up && n != this).forEach(what);
        }

        Queue<VipaEvent> from(Node sender) {
            return inbound.computeIfAbsent(sender.member(), m -> new ArrayDeque<>());
        }

        VipaEvent profile() {
            List<DvipaDefinition> definitions = new ArrayList<>();
            List<Distribution> distributions = new ArrayList<>();
            for (IpAddress dvipa : DVIPAS) {
                int kind = random.nextInt(4);
                if (kind > 0) {
                    definitions.add(kind == 1 ? Samples.backup(dvipa, 1 + number) : Samples.define(dvipa));
                }
                if (kind > 1) {
                    IpAddress[] to = Stream.of(1, 2, 3, 4)
                            .filter(n -> random.nextBoolean())
                            .map(Samples::xcf)
                            .toArray(IpAddress[]::new);
                    distributions.add(Samples.distribute(dvipa, to));
                }
            }
            return new VipaEvent.ProfileChanged(definitions, distributions);
        }

        StackInfo turnedAdapter() {
            oat.clear();
            return Samples.stack(number, state.self().mac().isEmpty(), false);
        }

        /** Lets one thing happen that is under way here; false if nothing is. */
        boolean step() {
            List<Queue<VipaEvent>> pending = Stream.concat(Stream.of(own), inbound.values().stream())
                    .filter(queue -> !queue.isEmpty())
                    .toList();
            if (!up || pending.isEmpty()) {
                return false;
            }
            apply(pending.get(random.nextInt(pending.size())).remove());
            return true;
        }

        private void apply(VipaEvent event) {
            VipaCore.Step step = VipaCore.apply(state, event, Instant.EPOCH);
            state = step.state();
            step.actions().forEach(this::perform);
        }

        private void perform(VipaAction action) {
            if (action instanceof VipaAction.Broadcast a) {
                others(n -> n.from(this).add(new VipaEvent.ListReceived(a.list())));
            } else if (action instanceof VipaAction.SendTo a) {
                nodes.stream()
                        .filter(n -> n.up && n.member().equals(a.member()))
                        .forEach(n -> n.from(this).add(new VipaEvent.ListReceived(a.list())));
            } else if (action instanceof VipaAction.RequestLists) {
                others(n -> n.from(this).add(new VipaEvent.ListRequested(member())));
            } else if (action instanceof VipaAction.Register a) {
                register(a.dvipa());
            } else if (action instanceof VipaAction.Prepare a) {
                own.add(new VipaEvent.Learned(a.route().dvipa(), a.route().epoch()));
            } else if (action instanceof VipaAction.WatchMoved a) {
                own.add(new VipaEvent.MovedIdle(a.dvipa()));
            } else if (action instanceof VipaAction.AwaitStragglers a) {
                own.add(new VipaEvent.StragglersOver(a.dvipa(), a.epoch()));
            } else if (action instanceof VipaAction.AwaitTaker a) {
                own.add(new VipaEvent.OfferTimeout(a.dvipa(), a.epoch()));
            } else if (action instanceof VipaAction.Silence a) {
                oat.remove(a.dvipa());
            } else if (action instanceof VipaAction.Deregister a) {
                oat.remove(a.dvipa());
                own.removeIf(e ->
                        e instanceof VipaEvent.RegistrationEnded r && r.dvipa().equals(a.dvipa()));
            } else if (action instanceof VipaAction.AwaitLists a) {
                own.add(new VipaEvent.SettleTimeout(a.join()));
            } else if (action instanceof VipaAction.AwaitRetry a) {
                own.add(new VipaEvent.RetryRegistration(a.dvipa()));
            } else if (action instanceof VipaAction.AddInternal a) {
                internal.add(a.dvipa());
            } else if (action instanceof VipaAction.RemoveInternal a) {
                internal.remove(a.dvipa());
            } else if (action instanceof VipaAction.WatchIdle a) {
                own.add(new VipaEvent.TargetIdle(a.dvipa()));
            }
        }

        /** Whoever asks while nobody answers on the LAN is answered; a few times the adapter refuses for no reason. */
        private void register(IpAddress dvipa) {
            Registration outcome =
                    random.nextInt(5) == 0 ? new Registration.AlreadyRegistered() : new Registration.Registered();
            if (outcome instanceof Registration.Registered) {
                oat.add(dvipa);
            }
            own.add(new VipaEvent.RegistrationEnded(dvipa, outcome));
        }

        boolean owns(IpAddress dvipa) {
            Holding holding = state.holdings().get(dvipa);
            return holding != null && holding.phase() == Holding.Phase.ACTIVE;
        }

        boolean couldOwn(IpAddress dvipa) {
            return state.self().mac().isPresent()
                    && state.definitions().stream()
                            .anyMatch(d -> !d.backup() && d.address().address().equals(dvipa));
        }
    }

    static List<Long> seeds() {
        return new Random().longs(150).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whenItIsQuietEveryDvipaHasOneOwnerAndItsTargetsKnowIt(long seed) {
        random = new Random(seed);
        for (int i = 1; i <= STACKS; i++) {
            nodes.add(new Node(i));
        }
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 10; i++) {
                disturb(nodes.get(random.nextInt(STACKS)));
                for (int steps = random.nextInt(20); steps > 0; steps--) {
                    nodes.get(random.nextInt(STACKS)).step();
                }
            }
            settle();
            check();
        }
    }

    private void disturb(Node node) {
        if (!node.up) {
            node.start();
            return;
        }
        switch (random.nextInt(5)) {
            case 0 -> node.die();
            case 2 -> node.beginAnew();
            case 1 -> node.own.add(new VipaEvent.SelfChanged(node.turnedAdapter()));
            default -> node.own.add(node.profile());
        }
    }

    private void settle() {
        int steps = 0;
        List<Node> running = new ArrayList<>(nodes);
        while (!running.isEmpty()) {
            Node node = running.get(random.nextInt(running.size()));
            if (node.step()) {
                running = new ArrayList<>(nodes);
            } else {
                running.remove(node);
            }
            assertThat(steps++).as("steps to rest").isLessThan(20_000);
        }
    }

    private void check() {
        for (IpAddress dvipa : DVIPAS) {
            List<Node> owners =
                    nodes.stream().filter(n -> n.up && n.owns(dvipa)).toList();
            boolean wanted = nodes.stream().anyMatch(n -> n.up && n.couldOwn(dvipa));
            if (wanted) {
                assertThat(owners).as("owners of %s", dvipa).hasSize(1);
            } else {
                assertThat(owners).as("owners of %s", dvipa).hasSizeLessThanOrEqualTo(1);
            }
            nodes.stream().filter(n -> n.up).forEach(n -> checkNode(n, dvipa, owners));
        }
    }

    private static void checkNode(Node node, IpAddress dvipa, List<Node> owners) {
        boolean owns = node.owns(dvipa);
        assertThat(node.oat.contains(dvipa))
                .as("%s answers for %s", node.member(), dvipa)
                .isEqualTo(owns);
        TargetRole role = node.state.targets().get(dvipa);
        assertThat(node.internal.contains(dvipa))
                .as("%s has %s", node.member(), dvipa)
                .isEqualTo(owns || role != null);
        DistributedRoute distributed = owners.isEmpty()
                ? null
                : owners.get(0).state.holdings().get(dvipa).route().orElseThrow();
        boolean named = distributed != null
                && distributed.entries().stream().anyMatch(e -> e.candidate(Samples.xcf(node.number)));
        assertThat(role != null)
                .as("%s is a target of %s", node.member(), dvipa)
                .isEqualTo(named);
        if (role != null) {
            assertThat(role.serving() && role.owned()).isTrue();
            assertThat(role.route().owner()).isEqualTo(distributed.owner());
            assertThat(role.route().epoch()).isEqualTo(distributed.epoch());
        }
        if (!owners.isEmpty()) {
            assertThat(VipaReports.sysplex(node.state))
                    .filteredOn(d -> d.address().address().equals(dvipa))
                    .allSatisfy(d -> assertThat(d.stacks().get(0).status()).isEqualTo(DvipaStatus.ACTIVE))
                    .hasSize(1);
        }
    }
}
