// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabException;
import org.ezplex.lab.LabHost;

/**
 * What wrk says of a run.
 *
 * @param perSecond answers per second
 * @param p50 median time until an answer, in milliseconds
 * @param p99 99th percentile of it
 * @param p999 99.9th percentile
 * @param errors requests that failed, connections that could not be made, answers that were none
 */
record HttpResult(double perSecond, double p50, double p99, double p999, long errors) {
    private static final double MICROS_PER_MILLI = 1000;
    private static final double MICROS_PER_SECOND = 1_000_000;

    /** Makes wrk say what it has found as JSON, as its last line. */
    static final String SCRIPT =
            """
            done = function(summary, latency, requests)
              local e = summary.errors
              io.write(string.format(
                '\\n{"requests":%d,"micros":%d,"errors":%d,"p50":%d,"p99":%d,"p999":%d}\\n',
                summary.requests, summary.duration, e.connect + e.read + e.write + e.status + e.timeout,
                latency:percentile(50), latency:percentile(99), latency:percentile(99.9)))
            end
            """;

    /** Asks for {@code seconds}, on {@code connections} connections that are kept, or on a new one for each request. */
    static HttpResult run(LabHost client, Path script, String address, int connections, boolean keep, int seconds) {
        List<String> command = new ArrayList<>(List.of(
                "wrk", "-t", "1", "-c", Integer.toString(connections), "-d", seconds + "s", "-s", script.toString()));
        if (!keep) {
            command.addAll(List.of("-H", "Connection: close"));
        }
        command.add("http://" + (address.contains(":") ? "[" + address + "]" : address) + ":" + Lab.PORT + "/");
        return parse(client.exec(command.toArray(String[]::new)).output());
    }

    static HttpResult parse(String output) {
        String last = output.strip().lines().reduce("", (before, line) -> line);
        try (var reader = Json.createReader(new StringReader(last))) {
            JsonObject said = reader.readObject();
            return new HttpResult(
                    said.getInt("requests") * MICROS_PER_SECOND / said.getInt("micros"),
                    said.getInt("p50") / MICROS_PER_MILLI,
                    said.getInt("p99") / MICROS_PER_MILLI,
                    said.getInt("p999") / MICROS_PER_MILLI,
                    said.getInt("errors"));
        } catch (JsonException | NullPointerException e) {
            throw new LabException("wrk's report is none: " + output.strip(), e);
        }
    }
}
