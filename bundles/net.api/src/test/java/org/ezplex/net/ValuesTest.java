// SPDX-License-Identifier: Apache-2.0
package org.ezplex.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prefixes, MAC addresses, ports, connections. */
class ValuesTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.100/24, 192.0.2.0, true",
        "192.0.2.100/24, 192.0.2.255, true",
        "192.0.2.100/24, 192.0.3.0, false",
        "192.0.2.100/32, 192.0.2.100, true",
        "192.0.2.100/32, 192.0.2.101, false",
        "192.0.2.100/31, 192.0.2.101, true",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, ::, false",
        "128.0.0.0/1, 127.255.255.255, false",
        "::/0, 2001:db8::1, true",
        "::/0, 192.0.2.1, false",
        "2001:db8:1::/64, 2001:db8:1::ffff:ffff:ffff:ffff, true",
        "2001:db8:1::/64, 2001:db8:1:1::, false",
        "2001:db8:1::/65, 2001:db8:1:0:8000::, false",
        "2001:db8:1::/63, 2001:db8:1:1::, true",
        "2001:db8:1::1/128, 2001:db8:1::1, true",
        "2001:db8:1::1/128, 2001:db8:1::2, false",
        "2001:db8:1::1/127, 2001:db8:1::, true"
    })
    void aPrefixContainsWhatSharesItsBits(String prefix, String address, boolean contained) {
        assertThat(IpPrefix.of(prefix).contains(IpAddress.of(address))).isEqualTo(contained);
    }

    @Test
    void aPrefixIsPrintedAsItIsWritten() {
        assertThat(IpPrefix.of("192.0.2.100/24")).hasToString("192.0.2.100/24");
        assertThat(IpPrefix.of("192.0.2.100")).hasToString("192.0.2.100/32");
        assertThat(IpPrefix.of("2001:db8::1")).hasToString("2001:db8::1/128");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/24",
                "1.2.3.4/",
                "1.2.3.4/33",
                "1.2.3.4/-1",
                "1.2.3.4/-0",
                "1.2.3.4/+8",
                "1.2.3.4/ 8",
                "1.2.3.4/8/8",
                "1.2.3.4/1000",
                "1.2.3.4/a",
                "1.2.3.4/\u0668",
                "::/129",
                "x/8",
                "1.2.3.4/99999999999"
            })
    void anythingElseIsNoPrefix(String text) {
        assertThatThrownBy(() -> IpPrefix.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMacAddressSurvivesItsTextAndItsOctets() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 5000; i++) {
            MacAddress mac = new MacAddress(random.nextLong() >>> 16);
            assertThat(MacAddress.of(mac.toString())).as("seed %d", seed).isEqualTo(mac);
            assertThat(MacAddress.of(mac.octets())).as("seed %d", seed).isEqualTo(mac);
        }
        assertThat(MacAddress.of("2:0:0:A:b:0C")).hasToString("02:00:00:0a:0b:0c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "1:2:3:4:5",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:",
                ":1:2:3:4:5",
                "1:2:3:4:5:100",
                "1:2:3:4:5:-1",
                "1:2:3:4:5:+1",
                "1:2:3:4:5:g",
                "1-2-3-4-5-6",
                "020000000001",
                "1:2:3:4:5: 6",
                "1:2:3:4:5:\u0666"
            })
    void anythingElseIsNoMacAddress(String text) {
        assertThatThrownBy(() -> MacAddress.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMacAddressHasSixOctetsAndPerhapsItsGroupBit() {
        assertThat(MacAddress.BROADCAST.isGroup()).isTrue();
        assertThat(MacAddress.of("01:00:5e:00:00:01").isGroup()).isTrue();
        assertThat(MacAddress.of("02:00:00:00:00:01").isGroup()).isFalse();
        assertThatThrownBy(() -> new MacAddress(1L << 48)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MacAddress(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MacAddress.of(new byte[7])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPortRangeContainsItsEndsAndSortsByThem() {
        PortRange range = new PortRange(80, 90);
        assertThat(range.contains(80)).isTrue();
        assertThat(range.contains(90)).isTrue();
        assertThat(range.contains(79)).isFalse();
        assertThat(range.contains(91)).isFalse();
        assertThat(PortRange.ALL.contains(0)).isFalse();
        assertThat(PortRange.ALL.contains(65535)).isTrue();
        assertThat(range).hasToString("80-90");
        assertThat(PortRange.of(80)).hasToString("80");
        assertThat(Stream.of(PortRange.of(80), range, PortRange.of(81))).isSorted();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "2, 1", "1, 65536", "-1, 1", "65536, 65536"})
    void aPortRangeIsWithinThePorts(int first, int last) {
        assertThatThrownBy(() -> new PortRange(first, last)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aConnectionIsPrintedInTheMannerOfNetstat() {
        assertThat(new TcpConnection(IpAddress.of("192.0.2.100"), 80, IpAddress.of("192.0.2.201"), 40_000))
                .hasToString("192.0.2.100..80 192.0.2.201..40000");
        assertThatThrownBy(() -> new TcpConnection(null, 80, IpAddress.ANY4, 1))
                .isInstanceOf(NullPointerException.class);
    }
}
