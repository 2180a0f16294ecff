// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ezplex.vipa.provider.core.Samples.DVIPA;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.net.MacAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.osa.AdapterListener;
import org.ezplex.osa.OatEntry;
import org.ezplex.osa.Registration;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.profile.IpConfig;
import org.ezplex.profile.Profile;
import org.ezplex.profile.ProfileListener;
import org.ezplex.profile.ProfileService;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.system.SystemImage;
import org.ezplex.tcpip.HomeAddress;
import org.ezplex.tcpip.StackConnection;
import org.ezplex.tcpip.StackException;
import org.ezplex.tcpip.StackInterface;
import org.ezplex.tcpip.StackListener;
import org.ezplex.tcpip.TcpState;
import org.ezplex.tcpip.TcpipStack;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.Dvipa;
import org.ezplex.vipa.DvipaOrigin;
import org.ezplex.vipa.DvipaStatus;
import org.ezplex.vipa.StackInfo;
import org.ezplex.vipa.VipaException;
import org.ezplex.vipa.VipaListener;
import org.ezplex.vipa.provider.core.Samples;
import org.ezplex.vipa.provider.core.VipaClaim;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.XcfGroup;
import org.ezplex.xcf.XcfListener;
import org.ezplex.xcf.XcfMember;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The wiring around the core: what the adapter is told, and what becomes of its answers. */
class VipaComponentTest {
    private static final XcfMember SELF = member("SYS2");
    private static final XcfMember OTHER = member("SYS1");
    private static final IpAddress OTHER_DVIPA = IpAddress.of("192.0.2.101");
    private static final Duration IDLE_CHECK = Duration.ofSeconds(1);
    private static final Duration FIRST_IDLE_CHECK = Duration.ofSeconds(4);
    private static final Duration LAST_IDLE_CHECK = Duration.ofMillis(100);
    private static final Duration REPLACED_WITHIN = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofMillis(100);
    private static final Duration SECOND_RETRY = Duration.ofMillis(200);
    private static final Duration LEAVE = Duration.ofSeconds(7);

    private static final Duration ROUTED = Duration.ofSeconds(1);
    private static final Duration CONTEST = Duration.ofSeconds(30);

    private final ManualLoop loop = new ManualLoop();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private final Set<IpAddress> internal = new LinkedHashSet<>();
    private final List<StackConnection> connections = new CopyOnWriteArrayList<>();
    private Runnable whenAdding = () -> {};
    private int broadcasts;
    private int leaves;
    private StackListener links;
    private boolean carrier = true;
    private final List<HomeAddress> home = new ArrayList<>();
    private boolean homeIsReadable = true;
    private int homeReads;
    private final List<CompletableFuture<Registration>> registrations = new CopyOnWriteArrayList<>();
    private boolean registersAtOnce;
    private List<OatEntry> inherited = List.of();
    private XcfListener exits;
    private AdapterListener claims;
    private boolean ending;
    private VipaComponent component;

    @BeforeEach
    void start() {
        component = component(loop);
        component.bindHardcopy(fake(Hardcopy.class, Map.of("issue", a -> messages.add((Message) a[0]))));
        component.bindProfiles(profiles(DVIPA));
        component.start();
        exits.joined(SELF);
    }

    private VipaComponent component(EventLoop onLoop) {
        return new VipaComponent(
                fake(
                        SystemImage.class,
                        Map.of(
                                "sysname",
                                a -> "SYS2",
                                "sysclone",
                                a -> "2",
                                "tcpname",
                                a -> "TCPIP",
                                "ending",
                                a -> ending)),
                onLoop,
                fake(
                        XcfGroup.class,
                        Map.of(
                                "members",
                                a -> List.of(SELF),
                                "broadcast",
                                a -> ++broadcasts,
                                "leave",
                                a -> ++leaves,
                                "subscribe",
                                a -> {
                                    exits = (XcfListener) a[0];
                                    return (AutoCloseable) () -> {};
                                })),
                fake(
                        TcpipStack.class,
                        Map.of(
                                "home",
                                a -> readableHome(),
                                "addInternalAddress",
                                a -> {
                                    calls.add("add " + a[0]);
                                    whenAdding.run();
                                    return internal.add((IpAddress) a[0]);
                                },
                                "removeInternalAddress",
                                a -> {
                                    calls.add("remove " + a[0]);
                                    return internal.remove(a[0]);
                                },
                                "subscribe",
                                a -> {
                                    links = (StackListener) a[0];
                                    return (AutoCloseable) () -> {};
                                },
                                "interfaces",
                                a -> List.of(new StackInterface(2, "lan0", new MacAddress(1), 1500, true, carrier)),
                                "internalAddresses",
                                a -> Set.copyOf(internal),
                                "connections",
                                a -> List.copyOf(connections))));
    }

