// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.packet.Arp;
import org.ezplex.packet.Ethernet;
import org.ezplex.packet.FrameBuilder;
import org.ezplex.packet.FrameView;
import org.ezplex.packet.Icmp6;
import org.ezplex.packet.NeighborDiscovery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client of the hub plays the host that is asked. */
class InquiriesTest extends AdapterCase {
    private static final String V4 = "192.0.2.201";
    private static final String V6 = "2001:db8:1::201";

    private CompletableFuture<Boolean> ask(IpAddress host) {
        return adapter.alive(host, client.mac()).toCompletableFuture();
    }

    /** As Linux answers a request without a sender. */
    private ByteBuffer reply(IpAddress host, MacAddress station) {
        return host.isV4()
                ? FrameBuilder.arp(
                        station.bits(), VMAC.bits(), Arp.REPLY, station.bits(), host.v4Bits(), VMAC.bits(), 0)
                : FrameBuilder.neighborAdvertisement(
                        station.bits(),
                        host,
                        IpAddress.of("ff02::1"),
                        NeighborDiscovery.ALL_NODES_MAC,
                        NeighborDiscovery.OVERRIDE);
    }

    @ParameterizedTest
    @ValueSource(strings = {V4, V6})
    void aHostThatAnswersIsAlive(String address) {
        IpAddress host = IpAddress.of(address);
        CompletableFuture<Boolean> outcome = ask(host);
        pass(150);
        assertThat(heard).hasSize(2);
        client.transmit(reply(host, client.mac()));
        run();
        assertThat(outcome).isCompletedWithValue(true);
        pass(1000);
        assertThat(heard).as("asked no more").hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {V4, V6})
    void aHostThatDoesNotAnswerThreeTimesIsNot(String address) {
        CompletableFuture<Boolean> outcome = ask(IpAddress.of(address));
        pass(299);
        assertThat(outcome).isNotDone();
        pass(1);
        assertThat(outcome).isCompletedWithValue(false);
        assertThat(heard).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {V4, V6})
    void neitherAnotherStationNorAnotherAddressAnswersForIt(String address) {
        IpAddress host = IpAddress.of(address);
        CompletableFuture<Boolean> outcome = ask(host);
        pass(10);
        client.transmit(reply(host, new MacAddress(client.mac().bits() + 1)));
        client.transmit(reply(IpAddress.of(host.isV4() ? "192.0.2.202" : "2001:db8:1::202"), client.mac()));
        pass(300);
        assertThat(outcome).isCompletedWithValue(false);
    }

    @Test
    void requestsGoToTheHostAloneAndNameNoSender() {
        assertThat(ask(CLIENT)).isNotDone();
        assertThat(ask(CLIENT6)).isNotDone();
        run();
        assertThat(heard).hasSize(2).allSatisfy(frame -> assertThat(Ethernet.destination(frame, 0))
                .isEqualTo(client.mac().bits()));
        ByteBuffer arp = heard.get(0);
        assertThat(Arp.operation(arp, 14)).isEqualTo(Arp.REQUEST);
        assertThat(Arp.senderIp(arp, 14)).isZero();
        assertThat(Arp.targetIp(arp, 14)).isEqualTo(CLIENT.v4Bits());
        assertThat(view.parse(heard.get(1))).isEqualTo(FrameView.Verdict.OK);
        assertThat(view.icmpType()).isEqualTo(Icmp6.NEIGHBOR_SOLICITATION);
        assertThat(view.source()).isEqualTo(IpAddress.ANY6);
    }

    @Test
    void theEndOfTheAdapterSaysNothingOfAHostThatIsAsked() {
        CompletableFuture<Boolean> outcome = ask(CLIENT);
        adapter.close(true);
        assertThat(outcome).isCompletedExceptionally();
        assertThat(ask(CLIENT)).as("asked later").isCompletedExceptionally();
        pass(500);
        assertThat(heard).isEmpty();
    }

    @Test
    void whatWasAnsweredBeforeTheEndOfTheAdapterIsKept() {
        CompletableFuture<Boolean> alive = ask(CLIENT);
        run();
        client.transmit(reply(CLIENT, client.mac()));
        run();
        CompletableFuture<Boolean> silent = ask(CLIENT6);
        pass(300);
        adapter.close(true);
        assertThat(alive).isCompletedWithValue(true);
        assertThat(silent).isCompletedWithValue(false);
    }

    @Test
    void aFenceDoesNotKeepHostsFromBeingAsked() {
        adapter.fence(() -> false);
        CompletableFuture<Boolean> outcome = ask(CLIENT);
        run();
        client.transmit(reply(CLIENT, client.mac()));
        run();
        assertThat(outcome).isCompletedWithValue(true);
    }
}
