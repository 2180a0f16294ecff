// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ezplex.accelerator.AcceleratorException;
import org.ezplex.accelerator.Flow;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.distributor.provider.path.Counters;
import org.ezplex.distributor.provider.path.Forwarder;
import org.ezplex.distributor.provider.path.TargetTable;
import org.ezplex.distributor.provider.quiesce.FakeHardcopy;
import org.ezplex.distributor.provider.table.RoutingKey;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.IpAddress;
import org.ezplex.osa.SharedAdapter;
import org.junit.jupiter.api.Test;

class AccelerationTest {
    private static final IpAddress DVIPA = IpAddress.of("192.0.2.100");

    private final List<String> done = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final FakeHardcopy hardcopy = new FakeHardcopy();
    private final RoutingTable table = new RoutingTable(64, 64, new RoutingTable.Limits(1, 1, 1, 2, 5), 1);
    private final TargetTable targets = new TargetTable("SYS1");
    private final Forwarder forwarder = new Forwarder(table, targets, new Counters(), 4, 1);
    private final Acceleration acceleration = new Acceleration(
            table,
            targets,
            new KernelNews(table, forwarder, new Counters(), () -> {}),
            new KernelTurns(table, forwarder, Runnable::run),
            hardcopy,
            null,
            this::run,
            later::add);
    /** What the thread has yet to do, while it is busy. */
    private final List<Runnable> waiting = new ArrayList<>();

    private KernelFlows.News news;
    /** What the kernel does in its last moment. */
    private Runnable ending = () -> {};

    private volatile Runnable hearing = () -> {};

    private boolean busy;
    private boolean others;
    private boolean refuses;
    private int inherited;
    /** Told by the adapter that the kernel forwards no longer. */
    private Consumer<AcceleratorException> lost = failure -> {};

