// SPDX-License-Identifier: Apache-2.0
package org.ezplex.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    /** RFC 4291 section 2.2 and RFC 5952: as written, as printed. */
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "192.0.2.100, 192.0.2.100",
        "10.1.1.01, 10.1.1.1", // decimal, never octal
        "010.000.00.008, 10.0.0.8",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "2001:DB8:0:0:8:800:200C:417A, 2001:db8::8:800:200c:417a",
        "FF01:0:0:0:0:0:0:101, ff01::101",
        "0:0:0:0:0:0:0:1, ::1",
        "0:0:0:0:0:0:0:0, ::",
        "2001:0db8::0001, 2001:db8::1", // RFC 5952 2.1, 4.1
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1", // 4.2.1
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1", // 4.2.2: not for one group
        "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1", // 4.2.3: the longest run
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1", // of equal ones the first
        "0:0:1:0:0:0:0:0, 0:0:1::",
        "1:0:0:0:0:0:0:0, 1::",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "::ffff:192.0.2.1, 192.0.2.1", // mapped ones are IPv4
        "0:0:0:0:0:ffff:c000:201, 192.0.2.1",
        "::13.1.68.3, ::d01:4403",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304"
    })
    void textIsReadAndPrintedInItsCanonicalForm(String written, String printed) {
        assertThat(IpAddress.of(written)).hasToString(printed);
        assertThat(IpAddress.of(printed)).isEqualTo(IpAddress.of(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "256.1.1.1",
                "1.2.3.-4",
                "+1.2.3.4",
                "1.2.3.4 ",
                " 1.2.3.4",
                "0x1.2.3.4",
                "1.2.3.4/24",
                "1,2,3,4",
                "a.b.c.d",
                "1234.1.1.1",
                "99999999999999999999.1.1.1",
                "\u0661.2.3.4",
                "\uff11.2.3.4",
                ":",
                ":::",
                "::::",
                "1",
                "1:",
                ":1",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "::1::",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1::2:3:4:5:6:7:8",
                "12345::",
                "g::",
                "-1::",
                "+1::",
                "::1%eth0",
                "::1%",
                "[::1]",
                "fe80::1/64",
                " ::1",
                "::1 ",
                "::1.2.3",
                "::1.2.3.4.5",
                "::256.1.1.1",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::.1.2.3",
                "\u0661::",
                "localhost",
                "example.com",
                "0xC0000264",
                "3221225985"
            })
    void anythingElseIsNoAddress(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
        assertThatThrownBy(() -> IpAddress.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyAddressSurvivesItsTextAndItsOctets() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            IpAddress address = random.nextBoolean()
                    ? IpAddress.v4(random.nextInt())
                    : new IpAddress(sparse(random), sparse(random));
            assertThat(IpAddress.of(address.toString())).as("seed %d", seed).isEqualTo(address);
            assertThat(IpAddress.of(address.octets())).as("seed %d", seed).isEqualTo(address);
            assertThat(IpAddress.of(address.toInetAddress()))
                    .as("seed %d", seed)
                    .isEqualTo(address);
        }
    }

    @Test
    void theJdkReadsWhatIsPrinted() throws UnknownHostException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 5000; i++) {
            IpAddress address = new IpAddress(sparse(random), sparse(random));
            assertThat(InetAddress.getByName(address.toString()))
                    .as("seed %d", seed)
                    .isEqualTo(address.toInetAddress());
        }
    }

    /** Groups that are 0 more often than not, so that runs of them come about. */
    private static long sparse(Random random) {
        long half = 0;
        for (int group = 0; group < 4; group++) {
            half = half << 16 | (random.nextInt(3) == 0 ? random.nextInt(0x10000) : 0);
        }
        return half;
    }

    @Test
    void hostileTextIsRefusedWithoutAnyOtherException() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String alphabet = "0123456789abcdefABCDEF::::....%/+- gx\u0661\u0000";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(24); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            IpAddress.parse(text.toString()).ifPresent(address -> assertThat(IpAddress.parse(address.toString()))
                    .as("seed %d text %s", seed, text)
                    .contains(address));
        }
        assertThat(IpAddress.parse(":".repeat(100_000))).isEmpty();
        assertThat(IpAddress.parse("1.".repeat(100_000))).isEmpty();
        assertThat(IpAddress.parse("1:".repeat(100_000))).isEmpty();
    }

    @Test
    void onlyFourOrSixteenOctetsAreAnAddress() {
        for (int length : new int[] {0, 3, 5, 15, 17}) {
            assertThatThrownBy(() -> IpAddress.of(new byte[length])).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void familiesAndKindsAreTold() {
        assertThat(IpAddress.of("192.0.2.1").isV4()).isTrue();
        assertThat(IpAddress.of("::1").isV4()).isFalse();
        assertThat(IpAddress.of("::fffe:1.2.3.4").isV4()).isFalse();
        assertThat(Stream.of("0.0.0.0", "::").map(IpAddress::of)).allMatch(IpAddress::isAny);
        assertThat(Stream.of("0.0.0.1", "::1").map(IpAddress::of)).noneMatch(IpAddress::isAny);
        assertThat(Stream.of("224.0.0.1", "239.255.255.255", "ff02::1").map(IpAddress::of))
                .allMatch(IpAddress::isMulticast);
        assertThat(Stream.of("223.255.255.255", "240.0.0.0", "fe80::1").map(IpAddress::of))
                .noneMatch(IpAddress::isMulticast);
        assertThat(Stream.of("127.0.0.1", "127.255.0.1", "::1").map(IpAddress::of))
                .allMatch(IpAddress::isLoopback);
        assertThat(Stream.of("128.0.0.1", "::2", "::").map(IpAddress::of)).noneMatch(IpAddress::isLoopback);
        assertThat(Stream.of("fe80::1", "febf::1").map(IpAddress::of)).allMatch(IpAddress::isLinkLocal6);
        assertThat(Stream.of("fec0::1", "fe7f::1", "169.254.1.1").map(IpAddress::of))
                .noneMatch(IpAddress::isLinkLocal6);
    }

    @Test
    void addressesSortByValueUnsigned() {
        List<String> sorted =
                List.of("::", "::1", "0.0.0.0", "9.1.1.1", "192.0.2.1", "255.1.1.1", "::1:0:0:0", "2001::", "ff02::1");
        assertThat(sorted.stream().map(IpAddress::of)).isSorted();
    }
}
