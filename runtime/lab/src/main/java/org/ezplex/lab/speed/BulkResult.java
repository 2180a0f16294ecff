// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import jakarta.json.Json;
import jakarta.json.JsonException;
import java.io.StringReader;
import org.ezplex.lab.LabException;
import org.ezplex.lab.LabHost;

/** What iperf3 says of one stream from the client to the server. */
final class BulkResult {
    private static final double BITS_PER_GIGABIT = 1e9;

    private BulkResult() {}

    /** Gigabits per second that arrived. */
    static double run(LabHost client, String address, int seconds) {
        return parse(client.exec(
                        "iperf3",
                        "-J",
                        "-c",
                        address,
                        "-p",
                        Integer.toString(Site.BULK_PORT),
                        "-t",
                        Integer.toString(seconds))
                .output());
    }

    static double parse(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readObject()
                            .getJsonObject("end")
                            .getJsonObject("sum_received")
                            .getJsonNumber("bits_per_second")
                            .doubleValue()
                    / BITS_PER_GIGABIT;
        } catch (JsonException | NullPointerException e) {
            throw new LabException("iperf3's report is none: " + json.strip(), e);
        }
    }
}