    private List<HomeAddress> readableHome() {
        homeReads++;
        if (!homeIsReadable) {
            throw new StackException("interrupted");
        }
        return List.copyOf(home);
    }

    /** A service whose profile defines these. */
    private static ProfileService profiles(IpAddress... dvipas) {
        Profile profile = new Profile(Stream.of(dvipas).map(Samples::define).toList(), List.of(), IpConfig.DEFAULT);
        return fake(ProfileService.class, Map.of("subscribe", a -> {
            ((ProfileListener) a[0]).profileChanged(profile);
            return (AutoCloseable) () -> {};
        }));
    }

    @Test
    void theOutcomeOfARegistrationThatWasGivenUpIsIgnored() {
        component.bindAdapter(adapter("A"));
        run();
        exits.message(OTHER, list(7));
        exits.gone(OTHER);
        run();
        assertThat(calls).containsExactly("A register", "A deregister", "A register");
        registrations.get(0).complete(new Registration.Withdrawn());
        run();
        assertThat(status()).isEqualTo(DvipaStatus.BACKUP);
        registrations.get(1).complete(new Registration.Registered());
        run();
        assertThat(status()).isEqualTo(DvipaStatus.ACTIVE);
        assertThat(calls).endsWith("A register", "add " + DVIPA);
    }

    @Test
    void whatIsRegisteredAtOnceIsOwnedBeforeAnythingThatIsQueued() {
        registersAtOnce = true;
        component.bindAdapter(adapter("A"));
        loop.execute(() -> calls.add("queued"));
        run();
        assertThat(status()).isEqualTo(DvipaStatus.ACTIVE);
        assertThat(calls).containsExactly("A register", "add " + DVIPA, "queued");
    }

    @Test
    void anAdapterOfTheSameNicThatReplacesAnotherIsAskedAnew() {
        SharedAdapter first = adapter("A");
        component.bindAdapter(first);
        run();
        registrations.get(0).complete(new Registration.Registered());
        run();
        component.bindAdapter(adapter("B"));
        component.unbindAdapter(first);
        run();
        assertThat(calls).containsExactly("A register", "add " + DVIPA, "A deregister", "B register");
        registrations.get(1).complete(new Registration.Registered());
        run();
        assertThat(dvipa().epoch()).isEqualTo(2);
    }

    @Test
    void anAdapterThatGoesOnWithAllThatAnotherHasIsToldSoAndNothingIsGivenUp() {
        SharedAdapter first = adapter("A");
        component.bindAdapter(first);
        run();
        registrations.get(0).complete(new Registration.Registered());
        run();
        inherited = List.of(new OatEntry(DVIPA, new MacAddress(2), OatEntry.State.REGISTERED, 0));
        component.bindAdapter(adapter("B"));
        component.unbindAdapter(first);
        run();
        assertThat(calls).containsExactly("A register", "add " + DVIPA, "B register");
        assertThat(status()).isEqualTo(DvipaStatus.ACTIVE);
        assertThat(dvipa().epoch()).isEqualTo(1);
    }

    @Test
    void aRegistrationUnderWayGoesOnWithTheNextAdapter() {
        SharedAdapter first = adapter("A");
        component.bindAdapter(first);
        run();
        component.bindAdapter(adapter("B"));
        component.unbindAdapter(first);
        run();
        registrations.get(0).complete(new Registration.Withdrawn());
        run();
        assertThat(calls).containsExactly("A register", "B register");
        registrations.get(1).complete(new Registration.Registered());
        run();
        assertThat(status()).isEqualTo(DvipaStatus.ACTIVE);
    }

