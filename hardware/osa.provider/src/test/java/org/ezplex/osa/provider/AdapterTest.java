// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.ezplex.accelerator.Accelerator;
import org.ezplex.accelerator.AcceleratorException;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.nic.NicPort;
import org.ezplex.nic.memory.MemoryPort;
import org.ezplex.osa.OatEntry;
import org.ezplex.osa.Probe;
import org.ezplex.osa.Registration;
import org.ezplex.packet.Arp;
import org.ezplex.packet.Checksum;
import org.ezplex.packet.Ethernet;
import org.ezplex.packet.FrameBuilder;
import org.ezplex.packet.FrameView;
import org.ezplex.packet.Icmp;
import org.ezplex.packet.Icmp6;
import org.ezplex.packet.NeighborDiscovery;
import org.ezplex.packet.Tcp;
import org.junit.jupiter.api.Test;

class AdapterTest extends AdapterCase {
    private static final int LEFT_FOR = 5000;

    @Test
    void arpIsAnsweredWithTheVmac() {
        registered(VIPA);
        ByteBuffer reply = answer(FrameBuilder.arpRequest(client.mac().bits(), CLIENT, VIPA));
        assertThat(Ethernet.source(reply, 0)).isEqualTo(VMAC.bits());
        assertThat(Ethernet.destination(reply, 0)).isEqualTo(client.mac().bits());
        assertThat(Arp.operation(reply, 14)).isEqualTo(Arp.REPLY);
        assertThat(Arp.senderMac(reply, 14)).isEqualTo(VMAC.bits());
        assertThat(Arp.senderIp(reply, 14)).isEqualTo(VIPA.v4Bits());
        assertThat(Arp.targetMac(reply, 14)).isEqualTo(client.mac().bits());
        assertThat(Arp.targetIp(reply, 14)).isEqualTo(CLIENT.v4Bits());
        assertThat(adapter.oat()).singleElement().satisfies(entry -> {
            assertThat(entry.address()).isEqualTo(VIPA);
            assertThat(entry.vmac()).isEqualTo(VMAC);
            assertThat(entry.answered()).isEqualTo(1);
        });
        assertThat(counter(Verdict.ARP_ANSWERED)).isEqualTo(1);
    }

    @Test
    void whatIsLeftIsAnsweredForAndRegisteredAnewWithoutProbes() {
        registered(VIPA);
        adapter.leave();
        answer(FrameBuilder.arpRequest(client.mac().bits(), CLIENT, VIPA));
        CompletionStage<Registration> anew = register(VIPA);
        assertThat(anew.toCompletableFuture()).isCompletedWithValue(new Registration.Registered());
        pass(LEFT_FOR);
        assertThat(adapter.oat()).as("it is not left any more").hasSize(1);
    }

    @Test
    void whatIsLeftAndNotRegisteredAnewGoesAfterAWhile() {
        registered(VIPA);
        adapter.leave();
        pass(LEFT_FOR - 100);
        assertThat(adapter.oat()).hasSize(1);
        pass(200);
        assertThat(adapter.oat()).isEmpty();
    }

    @Test
    void whatIsLeftAndAdmittedAnewIsAdmittedThen() {
        registered(VIPA);
        adapter.leave();
        adapter.admit(VIPA);
        pass(LEFT_FOR + 100);
        assertThat(adapter.oat()).singleElement().satisfies(entry -> assertThat(entry.state())
                .isEqualTo(OatEntry.State.ADMITTED));
    }

    @Test
    void whatAnotherAdapterHadIsAnsweredForFromTheBeginningAndRegisteredWithoutProbes() {
        registered(VIPA);
        adapter.admit(VIPA6);
        Adapter successor = opened("OSA1B", VMAC, dataPath);
        List<OatEntry> had = adapter.oat();
        adapter.close(false);
        silence(FrameBuilder.arpRequest(client.mac().bits(), CLIENT, VIPA));
        successor.begin(had);
        answer(FrameBuilder.arpRequest(client.mac().bits(), CLIENT, VIPA));
        CompletionStage<Registration> anew = successor.register(VIPA, Probe.THOROUGH);
        assertThat(anew.toCompletableFuture()).isCompletedWithValue(new Registration.Registered());
        pass(LEFT_FOR + 100);
        assertThat(successor.oat()).singleElement().satisfies(entry -> assertThat(entry.address())
                .isEqualTo(VIPA));
    }

