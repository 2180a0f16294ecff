// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.distributor.provider.Fakes.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.distributor.provider.path.Counters;
import org.ezplex.distributor.provider.path.Forwarder;
import org.ezplex.net.IpAddress;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.tcpip.DataDevice;
import org.ezplex.tcpip.StackException;
import org.ezplex.tcpip.TcpipStack;
import org.junit.jupiter.api.Test;

/** Servers on the stack that distributes count while there is a way to them. */
class OwnServersTest {
    private static final IpAddress DVIPA = IpAddress.of("192.0.2.100");
    private static final Report READY = new Report.ServerStatus(DVIPA, 3, new TreeMap<>(Map.of(80, 1)));
    private static final Report NOT_READY = new Report.ServerStatus(DVIPA, 3, new TreeMap<>());
    private static final Report ENDED = new Report.EndedConnections(DVIPA, 3, List.of());

    private final List<Message> issued = new ArrayList<>();
    private Supplier<DataDevice> host = () -> {
        throw new StackException("no /dev/net/tun");
    };
    private final TableScene scene = new TableScene();
    private final OwnServers own = new OwnServers(
            fake(TcpipStack.class, args -> host.get()),
            new PacketPath(new Forwarder(scene.table(), scene.targets(), new Counters(), 1, 1)),
            fake(Hardcopy.class, args -> issued.add((Message) args[0])));

    @Test
    void withADeviceTheyCount() {
        host = () -> fake(DataDevice.class, args -> null);
        assertThat(own.open()).as("open after it was not").isFalse();
        assertThat(own.reachable(READY)).isEqualTo(READY);
        assertThat(issued).isEmpty();
    }

    @Test
    void withoutOneTheyDoNotAndTheOperatorIsToldOnce() {
        own.open();
        own.open();
        assertThat(own.reachable(READY)).isEqualTo(NOT_READY);
        assertThat(own.reachable(ENDED)).isEqualTo(ENDED);
        assertThat(issued).containsExactly(Message.EZX6001E);
    }

    @Test
    void whenItCanBeOpenedAfterAllTheyAreToReportAnew() {
        own.open();
        host = () -> fake(DataDevice.class, args -> null);
        assertThat(own.open()).isTrue();
        assertThat(own.open()).as("again").isFalse();
        assertThat(own.reachable(READY)).isEqualTo(READY);
    }
}
