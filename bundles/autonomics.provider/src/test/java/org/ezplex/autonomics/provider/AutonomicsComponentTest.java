// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.autonomics.provider.Fakes.fake;
import static org.ezplex.autonomics.provider.Fakes.member;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.ezplex.autonomics.Presence;
import org.ezplex.profile.GlobalConfig;
import org.ezplex.profile.GlobalConfig.SysplexMonitor;
import org.ezplex.profile.IpConfig;
import org.ezplex.profile.IpConfig6;
import org.ezplex.profile.Links;
import org.ezplex.profile.Profile;
import org.ezplex.profile.ProfileListener;
import org.ezplex.profile.ProfileService;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.SystemImage;
import org.ezplex.tcpip.TcpipStack;
import org.ezplex.vipa.VipaManager;
import org.ezplex.xcf.Intent;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.XcfGroup;
import org.ezplex.xcf.XcfListener;
import org.ezplex.xcf.XcfMember;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The wiring around the monitor: who tells it what, and on which thread. */
class AutonomicsComponentTest {
    private static final XcfMember SELF = member("SYS1", MemberState.ACTIVE);
    private static final SysplexMonitor NOJOIN = new SysplexMonitor(false, false, true, false, false, false, 60);

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private XcfListener exit;
    private ProfileListener changes;
    private Profile profile = Profile.EMPTY;
    private AutonomicsComponent component;

    private void start() {
        component = new AutonomicsComponent(
                fake(SystemImage.class, Map.of("tcpname", a -> "TCPIP")),
                fake(EventLoop.class, Map.of()),
                fake(Hardcopy.class, Map.of("issue", a -> calls.add(String.valueOf(a[0])))),
                fake(ProfileService.class, Map.of("current", a -> profile, "subscribe", a -> {
                    changes = (ProfileListener) a[0];
                    return closing("profile closed");
                })),
                fake(TcpipStack.class, Map.of("interfaces", a -> List.of(), "routes", a -> List.of())),
                fake(
                        XcfGroup.class,
                        Map.of(
                                "name", a -> "EZBTCPCS",
                                "self", a -> SELF,
                                "members", a -> List.of(SELF),
                                "intent", a -> Intent.START,
                                "hold",
                                        a -> calls.add("hold by "
                                                + Thread.currentThread().getName()),
                                "join",
                                        a -> calls.add("join by "
                                                + Thread.currentThread().getName()),
                                "subscribe",
                                        a -> {
                                            exit = (XcfListener) a[0];
                                            return closing("group closed");
                                        })),
                fake(VipaManager.class, Map.of("stacks", a -> List.of(), "dvipas", a -> List.of())));
        component.start();
    }

    private AutoCloseable closing(String what) {
        return () -> calls.add(what);
    }

    @AfterEach
    void close() {
        component.close();
    }

    private static Profile with(SysplexMonitor monitor) {
        GlobalConfig none = GlobalConfig.DEFAULT;
        GlobalConfig global = new GlobalConfig(
                monitor,
                none.sysplexWlmPollSeconds(),
                none.xcfGroupId(),
                none.iqdVlanId(),
                none.explicitBindPortRange(),
                none.adjustDvipaMss(),
                none.options());
        return new Profile(
                List.of(),
                List.of(),
                IpConfig.DEFAULT,
                IpConfig6.DEFAULT,
                List.of(),
                List.of(),
                Optional.empty(),
                global,
                List.of(),
                List.of(),
                Links.NONE,
                List.of());
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private void awaitPresence(Presence presence) {
        await(() -> component.status().presence() == presence);
    }

    @Test
    void theGroupGetsItsWordFromTheMonitorsThread() {
        start();
        await(() -> !calls.isEmpty());
        assertThat(calls).containsExactly("join by ezplex-monitor");
    }

    @Test
    void theProfileThatIsInForceAtTheStartDecides() {
        profile = with(NOJOIN);
        start();
        await(() -> calls.size() == 2);
        assertThat(calls).containsExactly("hold by ezplex-monitor", "EZX5046I");
        awaitPresence(Presence.HELD);
    }

    @Test
    void joiningAndLeavingOfThisStackAreNoticedOthersAreNot() {
        start();
        exit.joined(member("SYS2", MemberState.ACTIVE));
        exit.joined(SELF);
        awaitPresence(Presence.MEMBER);
        exit.gone(member("SYS2", MemberState.FAILED));
        exit.gone(SELF);
        awaitPresence(Presence.OUT);
    }

    @Test
    void aNewProfileIsNoticed() {
        start();
        changes.profileChanged(with(NOJOIN));
        await(() -> component.status().settings().equals(NOJOIN));
    }

    @Test
    void itsEndEndsItsThreadAndItsSubscriptions() {
        start();
        await(() -> !calls.isEmpty());
        component.close();
        assertThat(calls).contains("profile closed", "group closed");
        exit.joined(SELF);
        await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.isAlive() && thread.getName().equals("ezplex-monitor")));
        assertThat(component.status().presence()).isEqualTo(Presence.JOINING);
    }
}
