// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private static final List<Reports.Destination> DESTINATIONS = List.of(
            new Reports.Destination("192.0.2.100", 8080, "198.51.100.12", "SYS2", 1, 0, 1),
            new Reports.Destination("192.0.2.100", 8081, "198.51.100.12", "SYS2", 1, 0, 0),
            new Reports.Destination("2001:db8:1::100", 8080, "2001:db8:2::13", "SYS3", 1, 0, 1));

    private static List<JsonObject> rows(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readArray().getValuesAs(JsonObject.class);
        }
    }

    @Test
    void aConnectionIsNamedWithTheSystemItGoesTo() {
        List<JsonObject> entries = rows(
                """
                [{"connection":{"local":"192.0.2.100","localPort":8080,"remote":"192.0.2.210","remotePort":1024},
                  "target":"198.51.100.12","state":"ESTABLISHED","origin":"NEWCONN"},
                 {"connection":{"local":"2001:db8:1::100","localPort":8080,"remote":"2001:db8:1::201","remotePort":50001},
                  "target":"2001:db8:2::13","state":"ESTABLISHED","origin":"SYN"}]
                """);
        assertThat(Reports.routed(entries, DESTINATIONS))
                .containsExactly("192.0.2.210..1024 SYS2", "2001:db8:1::201..50001 SYS3");
    }

    @Test
    void aTargetWithoutServerIsNamedByItsAddress() {
        List<JsonObject> entries = rows(
                """
                [{"connection":{"local":"192.0.2.100","localPort":8080,"remote":"192.0.2.210","remotePort":1024},
                  "target":"198.51.100.14","state":"ESTABLISHED","origin":"NEWCONN"}]
                """);
        assertThat(Reports.routed(entries, DESTINATIONS)).containsExactly("192.0.2.210..1024 198.51.100.14");
    }
}