    @Test
    void whatAMemberSaysOfAnotherIsDropped() {
        component.bindAdapter(adapter("A"));
        exits.message(member("SYS9"), list(7));
        run();
        assertThat(component.stacks()).hasSize(1);
        exits.message(OTHER, ByteBuffer.wrap(new byte[] {1, 2, 3}));
        exits.message(OTHER, list(7));
        run();
        assertThat(component.stacks()).hasSize(2);
    }

    // ---- the end, and the beginning after it -----------------------------------------------------------------------

    @Test
    void closingFallsSilentAndLeavesTheAddressesToTheirConnections() {
        ending = true;
        own();
        component.close();
        assertThat(calls).containsExactly("A register", "add " + DVIPA, "A deregister");
        exits.message(OTHER, list(7));
        exits.gone(SELF);
        run();
        assertThat(calls).as("after the end").hasSize(3);
        assertThat(internal).containsExactly(DVIPA);
    }

    @Test
    void closingInASystemThatGoesOnLeavesWhatIsAnsweredForToTheNextInstance() {
        own();
        component.close();
        assertThat(calls).containsExactly("A register", "add " + DVIPA, "A leave");
    }

    @Test
    void closingWaitsForWhatTheLoopIsAt() throws InterruptedException {
        ending = true;
        ExecutorService thread = Executors.newSingleThreadExecutor();
        CountDownLatch adding = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        whenAdding = () -> {
            adding.countDown();
            await(go);
        };
        component = component(on(thread));
        component.bindProfiles(profiles(DVIPA));
        component.start();
        exits.joined(SELF);
        component.bindAdapter(adapter("A"));
        await(() -> !registrations.isEmpty());
        registrations.get(0).complete(new Registration.Registered());
        await(adding);
        Thread closer = new Thread(component::close);
        closer.start();
        await(() -> closer.getState() == Thread.State.TIMED_WAITING);
        assertThat(calls).containsExactly("A register", "add " + DVIPA);
        go.countDown();
        closer.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(calls).containsExactly("A register", "add " + DVIPA, "A deregister");
        thread.shutdown();
    }

    @Test
    void theNextInstanceTakesTheAddressesOver() {
        own();
        component.close();
        calls.clear();
        internal.add(OTHER_DVIPA);
        start();
        own();
        assertThat(component.dvipas()).hasSize(2);
        connections.add(new StackConnection(
                new TcpConnection(OTHER_DVIPA, 80, Samples.xcf(9), 1025), TcpState.ESTABLISHED, 0, 0));
        loop.fire(FIRST_IDLE_CHECK);
        await(() -> loop.fire(IDLE_CHECK) > 0);
        assertThat(calls).as("connections are left").doesNotContain("remove " + OTHER_DVIPA);
        connections.clear();
        await(() -> {
            loop.fire(IDLE_CHECK);
            loop.fire(LAST_IDLE_CHECK);
            run();
            return calls.contains("remove " + OTHER_DVIPA);
        });
        assertThat(calls).containsExactly("A register", "add " + DVIPA, "remove " + OTHER_DVIPA);
        assertThat(internal).containsExactly(DVIPA);
        assertThat(loop.fire(IDLE_CHECK)).isZero();
    }

    // ---- services that come and go ---------------------------------------------------------------------------------

    @Test
    void withoutProfileServiceTheLastProfileStaysInForce() {
        ProfileService first = profiles(DVIPA);
        component.bindProfiles(first);
        component.unbindProfiles(first);
        run();
        assertThat(component.dvipas()).hasSize(1);
        ProfileService second = profiles(DVIPA, OTHER_DVIPA);
        component.bindProfiles(second);
        component.unbindProfiles(first);
        run();
        assertThat(component.dvipas()).hasSize(2);
    }

    @Test
    void messagesWaitForAHardcopyAndNothingElseDoes() {
        Hardcopy hardcopy = fake(Hardcopy.class, Map.of("issue", a -> messages.add((Message) a[0])));
        component.bindHardcopy(hardcopy);
        component.unbindHardcopy(hardcopy);
        own();
        assertThat(status()).isEqualTo(DvipaStatus.ACTIVE);
        assertThat(messages).isEmpty();
        component.bindHardcopy(hardcopy);
        exits.message(OTHER, ByteBuffer.wrap(new byte[] {1, 2, 3}));
        assertThat(messages).containsExactly(Message.EZX5002I, Message.EZX5001I, Message.EZX5007E);
    }

