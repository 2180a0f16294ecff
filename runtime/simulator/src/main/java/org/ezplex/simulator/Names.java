// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.vipa.StackInfo;
import org.ezplex.xcf.XcfMember;

/** Names and addresses of the simulated systems, which are numbered from 0. */
final class Names {
    /** Asked for after each step of a run. */
    private static final List<String> MEMBERS = IntStream.range(0, 10)
            .mapToObj(number -> XcfMember.nameOf(system(number), "TCPIP"))
            .toList();

    private Names() {}

    static String system(int number) {
        return "SYS" + (number + 1);
    }

    static String member(int number) {
        return MEMBERS.get(number);
    }

    static int number(String member) {
        return member.charAt(3) - '1';
    }

    static IpAddress dvipa(int number) {
        return IpAddress.of("192.0.2." + (100 + number));
    }

    static IpAddress xcf(int number) {
        return IpAddress.of("198.51.100." + (number + 1));
    }

    static IpAddress host(int number) {
        return IpAddress.of("192.0.2." + (11 + number));
    }

    static IpAddress client(int number) {
        return IpAddress.of("192.0.2." + (201 + number));
    }

    static int clientNumber(IpAddress client) {
        return (int) (client.low() & 0xFF) - 201;
    }

    static long nicMac(int number) {
        return 1L + number;
    }

    static long vmac(int number) {
        return 101L + number;
    }

    static long clientMac(int number) {
        return 201L + number;
    }

    static StackInfo stack(int number, boolean link) {
        return new StackInfo(
                member(number),
                system(number),
                "TCPIP",
                Integer.toString(number + 1),
                Optional.of(xcf(number)),
                Optional.empty(),
                link ? Optional.of(new MacAddress(nicMac(number))) : Optional.empty(),
                link ? Optional.of(new MacAddress(vmac(number))) : Optional.empty(),
                link ? Optional.of(host(number)) : Optional.empty());
    }
}
