// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;

/**
 * What a console command answered.
 *
 * @param command the command
 * @param exitCode 0 if it did what it said
 * @param text its output
 */
public record ConsoleReply(String command, int exitCode, String text) {
    /** Whether the exit code is 0. */
    public boolean ok() {
        return exitCode == 0;
    }

    /** The output. @throws LabException if the command failed */
    public String output() {
        if (!ok()) {
            throw new LabException("console command '" + command + "' ended with " + exitCode + ": " + text.strip());
        }
        return text;
    }

    /** The rows of a report asked for with --json: an array of objects, or one object. @throws LabException if it is neither */
    public List<JsonObject> rows() {
        try (var reader = Json.createReader(new StringReader(output()))) {
            JsonValue value = reader.readValue();
            return value.getValueType() == JsonValue.ValueType.ARRAY
                    ? value.asJsonArray().getValuesAs(JsonObject.class)
                    : List.of(value.asJsonObject());
        } catch (JsonException | ClassCastException e) {
            throw new LabException(
                    "console command '" + command + "' did not answer with JSON rows: " + text.strip(), e);
        }
    }
}
