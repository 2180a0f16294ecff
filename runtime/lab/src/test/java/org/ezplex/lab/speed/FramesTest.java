// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FramesTest {
    private static final Frames FRAMES4 = new Frames(
            false, "02:00:00:00:00:01", "02:00:00:00:00:02", "192.0.2.201", "192.0.2.100", List.of(40000, 40002));
    private static final Frames FRAMES6 = new Frames(
            true, "02:00:00:00:00:01", "02:00:00:00:00:02", "2001:db8:1::201", "2001:db8:1::100", List.of(40000));

    @Test
    void segmentsAreOfTheClientsConnections() {
        assertThat(FRAMES4.of(Traffic.MANY_FLOWS, 0))
                .isEqualTo(
                        """
                        { eth(da=02:00:00:00:00:02, sa=02:00:00:00:00:01), ipv4(sa=192.0.2.201, da=192.0.2.100, tos=4, ttl=64), tcp(sp=40000, dp=8080, ack) }
                        { eth(da=02:00:00:00:00:02, sa=02:00:00:00:00:01), ipv4(sa=192.0.2.201, da=192.0.2.100, tos=4, ttl=64), tcp(sp=40002, dp=8080, ack) }
                        """);
        assertThat(FRAMES4.of(Traffic.ONE_FLOW, 0).lines()).hasSize(1);
        assertThat(FRAMES6.of(Traffic.ONE_FLOW, 0))
                .contains("ipv6(sa=2001:db8:1::201, da=2001:db8:1::100, tc=4, hl=64), tcp(sp=40000");
    }

    @Test
    void eachSeriesOfSynsIsOfOtherConnections() {
        for (Frames frames : List.of(FRAMES4, FRAMES6)) {
            Set<String> sources = new HashSet<>();
            for (int series = 0; series < 16_384; series += 16) {
                Pattern.compile(" ip.\\w\\(sa=(\\S+),")
                        .matcher(frames.of(Traffic.SYN, series))
                        .results()
                        .forEach(source -> sources.add(source.group(1)));
            }
            assertThat(sources).hasSize(1024 * 8);
        }
        assertThat(FRAMES4.of(Traffic.SYN, 16_383))
                .contains("sa=198.19.255.255,")
                .contains("sp=dinc(1024, 65535)", "syn");
    }

    @Test
    void whatIsMarkedIsDropped() {
        assertThat(Frames.dropFilter(false))
                .isEqualTo("7,40 0 0 12,21 0 4 2048,40 0 0 14,84 0 0 255,21 0 1 4,6 0 0 2,6 0 0 4294967295");
        assertThat(Frames.dropFilter(true)).contains("84 0 0 4080,21 0 1 64,");
    }
}
