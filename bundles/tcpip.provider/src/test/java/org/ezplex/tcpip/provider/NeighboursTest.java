// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.tcpip.StackInterface;
import org.junit.jupiter.api.Test;

class NeighboursTest {
    private static final IpAddress CLIENT = IpAddress.of("192.0.2.202");

    private final List<Integer> returned = new ArrayList<>();
    private final ReturningLinks links = new ReturningLinks(returned::add);

    private static Stream<Neighbours.Neighbour> decode(String text) {
        return Neighbours.decode(Golden.message(text)).stream();
    }

    private static StackInterface link(int index, boolean carrier) {
        return new StackInterface(index, "lan" + index, new MacAddress(index), 1500, true, carrier);
    }

    @Test
    void neighboursOfBothFamiliesAreDecoded() {
        assertThat(decode(Golden.NEIGHBOUR)).containsExactly(new Neighbours.Neighbour(3, CLIENT, false));
        assertThat(decode(Golden.NEIGHBOUR_V6))
                .containsExactly(new Neighbours.Neighbour(3, IpAddress.of("ff02::16"), false));
    }

    @Test
    void theKernelDoesNotKnowThoseItAsksForAndThoseItHasAskedForInVain() {
        assertThat(decode(Golden.NEIGHBOUR.replace("0400 00 01", "0100 00 01")))
                .containsExactly(new Neighbours.Neighbour(3, CLIENT, true));
        assertThat(decode(Golden.NEIGHBOUR.replace("0400 00 01", "2000 00 01")))
                .containsExactly(new Neighbours.Neighbour(3, CLIENT, true));
    }

    @Test
    void anotherMessageTellsOfNoNeighbour() {
        assertThat(decode(Golden.LINK)).isEmpty();
    }

    @Test
    void aNeighbourIsForgottenByItsAddressAndLink() {
        assertThat(Neighbours.delete(new Neighbours.Neighbour(3, CLIENT, true)))
                .isEqualTo(
                        Golden.hex("24000000 1d00 0500 00000000 00000000 02000000 03000000 00000000 08000100c00002ca"));
    }

    @Test
    void aLinkThatHasACarrierAgainHasReturned() {
        links.look(List.of(link(2, true), link(3, true)));
        links.look(List.of(link(2, false), link(3, true)));
        assertThat(returned).isEmpty();
        links.look(List.of(link(2, true), link(3, true)));
        links.look(List.of(link(2, true), link(3, true)));
        assertThat(returned).containsExactly(2);
    }

    @Test
    void aNewLinkHasNotReturned() {
        links.look(List.of(link(2, true)));
        links.look(List.of(link(2, true), link(3, true)));
        assertThat(returned).isEmpty();
    }
}
