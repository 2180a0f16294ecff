// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.ezplex.distributor.RoutedTraffic;
import org.ezplex.net.MacAddress;
import org.ezplex.osa.DataPath;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.packet.FrameView;
import org.ezplex.profile.ProfileService;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.OperatorLine;
import org.ezplex.system.SystemImage;
import org.ezplex.tcpip.DataDevice;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.namespace.service.ServiceNamespace;
import org.osgi.resource.Namespace;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The packet path. It needs nothing that may be replaced, and so goes on forwarding when a distributor ends as the group, the DVIPAs or the
 * stack are replaced below it; the next one goes on with what it has. If none comes within some seconds it forwards nothing any more.
 *
 * <p>Beside another version of itself it learns what that one routes, and goes on with it when that one's service goes. It is a
 * service for its distributor only once that one has ended: two would both speak for this stack.
 */
@Component(
        service = {DataPath.class, RoutedTraffic.class},
        immediate = true,
        configurationPid = "org.ezplex.distributor")
@Capability(
        namespace = ServiceNamespace.SERVICE_NAMESPACE,
        attribute = "objectClass:List<String>=\"org.ezplex.distributor.provider.ForwardingComponent\"",
        effective = Namespace.EFFECTIVE_ACTIVE)
public final class ForwardingComponent implements DataPath, RoutedTraffic {
    private static final Logger LOG = LoggerFactory.getLogger(ForwardingComponent.class);
    /** Much longer than it takes until a distributor is there again. */
    private static final Duration WITHOUT_DISTRIBUTOR = Duration.ofSeconds(10);

    private final BooleanSupplier systemEnds;
    private final Settings settings;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(ForwardingComponent::thread);
    private final Map<ProfileService, AutoCloseable> profiles = new ConcurrentHashMap<>();
    private final OperatorLine operator = new OperatorLine();
    private volatile Forwarding forwarding;
    private volatile Consumer<FrameView> departures = ForwardingComponent::ignore;
    private Optional<SharedAdapter> adapter = Optional.empty();
    private Optional<Boolean> accelerates = Optional.empty();
    /** The distributor that sets what is routed. */
    private Object user;
    /** What is to be done if there is none for long. */
    private Future<?> ending = CompletableFuture.completedFuture(null);

    private volatile Optional<PathBefore> before = Optional.empty();
    private Optional<ServiceRegistration<ForwardingComponent>> registration = Optional.empty();
    /** Whether no other one forwards any more. */
    private boolean alone = true;

    private boolean closed;

    /** Forwards nothing before {@link #begin}, but what another version of it forwards. */
    @Activate
    public ForwardingComponent(BundleContext context, DistributorComponent.Config config) {
        this(SystemImage.ending(context), Settings.of(config));
    }

    ForwardingComponent(BooleanSupplier systemEnds, Settings settings) {
        this.systemEnds = systemEnds;
        this.settings = settings;
    }

    /** After the references. */
    @Activate
    void start(BundleContext context) {
        before = PathBefore.follow(context, this::inherit);
        if (before.isPresent()) {
            // Frames come as soon as the other one is stopped, which may be once this is active.
            FirstRehearsal.play();
        }
        before.ifPresentOrElse(
                other -> other.traffic().ended().thenRunAsync(() -> begin(context), timer), () -> begin(context));
    }

    private synchronized void inherit(RoutedTraffic other) {
        if (closed) {
            return;
        }
        alone = false;
        other.self().ifPresent(self -> {
            if (forwarding == null) {
                forwarding = new Forwarding(self, settings, operator, this);
            }
            new Inheritance(forwarding).take(other);
        });
    }

    /** There is no other one, or no more. */
    private void begin(BundleContext context) {
        synchronized (this) {
            if (closed) {
                return;
            }
            alone = true;
            if (forwarding != null) {
                accelerate(forwarding);
                ending = endLater();
            }
        }
        before.ifPresent(PathBefore::close);
        before = Optional.empty();
        ServiceRegistration<ForwardingComponent> made = context.registerService(ForwardingComponent.class, this, null);
        synchronized (this) {
            registration = Optional.of(made);
        }
    }

    private void accelerate(Forwarding one) {
        one.acceleration().use(adapter);
        accelerates.ifPresent(one.acceleration()::want);
    }

