// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.net.MacAddress;
import org.ezplex.net.PortRange;
import org.ezplex.profile.DistMethod;

/**
 * Records as JSON: an object per record with the names of its components; addresses, prefixes and port ranges as text,
 * enums by name, times in ISO form, bytes in hexadecimal, an absent value as null.
 */
final class Json {
    private final JsonProvider provider;

    Json(JsonProvider provider) {
        this.provider = provider;
    }

    /** One array of all {@code data}, on one line. */
    String write(Collection<?> data) {
        return value(data) + "\n";
    }

    private JsonValue value(Object value) {
        if (value == null) {
            return JsonValue.NULL;
        }
        if (value instanceof Optional<?> optional) {
            return value(optional.orElse(null));
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? provider.createValue(optional.getAsInt()) : JsonValue.NULL;
        }
        if (value instanceof Boolean flag) {
            return flag ? JsonValue.TRUE : JsonValue.FALSE;
        }
        if (value instanceof Integer || value instanceof Long) {
            return provider.createValue(((Number) value).longValue());
        }
        if (value instanceof Collection<?> many) {
            JsonArrayBuilder array = provider.createArrayBuilder();
            many.forEach(one -> array.add(value(one)));
            return array.build();
        }
        if (value instanceof Map<?, ?> map) {
            JsonObjectBuilder object = provider.createObjectBuilder();
            map.forEach((name, one) -> object.add(String.valueOf(name), value(one)));
            return object.build();
        }
        return isText(value) ? provider.createValue(text(value)) : record((Record) value);
    }

    private static boolean isText(Object value) {
        return !(value instanceof Record)
                || value instanceof IpAddress
                || value instanceof IpPrefix
                || value instanceof MacAddress
                || value instanceof PortRange;
    }

    private static String text(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return HexFormat.of().formatHex(copy);
        }
        return value instanceof Instant instant ? instant.toString() : String.valueOf(value);
    }

    private JsonValue record(Record data) {
        JsonObjectBuilder object = provider.createObjectBuilder();
        if (data instanceof DistMethod method) {
            object.add("keyword", method.keyword());
        }
        for (RecordComponent component : data.getClass().getRecordComponents()) {
            object.add(component.getName(), value(component(data, component)));
        }
        return object.build();
    }

    private static Object component(Record data, RecordComponent component) {
        try {
            return component.getAccessor().invoke(data);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component + " of " + data.getClass(), e);
        }
    }
}
