// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.autonomics.provider.Fakes.fake;
import static org.ezplex.autonomics.provider.Fakes.member;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.ezplex.autonomics.Condition;
import org.ezplex.autonomics.MonitorStatus.Progress;
import org.ezplex.autonomics.Presence;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.net.MacAddress;
import org.ezplex.osa.OatEntry;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.profile.GlobalConfig.SysplexMonitor;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.tcpip.StackInterface;
import org.ezplex.tcpip.StackRoute;
import org.ezplex.tcpip.TcpipStack;
import org.ezplex.vipa.Dvipa;
import org.ezplex.vipa.DvipaOrigin;
import org.ezplex.vipa.DvipaStatus;
import org.ezplex.vipa.VipaException;
import org.ezplex.vipa.VipaManager;
import org.ezplex.xcf.Intent;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.XcfGroup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The monitor with all its parts, on a clock by hand: what is measured, done and said. */
class MonitorTest {
    private static final IpAddress DVIPA = IpAddress.of("192.0.2.100");
    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final SysplexMonitor RECOVERY = new SysplexMonitor(true, false, false, true, false, true, 60);

    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final List<String> calls = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private DvipaOrigin origin = DvipaOrigin.VIPADEFINE;
    private boolean loopRuns = true;
    private boolean carrier = true;
    private boolean member = true;
    private List<StackRoute> routes = List.of();
    private int dumps;
    private long nanos;
    private final Adapters adapters = new Adapters();
    private Monitor monitor;

    private final XcfGroup group = fake(
            XcfGroup.class,
            Map.of(
                    "name", a -> "EZBTCPCS",
                    "self", a -> member("SYS1", MemberState.ACTIVE),
                    "members", a -> List.of(member("SYS1", MemberState.ACTIVE), member("SYS2", MemberState.ACTIVE)),
                    "hold", a -> calls.add("hold"),
                    "join", a -> calls.add("join"),
                    "leave", a -> calls.add("leave")));

    private final VipaManager vipa = fake(
            VipaManager.class,
            Map.of("stacks", a -> List.of(), "dvipas", a -> List.of(dvipa()), "leaveGroup", a -> leaveGroup()));

    private final SharedAdapter adapter = fake(
            SharedAdapter.class,
            Map.of(
                    "interfaceName", a -> "eth0",
                    "oat", a -> List.of(new OatEntry(DVIPA, new MacAddress(2), OatEntry.State.REGISTERED, 0)),
                    "silence", a -> calls.add("silence " + a[0])));

    private Dvipa dvipa() {
        return new Dvipa(
                new IpPrefix(DVIPA, 24), "", DvipaStatus.ACTIVE, origin, 0, true, true, 1, "", Optional.empty());
    }

    private Object leaveGroup() {
        if (!member) {
            throw new VipaException(Message.EZX5013E, "EZBTCPCS", "THIS STACK IS NOT A MEMBER");
        }
        return calls.add("leaveGroup");
    }

    @BeforeEach
    void build() {
        adapters.add(adapter);
        TcpipStack stack = fake(
                TcpipStack.class,
                Map.of(
                        "interfaces",
                        a -> List.of(new StackInterface(2, "eth0", new MacAddress(1), 1500, true, carrier)),
                        "routes",
                        a -> {
                            dumps++;
                            return routes;
                        }));
        Hardcopy hardcopy = fake(Hardcopy.class, Map.of("issue", a -> {
            Object[] inserts = (Object[]) a[1];
            assertThat(Arrays.asList(inserts)).doesNotContainNull();
            return said.add(a[0] + " " + ((Message) a[0]).text(inserts));
        }));
        Observer.Probes probes = new Observer.Probes(
                new LoopProbe(loop::add),
                new MemoryProbe(List::of, Path.of("/nowhere")),
                new LanProbe(stack, adapters),
                new PartnerProbe(adapters));
        monitor = new Monitor(
                RECOVERY,
                new MonitorClock(() -> nanos, Clock.systemUTC(), PERIOD),
                new Observer(group, vipa, probes)::look,
                new ActionPerformer("TCPIP", group, vipa, adapters, hardcopy));
    }

    private void start() {
        monitor.apply(new MonitorEvent.Started(Intent.START));
        monitor.joined();
        calls.clear();
    }

    private void pass(Duration time) {
        for (long end = nanos + time.toNanos(); nanos < end; ) {
            nanos += PERIOD.toNanos();
            monitor.check();
            while (loopRuns && !loop.isEmpty()) {
                loop.remove().run();
            }
        }
    }

    private Progress progress(Condition condition) {
        return monitor.status().checks().stream()
                .filter(check -> check.condition() == condition)
                .findFirst()
                .orElseThrow()
                .progress();
    }

    @Test
    void aStackThatIsWellStays() {
        start();
        pass(Duration.ofMinutes(10));
        assertThat(calls).isEmpty();
        assertThat(said).isEmpty();
        assertThat(progress(Condition.STALL)).isEqualTo(Progress.CLEAR);
    }

