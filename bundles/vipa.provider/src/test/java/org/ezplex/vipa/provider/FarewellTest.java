// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.vipa.provider.core.Samples.DVIPA;
import static org.ezplex.vipa.provider.core.Samples.DVIPA6;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.vipa.Dvipa;
import org.ezplex.vipa.DvipaOrigin;
import org.ezplex.vipa.DvipaStatus;
import org.ezplex.vipa.SysplexDvipa;
import org.ezplex.vipa.VipaException;
import org.ezplex.vipa.VipaManager;
import org.ezplex.vipa.provider.core.Samples;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.XcfGroup;
import org.ezplex.xcf.XcfListener;
import org.ezplex.xcf.XcfMember;
import org.junit.jupiter.api.Test;

class FarewellTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<String> story = new CopyOnWriteArrayList<>();
    private MemberState state = MemberState.ACTIVE;
    private Runnable leaving = () -> {};
    private XcfListener exit;
    private List<SysplexDvipa> sysplex =
            List.of(known(DVIPA, DvipaStatus.BACKUP), known(DVIPA6, DvipaStatus.DEACTIVATED));

    @Test
    void leavesAndWaitsUntilItIsOut() {
        leaving = () -> exit.gone(self());
        farewell(LONG).run();
        assertThat(story).containsExactly("EZX5048I [TCPIP, 1]", "leave", "unsubscribe");
    }

    @Test
    void anotherMembersEndIsNotItsOwn() {
        leaving = () -> exit.gone(member("SYS3"));
        farewell(SHORT).run();
        assertThat(story).contains("EZX5049E [TCPIP, 0]");
    }

    @Test
    void stopsWithoutHavingLeftWhenThatTakesTooLong() {
        farewell(SHORT).run();
        assertThat(story).containsExactly("EZX5048I [TCPIP, 1]", "leave", "EZX5049E [TCPIP, 0]", "unsubscribe");
    }

    @Test
    void aStackThatNobodyRelievesLeavesWithoutWords() {
        sysplex = List.of(known(DVIPA, DvipaStatus.DEACTIVATED));
        leaving = () -> exit.gone(self());
        farewell(LONG).run();
        assertThat(story).containsExactly("leave", "unsubscribe");
    }

    @Test
    void whoIsNoMemberHasNothingToLeave() {
        state = MemberState.NOT_DEFINED;
        farewell(LONG).run();
        assertThat(story).isEmpty();
    }

    @Test
    void whoHasJustJoinedHasNothingToGive() {
        sysplex = List.of();
        leaving = () -> {
            throw new VipaException(Message.EZX5013E, "EZBTCPCS", "THIS STACK IS NOT A MEMBER");
        };
        farewell(LONG).run();
        assertThat(story).containsExactly("leave", "unsubscribe");
    }

    private Farewell farewell(Duration longest) {
        VipaManager vipa = fake(
                VipaManager.class,
                Map.of(
                        "self", a -> Samples.stack(2),
                        "dvipas", a -> List.of(owned(DVIPA), owned(DVIPA6)),
                        "sysplex", a -> sysplex,
                        "leaveGroup",
                                a -> {
                                    story.add("leave");
                                    leaving.run();
                                    return null;
                                }));
        XcfGroup group = fake(XcfGroup.class, Map.of("self", a -> self(), "subscribe", a -> {
            exit = (XcfListener) a[0];
            return (AutoCloseable) () -> story.add("unsubscribe");
        }));
        Hardcopy hardcopy = fake(
                Hardcopy.class,
                Map.of("issue", a -> story.add(((Message) a[0]).name() + " " + Arrays.toString((Object[]) a[1]))));
        return new Farewell(vipa, group, hardcopy, longest);
    }

    private static Dvipa owned(IpAddress address) {
        return new Dvipa(
                new IpPrefix(address, address.bits()),
                "",
                DvipaStatus.ACTIVE,
                DvipaOrigin.VIPADEFINE,
                0,
                true,
                true,
                1,
                Samples.member(2),
                Optional.of(Instant.EPOCH));
    }

    private static SysplexDvipa known(IpAddress address, DvipaStatus other) {
        return new SysplexDvipa(
                new IpPrefix(address, address.bits()),
                "",
                DvipaOrigin.VIPADEFINE,
                List.of(
                        new SysplexDvipa.Row("TCPIP", "SYS2", DvipaStatus.ACTIVE, 0, true, true),
                        new SysplexDvipa.Row("TCPIP", "SYS1", other, 10, true, true)));
    }

    private XcfMember self() {
        return member("SYS2");
    }

    private XcfMember member(String system) {
        return new XcfMember(XcfMember.nameOf(system, "TCPIP"), system, "TCPIP", 1, state, ByteBuffer.allocate(0));
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
