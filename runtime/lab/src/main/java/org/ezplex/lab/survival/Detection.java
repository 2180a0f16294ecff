// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.util.OptionalInt;

/** How a bench tells which failureDetectionMillis its systems had. */
final class Detection {
    private Detection() {}

    static String text(OptionalInt millis) {
        return millis.isPresent()
                ? "failureDetectionMillis " + millis.getAsInt()
                : "the product's own failureDetectionMillis";
    }

    /** Null: the product's own. */
    static JsonValue json(OptionalInt millis) {
        return millis.isPresent() ? Json.createValue(millis.getAsInt()) : JsonValue.NULL;
    }
}
