// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.ezplex.codec.MalformedMessageException;
import org.ezplex.codec.MessageReader;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.net.MacAddress;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.profile.IpConfig;
import org.ezplex.profile.Profile;
import org.ezplex.profile.ProfileService;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.system.SystemImage;
import org.ezplex.tcpip.StackException;
import org.ezplex.tcpip.TcpipStack;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.Dvipa;
import org.ezplex.vipa.StackInfo;
import org.ezplex.vipa.SysplexDvipa;
import org.ezplex.vipa.VipaListener;
import org.ezplex.vipa.VipaManager;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.XcfGroup;
import org.ezplex.xcf.XcfListener;
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

/** Runs {@link VipaCore} on the stack's event loop, with the group, the adapter, the profile and the host around it. */
@Component(service = VipaManager.class, immediate = true)
public final class VipaComponent implements VipaManager {
    private static final Logger LOG = LoggerFactory.getLogger(VipaComponent.class);
    private static final Duration SETTLE = Duration.ofSeconds(3);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration IDLE_CHECK = Duration.ofSeconds(1);

    private final SystemImage image;
    private final EventLoop loop;
    private final Hardcopy hardcopy;
    private final XcfGroup group;
    private final TcpipStack stack;
    private final List<VipaListener> listeners = new CopyOnWriteArrayList<>();
    private final VipaListAssembler assembler = new VipaListAssembler();
    private final List<AutoCloseable> subscriptions = new CopyOnWriteArrayList<>();
    private final Map<IpAddress, Object> attempts = new HashMap<>();
    private volatile SharedAdapter adapter;
    private volatile VipaState state;
    private volatile boolean closed;
    private IpConfig ipConfig = IpConfig.DEFAULT;
    private long generation;

