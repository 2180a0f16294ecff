// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.vipa.provider.Samples.DVIPA;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.osa.Registration;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.profile.IpConfig;
import org.ezplex.profile.Profile;
import org.ezplex.profile.ProfileListener;
import org.ezplex.profile.ProfileService;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.SystemImage;
import org.ezplex.tcpip.TcpipStack;
import org.ezplex.vipa.Dvipa;
import org.ezplex.vipa.DvipaOrigin;
import org.ezplex.vipa.DvipaStatus;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.XcfGroup;
import org.ezplex.xcf.XcfListener;
import org.ezplex.xcf.XcfMember;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The wiring around the core: what the adapter is told, and what becomes of its answers. */
class VipaComponentTest {
    private static final XcfMember SELF = member("SYS2");
    private static final XcfMember OTHER = member("SYS1");

    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final List<String> calls = new ArrayList<>();
    private final List<CompletableFuture<Registration>> registrations = new ArrayList<>();
    private XcfListener exits;
    private VipaComponent component;

    @BeforeEach
    void start() {
        Profile profile = new Profile(List.of(Samples.define(DVIPA)), List.of(), IpConfig.DEFAULT);
        component = new VipaComponent(
                fake(SystemImage.class, Map.of("sysname", a -> "SYS2", "sysclone", a -> "2", "tcpname", a -> "TCPIP")),
                fake(EventLoop.class, Map.of("execute", a -> loop.add((Runnable) a[0]))),
                fake(Hardcopy.class, Map.of()),
                fake(XcfGroup.class, Map.of("members", a -> List.of(SELF), "subscribe", a -> {
                    exits = (XcfListener) a[0];
                    return (AutoCloseable) () -> {};
                })),
                fake(
                        TcpipStack.class,
                        Map.of(
                                "addInternalAddress", a -> calls.add("add " + a[0]),
                                "removeInternalAddress", a -> calls.add("remove " + a[0]))),
                fake(ProfileService.class, Map.of("subscribe", a -> {
                    ((ProfileListener) a[0]).profileChanged(profile);
                    return (AutoCloseable) () -> {};
                })));
        exits.joined(SELF);
    }

    @Test
    void theOutcomeOfARegistrationThatWasGivenUpIsIgnored() {
        component.bindAdapter(adapter("A"));
        run();
        exits.message(OTHER, list(7));
        exits.gone(OTHER);
        run();
        assertThat(calls).containsExactly("A register", "A deregister", "A register");
        registrations.get(0).complete(new Registration.Withdrawn());
        run();
        assertThat(status()).isEqualTo(DvipaStatus.BACKUP);
        registrations.get(1).complete(new Registration.Registered());
        run();
        assertThat(status()).isEqualTo(DvipaStatus.ACTIVE);
        assertThat(calls).endsWith("A register", "add " + DVIPA);
    }

    @Test
    void anAdapterOfTheSameNicThatReplacesAnotherIsAskedAnew() {
        SharedAdapter first = adapter("A");
        component.bindAdapter(first);
        run();
        registrations.get(0).complete(new Registration.Registered());
        run();
        component.bindAdapter(adapter("B"));
        component.unbindAdapter(first);
        run();
        assertThat(calls)
                .containsExactly("A register", "add " + DVIPA, "A deregister", "remove " + DVIPA, "B register");
        registrations.get(1).complete(new Registration.Registered());
        run();
        assertThat(dvipa().epoch()).isEqualTo(2);
    }

    @Test
    void whatAMemberSaysOfAnotherIsDropped() {
        component.bindAdapter(adapter("A"));
        exits.message(member("SYS9"), list(7));
        run();
        assertThat(component.stacks()).hasSize(1);
        exits.message(OTHER, ByteBuffer.wrap(new byte[] {1, 2, 3}));
        exits.message(OTHER, list(7));
        run();
        assertThat(component.stacks()).hasSize(2);
    }

    @Test
    void closingTakesEverythingAway() {
        component.bindAdapter(adapter("A"));
        run();
        registrations.get(0).complete(new Registration.Registered());
        run();
        component.close();
        assertThat(calls).endsWith("A deregister", "remove " + DVIPA);
    }

    private DvipaStatus status() {
        return dvipa().status();
    }

    private Dvipa dvipa() {
        assertThat(component.dvipas()).hasSize(1);
        return component.dvipas().get(0);
    }

    private void run() {
        for (Runnable next = loop.poll(); next != null; next = loop.poll()) {
            next.run();
        }
    }

    /** SYS1 says that it owns the address. */
    private static ByteBuffer list(long epoch) {
        VipaList list = Samples.list(1, Samples.active(DVIPA, DvipaOrigin.VIPADEFINE, epoch));
        return VipaListCodec.encode(list, 1, XcfGroup.MAX_MESSAGE).get(0);
    }

    private SharedAdapter adapter(String name) {
        return fake(
                SharedAdapter.class,
                Map.of(
                        "nicMac", a -> new MacAddress(1),
                        "register",
                                a -> {
                                    calls.add(name + " register");
                                    assertThat((IpAddress) a[0]).isEqualTo(DVIPA);
                                    registrations.add(new CompletableFuture<>());
                                    CompletionStage<Registration> outcome = registrations.get(registrations.size() - 1);
                                    return outcome;
                                },
                        "deregister", a -> calls.add(name + " deregister")));
    }

    private static XcfMember member(String system) {
        return new XcfMember(
                XcfMember.nameOf(system, "TCPIP"), system, "TCPIP", 1, MemberState.ACTIVE, ByteBuffer.allocate(0));
    }

    /** Answers these methods and does nothing for all others. */
    private static <T> T fake(Class<T> type, Map<String, Function<Object[], Object>> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            Function<Object[], Object> answer = answers.get(method.getName());
            Object value = answer == null ? null : answer.apply(args);
            return method.getReturnType() == void.class ? null : value;
        }));
    }
}
