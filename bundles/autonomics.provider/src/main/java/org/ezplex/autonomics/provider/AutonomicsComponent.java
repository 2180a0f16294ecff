// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import java.time.Clock;
import java.time.Duration;
import org.ezplex.autonomics.Autonomics;
import org.ezplex.autonomics.MonitorStatus;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.profile.ProfileService;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.SystemImage;
import org.ezplex.tcpip.TcpipStack;
import org.ezplex.vipa.VipaManager;
import org.ezplex.xcf.XcfGroup;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Joins {@link MonitorCore} to the group, the DVIPAs, the adapters, the host, the profile and the operator. */
@Component(service = Autonomics.class, immediate = true)
public final class AutonomicsComponent implements Autonomics {
    private static final Logger LOG = LoggerFactory.getLogger(AutonomicsComponent.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final XcfGroup group;
    private final ProfileService profiles;
    private final Adapters adapters = new Adapters();
    private final MonitorThread thread = new MonitorThread();
    private final Monitor monitor;
    private AutoCloseable membership = () -> {};
    private AutoCloseable profile = () -> {};

    /** Only looks; {@link #start} begins to act. */
    @Activate
    public AutonomicsComponent(
            @Reference SystemImage image,
            @Reference EventLoop loop,
            @Reference Hardcopy hardcopy,
            @Reference ProfileService profiles,
            @Reference TcpipStack stack,
            @Reference XcfGroup group,
            @Reference VipaManager vipa) {
        this.group = group;
        this.profiles = profiles;
        Observer.Probes probes = new Observer.Probes(
                new LoopProbe(loop), new MemoryProbe(), new LanProbe(stack, adapters), new PartnerProbe(adapters));
        monitor = new Monitor(
                profiles.current().globalConfig().sysplexMonitor(),
                new MonitorClock(System::nanoTime, Clock.systemUTC(), PERIOD),
                new Observer(group, vipa, probes)::look,
                new ActionPerformer(image.tcpname(), group, vipa, adapters, hardcopy));
    }

    /** After the references: the group gets the word it waits for, to join or to be held. */
    @Activate
    void start() {
        thread.execute(() -> monitor.apply(new MonitorEvent.Started(group.intent())));
        membership = group.subscribe(new GroupExit(thread, group, monitor));
        profile = profiles.subscribe(changed -> thread.execute(() ->
                monitor.apply(new MonitorEvent.Configured(changed.globalConfig().sysplexMonitor()))));
        thread.repeat(PERIOD, monitor::check);
    }

    /** Looks no more. The stack stays in the group, or out of it, as it is. */
    @Deactivate
    void close() {
        try {
            profile.close();
            membership.close();
        } catch (Exception e) {
            LOG.warn("A subscription did not close", e);
        }
        thread.close();
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindAdapter(SharedAdapter adapter) {
        adapters.add(adapter);
    }

    void unbindAdapter(SharedAdapter adapter) {
        adapters.remove(adapter);
    }

    @Override
    public MonitorStatus status() {
        return monitor.status();
    }
}