    // ---- listeners and failures ------------------------------------------------------------------------------------

    @Test
    void aSubscriptionClosedBeforeItBeganIsNeverTold() throws Exception {
        List<String> told = new ArrayList<>();
        component.subscribe(listener(told, "closed", false)).close();
        run();
        own();
        assertThat(told).isEmpty();
    }

    @Test
    void aListenerThatFailsKeepsNobodyElseFromBeingTold() {
        List<String> told = new ArrayList<>();
        component.subscribe(listener(told, "first", true));
        component.subscribe(listener(told, "second", false));
        run();
        told.clear();
        own();
        assertThat(told).containsExactly("first", "second", "first distribute", "second distribute");
        assertThat(status()).isEqualTo(DvipaStatus.ACTIVE);
    }

    @Test
    void anActionThatFailsTakesNoneOfThoseAfterItAlong() {
        whenAdding = () -> {
            throw new IllegalStateException("the test says so");
        };
        component.bindAdapter(adapter("A"));
        run();
        int before = broadcasts;
        registrations.get(0).complete(new Registration.Registered());
        run();
        assertThat(broadcasts).isEqualTo(before + 1);
    }

    @Test
    void aRefusalHasTheWholeWaitWhateverWasWaitedForBefore() {
        SharedAdapter adapter = adapter("A");
        component.bindAdapter(adapter);
        run();
        registrations.get(0).complete(new Registration.AlreadyRegistered());
        run();
        component.unbindAdapter(adapter);
        component.bindAdapter(adapter);
        run();
        registrations.get(1).complete(new Registration.AlreadyRegistered());
        run();
        assertThat(loop.fire(RETRY) + loop.fire(SECOND_RETRY)).as("one wait").isEqualTo(1);
        assertThat(registrations).hasSize(3);
    }

    @Test
    void anotherClaimBeginsTheWaitOfAContestAnew() {
        contest();
        List<Message> whenTheFirstWaitWasOver = new ArrayList<>();
        loop.schedule(CONTEST, () -> whenTheFirstWaitWasOver.addAll(messages));
        claims.claimed(DVIPA, Samples.vmac(1), false);
        run();
        assertThat(loop.fire(CONTEST)).as("the test's wait and one other").isEqualTo(2);
        assertThat(whenTheFirstWaitWasOver).contains(Message.EZX5018E).doesNotContain(Message.EZX5019I);
        assertThat(messages).containsOnlyOnce(Message.EZX5019I);
    }

    @Test
    void aDistributorThatStartsLaterIsToldOfAContestAndOneAfterItIsNot() {
        contest();
        assertThat(routeOfANewDistributor().contested()).isTrue();
        loop.fire(CONTEST);
        assertThat(routeOfANewDistributor().contested()).isFalse();
    }

    /** Another stack, which is out of sight, says that it has what this one owns. */
    private void contest() {
        own();
        exits.message(OTHER, encoded(Samples.candidate(DVIPA, 10)));
        exits.gone(OTHER);
        run();
        claims.claimed(DVIPA, Samples.vmac(1), false);
    }

    private DistributedRoute routeOfANewDistributor() {
        List<DistributedRoute> routes = new ArrayList<>();
        component.subscribe(new VipaListener() {
            @Override
            public void distribute(DistributedRoute route) {
                routes.add(route);
            }
        });
        run();
        assertThat(routes).hasSize(1);
        return routes.get(0);
    }

    @Test
    void withoutADistributorNothingIsOwned() throws Exception {
        AutoCloseable distributor = component.subscribe(new VipaListener() {});
        own();
        distributor.close();
        AutoCloseable another = component.subscribe(new VipaListener() {});
        run();
        loop.fire(REPLACED_WITHIN);
        run();
        assertThat(component.self().mac()).as("it was only replaced").isPresent();
        another.close();
        loop.fire(REPLACED_WITHIN);
        run();
        assertThat(calls).contains("A deregister");
        assertThat(component.self().mac()).isEmpty();
        component.subscribe(new VipaListener() {});
        run();
        assertThat(component.self().mac()).isPresent();
    }

