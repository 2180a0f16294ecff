// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ezplex.nic.NicDriver;
import org.ezplex.nic.NicException;
import org.junit.jupiter.api.Test;

class DriversTest {
    private static final NicDriver NEVER_CALLED = (name, arrivals, departures) -> {
        throw new AssertionError();
    };

    private final List<String> able = new ArrayList<>();
    private final List<String> passedOver = new ArrayList<>();
    private final Drivers drivers = new Drivers(List.of(
            service(Map.of("nic.driver", "pcap")),
            service(Map.of("nic.driver", "ring", "service.ranking", 100)),
            service(Map.of("nic.driver", "worse", "service.ranking", -1))));

    private static Map.Entry<Map<String, Object>, NicDriver> service(Map<String, Object> properties) {
        return Map.entry(properties, NEVER_CALLED);
    }

    private String first() {
        return drivers.first(
                choice -> {
                    if (!able.contains(choice.name())) {
                        throw new NicException(choice.name() + " cannot");
                    }
                    return choice.name();
                },
                (choice, why) -> passedOver.add(choice.name() + ": " + why.getMessage()));
    }

    @Test
    void theBestOneThatCanIsTaken() {
        able.addAll(List.of("pcap", "ring", "worse"));
        assertThat(first()).isEqualTo("ring");
        assertThat(passedOver).isEmpty();
    }

    @Test
    void thoseThatAreBetterAndCannotAreTold() {
        able.add("worse");
        assertThat(first()).isEqualTo("worse");
        assertThat(passedOver).containsExactly("ring: ring cannot", "pcap: pcap cannot");
    }

    @Test
    void ifNoneCanTheBestOneSaysWhyAndNothingElseIsTold() {
        assertThatThrownBy(this::first).isInstanceOf(NicException.class).hasMessage("ring cannot");
        assertThat(passedOver).isEmpty();
    }

    @Test
    void aBetterOneIsOneThatGoesBeforeAndIsNotKnownToBeUnfit() {
        NicDriver ring = (name, arrivals, departures) -> null;
        NicDriver pcap = (name, arrivals, departures) -> null;
        Drivers both = new Drivers(List.of(
                Map.entry(Map.of("nic.driver", "pcap"), pcap),
                Map.entry(Map.of("nic.driver", "ring", "service.ranking", 100), ring)));
        assertThat(both.hasBetterThan(pcap, Set.of())).isTrue();
        assertThat(both.hasBetterThan(pcap, Set.of(ring))).isFalse();
        assertThat(both.hasBetterThan(ring, Set.of())).isFalse();
    }

    @Test
    void oneThatIsThereNoMoreIsNotAmongThem() {
        assertThat(drivers.has(NEVER_CALLED)).isTrue();
        assertThat(drivers.has((name, arrivals, departures) -> null)).isFalse();
    }
}
