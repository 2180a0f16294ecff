// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a load of HTTP requests came to.
 *
 * @param served how many requests each server answered
 * @param failures how many failed, by kind: refused, connect timeout, answer timeout, reset, ended early, no route
 * @param seconds how long it took
 * @param perSecond answers per second
 * @param medianMillis median time of an exchange
 * @param p99Millis 99th percentile of it
 * @param maxMillis the longest
 */
public record Load(
        Map<String, Long> served,
        Map<String, Long> failures,
        double seconds,
        double perSecond,
        double medianMillis,
        double p99Millis,
        double maxMillis) {
    /** The exit code of a program that SIGINT ended: Ctrl-C reaches the client as well as this process. */
    private static final int INTERRUPTED = 130;

    /** Copies the maps. */
    public Load {
        served = Map.copyOf(served);
        failures = Map.copyOf(failures);
    }

    /** How many requests were answered. */
    public long answered() {
        return served.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many failed. */
    public long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Runs the client on {@code host} to its end: short connections unless the options say {@code --keep-alive}. */
    public static Load run(LabHost host, String address, int port, int requests, String... options) {
        ExecResult result = host.execLabJava(arguments(address, port, requests, options));
        if (result.exitCode() == INTERRUPTED) {
            throw new LabException("interrupted");
        }
        if (result.exitCode() > 1) {
            throw new LabException("the client ended with " + result.exitCode() + ": "
                    + result.stderr().strip());
        }
        return parse(result.stdout());
    }

    /** Starts the client on {@code host} in the background; {@link #outcome} reads what it came to. */
    public static LabHost.Background start(LabHost host, String address, int port, int requests, String... options) {
        return host.startLabJava("load-" + System.nanoTime(), arguments(address, port, requests, options));
    }

    /** What a client in the background came to; waits for its end. */
    public static Load outcome(LabHost.Background client) {
        return parse(client.awaitOutput());
    }

    private static String[] arguments(String address, int port, int requests, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "org.ezplex.lab.client.LoadMain",
                "--host",
                address,
                "--port",
                Integer.toString(port),
                "--requests",
                Integer.toString(requests)));
        arguments.addAll(List.of(options));
        return arguments.toArray(String[]::new);
    }

    static Load parse(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            JsonObject object = reader.readObject();
            return new Load(
                    counts(object.getJsonObject("served")),
                    counts(object.getJsonObject("failures")),
                    object.getJsonNumber("seconds").doubleValue(),
                    object.getJsonNumber("perSecond").doubleValue(),
                    object.getJsonNumber("medianMillis").doubleValue(),
                    object.getJsonNumber("p99Millis").doubleValue(),
                    object.getJsonNumber("maxMillis").doubleValue());
        } catch (JsonException e) {
            throw new LabException("the client's report is no JSON: " + json.strip(), e);
        }
    }

    private static Map<String, Long> counts(JsonObject object) {
        Map<String, Long> counts = new TreeMap<>();
        object.forEach((key, value) -> counts.put(key, object.getJsonNumber(key).longValue()));
        return counts;
    }
}