    private SharedAdapter adapter(String name) {
        return (SharedAdapter) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {SharedAdapter.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "interfaceName" -> name;
                    case "accelerate" -> accelerate(name, args[2]);
                    case "decelerate" -> decelerate(name);
                    case "leaveToKernel" -> done.add(name + " left") ? null : name;
                    case "equals" -> proxy == args[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private void run(Runnable task) {
        if (busy) {
            waiting.add(task);
        } else {
            task.run();
        }
    }

    private Object decelerate(String name) {
        done.add(name + " off");
        ending.run();
        return null;
    }

    @SuppressWarnings("unchecked")
    private KernelFlows accelerate(String name, Object tell) {
        if (others) {
            throw new IllegalStateException("accelerated already");
        }
        if (refuses) {
            throw new AcceleratorException("no kernel; get one");
        }
        done.add(name + " on");
        lost = (Consumer<AcceleratorException>) tell;
        return (KernelFlows) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {KernelFlows.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "inherited" -> inherited;
                    case "keep", "disown" -> {
                        done.add(method.getName() + " " + args[0]);
                        yield null;
                    }
                    case "awaitNews", "claim" -> false;
                    case "listen" -> told((KernelFlows.News) args[0]);
                    case "hear" -> {
                        hearing.run();
                        yield true;
                    }
                    default -> null;
                });
    }

    private Object told(KernelFlows.News listener) {
        news = listener;
        return null;
    }

    @Test
    void theAdapterIsAcceleratedWhileTheProfileWantsIt() {
        acceleration.use(Optional.of(adapter("lan0")));
        assertThat(done).isEmpty();
        acceleration.want(true);
        acceleration.want(true);
        assertThat(done).containsExactly("lan0 on");
        assertThat(hardcopy.issued()).singleElement().asString().startsWith("EZX4004I");
        acceleration.want(false);
        assertThat(done).containsExactly("lan0 on", "lan0 off");
    }

    @Test
    void oneThatIsNotToBeAcceleratedIsClearedOfWhatAnEarlierRunHasLeft() {
        acceleration.use(Optional.of(adapter("lan0")));
        assertThat(done).as("it may be wanted yet").isEmpty();
        acceleration.want(false);
        assertThat(done).containsExactly("lan0 off");
        acceleration.use(Optional.of(adapter("lan1")));
        assertThat(done).containsExactly("lan0 off", "lan1 off");
    }

    @Test
    void anotherAdapterTakesItsPlace() {
        acceleration.want(true);
        acceleration.use(Optional.of(adapter("lan0")));
        acceleration.use(Optional.of(adapter("lan1")));
        acceleration.close(true);
        assertThat(done).containsExactly("lan0 on", "lan0 left", "lan1 on", "lan1 off");
    }

    @Test
    void whatADistributorLeavesThatIsReplacedTheKernelGoesOnWith() {
        acceleration.want(true);
        acceleration.use(Optional.of(adapter("lan0")));
        acceleration.close(false);
        assertThat(done).containsExactly("lan0 on", "lan0 left");
    }

    @Test
    void aHandshakeThatEndsAsTheKernelIsEndedIsHeard() {
        RoutingKey key = new RoutingKey().set(TableScene.connection(2000));
        acceleration.want(true);
        acceleration.use(Optional.of(adapter("lan0")));
        table.open(key, 1, 0);
        ending = () -> {
            hearing = () -> news.established(key.fill(new Flow()));
            forwarder.catchUp();
            hearing = () -> {};
        };
        acceleration.close(true);
        assertThat(table.established(key)).isTrue();
    }

    @Test
    void oneThatCannotBeIsSaidOnceAndTheNextIsTried() {
        refuses = true;
        acceleration.want(true);
        acceleration.use(Optional.of(adapter("lan0")));
        acceleration.want(true);
        assertThat(hardcopy.issued()).singleElement().asString().contains("EZX4005E", "no kernel; get one");
        refuses = false;
        acceleration.use(Optional.of(adapter("lan1")));
        assertThat(done).containsExactly("lan1 on");
    }

    @Test
    void whatAnEarlierRunHasLeftIsSaidAndGoesWhenAllIsLearned() {
        inherited = 7;
        acceleration.want(true);
        acceleration.judge(DVIPA, false);
        acceleration.use(Optional.of(adapter("lan0")));
        assertThat(hardcopy.issued()).last().asString().contains("EZX4007I", "7");
        acceleration.judge(DVIPA, false);
        acceleration.judge(DVIPA, true);
        acceleration.judge(DVIPA, true);
        acceleration.want(false);
        assertThat(done).containsExactly("lan0 on", "keep 192.0.2.100", "disown [192.0.2.100]", "lan0 off");
    }

    @Test
    void dvipasThatAreLearnedTogetherAreGoneThroughOnce() {
        acceleration.want(true);
        acceleration.use(Optional.of(adapter("lan0")));
        busy = true;
        acceleration.judge(DVIPA, true);
        acceleration.judge(IpAddress.of("192.0.2.101"), true);
        waiting.forEach(Runnable::run);
        assertThat(done).hasSize(2).last().asString().contains("192.0.2.100", "192.0.2.101");
    }

    @Test
    void oneThatIsStillAcceleratedForTheDistributorBeforeIsTriedAgain() {
        others = true;
        acceleration.want(true);
        acceleration.use(Optional.of(adapter("lan0")));
        assertThat(hardcopy.issued()).isEmpty();
        others = false;
        later.forEach(Runnable::run);
        assertThat(done).containsExactly("lan0 on");
    }

    @Test
    void oneThatTheKernelForwardsForNoLongerIsAsIfItHadBeenRefused() {
        acceleration.want(true);
        acceleration.use(Optional.of(adapter("lan0")));
        lost.accept(new AcceleratorException("no clsact; get one"));
        acceleration.want(true);
        assertThat(done).containsExactly("lan0 on", "lan0 off");
        assertThat(hardcopy.issued()).last().asString().contains("EZX4005E", "no clsact; get one");
        acceleration.want(false);
        acceleration.want(true);
        assertThat(done).last().isEqualTo("lan0 on");
    }
}
