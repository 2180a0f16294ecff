// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.ezplex.accelerator.Accelerator;
import org.ezplex.nic.NicDriver;
import org.ezplex.nic.NicException;
import org.ezplex.osa.DataPath;
import org.ezplex.osa.OsaInfo;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.system.OperatorLine;
import org.ezplex.system.SystemImage;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one interface open as a shared adapter, and registers it as a service for as long as it is. What cannot be opened is tried
 * again; an interface that vanishes is opened again when it is back.
 */
@Component(
        service = {},
        configurationPid = "org.ezplex.osa",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = AdapterComponent.Config.class)
public final class AdapterComponent {
    @ObjectClassDefinition(name = "Shared adapter (OSA)")
    @interface Config {
        @AttributeDefinition(description = "The host's name of the interface; nothing is opened without one")
        String interfaceName() default "";

        @AttributeDefinition(
                description =
                        "Which NIC drivers are tried, the best first: those are ring, pcap and memory, as in (nic.driver=pcap)")
        String driver_target() default "(|(nic.driver=ring)(nic.driver=pcap))";

        @AttributeDefinition(description = "The stack's virtual MAC address; derived from the NIC's if empty")
        String vmac() default "";

        @AttributeDefinition(description = "Probes for another holder before an address is taken", min = "0")
        int probeCount() default 3;

        @AttributeDefinition(description = "Between two probes", min = "1")
        int probeIntervalMillis() default 50;

        @AttributeDefinition(
                description = "Probes before an address is taken by a stack that has lost sight of most of the sysplex",
                min = "0")
        int patientProbeCount() default 15;

        @AttributeDefinition(description = "Between two of those", min = "1")
        int patientProbeIntervalMillis() default 200;

        @AttributeDefinition(description = "Probes before an address is taken over from a stack that failed", min = "0")
        int quickProbeCount() default 2;

        @AttributeDefinition(description = "Between two of those", min = "1")
        int quickProbeIntervalMillis() default 6;

        @AttributeDefinition(
                description = "Announcements of a new address, the first at once, besides two 50 and 200 ms after it",
                min = "1")
        int announceCount() default 3;

        @AttributeDefinition(description = "Between two announcements", min = "1")
        int announceIntervalMillis() default 1000;

        @AttributeDefinition(
                description = "Between the announcements for the rest of an address's life; 0 for none",
                min = "0")
        int refreshSeconds() default 60;

        @AttributeDefinition(
                description =
                        "For how long the kernel forwards by itself: for a JVM that is dead, frozen or being restarted",
                min = "1")
        int leaseMillis() default 5000;
    }

    private static final Logger LOG = LoggerFactory.getLogger(AdapterComponent.class);
    private static final long LOOK_SECONDS = 3;

    private final Config config;
    private final BundleContext context;
    private final BooleanSupplier systemEnds;
    private final AdapterLoop loop;
    private final OperatorLine operator = new OperatorLine();
    private final ScheduledExecutorService keeper;

    private final List<Map.Entry<Map<String, Object>, NicDriver>> drivers = new CopyOnWriteArrayList<>();
    /** Those that could not open the interface when the one in use could. */
    private final Set<NicDriver> unfit = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Replaced at run time without a gap, hence a field. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile DataPath dataPath;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Accelerator accelerator;

    private volatile ScheduledFuture<?> looking;
    private NicDriver driver;
    private Adapter adapter;
    private ServiceRegistration<SharedAdapter> registration;
    /** The one that acts as long as it is there. */
    private Optional<Predecessor> predecessor = Optional.empty();

    private String lastFailure = "";

    /** Does nothing before {@link #start}. */
    @Activate
    public AdapterComponent(Config config, BundleContext context) {
        this.config = config;
        this.context = context;
        systemEnds = SystemImage.ending(context);
        loop = new AdapterLoop("osa-" + config.interfaceName() + "-loop");
        keeper = new ScheduledThreadPoolExecutor(
                1,
                task -> {
                    Thread thread = new Thread(task, "osa-" + config.interfaceName());
                    thread.setDaemon(true);
                    return thread;
                },
                // Once closed.
                new ThreadPoolExecutor.DiscardPolicy());
    }

    @Reference(name = "driver", cardinality = ReferenceCardinality.AT_LEAST_ONE, policy = ReferencePolicy.DYNAMIC)
    void bindDriver(NicDriver service, Map<String, Object> properties) {
        drivers.add(Map.entry(properties, service));
        lookSoon();
    }

    void unbindDriver(NicDriver service) {
        drivers.removeIf(known -> known.getValue() == service);
        lookSoon();
    }

