// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ezplex.accelerator.AcceleratorException;
import org.ezplex.accelerator.provider.DryRun;
import org.ezplex.distributor.provider.KernelShadow;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.MacAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.packet.Ethernet;
import org.ezplex.packet.FrameBuilder;
import org.ezplex.packet.Tcp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** New connections that the kernel's program opens are the same that the Java forwarder would open. Needs root. */
class KernelOpensTest {
    private static final int LARGEST = 256;
    private static final long LEASE = Long.MAX_VALUE / 4;
    private static final long HERE = 0;
    private static final MacAddress VMAC = new MacAddress(Bench.VMAC);
    private static final int ROOM = 16_384;

    private final ByteBuffer forwarded = ByteBuffer.allocateDirect(LARGEST);
    private DryRun kernel;
    private Bench bench;
    private long byKernel;

    @BeforeEach
    void open() {
        String why = "";
        try {
            kernel = DryRun.open(VMAC, ROOM);
        } catch (AcceleratorException e) {
            why = e.getMessage();
        }
        assumeThat(why).as("the kernel takes the program").isEmpty();
        begin(true);
    }

    @AfterEach
    void close() {
        if (kernel != null) {
            kernel.close();
        }
    }

    private void begin(boolean v4) {
        bench = new Bench(v4);
        bench.targets.follow(kernel.flows()::target);
        KernelShadow shadow = new KernelShadow(kernel.flows());
        shadow.opens(true);
        bench.table.shadow(shadow);
        bench.hear(kernel.flows());
    }

    /** Port 80 goes to these in turn, by either. */
    private void plan(int... sequence) {
        kernel.flows().endTurns(bench.dvipa, 80);
        bench.catchUp();
        bench.plan(false, sequence);
        kernel.flows().turns(bench.dvipa, 80, sequence, bench.turn());
    }

    /** Where a frame goes when it arrives: a MAC address, or {@link #HERE}. */
    private long arrives(FrameBuilder frame) {
        kernel.flows().renew(LEASE, LEASE);
        ByteBuffer octets = frame.build();
        boolean up = kernel.receives(octets);
        assertThat(kernel.forwards(octets, forwarded))
                .as("one of the two has it")
                .isNotEqualTo(up);
        if (up) {
            return byJava(bench, octets);
        }
        byKernel++;
        return Ethernet.destination(forwarded, 0);
    }

    private static long byJava(Bench java, ByteBuffer octets) {
        java.sent.clear();
        java.delivered.clear();
        java.receive(octets);
        return java.delivered.isEmpty() ? Ethernet.destination(java.sent.get(0), 0) : HERE;
    }

    private long syn(int clientPort) {
        return arrives(bench.segment(clientPort, 80, Tcp.SYN));
    }