    @Test
    void theGroupIsToldToJoinAtTheStart() {
        monitor.apply(new MonitorEvent.Started(Intent.START));
        assertThat(calls).containsExactly("join");
        assertThat(said).isEmpty();
    }

    @Test
    void nojoinHoldsTheGroupAndTheOperatorKnows() {
        monitor.apply(new MonitorEvent.Configured(new SysplexMonitor(false, false, true, false, false, false, 60)));
        monitor.apply(new MonitorEvent.Started(Intent.START));
        assertThat(calls).containsExactly("hold");
        assertThat(said).containsExactly("EZX5046I TCPIP DOES NOT JOIN THE SYSPLEX GROUP EZBTCPCS: NOJOIN IS CODED");
    }

    @Test
    void delayjoinHoldsTheGroupAndTheOperatorKnows() {
        monitor.apply(new MonitorEvent.Configured(new SysplexMonitor(false, true, false, false, false, false, 60)));
        monitor.apply(new MonitorEvent.Started(Intent.START));
        assertThat(calls).containsExactly("hold");
        assertThat(said).singleElement().asString().startsWith("EZX5047I TCPIP DELAYS JOINING");
    }

    @Test
    void routesAreNotAskedForWhereNothingDependsOnThem() {
        start();
        carrier = false;
        pass(Duration.ofSeconds(64));
        monitor.apply(new MonitorEvent.Gone());
        carrier = true;
        pass(PERIOD);
        assertThat(calls).endsWith("join");
        assertThat(dumps).isZero();
    }

    @Test
    void dynrouteAsksForRoutes() {
        monitor.apply(new MonitorEvent.Configured(new SysplexMonitor(false, false, false, true, true, false, 60)));
        start();
        pass(Duration.ofSeconds(64));
        assertThat(said).singleElement().asString().startsWith("EZX5042E");
        assertThat(dumps).isPositive();
    }

    @Test
    void delayjoinAsksForRoutesUntilThereIsOne() {
        monitor.apply(new MonitorEvent.Configured(new SysplexMonitor(false, true, false, true, false, false, 60)));
        monitor.apply(new MonitorEvent.Started(Intent.START));
        pass(PERIOD);
        assertThat(calls).containsExactly("hold");
        routes = List.of(new StackRoute(IpPrefix.of("192.0.2.0/24"), IpAddress.of("0.0.0.0"), "eth0", 0));
        pass(PERIOD);
        assertThat(calls).containsExactly("hold", "join");
        monitor.joined();
        dumps = 0;
        pass(Duration.ofMinutes(10));
        assertThat(dumps).isZero();
    }

    @Test
    void aLostLinkIsReportedTheDvipasAreGivenAwayAndTheStackComesBack() {
        start();
        carrier = false;
        pass(Duration.ofSeconds(64));
        assertThat(said)
                .containsExactly(
                        "EZX5041E TCPIP DETERMINED THAT ALL MONITORED INTERFACES WERE NOT ACTIVE FOR AT LEAST 60"
                                + " SECONDS: eth0",
                        "EZX5044E TCPIP LEAVES THE SYSPLEX GROUP EZBTCPCS BECAUSE OF MESSAGE EZX5041E");
        assertThat(calls).containsExactly("leaveGroup");
        monitor.apply(new MonitorEvent.Gone());
        assertThat(monitor.status().presence()).isEqualTo(Presence.LEFT);
        said.clear();
        carrier = true;
        pass(PERIOD);
        assertThat(said)
                .containsExactly(
                        "EZX5040I TCPIP: THE PROBLEM OF MESSAGE EZX5041E HAS CLEARED",
                        "EZX5045I TCPIP REJOINS THE SYSPLEX GROUP EZBTCPCS: ITS PROBLEMS HAVE CLEARED");
        assertThat(calls).endsWith("join");
    }

    @Test
    void aStalledLoopIsSilencedBeforeTheStackLeaves() {
        start();
        loopRuns = false;
        pass(Duration.ofSeconds(72));
        assertThat(said).first().asString().startsWith("EZZ9674E TCPIP SYSPLEX PROCESSING WAS NOT RESPONSIVE");
        assertThat(calls).containsExactly("silence " + DVIPA, "leave");
    }

    @Test
    void aStackThatHasNothingToGiveAwayLeavesAllTheSame() {
        start();
        member = false;
        carrier = false;
        pass(Duration.ofSeconds(64));
        assertThat(calls).containsExactly("leave");
    }

    @Test
    void aStackThatIsOnlyATargetIsNotMonitored() {
        origin = DvipaOrigin.TARGET;
        start();
        carrier = false;
        pass(Duration.ofMinutes(10));
        assertThat(said).isEmpty();
        assertThat(progress(Condition.INTERFACES)).isEqualTo(Progress.UNMONITORED);
    }

    @Test
    void aProcessThatWasFrozenHasNotHadItsConditionsMeanwhile() {
        start();
        carrier = false;
        pass(Duration.ofSeconds(10));
        nanos += Duration.ofHours(1).toNanos();
        pass(Duration.ofSeconds(10));
        assertThat(said).isEmpty();
        assertThat(progress(Condition.INTERFACES)).isEqualTo(Progress.PENDING);
    }
}