    @Test
    void itGoesOnWithAnotherPortOfTheNic() {
        registered(VIPA);
        MacAddress nic = adapter.nicMac();
        adapter.move((arrivals, departures) -> of(nic, hub.plug("OSA1B", arrivals, departures)), "other");
        answer(FrameBuilder.arpRequest(client.mac().bits(), CLIENT, VIPA));
        assertThat(adapter.info().driver()).isEqualTo("other");
        assertThat(counter(Verdict.ARP_ANSWERED)).isEqualTo(1);
    }

    @Test
    void itDoesNotGoOnWithAnotherNic() {
        registered(VIPA);
        assertThatThrownBy(
                        () -> adapter.move((arrivals, departures) -> hub.plug("OSA1B", arrivals, departures), "other"))
                .hasMessageContaining("another NIC");
        answer(FrameBuilder.arpRequest(client.mac().bits(), CLIENT, VIPA));
        assertThat(adapter.info().driver()).isEqualTo("memory");
    }

    /** A port of the NIC with that address. */
    private static NicPort of(MacAddress nic, NicPort port) {
        return (NicPort) Proxy.newProxyInstance(
                AdapterTest.class.getClassLoader(),
                new Class<?>[] {NicPort.class},
                (proxy, method, args) -> method.getName().equals("mac") ? nic : method.invoke(port, args));
    }

    @Test
    void whatIsLeftIsNotDefended() {
        registered(VIPA);
        adapter.leave();
        client.transmit(Announcement.gratuitous(VIPA, client.mac().bits()).get(0));
        pass(10);
        assertThat(adapter.oat()).isEmpty();
    }

    @Test
    void arpForOtherAddressesIsNotAnswered() {
        registered(VIPA);
        silence(FrameBuilder.arpRequest(client.mac().bits(), CLIENT, IpAddress.of("192.0.2.101")));
        assertThat(counter(Verdict.ARP_IGNORED)).isEqualTo(1);
    }

    @Test
    void neighbourSolicitationsAreAnsweredWithTheVmac() {
        registered(VIPA6);
        ByteBuffer reply = answer(FrameBuilder.neighborSolicitation(client.mac().bits(), CLIENT6, VIPA6));
        assertThat(view.parse(reply)).isEqualTo(FrameView.Verdict.OK);
        assertThat(view.icmpType()).isEqualTo(Icmp6.NEIGHBOR_ADVERTISEMENT);
        assertThat(view.source()).isEqualTo(VIPA6);
        assertThat(view.destination()).isEqualTo(CLIENT6);
        assertThat(Checksum.verify(reply, view)).isTrue();
        assertThat(Ethernet.destination(reply, 0)).isEqualTo(client.mac().bits());
        assertThat(NeighborDiscovery.flags(reply, view.l4Offset()))
                .isEqualTo(NeighborDiscovery.SOLICITED | NeighborDiscovery.OVERRIDE);
        assertThat(NeighborDiscovery.linkLayerOption(
                        reply, view.l4Offset(), view.ipEnd(), NeighborDiscovery.TARGET_LINK_LAYER))
                .isEqualTo(VMAC.bits());
    }

    @Test
    void anotherHostsDuplicateDetectionIsAnsweredToAllNodesAtItsMacAddressSoThatNoClientLearnsFromIt() {
        registered(VIPA6);
        ByteBuffer reply = answer(FrameBuilder.neighborSolicitation(client.mac().bits(), IpAddress.ANY6, VIPA6));
        view.parse(reply);
        assertThat(view.destination()).isEqualTo(IpAddress.of("ff02::1"));
        assertThat(Ethernet.destination(reply, 0)).isEqualTo(client.mac().bits());
        assertThat(NeighborDiscovery.flags(reply, view.l4Offset())).isEqualTo(NeighborDiscovery.OVERRIDE);
        assertThat(Checksum.verify(reply, view)).isTrue();
    }

    @Test
    void solicitationsFromAfarAreInvalid() {
        registered(VIPA6);
        ByteBuffer routed = FrameBuilder.neighborSolicitation(client.mac().bits(), CLIENT6, VIPA6);
        routed.put(14 + 7, (byte) 254);
        silence(routed);
        ByteBuffer broken = FrameBuilder.neighborSolicitation(client.mac().bits(), CLIENT6, VIPA6);
        broken.put(broken.limit() - 1, (byte) ~broken.get(broken.limit() - 1));
        silence(broken);
        ByteBuffer endless = FrameBuilder.neighborSolicitation(client.mac().bits(), CLIENT6, VIPA6);
        endless.put(14 + 40 + 25, (byte) 0);
        silence(endless);
        assertThat(counter(Verdict.ND_INVALID)).isEqualTo(3);
    }