    @Activate
    public VipaComponent(
            @Reference SystemImage image,
            @Reference EventLoop loop,
            @Reference Hardcopy hardcopy,
            @Reference XcfGroup group,
            @Reference TcpipStack stack,
            @Reference ProfileService profiles) {
        this.image = image;
        this.loop = loop;
        this.hardcopy = hardcopy;
        this.group = group;
        this.stack = stack;
        state = VipaState.initial(describeSelf(null));
        subscriptions.add(profiles.subscribe(this::profileChanged));
        subscriptions.add(group.subscribe(new GroupExits()));
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
            if (adapter == oldAdapter) {
                useAdapter(null);
            }
        });
    }

    /** What one adapter has registered the next knows nothing of, be it of the same NIC: all is given up, then claimed again. */
    private void useAdapter(SharedAdapter newAdapter) {
        if (adapter != null && newAdapter != null) {
            apply(new VipaEvent.SelfChanged(describeSelf(null)));
        }
        adapter = newAdapter;
        selfChanged();
    }

    /** Falls silent and takes every address away; connections to surviving stacks are theirs to keep. */
    @Deactivate
    void close() {
        closed = true;
        for (AutoCloseable subscription : subscriptions) {
            closeQuietly(subscription);
        }
        SharedAdapter current = adapter;
        for (IpAddress dvipa : state.holdings().keySet()) {
            if (current != null) {
                current.deregister(dvipa);
            }
        }
        for (Dvipa dvipa : dvipas()) {
            removeInternal(dvipa.address().address());
        }
    }

    private static void closeQuietly(AutoCloseable subscription) {
        try {
            subscription.close();
        } catch (Exception e) {
            LOG.warn("A subscription did not close", e);
        }
    }

    // ---- events ----------------------------------------------------------------------------------------------------

    private void profileChanged(Profile profile) {
        loop.execute(() -> {
            ipConfig = profile.ipConfig();
            selfChanged();
            apply(new VipaEvent.ProfileChanged(profile.dvipas(), profile.distributions()));
        });
    }

    private void selfChanged() {
        StackInfo self = describeSelf(adapter);
        if (!self.equals(state.self())) {
            apply(new VipaEvent.SelfChanged(self));
        }
    }

    private StackInfo describeSelf(SharedAdapter current) {
        return new StackInfo(
                XcfMember.nameOf(image.sysname(), image.tcpname()),
                image.sysname(),
                image.tcpname(),
                image.sysclone(),
                ipConfig.dynamicXcf().map(IpPrefix::address),
                ipConfig.dynamicXcf6().map(IpPrefix::address),
                Optional.ofNullable(current).map(SharedAdapter::nicMac).or(Optional::<MacAddress>empty));
    }

    /** The exits of the group; each hands over to the loop, which keeps the order. */
    private final class GroupExits implements XcfListener {
        @Override
        public void joined(XcfMember member) {
            loop.execute(() -> memberJoined(member));
        }

        @Override
        public void gone(XcfMember member) {
            loop.execute(() -> memberGone(member));
        }

        @Override
        public void message(XcfMember sender, ByteBuffer message) {
            try {
                MessageReader reader = MessageReader.of(message);
                if (reader.type() == VipaListCodec.TYPE) {
                    VipaListCodec.Part part = VipaListCodec.decode(reader);
                    loop.execute(() -> partReceived(sender.name(), part));
                } else if (reader.type() == VipaListCodec.REQUEST) {
                    loop.execute(() -> apply(new VipaEvent.ListRequested(sender.name())));
                }
            } catch (MalformedMessageException e) {
                hardcopy.issue(Message.EZX5007E, sender.name(), e.getMessage());
            }
        }
    }

    private void memberJoined(XcfMember member) {
        if (member.name().equals(state.self().member())) {
            Set<String> others = group.members().stream()
                    .filter(m -> m.state() == MemberState.ACTIVE)
                    .map(XcfMember::name)
                    .filter(name -> !name.equals(member.name()))
                    .collect(Collectors.toSet());
            apply(new VipaEvent.GroupJoined(others));
        } else {
            apply(new VipaEvent.MemberJoined(member.name()));
        }
    }

    private void memberGone(XcfMember member) {
        if (member.name().equals(state.self().member())) {
            apply(new VipaEvent.GroupLeft());
        } else {
            assembler.forget(member.name());
            apply(new VipaEvent.MemberGone(member.name()));
        }
    }

    private void partReceived(String sender, VipaListCodec.Part part) {
        if (sender.equals(state.self().member())) {
            return;
        }
        if (!part.list().stack().member().equals(sender)) {
            hardcopy.issue(
                    Message.EZX5007E,
                    sender,
                    "IT SPEAKS FOR " + part.list().stack().member());
            return;
        }
        assembler.take(sender, part).ifPresent(list -> apply(new VipaEvent.ListReceived(list)));
    }

    private void apply(VipaEvent event) {
        if (closed) {
            return;
        }
        List<StackInfo> before = stacks();
        VipaCore.Step step = VipaCore.apply(state, event, Instant.now());
        state = step.state();
        LOG.debug("{} -> {}", event, step.actions());
        List<StackInfo> after = stacks();
        if (!after.equals(before)) {
            listeners.forEach(listener -> listener.stacksChanged(after));
        }
        step.actions().forEach(this::perform);
    }

    // ---- actions ---------------------------------------------------------------------------------------------------

    private void perform(VipaAction action) {
        if (action instanceof VipaAction.Broadcast a) {
            encode(a.list()).forEach(group::broadcast);
        } else if (action instanceof VipaAction.SendTo a) {
            encode(a.list()).forEach(message -> group.send(a.member(), message));
        } else if (action instanceof VipaAction.RequestLists) {
            group.broadcast(VipaListCodec.request());
        } else if (action instanceof VipaAction.Register a) {
            register(a.dvipa());
        } else if (action instanceof VipaAction.Deregister a) {
            deregister(a.dvipa());
        } else if (action instanceof VipaAction.AddInternal a) {
            addInternal(a.dvipa());
        } else if (action instanceof VipaAction.RemoveInternal a) {
            removeInternal(a.dvipa());
        } else if (action instanceof VipaAction.Distribute a) {
            listeners.forEach(listener -> listener.distribute(a.route()));
        } else if (action instanceof VipaAction.StopDistributing a) {
            listeners.forEach(listener -> listener.stopDistributing(a.dvipa()));
        } else if (action instanceof VipaAction.Target a) {
            listeners.forEach(listener -> listener.target(a.route()));
        } else if (action instanceof VipaAction.TargetWithoutOwner a) {
            listeners.forEach(listener -> listener.targetWithoutOwner(a.dvipa()));
        } else if (action instanceof VipaAction.StopTarget a) {
            listeners.forEach(listener -> listener.stopTarget(a.dvipa()));
        } else if (action instanceof VipaAction.WatchIdle a) {
            watchIdle(a.dvipa());
        } else if (action instanceof VipaAction.AwaitLists) {
            loop.schedule(SETTLE, () -> apply(new VipaEvent.SettleTimeout()));
        } else if (action instanceof VipaAction.AwaitRetry a) {
            loop.schedule(RETRY, () -> apply(new VipaEvent.RetryRegistration(a.dvipa())));
        } else if (action instanceof VipaAction.Tell a) {
            hardcopy.issue(a.message(), a.inserts().toArray());
        }
    }

    private List<ByteBuffer> encode(VipaList list) {
        return VipaListCodec.encode(list, ++generation, XcfGroup.MAX_MESSAGE);
    }

    private void register(IpAddress dvipa) {
        SharedAdapter current = adapter;
        if (current == null) {
            // The event that tells of the adapter's loss is on its way and will resign.
            return;
        }
        Object attempt = new Object();
        attempts.put(dvipa, attempt);
        current.register(dvipa)
                .thenAccept(outcome -> loop.execute(() -> {
                    // The outcome of an attempt that was given up says nothing about the one after it.
                    if (attempts.remove(dvipa, attempt)) {
                        apply(new VipaEvent.RegistrationEnded(dvipa, outcome));
                    }
                }));
    }

    private void deregister(IpAddress dvipa) {
        attempts.remove(dvipa);
        SharedAdapter current = adapter;
        if (current != null) {
            current.deregister(dvipa);
        }
    }

    private void addInternal(IpAddress dvipa) {
        try {
            stack.addInternalAddress(dvipa);
        } catch (StackException e) {
            hardcopy.issue(Message.EZX5006E, dvipa, e.getMessage());
        }
    }

    private void removeInternal(IpAddress dvipa) {
        try {
            stack.removeInternalAddress(dvipa);
        } catch (StackException e) {
            LOG.warn("Internal address {} stays: {}", dvipa, e.getMessage());
        }
    }

    private void watchIdle(IpAddress dvipa) {
        loop.schedule(IDLE_CHECK, () -> {
            if (connectionsTo(dvipa)) {
                watchIdle(dvipa);
            } else {
                apply(new VipaEvent.TargetIdle(dvipa));
            }
        });
    }

    private boolean connectionsTo(IpAddress dvipa) {
        VipaState.TargetRole role = state.targets().get(dvipa);
        if (role == null || role.serving()) {
            return false;
        }
        try {
            return !stack.connections(dvipa).isEmpty();
        } catch (StackException e) {
            LOG.warn("Connections of {} cannot be read: {}", dvipa, e.getMessage());
            return true;
        }
    }

    // ---- reports ---------------------------------------------------------------------------------------------------

    @Override
    public StackInfo self() {
        return state.self();
    }

    @Override
    public List<StackInfo> stacks() {
        return VipaReports.stacks(state);
    }

    @Override
    public List<Dvipa> dvipas() {
        return VipaReports.dvipas(state);
    }

    @Override
    public List<SysplexDvipa> sysplex() {
        return VipaReports.sysplex(state);
    }

    @Override
    public AutoCloseable subscribe(VipaListener listener) {
        loop.execute(() -> {
            listeners.add(listener);
            replay(listener);
        });
        return () -> listeners.remove(listener);
    }

    private void replay(VipaListener listener) {
        listener.stacksChanged(stacks());
        for (VipaState.Holding holding : state.holdings().values()) {
            Optional<DistributedRoute> route = holding.distributing();
            route.ifPresent(listener::distribute);
        }
        state.targets().forEach((dvipa, role) -> {
            listener.target(role.route());
            if (!role.owned()) {
                listener.targetWithoutOwner(dvipa);
            }
        });
    }
}
