// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ezplex.libc.BackgroundThread;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.osa.Registration;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.profile.Profile;
import org.ezplex.profile.ProfileService;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.system.OperatorLine;
import org.ezplex.system.SystemImage;
import org.ezplex.tcpip.TcpipStack;
import org.ezplex.vipa.Dvipa;
import org.ezplex.vipa.StackInfo;
import org.ezplex.vipa.SysplexDvipa;
import org.ezplex.vipa.VipaListener;
import org.ezplex.vipa.VipaManager;
import org.ezplex.vipa.provider.core.VipaEvent;
import org.ezplex.vipa.provider.core.VipaReports;
import org.ezplex.vipa.provider.core.VipaState;
import org.ezplex.xcf.XcfGroup;
import org.ezplex.xcf.XcfMember;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Joins {@link VipaCore} to the event loop, the group, the adapter, the profile and the host. */
@Component(service = VipaManager.class, immediate = true)
public final class VipaComponent implements VipaManager {
    /** A distributor or an adapter that is replaced is there again by then. */
    private static final Duration REPLACED_WITHIN = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(VipaComponent.class);
    private static final long CLOSE_SECONDS = 5;

    private final SystemImage image;
    private final EventLoop loop;
    private final XcfGroup group;
    private final TcpipStack stack;
    private final OperatorLine operator = new OperatorLine();
    private final ProfileFeed profiles = new ProfileFeed(this::profileChanged);
    private final VipaListeners listeners = new VipaListeners();
    private final AdapterPort adapter;
    private final LinkWatch links;
    private final RoutedDvipas routed;
    private final Misfits misfits;
    private final ActionPerformer performer;
    private final VipaEngine engine;
    private final OperatorRequests requests;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final BackgroundThread rehearsal = new BackgroundThread("vipa-rehearsal", FirstRehearsal::play);
    private Profile profile = Profile.EMPTY;
    private AutoCloseable membership = () -> {};
    private AutoCloseable linkNotices = () -> {};
    /** The DVIPAs among which it was last looked for misfits. */
    private Set<IpAddress> looked = Set.of();
    /** Whether it will be looked for them among others. */
    private boolean looking;

    private boolean linkUp = true;
    private boolean distributor = true;
    private boolean adapterThere = true;
    private EventLoop.Timer adapterMissed = () -> {};

    /** Takes over the addresses another instance has left on the stack. */
    @Activate
    public VipaComponent(
            @Reference SystemImage image,
            @Reference EventLoop loop,
            @Reference XcfGroup group,
            @Reference TcpipStack stack) {
        this.image = image;
        this.loop = loop;
        this.group = group;
        this.stack = stack;
        adapter = new AdapterPort(
                loop,
                group::current,
                (dvipa, by, probe) -> loop.execute(() -> apply(new VipaEvent.ClaimSeen(dvipa, by, probe))));
        links = new LinkWatch(stack, this::hostChanged);
        routed = new RoutedDvipas(loop, adapter, links, operator, this::owned);
        misfits = new Misfits(links, operator);
        performer = new ActionPerformer(
                new ActionPerformer.Host(loop, group, stack),
                adapter,
                new ListSender(group, operator),
                listeners,
                operator,
                new ActionPerformer.Core(this::apply, this::state));
        Set<IpAddress> left = stack.internalAddresses();
        engine = new VipaEngine(VipaState.initial(describeSelf(false), left), listeners, performer::perform);
        requests = new OperatorRequests(loop, group, engine);
    }

    /** After the references: the group finds a stack that knows its profile. */
    @Activate
    void start() {
        membership = group.subscribe(new GroupExits(loop, group, engine, operator));
        linkNotices = stack.subscribe(links);
        rehearsal.start();
        loop.schedule(REPLACED_WITHIN, this::lookForDistributor);
        loop.execute(this::awaitAdapter);
    }

    /**
     * Falls silent. The addresses stay for the connections they serve: the next instance takes them over, and when the system ends the stack
     * takes them away itself. Unless it ends they are answered for meanwhile, too.
     */
    @Deactivate
    void close() {
        profiles.end();
        rehearsal.close();
        try {
            linkNotices.close();
            membership.close();
        } catch (Exception e) {
            LOG.warn("A subscription did not close", e);
        }
        if (loop.inLoop()) {
            end();
            return;
        }
        try {
            CompletableFuture.runAsync(this::end, loop).get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end();
        } catch (RejectedExecutionException | ExecutionException | TimeoutException e) {
            LOG.warn("The event loop did not end the DVIPAs", e);
            end();
        }
    }