    /** That it is another one for a distributor is the next distributor's matter: what is routed meanwhile is routed as before. */
    @Modified
    void modified() {}

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "distributor-watch");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * What a distributor is to set: what its predecessor has set, if that was of the same stack with the same settings.
     *
     * @param self its stack's member name
     */
    synchronized Forwarding begin(String self, Settings wanted) {
        if (forwarding != null && !forwarding.isOf(self, wanted)) {
            end();
        }
        if (forwarding == null) {
            forwarding = new Forwarding(self, wanted, operator, this);
            accelerate(forwarding);
        }
        return forwarding;
    }

    /**
     * A distributor is whole: until it leaves, what is routed is its matter.
     *
     * @param departing told, on the packet path, of each connection that the host itself opens
     */
    synchronized void use(Object by, Consumer<FrameView> departing) {
        ending.cancel(false);
        user = by;
        departures = departing;
    }

    /** This distributor ends: what it has set stays for the next one, but not for long. */
    synchronized void leave(Object by) {
        if (user == by) {
            user = null;
            departures = ForwardingComponent::ignore;
            ending = endLater();
        }
    }

    private Future<?> endLater() {
        return timer.schedule(this::endUnused, WITHOUT_DISTRIBUTOR.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void endUnused() {
        if (user == null && forwarding != null) {
            LOG.warn("There has been no distributor for {} s: nothing is forwarded", WITHOUT_DISTRIBUTOR.toSeconds());
            end();
        }
    }

    private void end() {
        Forwarding ended = forwarding;
        forwarding = null;
        ended.close(true);
    }

    /** Forwards nothing any more; the next version of this goes on with what the kernel does, unless the system ends. */
    @Deactivate
    void close() {
        Optional<ServiceRegistration<ForwardingComponent>> registered;
        synchronized (this) {
            closed = true;
            registered = registration;
        }
        before.ifPresent(PathBefore::close);
        // With it its distributor ends.
        registered.ifPresent(ServiceRegistration::unregister);
        end(systemEnds.getAsBoolean());
        ended.complete(null);
    }

    private synchronized void end(boolean systemEnding) {
        timer.shutdownNow();
        Forwarding last = forwarding;
        forwarding = null;
        if (last != null) {
            last.close(systemEnding);
        }
    }

    // ---- services that come and go ---------------------------------------------------------------------------------

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

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    synchronized void bindAdapter(SharedAdapter newAdapter) {
        use(Optional.of(newAdapter));
    }

    synchronized void unbindAdapter(SharedAdapter oldAdapter) {
        if (adapter.equals(Optional.of(oldAdapter))) {
            use(Optional.empty());
        }
    }

    private void use(Optional<SharedAdapter> now) {
        adapter = now;
        if (alone && forwarding != null) {
            forwarding.acceleration().use(now);
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindProfiles(ProfileService service) {
        profiles.put(
                service, service.subscribe(profile -> want(profile.ipConfig().qdioAccelerator())));
    }

    void unbindProfiles(ProfileService service) {
        Subscriptions.close(profiles.remove(service));
    }

    private synchronized void want(boolean now) {
        accelerates = Optional.of(now);
        if (alone && forwarding != null) {
            forwarding.acceleration().want(now);
        }
    }

    private static void ignore(FrameView frame) {}

    // ---- for the next version --------------------------------------------------------------------------------------

    @Override
    public Optional<String> self() {
        return current().map(Forwarding::self);
    }

    @Override
    public List<Shared> shared() {
        return current().map(Forwarding::shared).orElse(List.of());
    }

    @Override
    public Map<String, MacAddress> targets() {
        return current().map(one -> one.targets().known()).orElse(Map.of());
    }

    @Override
    public Optional<DataDevice> device() {
        return current().flatMap(one -> one.path().device());
    }

    @Override
    public void forEach(Visitor visitor) {
        current().ifPresent(one -> one.forEach(visitor));
    }

    @Override
    public CompletionStage<Void> ended() {
        return ended;
    }

    private Optional<Forwarding> current() {
        return Optional.ofNullable(forwarding);
    }

    // ---- packets ---------------------------------------------------------------------------------------------------

    @Override
    public void received(SharedAdapter from, ByteBuffer frame) {
        Forwarding current = forwarding;
        if (current != null) {
            current.path().received(from, frame);
        }
    }

    @Override
    public void departed(SharedAdapter from, ByteBuffer frame) {
        Forwarding current = forwarding;
        if (current != null) {
            departures.accept(current.path().look(frame));
        }
    }
}