    @Test
    void aStartWithoutAnAdapterIsToldOnce() {
        component.subscribe(new VipaListener() {});
        run();
        loop.fire(REPLACED_WITHIN);
        loop.fire(REPLACED_WITHIN);
        assertThat(messages).containsOnlyOnce(Message.EZX5021E);
        own();
        assertThat(messages).containsOnlyOnce(Message.EZX5022I);
    }

    @Test
    void ofAnAdapterThatIsThereInTimeNothingIsSaid() {
        run();
        SharedAdapter first = adapter("A");
        component.bindAdapter(first);
        run();
        loop.fire(REPLACED_WITHIN);
        component.unbindAdapter(first);
        run();
        component.bindAdapter(adapter("B"));
        run();
        loop.fire(REPLACED_WITHIN);
        assertThat(messages).doesNotContain(Message.EZX5021E, Message.EZX5022I);
    }

    @Test
    void anAdapterThatIsGoneIsTold() {
        SharedAdapter only = adapter("A");
        component.bindAdapter(only);
        component.unbindAdapter(only);
        run();
        loop.fire(REPLACED_WITHIN);
        assertThat(messages).containsOnlyOnce(Message.EZX5021E);
    }

    @Test
    void ofAnAdapterWithoutALinkTheMessageForTheLinkIsEnough() {
        component.subscribe(new VipaListener() {});
        SharedAdapter only = adapter("A");
        component.bindAdapter(only);
        carrier = false;
        run();
        component.unbindAdapter(only);
        run();
        loop.fire(REPLACED_WITHIN);
        carrier = true;
        own();
        assertThat(messages)
                .contains(Message.EZX5009E, Message.EZX5010I)
                .doesNotContain(Message.EZX5021E, Message.EZX5022I);
    }

    @Test
    void withoutALinkNothingIsOwnedAndTheOperatorKnows() {
        own();
        carrier = false;
        links.configurationChanged();
        run();
        assertThat(calls).contains("A deregister");
        assertThat(component.self().mac()).isEmpty();
        assertThat(component.dvipas().get(0).status()).isEqualTo(DvipaStatus.BACKUP);
        carrier = true;
        links.configurationChanged();
        run();
        assertThat(calls).endsWith("A register");
        assertThat(component.self().mac()).isPresent();
    }

    @Test
    void aDvipaOfNoNetworkOfTheInterfaceIsToldOnce() {
        address("198.51.100.12/24", "lan0");
        address("fe80::1/64", "lan0");
        own();
        assertThat(messages).doesNotContain(Message.EZX5020E);
        loop.fire(ROUTED);
        assertThat(messages).containsOnlyOnce(Message.EZX5020E);
        ownAgain();
        loop.fire(ROUTED);
        assertThat(messages).containsOnlyOnce(Message.EZX5020E);
    }

    @Test
    void aDvipaOfANetworkOfTheInterfaceIsNotComplainedAbout() {
        address("198.51.100.12/24", "lan0");
        address("192.0.2.12/24", "lan0");
        own();
        assertThat(loop.fire(ROUTED)).isEqualTo(1);
        assertThat(messages).contains(Message.EZX5001I).doesNotContain(Message.EZX5020E);
    }

    @Test
    void nothingIsSaidOfAnInterfaceWhoseAddressesAreNotKnown() {
        own();
        assertThat(loop.fire(ROUTED)).isEqualTo(1);
        assertThat(messages).contains(Message.EZX5001I).doesNotContain(Message.EZX5020E);
    }

    @Test
    void aDvipaOfANetworkOfAnotherInterfaceIsNotTakenUntilTheAdaptersHasItToo() {
        address("198.51.100.12/24", "lan0");
        address("192.0.2.12/24", "lan1");
        component.bindAdapter(adapter("A"));
        run();
        assertThat(calls).isEmpty();
        assertThat(status()).isEqualTo(DvipaStatus.BACKUP);
        assertThat(messages).containsOnlyOnce(Message.EZX5027E);
        links.configurationChanged();
        run();
        assertThat(messages).containsOnlyOnce(Message.EZX5027E);
        assertThat(component.self().mac())
                .as("where a target takes connections")
                .isEmpty();
        address("192.0.2.13/24", "lan0");
        links.configurationChanged();
        run();
        assertThat(component.self().mac()).isPresent();
        assertThat(calls).containsExactly("A register");
    }