    private void end() {
        engine.stop();
        // Once: a loop that comes to it late would deregister what the next instance has registered.
        if (ended.compareAndSet(false, true)) {
            if (image.ending()) {
                engine.state().holdings().keySet().forEach(adapter::drop);
                adapter.end();
            } else {
                adapter.leave();
            }
            performer.close();
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
    void bindProfiles(ProfileService service) {
        profiles.use(service);
    }

    void unbindProfiles(ProfileService service) {
        profiles.drop(service);
    }

    private void profileChanged(Profile next) {
        loop.execute(() -> {
            profile = next;
            lookForMisfits();
            selfChanged();
            apply(new VipaEvent.ProfileChanged(profile.dvipas(), profile.distributions()));
        });
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindAdapter(SharedAdapter newAdapter) {
        loop.execute(() -> useAdapter(newAdapter));
    }

    void unbindAdapter(SharedAdapter oldAdapter) {
        loop.execute(() -> {
            if (adapter.is(oldAdapter)) {
                useAdapter(null);
            }
        });
    }

    /** What one adapter has registered another one knows nothing of unless it is its successor: all is given up, then claimed again. */
    private void useAdapter(SharedAdapter newAdapter) {
        if (adapter.isSucceededBy(newAdapter)) {
            adapter.succeed(newAdapter, () -> useAnotherAdapter(newAdapter));
        } else {
            useAnotherAdapter(newAdapter);
        }
    }

    private void useAnotherAdapter(SharedAdapter newAdapter) {
        if (adapter.present() && newAdapter != null) {
            apply(new VipaEvent.SelfChanged(describeSelf(false)));
        }
        adapter.use(newAdapter);
        awaitAdapter();
        // Before it is said that there is one: what does not fit it must not be asked for.
        adapter.interfaceName().ifPresent(misfits::adapterOn);
        lookForMisfits();
        selfChanged();
    }

    private void awaitAdapter() {
        adapterMissed.cancel();
        if (adapter.present()) {
            lookForAdapter();
        } else {
            adapterMissed = loop.schedule(REPLACED_WITHIN, this::lookForAdapter);
        }
    }

    /** One that went when its link was down already is told of: the message for the link says as much. */
    private void lookForAdapter() {
        boolean now = adapter.present() || !linkUp;
        if (now != adapterThere && !ended.get()) {
            adapterThere = now;
            operator.issue(now ? Message.EZX5022I : Message.EZX5021E);
        }
    }

    /** One that answers for an address without one would take it from those who can serve it. */
    private void lookForDistributor() {
        boolean now = !listeners.isEmpty();
        if (now != distributor && !ended.get()) {
            distributor = now;
            operator.issue(now ? Message.EZX5017I : Message.EZX5016E);
            selfChanged();
        }
    }

    /** The host's addresses, too, may be others now. */
    private void hostChanged() {
        lookForMisfits();
        selfChanged();
    }

    private void lookForMisfits() {
        looking = false;
        looked = known();
        Set<IpAddress> now = misfits.among(looked);
        if (!now.equals(state().misfits())) {
            apply(new VipaEvent.HostChanged(now));
        }
    }

    /** The DVIPAs of the profile, and those that this stack is a target of. */
    private Set<IpAddress> known() {
        Set<IpAddress> dvipas = new HashSet<>(state().targets().keySet());
        profile.dvipas().forEach(definition -> dvipas.add(definition.address().address()));
        return dvipas;
    }

    /** An adapter on a wrong interface is none, but to the clients of what it owns. */
    private boolean reachable() {
        return linkUp() && distributor && !(misfits.adapterAstray() && owned().isEmpty());
    }

    private void selfChanged() {
        StackInfo self = describeSelf(reachable());
        if (!self.equals(self())) {
            apply(new VipaEvent.SelfChanged(self));
        }
    }

    /** Tells the operator when it changes. */
    private boolean linkUp() {
        Optional<String> name = adapter.interfaceName();
        boolean up = name.map(links::up).orElse(true);
        if (name.isPresent() && up != linkUp) {
            linkUp = up;
            operator.issue(up ? Message.EZX5010I : Message.EZX5009E, name.get());
        }
        return up;
    }

    private StackInfo describeSelf(boolean reachable) {
        return new StackInfo(
                XcfMember.nameOf(image.sysname(), image.tcpname()),
                image.sysname(),
                image.tcpname(),
                image.sysclone(),
                profile.ipConfig().dynamicXcf().map(IpPrefix::address),
                profile.ipConfig().dynamicXcf6().map(IpPrefix::address),
                reachable ? adapter.nicMac() : Optional.empty(),
                reachable ? adapter.vmac() : Optional.empty(),
                reachable ? adapter.interfaceName().flatMap(links::host) : Optional.empty());
    }

    private List<IpAddress> owned() {
        return state().holdings().entrySet().stream()
                .filter(holding -> !ended.get() && holding.getValue().owns())
                .map(Map.Entry::getKey)
                .toList();
    }

    private VipaState state() {
        return engine.state();
    }

    private void apply(VipaEvent event) {
        engine.apply(event);
        // A takeover makes this stack a target of what its profile has: the host's addresses are not to be read for
        // that.
        if (!looking && !known().equals(looked)) {
            looking = true;
            loop.execute(this::hostChanged);
        }
        if (event instanceof VipaEvent.RegistrationEnded e && e.outcome() instanceof Registration.Registered) {
            routed.ownedMore();
        }
    }

    // ---- requests --------------------------------------------------------------------------------------------------

    @Override
    public void learned(IpAddress dvipa, long epoch) {
        // Later: the listener that says it may be about to be told something.
        loop.execute(() -> apply(new VipaEvent.Learned(dvipa, epoch)));
    }

    @Override
    public boolean deactivate(IpAddress dvipa) {
        return requests.deactivate(dvipa);
    }

    @Override
    public void reactivate(IpAddress dvipa) {
        requests.reactivate(dvipa);
    }

    @Override
    public void leaveGroup() {
        requests.leaveGroup();
    }

    @Override
    public void joinGroup() {
        requests.joinGroup();
    }

    // ---- reports ---------------------------------------------------------------------------------------------------

    @Override
    public StackInfo self() {
        return engine.state().self();
    }

    @Override
    public List<StackInfo> stacks() {
        return VipaReports.stacks(engine.state());
    }

    @Override
    public List<Dvipa> dvipas() {
        return VipaReports.dvipas(engine.state());
    }

    @Override
    public List<SysplexDvipa> sysplex() {
        return VipaReports.sysplex(engine.state());
    }

    @Override
    public AutoCloseable subscribe(VipaListener listener) {
        AutoCloseable subscription = listeners.add(listener, loop, one -> {
            engine.replay(one);
            lookForDistributor();
        });
        return () -> {
            subscription.close();
            loop.schedule(REPLACED_WITHIN, this::lookForDistributor);
        };
    }
}