    @Test
    void echoIsAnsweredInBothFamilies() {
        registered(VIPA);
        registered(VIPA6);
        ByteBuffer reply = answer(FrameBuilder.echoRequest(CLIENT, VIPA, 7, 1)
                .from(client.mac().bits())
                .to(VMAC.bits())
                .hops(3)
                .build());
        assertThat(view.parse(reply)).isEqualTo(FrameView.Verdict.OK);
        assertThat(view.icmpType()).isEqualTo(Icmp.ECHO_REPLY);
        assertThat(view.source()).isEqualTo(VIPA);
        assertThat(view.destination()).isEqualTo(CLIENT);
        assertThat(Checksum.verify(reply, view)).isTrue();
        assertThat(Ethernet.source(reply, 0)).isEqualTo(VMAC.bits());

        ByteBuffer reply6 = answer(FrameBuilder.echoRequest(CLIENT6, VIPA6, 7, 1)
                .from(client.mac().bits())
                .to(VMAC.bits())
                .build());
        assertThat(view.parse(reply6)).isEqualTo(FrameView.Verdict.OK);
        assertThat(view.icmpType()).isEqualTo(Icmp6.ECHO_REPLY);
        assertThat(view.source()).isEqualTo(VIPA6);
        assertThat(Checksum.verify(reply6, view)).isTrue();
    }

    @Test
    void echoWithAWrongChecksumIsNotAnswered() {
        registered(VIPA);
        ByteBuffer broken = FrameBuilder.echoRequest(CLIENT, VIPA, 7, 1)
                .from(client.mac().bits())
                .to(VMAC.bits())
                .build();
        broken.put(40, (byte) 99);
        silence(broken);
        assertThat(counter(Verdict.ECHO_INVALID)).isEqualTo(1);
    }

    @Test
    void newAddressesAreProbedForAndThenAnnounced() {
        register(VIPA);
        pass(140);
        assertThat(heard).hasSize(3).allSatisfy(frame -> {
            assertThat(Arp.operation(frame, 14)).isEqualTo(Arp.REQUEST);
            assertThat(Arp.senderIp(frame, 14)).isZero();
            assertThat(Arp.senderMac(frame, 14)).isEqualTo(VMAC.bits());
            assertThat(Arp.targetIp(frame, 14)).isEqualTo(VIPA.v4Bits());
        });
        heard.clear();
        pass(2500);
        assertThat(heard).hasSize(10).allSatisfy(frame -> {
            assertThat(Ethernet.destination(frame, 0)).isEqualTo(Ethernet.BROADCAST);
            assertThat(Arp.senderIp(frame, 14)).isEqualTo(VIPA.v4Bits());
            assertThat(Arp.targetIp(frame, 14)).isEqualTo(VIPA.v4Bits());
        });
        heard.clear();
        pass(60_000);
        assertThat(heard).as("the refresh").hasSize(2);
    }

    @Test
    void newIpv6AddressesAreProbedForAndThenAdvertisedToAllNodes() {
        register(VIPA6);
        pass(2700);
        assertThat(heard).hasSize(16);
        IpAddress routers = IpAddress.of("ff02::16");
        for (int i = 0; i < 16; i += 2) {
            assertThat(view.parse(heard.get(i))).isEqualTo(FrameView.Verdict.OK);
            assertThat(view.destination()).as("a group report comes first").isEqualTo(routers);
            assertThat(Checksum.verify(heard.get(i), view)).isTrue();
        }
        heard.removeIf(frame -> Ethernet.destination(frame, 0) == NeighborDiscovery.multicastMac(routers.low()));
        for (int i = 0; i < 8; i++) {
            view.parse(heard.get(i));
            assertThat(Checksum.verify(heard.get(i), view)).isTrue();
            assertThat(view.icmpType()).isEqualTo(i < 3 ? Icmp6.NEIGHBOR_SOLICITATION : Icmp6.NEIGHBOR_ADVERTISEMENT);
            assertThat(view.destination()).isEqualTo(IpAddress.of(i < 3 ? "ff02::1:ff34:100" : "ff02::1"));
            assertThat(view.source()).isEqualTo(i < 3 ? IpAddress.ANY6 : VIPA6);
        }
    }