    @Test
    void anAddressOfTheHostIsNotTakenUntilItIsNoneAnyMore() {
        address(DVIPA + "/24", "lan0");
        component.bindAdapter(adapter("A"));
        links.configurationChanged();
        run();
        assertThat(calls).isEmpty();
        assertThat(status()).isEqualTo(DvipaStatus.BACKUP);
        assertThat(messages).containsOnlyOnce(Message.EZX5026E);
        homeIsReadable = false;
        home.clear();
        links.configurationChanged();
        run();
        assertThat(calls).as("while nothing is known of the host").isEmpty();
        homeIsReadable = true;
        links.configurationChanged();
        run();
        assertThat(calls).containsExactly("A register");
    }

    @Test
    void whatIsOwnedStaysWhateverAddressesTheHostGets() {
        own();
        address(DVIPA + "/24", "lan0");
        links.configurationChanged();
        run();
        assertThat(status()).isEqualTo(DvipaStatus.ACTIVE);
        assertThat(messages).containsOnlyOnce(Message.EZX5026E);
    }

    @Test
    void whatDoesNotFitTheAdapterDoesNotFitWhileItIsAwayEither() {
        address("198.51.100.12/24", "lan0");
        address("192.0.2.12/24", "lan1");
        SharedAdapter first = adapter("A");
        component.bindAdapter(first);
        component.unbindAdapter(first);
        component.bindAdapter(adapter("B"));
        run();
        assertThat(calls).isEmpty();
        assertThat(messages).containsOnlyOnce(Message.EZX5027E);
    }

    @Test
    void norIsATargetOnTheWrongInterfaceGivenConnections() {
        component.bindProfiles(profiles());
        address("198.51.100.12/24", "lan0");
        address("192.0.2.12/24", "lan1");
        component.bindAdapter(adapter("A"));
        run();
        assertThat(component.self().mac())
                .as("while nothing is known of DVIPAs")
                .isPresent();
        internal.add(DVIPA);
        component.close();
        component = component(loop);
        component.bindAdapter(adapter("A"));
        run();
        assertThat(component.self().mac()).isEmpty();
    }

    @Test
    void whatTheProfileHasIsTakenOverWithoutAnotherLookAtTheHost() {
        component.bindAdapter(adapter("A"));
        run();
        homeReads = 0;
        registrations.get(0).complete(new Registration.Registered());
        run();
        assertThat(status()).isEqualTo(DvipaStatus.ACTIVE);
        assertThat(homeReads).isZero();
    }

    @Test
    void aMisfitThatIsDefinedAnewIsToldOfAnew() {
        address(DVIPA + "/24", "lan0");
        component.bindAdapter(adapter("A"));
        component.bindProfiles(profiles());
        run();
        component.bindProfiles(profiles(DVIPA));
        run();
        assertThat(messages).filteredOn(Message.EZX5026E::equals).hasSize(2);
    }

    private void address(String prefix, String interfaceName) {
        home.add(new HomeAddress(IpPrefix.of(prefix), interfaceName, false, true));
    }

    /** As after a link that was down. */
    private void ownAgain() {
        carrier = false;
        links.configurationChanged();
        run();
        carrier = true;
        links.configurationChanged();
        run();
        registrations.get(registrations.size() - 1).complete(new Registration.Registered());
        run();
        assertThat(status()).isEqualTo(DvipaStatus.ACTIVE);
    }

    @Test
    void whatIsDeactivatedOrDeletedAlreadyIsRefusedAsWhatItIs() {
        own();
        assertThat(component.deactivate(DVIPA)).as("another can take it").isFalse();
        run();
        assertRefused(() -> component.deactivate(DVIPA), "IT IS DEACTIVATED ALREADY");
        component.reactivate(DVIPA);
        run();
        assertRefused(() -> component.reactivate(DVIPA), "IT IS NOT DEACTIVATED");
        own();
        exits.message(OTHER, encoded(Samples.candidate(DVIPA, 10)));
        component.bindProfiles(profiles());
        run();
        assertThat(status()).as("offered").isEqualTo(DvipaStatus.ACTIVE);
        assertRefused(() -> component.deactivate(DVIPA), "IT IS DELETED ALREADY");
        assertRefused(() -> component.reactivate(DVIPA), "IT IS DELETED");
    }

