// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpeedResultTest {
    private static final Measured.Round ROUND =
            new Measured.Round(new HttpResult(10_000, 1, 2, 3, 0), new HttpResult(40_000, 0.1, 0.4, 2, 0), 25);
    private static final HttpResult KEPT = new HttpResult(40_000, 0.1, 0.4, 2, 0);
    private static final HttpResult HALF = new HttpResult(20_000, 0.1, 0.9, 2, 0);
    private static final HttpResult OPENED = new HttpResult(5000, 0.1, 0.8, 2, 0);
    private static final Trial SENT = new Trial(1, 300_000, 200_000, new Cpu(1, 0.5));
    private static final Trial LOSS_FREE = new Trial(2, 300_000, 300_000, new Cpu(3, 1));
    private static final Trial LOST = new Trial(1, 1000, 0, new Cpu(1, 0));
    private static final SpeedResult RESULT = new SpeedResult(
            new SpeedPlan("bench", 1, 3, false),
            List.of(
                    new Measured(
                            "direct",
                            List.of(ROUND),
                            Map.of(Traffic.MANY_FLOWS, new PacketResult(SENT, Optional.of(LOSS_FREE)))),
                    new Measured(
                            "ezplex portable",
                            List.of(ROUND),
                            Map.of(Traffic.MANY_FLOWS, new PacketResult(LOST, Optional.empty()))),
                    new Measured("HAProxy TCP", List.of(ROUND), Map.of())),
            List.of(
                    new FloodResult("direct", 400_000, KEPT, HALF, OPENED, 0),
                    new FloodResult("ezplex portable", 300_000, KEPT, HALF, OPENED, 3 << 20)),
            List.of(new TableSize(1000, 4000, 64_000, 5000, 80_000, 1_000_000_000, 2_000_000_000, 3_000_000_000L, 300)),
            1.5,
            7.25,
            List.of("nftlb DSR is not here"));

    @Test
    void jsonHasAllOfIt() {
        try (var reader = Json.createReader(new StringReader(RESULT.json()))) {
            JsonObject json = reader.readObject();
            JsonObject packets = json.getJsonArray("ways")
                    .getJsonObject(0)
                    .getJsonObject("packets")
                    .getJsonObject("manyFlows");
            assertThat(packets.getJsonObject("lossFree").getInt("arrivedPerSecond"))
                    .isEqualTo(150_000);
            assertThat(packets.getJsonObject("flatOut").getInt("offeredPerSecond"))
                    .isEqualTo(300_000);
            assertThat(packets.getJsonObject("flatOut").getInt("machineCpuSeconds"))
                    .isEqualTo(1);
            assertThat(json.getJsonArray("ways")
                            .getJsonObject(1)
                            .getJsonObject("packets")
                            .getJsonObject("manyFlows"))
                    .containsOnlyKeys("flatOut");
            assertThat(json.getJsonArray("ways").getJsonObject(2).getJsonObject("packets"))
                    .isEmpty();
            assertThat(json.getJsonArray("tables").getJsonObject(0).getInt("installSeconds"))
                    .isEqualTo(2);
            assertThat(json.getJsonArray("floods").getJsonObject(1).getInt("requestsPerSecond"))
                    .isEqualTo(20_000);
            assertThat(json.getJsonArray("tables").getJsonObject(0).getInt("installByPacketsSeconds"))
                    .isEqualTo(3);
            assertThat(json.getJsonArray("tables").getJsonObject(0).getInt("frameNanos"))
                    .isEqualTo(300);
            assertThat(json.getJsonNumber("idlePercent").doubleValue()).isEqualTo(1.5);
            assertThat(json.getJsonNumber("startSeconds").doubleValue()).isEqualTo(7.25);
            assertThat(json.getJsonArray("absent")).hasSize(1);
        }
    }

    @Test
    void theTableHasALineForEachWayAndKindOfPackets() {
        assertThat(RESULT.table().lines())
                .anyMatch(line -> line.matches("direct +many flows +150000 +150000 +1.00 +200000 +300000 +5.00 +2.50"))
                .anyMatch(line -> line.startsWith("ezplex portable  many flows"))
                .noneMatch(line -> line.startsWith("HAProxy TCP  many flows"))
                .anyMatch(line ->
                        line.matches("ezplex portable +300000 +40000 +20000 +0.50 +0.40 +0.90 +5000 +0.80 +0 +3"))
                .anyMatch(line -> line.equals(
                        "ezplex portable, kept connections under a flood, of direct: 1.00, at least 0.80: MET"))
                .anyMatch(line -> line.matches(" +1000 +68 +80 +1.00 +2.00 +3.00 +300"))
                .anyMatch(line -> line.contains("uses 1.5 % of a processor"));
    }

    @Test
    void thePlotHasAPanelForWhatWasMeasuredAndABarForEachWay() {
        String plot = RESULT.plot();
        assertThat(plot).contains(">150,000<", ">not measured<", ">25.00<", "prefers-color-scheme: dark");
        assertThat(plot).contains("many flows").doesNotContain("SYNs per second");
        assertThat(plot.split("<rect class=\"ezplex\"", -1)).hasSize(1 + 6);
    }
}
