// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.net.MacAddress;
import org.ezplex.tcpip.StackException;
import org.ezplex.tcpip.StackInterface;
import org.junit.jupiter.api.Test;

class RouteNetlinkTest {
    @Test
    void linkIsDecoded() {
        assertThat(RouteNetlink.decodeLink(Golden.message(Golden.LINK)))
                .contains(new StackInterface(2, "tcA0", MacAddress.of("fa:ca:83:2c:c0:ea"), 1500, true, true));
    }

    @Test
    void addressesOfBothFamiliesAreDecoded() {
        assertThat(Golden.messages(Golden.ADDRESS_LO, Golden.ADDRESS_SECOND, Golden.ADDRESS_V6))
                .flatExtracting(
                        message -> RouteNetlink.decodeAddress(message).stream().toList())
                .containsExactly(
                        new RouteNetlink.LinkAddress(1, IpPrefix.of("127.0.0.1/8")),
                        new RouteNetlink.LinkAddress(2, IpPrefix.of("192.0.2.12/24")),
                        new RouteNetlink.LinkAddress(2, IpPrefix.of("2001:db8:1::11/64")));
    }

    @Test
    void prefixLongerThanTheAddressIsRefused() {
        NetlinkMessage broken = Golden.message(Golden.ADDRESS_LO.replace("020880fe", "022180fe"));
        assertThatThrownBy(() -> RouteNetlink.decodeAddress(broken)).isInstanceOf(StackException.class);
    }

    @Test
    void routesAreDecodedOnePerNextHop() {
        IpAddress hop1 = IpAddress.of("192.0.2.1");
        IpAddress hop2 = IpAddress.of("192.0.2.2");
        IpPrefix far = IpPrefix.of("198.51.100.0/24");
        assertThat(Golden.messages(Golden.ROUTE_DEFAULT, Golden.ROUTE_LINK, Golden.ROUTE_MULTIPATH, Golden.ROUTE_V6))
                .flatExtracting(RouteTable::decode)
                .containsExactly(
                        new RouteTable.Route(IpPrefix.of("0.0.0.0/0"), IpAddress.of("192.0.2.254"), 2, 5),
                        new RouteTable.Route(IpPrefix.of("192.0.2.0/24"), IpAddress.ANY4, 2, 0),
                        new RouteTable.Route(far, hop1, 2, 0),
                        new RouteTable.Route(far, hop2, 2, 0),
                        new RouteTable.Route(IpPrefix.of("2001:db8:1::/64"), IpAddress.ANY6, 2, 256));
    }

    @Test
    void routeOfAnotherTableIsLeftOut() {
        NetlinkMessage local = Golden.message(Golden.ROUTE_LINK.replace("08000f00fe", "08000f00ff"));
        assertThat(RouteTable.decode(local)).isEmpty();
    }

    @Test
    void nextHopBeyondTheListIsRefused() {
        NetlinkMessage broken = Golden.message(Golden.ROUTE_MULTIPATH.replace(
                "1000000002000000 08000500c0000202", "1400000002000000 08000500c0000202"));
        assertThatThrownBy(() -> RouteTable.decode(broken)).hasMessageContaining("next hop length 20 of 16");
    }

    @Test
    void ipv4AddressGoesOnLoopbackWithHostScope() {
        assertRequest(
                RouteNetlink.addLoopbackAddress(IpAddress.of("192.0.2.100")),
                "28000000 1400 0506 00000000 00000000 022000fe 01000000 08000200c0000264 08000100c0000264");
    }

    @Test
    void ipv6AddressGoesOnLoopbackWithoutDadAndDeprecated() {
        assertRequest(
                RouteNetlink.addLoopbackAddress(IpAddress.of("2001:db8:1::100")),
                "54000000 1400 0506 00000000 00000000 0a800200 01000000 1400020020010db8000100000000000000000100"
                        + "1400010020010db8000100000000000000000100 14000600 00000000 ffffffff 00000000 00000000");
    }

    @Test
    void addressIsTakenFromLoopback() {
        assertRequest(
                RouteNetlink.deleteLoopbackAddress(IpAddress.of("192.0.2.100")),
                "28000000 1500 0500 00000000 00000000 022000fe 01000000 08000200c0000264 08000100c0000264");
    }

    @Test
    void linkIsBroughtUpWithoutArp() {
        assertRequest(
                RouteNetlink.linkUp(7, 1500),
                "28000000 1000 0500 00000000 00000000 00000000 07000000 81000000 81000000 08000400dc050000");
    }

    private static void assertRequest(byte[] request, String expected) {
        Golden.messages(Golden.DONE);
        assertThat(HexFormat.of().formatHex(request)).isEqualTo(expected.replace(" ", ""));
    }
}