    @Test
    void theTimeToHandOverIsThatOfTheLeaveItBelongsTo() {
        run();
        component.leaveGroup();
        run();
        assertThat(leaves).as("nothing to hand over").isEqualTo(1);
        exits.gone(SELF);
        exits.joined(SELF);
        own();
        exits.message(OTHER, encoded(Samples.candidate(DVIPA, 10)));
        component.leaveGroup();
        run();
        assertThat(leaves).as("handing over").isEqualTo(1);
        assertThat(loop.fire(LEAVE)).as("one each").isEqualTo(2);
        assertThat(leaves)
                .as("the second's time is over, the first's was not its")
                .isEqualTo(2);
    }

    private static void assertRefused(ThrowingCallable command, String why) {
        assertThatThrownBy(command).isInstanceOf(VipaException.class).hasMessageEndingWith(": " + why);
    }

    /** Makes this stack the owner. */
    private void own() {
        component.bindAdapter(adapter("A"));
        run();
        registrations.get(registrations.size() - 1).complete(new Registration.Registered());
        run();
    }

    private static VipaListener listener(List<String> told, String name, boolean failing) {
        return new VipaListener() {
            @Override
            public void stacksChanged(List<StackInfo> stacks) {
                tell(name);
            }

            @Override
            public void distribute(DistributedRoute route) {
                tell(name + " distribute");
            }

            private void tell(String what) {
                told.add(what);
                if (failing) {
                    throw new IllegalStateException("the test says so");
                }
            }
        };
    }

    private static EventLoop on(ExecutorService thread) {
        return fake(
                EventLoop.class,
                Map.of("inLoop", a -> false, "schedule", a -> (EventLoop.Timer) () -> {}, "execute", a -> {
                    thread.execute((Runnable) a[0]);
                    return null;
                }));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private DvipaStatus status() {
        return dvipa().status();
    }

    private Dvipa dvipa() {
        assertThat(component.dvipas()).hasSize(1);
        return component.dvipas().get(0);
    }

    private void run() {
        loop.run();
    }

    /** SYS1 says that it owns the address. */
    private static ByteBuffer list(long epoch) {
        return encoded(Samples.active(DVIPA, DvipaOrigin.VIPADEFINE, epoch));
    }

    /** What SYS1 says of the address. */
    private static ByteBuffer encoded(VipaClaim claim) {
        return VipaListCodec.encode(Samples.list(1, claim), 1, XcfGroup.MAX_MESSAGE)
                .get(0);
    }

    private SharedAdapter adapter(String name) {
        return fake(
                SharedAdapter.class,
                Map.of(
                        "nicMac", a -> new MacAddress(1),
                        "vmac", a -> new MacAddress(2),
                        "watch",
                                a -> {
                                    claims = (AdapterListener) a[0];
                                    return (AutoCloseable) () -> {};
                                },
                        "interfaceName", a -> "lan0",
                        "register",
                                a -> {
                                    calls.add(name + " register");
                                    assertThat((IpAddress) a[0]).isEqualTo(DVIPA);
                                    registrations.add(
                                            registersAtOnce
                                                    ? CompletableFuture.completedFuture(new Registration.Registered())
                                                    : new CompletableFuture<>());
                                    CompletionStage<Registration> outcome = registrations.get(registrations.size() - 1);
                                    return outcome;
                                },
                        "oat", a -> inherited,
                        "leave", a -> calls.add(name + " leave"),
                        "deregister", a -> calls.add(name + " deregister")));
    }

    private static XcfMember member(String system) {
        return new XcfMember(
                XcfMember.nameOf(system, "TCPIP"), system, "TCPIP", 1, MemberState.ACTIVE, ByteBuffer.allocate(0));
    }

    /** Answers these methods and does nothing for all others, but for those that the interface itself answers. */
    private static <T> T fake(Class<T> type, Map<String, Function<Object[], Object>> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            Function<Object[], Object> answer = answers.get(method.getName());
            if (answer == null && method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, args);
            }
            Object value = answer == null ? null : answer.apply(args);
            return method.getReturnType() == void.class ? null : value;
        }));
    }
}
