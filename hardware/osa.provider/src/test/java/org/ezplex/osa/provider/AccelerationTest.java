// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.ezplex.accelerator.Accelerator;
import org.ezplex.accelerator.AcceleratorException;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.net.MacAddress;
import org.ezplex.nic.NicPort;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccelerationTest {
    private static final MacAddress VMAC = MacAddress.of("02:45:5a:00:00:01");
    private static final long PATIENCE_SECONDS = 20;

    /** What is done to the kernel and to the port, and what is said. */
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

    private final BlockingQueue<Long> renewed = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> renewedToOpen = new LinkedBlockingQueue<>();
    private final Fence fence = new Fence();
    private volatile boolean usable = true;
    private volatile boolean opens = true;
    private volatile Supplier<Boolean> restored = () -> false;
    private volatile Runnable inheriting = () -> {};
    private volatile Runnable disowning = () -> {};

    private final NicPort port = (NicPort) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {NicPort.class},
            (proxy, method, args) -> switch (method.getName()) {
                case "name" -> "lan0";
                case "usable" -> usable;
                default -> noted(method.getName());
            });
    private final KernelFlows kernel = (KernelFlows) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {KernelFlows.class},
            (proxy, method, args) -> switch (method.getName()) {
                case "remainder" -> 7;
                case "restore" -> restored.get();
                case "inherit" -> done(inheriting);
                case "disown" -> done(disowning);
                case "renew" -> {
                    renewedToOpen.add((long) args[1]);
                    renewed.add((long) args[0]);
                    yield null;
                }
                case "equals" -> proxy == args[0];
                default -> noted(method.getName());
            });
    private final Accelerator accelerator = new Accelerator() {
        @Override
        public KernelFlows open(String interfaceName, MacAddress vmac, int mostFlows) {
            return kernel;
        }

        @Override
        public void clear(String interfaceName, MacAddress vmac) {
            noted("clear " + interfaceName + " " + vmac);
        }
    };
    private final Acceleration acceleration = new Acceleration(() -> accelerator, Duration.ofSeconds(60), new Said());

    /** Says what is to be noted only. */
    private final class Said implements Hardcopy {
        @Override
        public void issue(Message message, Object... inserts) {
            noted(message.name());
        }

        @Override
        public List<Line> recent(int most) {
            return List.of();
        }
    }

    private static Object done(Runnable what) {
        what.run();
        return null;
    }

    private Object noted(String what) {
        done.add(what);
        return null;
    }

    private void start() throws InterruptedException {
        acceleration.start(port, VMAC, fence, () -> opens, 16, failure -> done.add(failure.getMessage()));
        assertThat(next()).isEqualTo("receiveBy");
    }

    private String next() throws InterruptedException {
        return done.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() {
        acceleration.close(port, VMAC, true);
    }

    @Test
    void untilTheFenceIsOpenForTheFirstTimeAnEarlierRunsLeaseCounts() throws InterruptedException {
        fence.use(() -> false);
        start();
        assertThat(acceleration.flows()).contains(kernel);
        restored = () -> true;
        assertThat(next()).isEqualTo("EZX4006E");
        assertThat(renewed).isEmpty();
        fence.use(() -> true);
        assertThat(renewed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isPositive();
        fence.use(() -> false);
        Long lease = 1L;
        while (lease != null && lease > 0) {
            lease = renewed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(lease).as("the fence is shut").isZero();
    }

    @Test
    void theKernelOpensNoConnectionsWhileSomebodyElseGetsTheFrames() throws InterruptedException {
        start();
        assertThat(renewedToOpen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isPositive();
        opens = false;
        Long lease = 1L;
        while (lease != null && lease > 0) {
            lease = renewedToOpen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(lease).isZero();
        renewed.clear();
        assertThat(renewed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("what is open goes on")
                .isPositive();
    }

    @Test
    void whereNothingRunsWhatAnEarlierRunHasLeftIsTakenAway() throws InterruptedException {
        acceleration.end(port, VMAC);
        assertThat(next()).isEqualTo("clear lan0 " + VMAC);
    }

    @Test
    void whatIsLeftToTheKernelGoesOnAndIsClearedWhenNobodyHasTakenItUpWithinALease() throws InterruptedException {
        Acceleration brief = new Acceleration(() -> accelerator, Duration.ofMillis(50), new Said());
        brief.start(port, VMAC, fence, () -> opens, 16, failure -> {});
        brief.leave(port, VMAC);
        assertThat(brief.flows()).isEmpty();
        assertThat(List.of(next(), next(), next(), next()))
                .containsExactly("receiveBy", "leave", "receiveOnly", "clear lan0 " + VMAC);
    }

    @Test
    void whatAnAdapterLeavesThatIsReplacedIsNotCleared() throws InterruptedException {
        start();
        acceleration.close(port, VMAC, false);
        acceleration.leave(port, VMAC);
        assertThat(next()).isEqualTo("leave");
        assertThat(done).as("and is left once").isEmpty();
    }

    @Test
    void theLeaseIsRenewedWhileItIsInheritedDisownedAndLookedAfter() throws InterruptedException {
        Acceleration hasty = new Acceleration(() -> accelerator, Duration.ofMillis(100), new Said());
        inheriting = this::awaitRenewal;
        CountDownLatch busy = new CountDownLatch(2);
        disowning = () -> awaitRenewalBy(busy);
        restored = () -> awaitRenewalBy(busy);
        hasty.start(port, VMAC, fence, () -> opens, 16, failure -> {});
        assertThat(busy.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        hasty.close(port, VMAC, true);
    }

    /** Comes back when all have been in here at once, and the lease has been renewed. */
    private boolean awaitRenewalBy(CountDownLatch all) {
        try {
            renewed.clear();
            awaitRenewal();
            all.countDown();
            assertThat(all.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitRenewal() {
        try {
            assertThat(renewed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("renewed meanwhile")
                    .isNotNull();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whateverGoesWrongInOneLookThereIsAnother() throws InterruptedException {
        start();
        restored = () -> {
            restored = () -> true;
            throw new IllegalStateException("this time only");
        };
        assertThat(next()).isEqualTo("EZX4006E");
    }

    @Test
    void whatCannotBeInheritedIsGivenUp() throws InterruptedException {
        inheriting = () -> {
            throw new AcceleratorException("no memory; get some");
        };
        assertThatThrownBy(this::start).hasMessage("no memory; get some");
        assertThat(List.of(next(), next(), next())).containsExactly("receiveBy", "receiveOnly", "close");
        assertThat(acceleration.flows()).isEmpty();
    }

    @Test
    void aProgramThatWasTakenAwayIsPutThereAgainAndSaid() throws InterruptedException {
        start();
        restored = () -> true;
        assertThat(next()).isEqualTo("EZX4006E");
        assertThat(acceleration.flows()).contains(kernel);
    }

    @Test
    void oneThatCannotBeThereAgainEndsTheAccelerationBeforeThatIsTold() throws InterruptedException {
        start();
        restored = () -> {
            throw new AcceleratorException("no clsact; get one");
        };
        assertThat(next()).isEqualTo("receiveOnly");
        assertThat(next()).isEqualTo("close");
        assertThat(next()).isEqualTo("no clsact; get one");
        assertThat(acceleration.flows()).isEmpty();
        start();
    }
}
