// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.tcpip.HomeAddress;
import org.ezplex.tcpip.TcpipStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses are of a network on the adapter's interface. */
class LinkWatchTest {
    private static final List<HomeAddress> HOME = List.of(
            home("192.0.2.12/24", "lan0"),
            new HomeAddress(IpPrefix.of("192.0.2.99/32"), "lo", true, true),
            home("fe80::1/64", "lan0"),
            home("2001:db8:1::12/64", "lan0"),
            home("198.51.100.12/24", "xcf0"),
            home("2001:db8:2::12/64", "xcf0"),
            home("fe80::2/64", "xcf0"),
            home("10.0.0.1/8", "v4only"),
            home("fe80::3/64", "v4only"),
            home("fe80::4/64", "bare"));

    private final LinkWatch links = new LinkWatch(stack(), () -> {});

    @ParameterizedTest
    @CsvSource({
        "192.0.2.100, lan0, false",
        "2001:db8:1::100, lan0, false",
        "192.0.2.100, xcf0, true",
        "2001:db8:1::100, xcf0, true",
        "2001:db8:2::100, lan0, true",
        "2001:db8:1::100, v4only, false",
        "192.0.2.100, bare, false",
        "192.0.2.100, lan9, false"
    })
    void whatIsInNoneOfTheNetworksIsOutside(String address, String interfaceName, boolean outside) {
        IpAddress dvipa = IpAddress.of(address);
        assertThat(links.outside(List.of(dvipa), interfaceName)).isEqualTo(outside ? List.of(dvipa) : List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.100, lan0,",
        "192.0.2.100, xcf0, lan0",
        "2001:db8:2::100, lan0, xcf0",
        "203.0.113.1, lan0,",
        "198.51.100.100, bare,",
    })
    void anAddressOutsideMayHaveItsNetworkElsewhere(String address, String interfaceName, String elsewhere) {
        assertThat(LinkWatch.elsewhere(links.own(), IpAddress.of(address), interfaceName))
                .isEqualTo(Optional.ofNullable(elsewhere));
    }

    @Test
    void theInterfaceThatHasAnAddressIsKnown() {
        assertThat(LinkWatch.having(links.own(), IpAddress.of("198.51.100.12"))).contains("xcf0");
        assertThat(LinkWatch.having(links.own(), IpAddress.of("198.51.100.13"))).isEmpty();
        assertThat(LinkWatch.having(links.own(), IpAddress.of("192.0.2.99")))
                .as("an internal address")
                .isEmpty();
    }

    private static HomeAddress home(String prefix, String interfaceName) {
        return new HomeAddress(IpPrefix.of(prefix), interfaceName, false, true);
    }

    private static TcpipStack stack() {
        return (TcpipStack) Proxy.newProxyInstance(
                TcpipStack.class.getClassLoader(), new Class<?>[] {TcpipStack.class}, (proxy, method, args) -> HOME);
    }
}