    private static Map<TcpConnection, String> entries(RoutingTable table) {
        Map<TcpConnection, String> entries = new TreeMap<>((a, b) -> a.remotePort() - b.remotePort());
        table.forEach(
                (connection, target, state, origin) -> entries.put(connection, target + " " + state + " " + origin));
        return entries;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSplitIsTheForwardersOwn(boolean v4) {
        begin(v4);
        Bench java = new Bench(v4);
        List<Long> here = new ArrayList<>();
        List<Long> there = new ArrayList<>();
        int client = 1000;
        for (int[] sequence :
                List.of(new int[] {1, 2, 1, 0, 1}, new int[] {2, 0}, new int[] {1}, new int[] {2, 2, 1})) {
            plan(sequence);
            java.plan(false, sequence);
            for (int i = 0; i < 701; i++) {
                there.add(byJava(java, java.segment(client, 80, Tcp.SYN).build()));
                here.add(syn(client));
                client++;
            }
        }
        bench.catchUp();
        assertThat(here).isEqualTo(there);
        assertThat(byKernel)
                .isEqualTo(here.stream().filter(where -> where != HERE).count());
        assertThat(entries(bench.table)).isEqualTo(entries(java.table)).hasSize(4 * 701);
        assertThat(bench.totals)
                .usingElementComparator((a, b) -> Long.compare(a.get(), b.get()))
                .containsExactly(java.totals);
        assertThat(bench.count(Counter.CONNECTIONS)).isEqualTo(java.count(Counter.CONNECTIONS));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHandshakeIsTheKernelsAndTheTableHasItWhenItMatters(boolean v4) {
        begin(v4);
        plan(1, 2);
        assertThat(syn(2000)).isEqualTo(Bench.MAC1);
        assertThat(arrives(bench.segment(2000, 80, Tcp.ACK))).isEqualTo(Bench.MAC1);
        assertThat(arrives(bench.segment(2000, 80, Tcp.ACK | Tcp.PSH).payload(new byte[10])))
                .isEqualTo(Bench.MAC1);
        assertThat(byKernel).isEqualTo(3);
        assertThat(entries(bench.table)).as("nobody has asked").isEmpty();
        assertThat(arrives(bench.segment(2000, 80, Tcp.FIN | Tcp.ACK))).isEqualTo(Bench.MAC1);
        assertThat(byKernel).as("what ends is Java's").isEqualTo(3);
        assertThat(bench.table.established(bench.key(2000, 80))).isTrue();
    }

    @Test
    void aSynThatIsSentAgainGoesWhereTheFirstOneWent() {
        plan(1, 2);
        assertThat(syn(2000)).isEqualTo(Bench.MAC1);
        assertThat(syn(2000)).isEqualTo(Bench.MAC1);
        assertThat(syn(2001)).isEqualTo(Bench.MAC2);
        assertThat(byKernel).isEqualTo(3);
    }

    @Test
    void aSynThatIsSentAgainGoesElsewhereOnceItsTargetIsNoneAnyMore() {
        plan(1, 2);
        assertThat(syn(2000)).isEqualTo(Bench.MAC1);
        plan(2);
        assertThat(syn(2000)).isEqualTo(Bench.MAC2);
        assertThat(syn(2000)).isEqualTo(Bench.MAC2);
        assertThat(byKernel).as("Java has settled it").isEqualTo(1);
        assertThat(arrives(bench.segment(2000, 80, Tcp.ACK))).isEqualTo(Bench.MAC2);
        assertThat(byKernel).isEqualTo(2);
        bench.catchUp();
        assertThat(bench.table.established(bench.key(2000, 80))).isTrue();
    }

    @Test
    void aSynOfAnEstablishedConnectionIsJavas() {
        plan(1, 2);
        syn(2000);
        arrives(bench.segment(2000, 80, Tcp.ACK));
        assertThat(syn(2000)).isEqualTo(Bench.MAC1);
        assertThat(byKernel).isEqualTo(2);
        assertThat(bench.table.established(bench.key(2000, 80))).isTrue();
    }

    @Test
    void aSynOfAConnectionThatHasEndedIsNewAtOnce() {
        plan(1, 2);
        syn(2000);
        arrives(bench.segment(2000, 80, Tcp.ACK));
        bench.catchUp();
        bench.end(2000, 1);
        assertThat(syn(2000)).isEqualTo(Bench.MAC2);
        assertThat(byKernel).isEqualTo(3);
        bench.catchUp();
        assertThat(bench.table.live(bench.key(2000, 80))).isEqualTo(2);
    }

    @Test
    void whatIsForThisStackIsJavasInItsTurnAndStaysSo() {
        plan(0, 1);
        assertThat(syn(2000)).isEqualTo(HERE);
        assertThat(syn(2000)).isEqualTo(HERE);
        assertThat(arrives(bench.segment(2000, 80, Tcp.ACK))).isEqualTo(HERE);
        assertThat(syn(2000)).isEqualTo(HERE);
        assertThat(syn(2001)).isEqualTo(Bench.MAC1);
        assertThat(byKernel).isEqualTo(1);
    }

    @Test
    void whatTheKernelCannotTellOfIsJavas() {
        plan(1, 2);
        int client = 1000;
        ByteBuffer syn = bench.segment(client, 80, Tcp.SYN).build();
        kernel.flows().renew(LEASE, LEASE);
        while (!kernel.receives(syn)) {
            kernel.flows().renew(LEASE, LEASE);
            syn = bench.segment(++client, 80, Tcp.SYN).build();
        }
        assertThat(client).as("there is room for thousands").isGreaterThan(4000);
        assertThat(kernel.forwards(syn, forwarded)).isFalse();
        int refused = client;
        assertThat(byJava(bench, syn)).isIn(Bench.MAC1, Bench.MAC2);
        assertThat(bench.table.live(bench.key(refused, 80))).isPositive();
        assertThat(bench.count(Counter.CONNECTIONS)).isEqualTo(refused - 1000 + 1);
        assertThat(syn(refused + 1)).isIn(Bench.MAC1, Bench.MAC2);
        assertThat(byKernel).as("there is room again").isEqualTo(1);
    }

    @Test
    void theHandshakeOfWhatJavaHasOpenedIsToldOfToo() {
        plan(1);
        bench.syn(2000);
        assertThat(arrives(bench.segment(2000, 80, Tcp.ACK))).isEqualTo(Bench.MAC1);
        assertThat(byKernel).isEqualTo(1);
        bench.catchUp();
        assertThat(bench.table.established(bench.key(2000, 80))).isTrue();
    }

    @Test
    void aTargetThatTakesNoFramesIsJavasToMiss() {
        plan(1);
        bench.targets.mac(1, -1);
        ByteBuffer syn = bench.segment(2000, 80, Tcp.SYN).build();
        kernel.flows().renew(LEASE, LEASE);
        assertThat(kernel.receives(syn)).isTrue();
        bench.receive(syn);
        assertThat(bench.count(Counter.UNREACHABLE)).isEqualTo(1);
    }

    @Test
    void whatIsOpenedToAnAddressThatIsNotRoutedAnyMoreIsInNeitherTable() {
        plan(1);
        syn(2000);
        bench.withdraw();
        bench.catchUp();
        assertThat(entries(bench.table)).isEmpty();
        kernel.flows().renew(LEASE, LEASE);
        ByteBuffer ack = bench.segment(2000, 80, Tcp.ACK).build();
        assertThat(kernel.receives(ack)).isTrue();
        assertThat(kernel.forwards(ack, forwarded)).isFalse();
    }

    @Test
    void whatIsOpenedJustAsItsAddressIsGivenAwayIsInBothTablesUntilItIsHandedOver() {
        plan(1);
        syn(2000);
        bench.relay(Bench.MAC2);
        assertThat(arrives(bench.segment(2000, 80, Tcp.ACK))).isEqualTo(Bench.MAC1);
        bench.catchUp();
        assertThat(bench.table.established(bench.key(2000, 80))).isTrue();
        assertThat(arrives(bench.segment(2000, 80, Tcp.ACK))).isEqualTo(Bench.MAC1);
        bench.table.forgetRouted(bench.dvipa);
        assertThat(arrives(bench.segment(2000, 80, Tcp.ACK))).isEqualTo(Bench.MAC2);
    }

    @Test
    void whatThereIsNoRoomForIsInNeitherTableAndSaid() {
        plan(1);
        bench.fill();
        syn(2000);
        bench.catchUp();
        assertThat(bench.full).isTrue();
        assertThat(bench.count(Counter.TABLE_FULL)).isEqualTo(1);
        assertThat(bench.count(Counter.CONNECTIONS)).isZero();
        assertThat(bench.table.live(bench.key(2000, 80))).isEqualTo(RoutingTable.ABSENT);
        assertThat(kernel.forwards(bench.segment(2000, 80, Tcp.ACK).build(), forwarded))
                .isFalse();
    }

    @Test
    void whatHasBeenOpenedUntilTheKernelEndsIsHeard() {
        plan(1);
        syn(2000);
        arrives(bench.segment(2000, 80, Tcp.ACK));
        kernel.close();
        assertThat(bench.table.established(bench.key(2000, 80))).isTrue();
    }

    @Test
    void nothingIsOpenedForASystemThatIsFrozen() {
        plan(1);
        syn(2000);
        arrives(bench.segment(2000, 80, Tcp.ACK));
        kernel.flows().renew(LEASE, 0);
        assertThat(kernel.receives(bench.segment(2001, 80, Tcp.SYN).build())).isTrue();
        assertThat(kernel.forwards(bench.segment(2000, 80, Tcp.ACK).build(), forwarded))
                .as("what is open goes on")
                .isTrue();
    }

    /** The system is killed, with what it has not heard, and started again. */
    private void killed(boolean v4) {
        try (DryRun killed = kernel) {
            kernel = killed.next(VMAC, ROOM);
        }
        begin(v4);
        byKernel = 0;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsBeingOpenedWhenTheSystemIsKilledGoesOnInItsNextRun(boolean v4) {
        begin(v4);
        plan(1, 2);
        syn(2000);
        syn(2001);
        arrives(bench.segment(2001, 80, Tcp.ACK));
        killed(v4);
        assertThat(kernel.flows().inherited()).isEqualTo(2);
        assertThat(arrives(bench.segment(2000, 80, Tcp.ACK))).isEqualTo(Bench.MAC1);
        assertThat(arrives(bench.segment(2001, 80, Tcp.ACK))).isEqualTo(Bench.MAC2);
        bench.catchUp();
        assertThat(entries(bench.table)).as("nobody has reported it").isEmpty();
        bench.table.confirm(bench.key(2000, 80), 1, bench.now);
        kernel.flows().disown();
        assertThat(arrives(bench.segment(2000, 80, Tcp.ACK))).isEqualTo(Bench.MAC1);
        assertThat(byKernel).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasThereBeforeItOpensAnyGoesOnToWhereItWent(boolean v4) {
        begin(v4);
        KernelShadow shadow = new KernelShadow(kernel.flows());
        bench.table.shadow(shadow);
        bench.table.confirm(bench.key(2000, 80), 1, bench.now);
        bench.table.open(bench.key(2001, 80), 2, bench.now);
        bench.table.confirm(bench.key(2002, 80), TargetTable.LOCAL, bench.now);
        shadow.opens(true);
        assertThat(bench.table.enterAll()).isTrue();
        plan(2);
        assertThat(arrives(bench.segment(2000, 80, Tcp.ACK))).isEqualTo(Bench.MAC1);
        assertThat(arrives(bench.segment(2001, 80, Tcp.ACK))).isEqualTo(Bench.MAC2);
        assertThat(byKernel).isEqualTo(2);
        assertThat(arrives(bench.segment(2002, 80, Tcp.ACK))).isEqualTo(HERE);
        assertThat(kernel.flows().opened()).as("it has opened none of them").isZero();
    }

    @Test
    void whatItsTargetHasReportedAsHalfOpenIsTheNextRunsAsIfItWereOpen() {
        plan(1);
        syn(2000);
        killed(true);
        bench.table.confirm(bench.key(2000, 80), 1, bench.now);
        kernel.flows().disown();
        kernel.flows().renew(LEASE, LEASE);
        assertThat(kernel.forwards(bench.segment(2000, 80, Tcp.ACK).build(), forwarded))
                .as("at tc, which establishes nothing")
                .isTrue();
    }

    @Test
    void theNextRunOpensNothingUntilItHasTurnsAndGoesByThose() {
        plan(1);
        syn(2000);
        killed(true);
        kernel.flows().renew(LEASE, LEASE);
        for (int client : new int[] {2000, 2001}) {
            assertThat(kernel.receives(bench.segment(client, 80, Tcp.SYN).build()))
                    .isTrue();
        }
        plan(2);
        assertThat(syn(2000)).as("its turn was another run's").isEqualTo(Bench.MAC2);
        assertThat(byKernel).isZero();
        assertThat(syn(2001)).isEqualTo(Bench.MAC2);
        assertThat(byKernel).isEqualTo(1);
        assertThat(arrives(bench.segment(2000, 80, Tcp.ACK))).isEqualTo(Bench.MAC2);
    }

    @ParameterizedTest
    @ValueSource(ints = {Tcp.SYN | Tcp.ACK, Tcp.SYN | Tcp.FIN, Tcp.SYN | Tcp.RST})
    void whatIsNoPlainSynOpensNothing(int flags) {
        plan(1);
        kernel.flows().renew(LEASE, LEASE);
        assertThat(kernel.receives(bench.segment(2000, 80, flags).build())).isTrue();
        assertThat(kernel.flows().opened()).isZero();
    }
}