    @Test
    void anAddressThatIsAnsweredForIsRefused() {
        CompletionStage<Registration> outcome = register(VIPA);
        pass(10);
        reply(VIPA, client.mac().bits());
        pass(100);
        assertThat(outcome.toCompletableFuture()).isCompletedWithValue(new Registration.InUse(client.mac()));
        assertThat(messages.lines())
                .containsExactly("EZZ4327I ERROR CODE E00A REGISTERING IP ADDRESS 192.0.2.100 FOR DEVICE OSA1, HELD BY "
                        + client.mac());
        assertThat(adapter.oat()).isEmpty();
        heard.clear();
        silence(FrameBuilder.arpRequest(client.mac().bits(), CLIENT, VIPA));
    }

    @Test
    void aRefusalIsSaidOncePerHolderUntilTheAddressIsHad() {
        refusedFor(client.mac().bits());
        refusedFor(client.mac().bits());
        assertThat(messages.lines()).hasSize(1);
        refusedFor(client.mac().bits() + 1);
        assertThat(messages.lines()).hasSize(2);
        registered(VIPA);
        adapter.deregister(VIPA);
        refusedFor(client.mac().bits() + 1);
        assertThat(messages.lines()).hasSize(3);
    }

    @Test
    void whatOneHolderRefusesAtATimeIsOneMessage() {
        List<IpAddress> wanted = Stream.of("192.0.2.103", "192.0.2.102", "192.0.2.101")
                .map(IpAddress::of)
                .toList();
        register(VIPA);
        register(VIPA6);
        wanted.forEach(this::register);
        pass(10);
        advertise6();
        reply(VIPA, client.mac().bits());
        wanted.forEach(address -> reply(address, client.mac().bits()));
        pass(100);
        assertThat(messages.lines())
                .containsExactly("EZZ4327I ERROR CODE E00A REGISTERING IP ADDRESS 192.0.2.100, 192.0.2.101, 192.0.2.102"
                        + " AND 2 MORE FOR DEVICE OSA1, HELD BY " + client.mac());
    }

    private void advertise6() {
        client.transmit(FrameBuilder.neighborAdvertisement(
                client.mac().bits(),
                VIPA6,
                IpAddress.of("ff02::1"),
                NeighborDiscovery.ALL_NODES_MAC,
                NeighborDiscovery.OVERRIDE));
    }

    private void reply(IpAddress address, long holder) {
        client.transmit(FrameBuilder.arp(holder, VMAC.bits(), Arp.REPLY, holder, address.v4Bits(), VMAC.bits(), 0));
    }

    private void refusedFor(long holder) {
        CompletionStage<Registration> outcome = register(VIPA);
        pass(10);
        reply(VIPA, holder);
        pass(100);
        assertThat(outcome.toCompletableFuture()).isCompletedWithValue(new Registration.InUse(new MacAddress(holder)));
    }

    @Test
    void anIpv6AddressThatIsAdvertisedIsRefused() {
        CompletionStage<Registration> outcome = register(VIPA6);
        pass(10);
        advertise6();
        pass(100);
        assertThat(outcome.toCompletableFuture()).isCompletedWithValue(new Registration.InUse(client.mac()));
    }

    @Test
    void ofTwoAdaptersThatProbeAtOnceOneGetsTheAddress() {
        for (IpAddress address : List.of(VIPA, VIPA6)) {
            MacAddress higher = new MacAddress(VMAC.bits() + 1);
            Adapter other = adapter("OSA2", higher, new Recorder());
            CompletionStage<Registration> theirs = other.register(address, Probe.THOROUGH);
            CompletionStage<Registration> ours = register(address);
            pass(500);
            assertThat(ours.toCompletableFuture()).isCompletedWithValue(new Registration.Registered());
            assertThat(theirs.toCompletableFuture()).isCompletedWithValue(new Registration.InUse(VMAC));
            other.close(true);
        }
    }

    @Test
    void aSecondRegistrationIsE005() {
        registered(VIPA);
        assertThat(register(VIPA).toCompletableFuture()).isCompletedWithValue(new Registration.AlreadyRegistered());
        pass(100);
        assertThat(messages.lines())
                .containsExactly(
                        "EZZ4327I ERROR CODE E005 REGISTERING IP ADDRESS 192.0.2.100 FOR DEVICE OSA1, HELD BY " + VMAC);
    }

