// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.vipa.StackInfo;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.XcfMember;

/** Services that answer some of their methods, and members and stacks with names. */
final class Fakes {
    private Fakes() {}

    /** Answers these methods and does nothing for all others. */
    static <T> T fake(Class<T> type, Map<String, Function<Object[], Object>> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (method.getName().equals("equals")) {
                return proxy == args[0];
            }
            Function<Object[], Object> answer = answers.get(method.getName());
            Object value = answer == null ? null : answer.apply(args);
            return method.getReturnType() == void.class ? null : value;
        }));
    }

    static XcfMember member(String system, MemberState state) {
        return new XcfMember(XcfMember.nameOf(system, "TCPIP"), system, "TCPIP", 1, state, ByteBuffer.allocate(0));
    }

    /** SYSn at 192.0.2.1n. */
    static StackInfo stack(int number) {
        String system = "SYS" + number;
        return new StackInfo(
                XcfMember.nameOf(system, "TCPIP"),
                system,
                "TCPIP",
                String.valueOf(number),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new MacAddress(number)),
                Optional.empty(),
                Optional.of(host(number)));
    }

    static IpAddress host(int number) {
        return IpAddress.of("192.0.2.1" + number);
    }
}
