// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private static List<JsonObject> rows(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readArray().getValuesAs(JsonObject.class);
        }
    }

    @Test
    void aConnectionIsNamedWithTheTargetItGoesTo() {
        List<JsonObject> entries = rows(
                """
                [{"connection":{"local":"192.0.2.100","localPort":8080,"remote":"192.0.2.210","remotePort":1024},
                  "target":"198.51.100.12","state":"ESTABLISHED","origin":"NEWCONN"},
                 {"connection":{"local":"2001:db8:1::100","localPort":8080,"remote":"2001:db8:1::201","remotePort":50001},
                  "target":"2001:db8:2::13","state":"ESTABLISHED","origin":"SYN"}]
                """);
        assertThat(Reports.routed(entries))
                .containsExactly("192.0.2.210..1024 198.51.100.12", "2001:db8:1::201..50001 2001:db8:2::13");
    }
}