    /** Not here: who comes or goes may hold locks that opening an adapter waits for. Not before {@link #start}: more may come. */
    private void lookSoon() {
        if (looking != null) {
            keeper.execute(this::look);
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindHardcopy(Hardcopy hardcopy) {
        operator.use(hardcopy);
    }

    void unbindHardcopy(Hardcopy hardcopy) {
        operator.drop(hardcopy);
    }

    /**
     * Begins to open the interface: the drivers are there now. In the place of another version of this bundle at once, as whoever exchanges them
     * may stop that one as soon as this is active.
     *
     * @throws IllegalStateException if it cannot be opened beside that one, which is to go on then
     */
    @Activate
    synchronized void start() {
        looking = keeper.scheduleWithFixedDelay(this::look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
        if (Predecessor.isThere(context, config.interfaceName())) {
            look();
            if (adapter == null) {
                close();
                throw new IllegalStateException(config.interfaceName()
                        + " cannot be opened beside the adapter of another version: " + lastFailure);
            }
        }
    }

    private synchronized void look() {
        if (keeper.isShutdown() || config.interfaceName().isBlank()) {
            return;
        }
        try {
            Drivers choice = new Drivers(drivers);
            if (adapter != null && !adapter.usable()) {
                operator.issue(Message.EZX4002E, config.interfaceName());
                shut();
            }
            if (adapter != null && (!choice.has(driver) || choice.hasBetterThan(driver, unfit))) {
                move(choice);
            }
            if (adapter == null) {
                adapter = choice.first(this::open, this::passedOver);
                opened();
            }
        } catch (NicException | IllegalArgumentException e) {
            failed(e);
        } catch (RuntimeException e) {
            LOG.error("The adapter of {} could not be looked after", config.interfaceName(), e);
        }
    }

    private void failed(RuntimeException failure) {
        String reason = String.valueOf(failure.getMessage());
        LOG.debug("{} cannot be opened", config.interfaceName(), failure);
        if (!reason.equals(lastFailure)) {
            lastFailure = reason;
            operator.issue(Message.EZX4001E, config.interfaceName(), reason, LOOK_SECONDS);
        }
    }

    private void passedOver(Drivers.Choice choice, NicException failure) {
        LOG.debug("{} does not open {}", choice.name(), config.interfaceName(), failure);
        unfit.add(choice.driver());
        operator.issue(Message.EZX4008E, choice.name(), config.interfaceName(), failure.getMessage());
    }

    /** The adapter goes on with another port; what that cannot take along goes, and is opened anew. */
    private void move(Drivers choice) {
        unfit.clear();
        try {
            choice.first(this::move, this::passedOver);
            tell();
        } catch (NicException e) {
            LOG.debug("{} does not go on by another driver", config.interfaceName(), e);
            shut();
        }
    }

    private Adapter move(Drivers.Choice to) {
        adapter.move(opener(to), to.name());
        driver = to.driver();
        return adapter;
    }

    private Adapter.Opener opener(Drivers.Choice choice) {
        return (arrivals, departures) -> choice.driver().open(config.interfaceName(), arrivals, departures);
    }

    private Adapter open(Drivers.Choice choice) {
        Adapter.Parts parts = new Adapter.Parts(
                opener(choice),
                choice.name(),
                port -> VirtualMac.of(config.vmac(), port.mac(), port.name()),
                timing(),
                new Acceleration(() -> accelerator, Duration.ofMillis(Math.max(1, config.leaseMillis())), operator));
        driver = choice.driver();
        return Adapter.open(parts, loop, operator, () -> dataPath);
    }

    private void opened() {
        lastFailure = "";
        String name = tell();
        predecessor = Predecessor.follow(context, name, adapter::begin);
        if (predecessor.isEmpty()) {
            adapter.begin(List.of());
        }
        registration = Predecessor.register(context, adapter);
    }

    /** The name of the interface that is open. */
    private String tell() {
        OsaInfo info = adapter.info();
        operator.issue(Message.EZX4000I, info.interfaceName(), info.driver(), info.mac(), info.vmac(), info.mtu());
        return info.interfaceName();
    }

    private Timing timing() {
        return new Timing(
                effort(config.probeCount(), config.probeIntervalMillis()),
                effort(config.patientProbeCount(), config.patientProbeIntervalMillis()),
                effort(config.quickProbeCount(), config.quickProbeIntervalMillis()),
                Math.max(1, config.announceCount()),
                Duration.ofMillis(Math.max(1, config.announceIntervalMillis())),
                Duration.ofSeconds(Math.max(0, config.refreshSeconds())));
    }

    private static Timing.Effort effort(int count, int intervalMillis) {
        return new Timing.Effort(Math.max(0, count), Duration.ofMillis(Math.max(1, intervalMillis)));
    }

    private void shut() {
        Adapter closing = adapter;
        adapter = null;
        unfit.clear();
        predecessor.ifPresent(Predecessor::close);
        predecessor = Optional.empty();
        if (registration != null) {
            Predecessor.ending(registration, closing.interfaceName());
            closing.finish();
            registration.unregister();
            registration = null;
        }
        if (closing != null) {
            closing.close(systemEnds.getAsBoolean());
        }
    }

    /** Gives the interface back. */
    @Deactivate
    public void close() {
        looking.cancel(false);
        synchronized (this) {
            keeper.shutdownNow();
            shut();
            loop.close();
        }
    }
}