    @Test
    void aDeregisteredAddressIsSilentAtOnce() {
        registered(VIPA);
        adapter.deregister(VIPA);
        silence(FrameBuilder.arpRequest(client.mac().bits(), CLIENT, VIPA));
        silence(FrameBuilder.echoRequest(CLIENT, VIPA, 1, 1).to(VMAC.bits()).build());
        pass(120_000);
        assertThat(heard).as("no refresh either").isEmpty();
        assertThat(counter(Verdict.NOT_REGISTERED)).isEqualTo(1);
    }

    @Test
    void aRegistrationWithdrawnWhileProbingSaysSo() {
        CompletionStage<Registration> outcome = register(VIPA);
        pass(60);
        adapter.deregister(VIPA);
        assertThat(outcome.toCompletableFuture()).isCompletedWithValue(new Registration.Withdrawn());
        CompletionStage<Registration> again = register(VIPA);
        pass(200);
        assertThat(again.toCompletableFuture()).isCompletedWithValue(new Registration.Registered());
        adapter.close(true);
        assertThat(register(VIPA6).toCompletableFuture()).isCompletedWithValue(new Registration.Withdrawn());
    }

    @Test
    void aConflictOnARegisteredAddressIsDefendedAndReportedOnce() {
        registered(VIPA);
        for (int i = 0; i < 3; i++) {
            client.transmit(FrameBuilder.arpRequest(client.mac().bits(), VIPA, CLIENT));
            run();
            pass(4900);
            assertThat(heard)
                    .as("a rightful owner has time to make itself known")
                    .isEmpty();
            pass(200);
            assertThat(heard).as("announced again").hasSize(2);
            heard.clear();
        }
        assertThat(messages.lines())
                .containsExactly(
                        "EZX4003E ADDRESS 192.0.2.100 REGISTERED ON OSA OSA1 IS ALSO USED BY STATION " + client.mac());
        assertThat(counter(Verdict.ARP_CONFLICT)).isEqualTo(3);
    }

    @Test
    void tcpForARegisteredAddressGoesToTheDataPath() {
        registered(VIPA);
        ByteBuffer syn = FrameBuilder.tcp(CLIENT, 40000, VIPA, 80)
                .flags(Tcp.SYN)
                .to(VMAC.bits())
                .build();
        silence(syn);
        assertThat(dataPath.received).hasSize(1);
        silence(FrameBuilder.tcp(CLIENT, 40000, IpAddress.of("192.0.2.9"), 80)
                .to(VMAC.bits())
                .build());
        silence(FrameBuilder.tcp(CLIENT, 40000, VIPA, 80)
                .to(adapter.nicMac().bits())
                .build());
        silence(FrameBuilder.tcp(CLIENT, 40000, VIPA, 80).to(Ethernet.BROADCAST).build());
        assertThat(dataPath.received).hasSize(1);
        assertThat(counter(Verdict.TO_DATA_PATH)).isEqualTo(1);
        assertThat(counter(Verdict.NOT_REGISTERED)).isEqualTo(1);
        assertThat(counter(Verdict.NOT_FOR_US)).isEqualTo(1);
    }

    @Test
    void withoutADataPathFramesAreCounted() {
        Adapter alone = adapter("OSA2", new MacAddress(VMAC.bits() + 1), null);
        alone.register(VIPA, Probe.THOROUGH);
        pass(3000);
        client.transmit(
                FrameBuilder.tcp(CLIENT, 40000, VIPA, 80).to(alone.vmacBits()).build());
        run();
        assertThat(alone.info().counters()).containsEntry(Verdict.NO_DATA_PATH.title(), 1L);
        assertThat(alone.info().dataPath()).isEqualTo("NONE");
    }

    @Test
    void theHostsOwnConnectionsAreShownToTheDataPath() {
        MemoryPort port = hub.plug("OSA9", frame -> {}, frame -> dataPath.departed(adapter, frame));
        port.depart(FrameBuilder.tcp(VIPA, 40000, CLIENT, 80).flags(Tcp.SYN).build());
        assertThat(dataPath.departed).hasSize(1);
    }

    @Test
    void thePortIsGivenBackWhateverTheAcceleratorSays() {
        accelerator = new Accelerator() {
            @Override
            public KernelFlows open(String interfaceName, MacAddress vmac, int mostFlows) {
                throw new AcceleratorException("not here");
            }

            @Override
            public void clear(String interfaceName, MacAddress vmac) {
                throw new IllegalStateException("it cannot be cleared");
            }
        };
        assertThatThrownBy(() -> adapter.close(true)).hasMessage("it cannot be cleared");
        assertThat(adapter.usable()).isFalse();
        accelerator = null;
    }
}
