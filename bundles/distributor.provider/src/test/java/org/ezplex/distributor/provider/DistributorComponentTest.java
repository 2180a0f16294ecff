// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ezplex.accelerator.Flow;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.codec.MessageReader;
import org.ezplex.distributor.DptEntry;
import org.ezplex.distributor.QuiesceTarget;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.distributor.provider.core.ReportCodec;
import org.ezplex.distributor.provider.path.TargetTable;
import org.ezplex.distributor.provider.table.RoutingKey;
import org.ezplex.net.IpAddress;
import org.ezplex.net.PortRange;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.profile.IpConfig;
import org.ezplex.profile.Profile;
import org.ezplex.profile.ProfileListener;
import org.ezplex.profile.ProfileService;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.SystemImage;
import org.ezplex.tcpip.DataDevice;
import org.ezplex.tcpip.StackException;
import org.ezplex.tcpip.StackListener;
import org.ezplex.tcpip.TcpListener;
import org.ezplex.tcpip.TcpipStack;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.StackInfo;
import org.ezplex.vipa.VipaListener;
import org.ezplex.vipa.VipaManager;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.XcfGroup;
import org.ezplex.xcf.XcfListener;
import org.ezplex.xcf.XcfMember;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is quiesced on a target is not reported to the owner, whoever that is; what an owner cannot reach on itself does not count. */
class DistributorComponentTest {
    private static final IpAddress DVIPA = IpAddress.of("192.0.2.100");
    private static final IpAddress XCF = IpAddress.of("198.51.100.2");
    private static final StackInfo SELF =
            new StackInfo("SYS2", "SYS2", "TCPIP", "2", Optional.of(XCF), Optional.empty(), Optional.empty());
    private static final Profile ACCELERATED = new Profile(
            List.of(),
            List.of(),
            new IpConfig(Optional.empty(), Optional.empty(), 0, false, true, false, Optional.empty(), true));
    private static final TcpListener HTTP = new TcpListener(IpAddress.ANY4, 80, false, 1);
    private static final TcpListener HTTPS = new TcpListener(IpAddress.ANY4, 443, false, 2);

    @TempDir
    private Path home;

    private final ManualLoop loop = new ManualLoop();
    private final List<StackListener> listeners = new ArrayList<>();
    private final List<VipaListener> owners = new ArrayList<>();
    private final List<XcfListener> group = new ArrayList<>();
    private final List<ByteBuffer> sent = new ArrayList<>();
    private Supplier<DataDevice> dataDevice = () -> fake(DataDevice.class, Map.of());
    private ForwardingComponent packets;
    private DistributorComponent component;

    @BeforeEach
    void start() {
        listeners.clear();
        owners.clear();
        group.clear();
        sent.clear();
        packets = new ForwardingComponent(() -> true, settings());
        component = distributor();
    }

    private DistributorComponent distributor() {
        return new DistributorComponent(
                fake(SystemImage.class, Map.of("home", a -> home)),
                fake(
                        EventLoop.class,
                        Map.of(
                                "execute", a -> run(() -> loop.execute((Runnable) a[0])),
                                "inLoop", a -> true,
                                "repeat", a -> fake(EventLoop.Timer.class, Map.of()))),
                fake(Hardcopy.class, Map.of()),
                fake(
                        TcpipStack.class,
                        Map.of(
                                "subscribe", a -> added(listeners, (StackListener) a[0]),
                                "connections", a -> List.of(),
                                "dataDevice", a -> dataDevice.get())),
                fake(
                        XcfGroup.class,
                        Map.of(
                                "send", a -> run(() -> sent.add((ByteBuffer) a[1])),
                                "subscribe", a -> added(group, (XcfListener) a[0]))),
                fake(
                        VipaManager.class,
                        Map.of("self", a -> SELF, "subscribe", a -> added(owners, (VipaListener) a[0]))),
                packets,
                config());
    }

    private static Settings settings() {
        return Settings.of(config());
    }

    private static DistributorComponent.Config config() {
        return fake(
                DistributorComponent.Config.class,
                Map.of(
                        "maxConnections", a -> 1024,
                        "maxEmbryonic", a -> 1024,
                        "embryonicSeconds", a -> 1,
                        "closingGraceSeconds", a -> 1,
                        "lostTargetSeconds", a -> 1,
                        "holdMillis", a -> 1,
                        "learningMillis", a -> 1,
                        "auditSeconds", a -> 0));
    }

    @AfterEach
    void stop() {
        component.close();
        packets.close();
    }

    @Test
    void aQuiescedPortIsReportedToTheOwnerAsOneWithoutListeners() throws Exception {
        target("SYS1", 5);
        hear(Set.of(HTTP, HTTPS));
        assertThat(lastReported()).isEqualTo(Map.of(80, 1, 443, 1));
        component.quiesce(QuiesceTarget.ofPort(80));
        loop.run();
        assertThat(lastReported()).isEqualTo(Map.of(443, 1));
        assertThat(component.quiesced()).containsExactly(QuiesceTarget.ofPort(80));
        component.resume(QuiesceTarget.ofPort(80));
        loop.run();
        assertThat(lastReported()).isEqualTo(Map.of(80, 1, 443, 1));
    }

