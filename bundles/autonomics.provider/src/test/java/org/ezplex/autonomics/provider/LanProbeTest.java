// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.net.MacAddress;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.tcpip.StackException;
import org.ezplex.tcpip.StackInterface;
import org.ezplex.tcpip.StackRoute;
import org.ezplex.tcpip.TcpipStack;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LanProbeTest {
    private static final SharedAdapter ETH0 = adapter("eth0");
    private static final SharedAdapter ETH1 = adapter("eth1");

    private final List<StackInterface> interfaces = new ArrayList<>();
    private final List<StackRoute> routes = new ArrayList<>();
    private boolean tells = true;
    private final Adapters adapters = new Adapters();
    private final LanProbe probe = new LanProbe(
            Fakes.fake(TcpipStack.class, Map.of("interfaces", a -> told(interfaces), "routes", a -> told(routes))),
            adapters);

    private <T> List<T> told(List<T> what) {
        if (!tells) {
            throw new StackException("the test says so");
        }
        return List.copyOf(what);
    }

    private static SharedAdapter adapter(String name) {
        return Fakes.fake(SharedAdapter.class, Map.of("interfaceName", a -> name));
    }

    private void link(String name, boolean up, boolean carrier) {
        interfaces.removeIf(i -> i.name().equals(name));
        interfaces.add(new StackInterface(interfaces.size() + 1, name, new MacAddress(1), 1500, up, carrier));
    }

    private void route(String destination, int length, String gateway, String name) {
        routes.add(new StackRoute(new IpPrefix(IpAddress.of(destination), length), IpAddress.of(gateway), name, 0));
    }

    @BeforeEach
    void oneAdapterWithALink() {
        link("eth0", true, true);
        adapters.add(ETH0);
        probe.look(true);
    }

    @Test
    void anInterfaceWithALinkIsUp() {
        assertThat(probe.down()).isEmpty();
    }

    @Test
    void anInterfaceWithoutCarrierIsDown() {
        link("eth0", true, false);
        probe.look(true);
        assertThat(probe.down()).contains("eth0");
    }

    @Test
    void anInterfaceThatIsSetDownIsDown() {
        link("eth0", false, true);
        probe.look(true);
        assertThat(probe.down()).contains("eth0");
    }

    @Test
    void anInterfaceThatHasVanishedWithItsAdapterIsDown() {
        interfaces.clear();
        adapters.remove(ETH0);
        probe.look(true);
        assertThat(probe.down()).contains("eth0");
        assertThat(probe.reachable()).isFalse();
    }

    @Test
    void oneInterfaceOfTwoIsEnough() {
        link("eth1", true, true);
        adapters.add(ETH1);
        link("eth0", true, false);
        probe.look(true);
        assertThat(probe.down()).isEmpty();
        link("eth1", true, false);
        probe.look(true);
        assertThat(probe.down()).contains("eth0, eth1");
    }

    @Test
    void anInterfaceThatNoAdapterDrivesIsNobodysConcern() {
        link("xcf0", true, true);
        link("eth0", true, false);
        probe.look(true);
        assertThat(probe.down()).contains("eth0");
    }

    @Test
    void anAdapterThatTheHostDoesNotKnowIsUpAndRouted() {
        adapters.remove(ETH0);
        adapters.add(adapter("memory"));
        probe.look(true);
        assertThat(probe.reachable()).isTrue();
        assertThat(probe.down()).isEmpty();
        assertThat(probe.unrouted()).isEmpty();
    }

    @Test
    void aHostThatDoesNotTellIsAsItWas() {
        tells = false;
        probe.look(true);
        assertThat(probe.down()).isEmpty();
    }

    @Test
    void onlyARouteThroughAGatewayIsADynamicRoute() {
        route("192.0.2.0", 24, "0.0.0.0", "eth0");
        route("0.0.0.0", 0, "198.51.100.1", "xcf0");
        probe.look(true);
        assertThat(probe.unrouted()).contains("eth0");
        route("0.0.0.0", 0, "192.0.2.1", "eth0");
        probe.look(true);
        assertThat(probe.unrouted()).isEmpty();
    }

    @Test
    void routesAreAskedForOnlyIfTheyAreWanted() {
        probe.look(true);
        route("0.0.0.0", 0, "192.0.2.1", "eth0");
        probe.look(false);
        assertThat(probe.unrouted()).contains("eth0");
        probe.look(true);
        assertThat(probe.unrouted()).isEmpty();
    }

    @Test
    void aStackIsReachableWithALinkAndARouteToItsLan() {
        route("fe80::", 64, "::", "eth0");
        probe.look(true);
        assertThat(probe.reachable()).as("by a link-local route only").isFalse();
        route("192.0.2.0", 24, "0.0.0.0", "eth0");
        probe.look(true);
        assertThat(probe.reachable()).isTrue();
        link("eth0", true, false);
        probe.look(true);
        assertThat(probe.reachable()).as("without carrier").isFalse();
    }

    @Test
    void aStackWithoutAnAdapterIsNotReachable() {
        route("192.0.2.0", 24, "0.0.0.0", "eth0");
        adapters.remove(ETH0);
        probe.look(true);
        assertThat(probe.reachable()).isFalse();
    }
}