    @Test
    void whatIsQuiescedIsSoForANewOwnerAndAfterARestart() throws Exception {
        target("SYS1", 5);
        hear(Set.of(HTTP, HTTPS));
        component.quiesce(QuiesceTarget.ofPort(80));
        loop.run();
        target("SYS3", 6);
        assertThat(lastReported()).isEqualTo(Map.of(443, 1));
        component.close();
        packets.close();
        start();
        hear(Set.of(HTTP, HTTPS));
        target("SYS3", 6);
        assertThat(lastReported()).isEqualTo(Map.of(443, 1));
    }

    @Test
    void serversHereAreNotReadyUntilThereIsAWayToThem() {
        dataDevice = () -> {
            throw new StackException("no /dev/net/tun");
        };
        own(5);
        assertThat(ready()).isZero();
        dataDevice = () -> fake(DataDevice.class, Map.of());
        own(6);
        assertThat(ready()).isEqualTo(1);
    }

    @Test
    void whatTheKernelOpensUntilItIsEndedIsEntered() throws InterruptedException {
        own(5);
        List<KernelFlows.News> news = new CopyOnWriteArrayList<>();
        CountDownLatch accelerated = new CountDownLatch(1);
        KernelFlows kernel = fake(
                KernelFlows.class,
                Map.of(
                        "listen", a -> run(() -> news.add((KernelFlows.News) a[0])),
                        "hear", a -> true,
                        "awaitNews", a -> false,
                        "inherited", a -> run(accelerated::countDown, 0)));
        Flow flow = new RoutingKey().set(TableScene.connection(2000)).fill(new Flow());
        packets.bindAdapter(fake(
                SharedAdapter.class,
                Map.of(
                        "equals", a -> true,
                        "interfaceName", a -> "lan0",
                        "accelerate", a -> kernel,
                        "decelerate", a -> run(() -> news.get(0).opening(flow, TargetTable.LOCAL)))));
        packets.bindProfiles(fake(
                ProfileService.class,
                Map.of(
                        "hashCode", a -> 0,
                        "subscribe",
                                a -> run(() -> ((ProfileListener) a[0]).profileChanged(ACCELERATED), (AutoCloseable)
                                        () -> {}))));
        assertThat(accelerated.await(30, TimeUnit.SECONDS)).isTrue();
        component.close();
        packets.close();
        assertThat(component.connections()).isEqualTo(1);
        start();
    }

    @Test
    void theNextDistributorGoesOnWithWhatIsRouted() {
        own(5);
        Forwarding forwarding = packets.begin(SELF.member(), settings());
        RoutingKey key = new RoutingKey().set(TableScene.connection(2000));
        assertThat(forwarding.table().confirm(key, TargetTable.LOCAL, System.nanoTime()))
                .isTrue();
        component.close();
        assertThat(forwarding.turns().distributes(DVIPA)).isTrue();
        component = distributor();
        owners.forEach(o -> o.stacksChanged(List.of(SELF)));
        owners.forEach(o -> o.distribute(route(SELF.member(), 6)));
        loop.run();
        assertThat(component.connections()).as("until a report says otherwise").isEqualTo(1);
    }

    /** This stack owns the address, as its own target, which reports what it is asked to. */
    private void own(long epoch) {
        owners.forEach(o -> o.stacksChanged(List.of(SELF)));
        hear(Set.of(HTTP));
        owners.forEach(o -> o.distribute(route(SELF.member(), epoch)));
        target(SELF.member(), epoch);
        for (ByteBuffer message : List.copyOf(sent)) {
            group.forEach(g -> g.message(member(SELF.member()), message.duplicate()));
        }
        sent.clear();
        loop.run();
    }

    private static XcfMember member(String name) {
        return new XcfMember(name, name, "TCPIP", 1, MemberState.ACTIVE, ByteBuffer.allocate(0));
    }

    private int ready() {
        return component.destinationPortTable().stream()
                .filter(row -> row.port() == 80)
                .mapToInt(DptEntry::ready)
                .sum();
    }

    private void target(String owner, long epoch) {
        owners.forEach(o -> o.target(route(owner, epoch)));
        loop.run();
    }

    private static DistributedRoute route(String owner, long epoch) {
        DistributedRoute.Entry entry =
                new DistributedRoute.Entry(List.of(PortRange.of(80), PortRange.of(443)), List.of(), "ROUNDROBIN");
        return new DistributedRoute(DVIPA, owner, epoch, List.of(entry));
    }

    private void hear(Set<TcpListener> present) {
        listeners.forEach(listener -> listener.listenersChanged(present));
        loop.run();
    }

    private Map<Integer, Integer> lastReported() throws Exception {
        Map<Integer, Integer> last = Map.of();
        for (ByteBuffer message : sent) {
            Report report = ReportCodec.decode(MessageReader.of(message)).orElseThrow();
            if (report instanceof Report.ServerStatus status) {
                last = status.ready();
            }
        }
        return last;
    }

    private static <T> AutoCloseable added(List<T> all, T one) {
        all.add(one);
        return () -> all.remove(one);
    }

    private static Object run(Runnable task) {
        return run(task, null);
    }

    private static Object run(Runnable task, Object answer) {
        task.run();
        return answer;
    }

    private static <T> T fake(Class<T> type, Map<String, Function<Object[], Object>> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            Function<Object[], Object> answer = answers.get(method.getName());
            Object value = answer == null ? null : answer.apply(args);
            return method.getReturnType() == void.class ? null : value;
        }));
    }
}
