// SPDX-License-Identifier: Apache-2.0
package org.ezplex.settings.provider;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ezplex.system.SettingKind;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.metatype.AttributeDefinition;

/**
 * One value against the definition of its setting. What Declarative Services converts without loss is not wrong: a number in quotes,
 * a list of one, a number where a text is wanted.
 */
final class ValueCheck {
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,40}");
    /** A {@link SettingKind#DEVICE_NAME}. */
    private static final Pattern DEVICE_NAME =
            Pattern.compile("(?=.{1,15}$)(?!\\.\\.?$)[!-~&&[^%/:]]*(%d)?[!-~&&[^%/:]]*");

    private static final int LONGEST_SHOWN = 60;

    private final AttributeDefinition definition;
    private final Object value;

    private ValueCheck(AttributeDefinition definition, Object value) {
        this.definition = definition;
        this.value = value;
    }

    static Optional<Finding> of(AttributeDefinition definition, Object value) {
        return Optional.ofNullable(new ValueCheck(definition, value).finding());
    }

    private Finding finding() {
        List<?> values = list(value);
        if (definition.getCardinality() != 0) {
            return isMixedList() ? wrong("NOT A LIST OF TEXTS ALONE OR OF NUMBERS ALONE") : ofEach(values);
        }
        return switch (values.size()) {
            case 0 -> wrong("NOT A VALUE");
            case 1 -> values.get(0) == null ? wrong("NOT A VALUE") : ofOne(values.get(0));
            default -> wrong("NOT ONE VALUE");
        };
    }

    private static List<?> list(Object value) {
        if (value instanceof Collection<?> collection) {
            return new ArrayList<>(collection);
        }
        if (value == null || !value.getClass().isArray()) {
            return Arrays.asList(value);
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < Array.getLength(value); i++) {
            values.add(Array.get(value, i));
        }
        return values;
    }

    /**
     * The Configurator makes one text of a list that has more than one kind of value in it, and of an object. An IPv6 address may be in
     * brackets too, but not in quotes.
     */
    private boolean isMixedList() {
        return value instanceof String text
                && text.startsWith("[")
                && text.endsWith("]")
                && (text.contains("\"") || !text.contains(":"));
    }

    private Finding ofEach(List<?> values) {
        return values.stream()
                .map(v -> ofOne(v))
                .filter(f -> f != null)
                .findFirst()
                .map(first -> wrong(first.wrong()))
                .orElse(null);
    }

    private Finding.WrongValue ofOne(Object one) {
        return switch (definition.getType()) {
            case AttributeDefinition.LONG -> whole(one, Long.MIN_VALUE, Long.MAX_VALUE);
            case AttributeDefinition.INTEGER -> whole(one, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case AttributeDefinition.SHORT -> whole(one, Short.MIN_VALUE, Short.MAX_VALUE);
            case AttributeDefinition.BYTE -> whole(one, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case AttributeDefinition.DOUBLE, AttributeDefinition.FLOAT -> fraction(one);
            case AttributeDefinition.BOOLEAN ->
                one instanceof Boolean || "true".equals(one) || "false".equals(one) ? null : wrong("NOT true OR false");
            default -> text(String.valueOf(one));
        };
    }

    private Finding.WrongValue text(String text) {
        if (isTarget() && !isFilter(text)) {
            return wrong("NOT A FILTER");
        }
        return isDeviceName() && !DEVICE_NAME.matcher(text).matches()
                ? wrong("NOT A NAME THAT A NETWORK DEVICE CAN HAVE")
                : null;
    }

    private Finding.WrongValue whole(Object one, long least, long most) {
        Optional<BigInteger> number = wholeNumber(one);
        if (number.isEmpty()) {
            return wrong("NOT A WHOLE NUMBER");
        }
        return bounded(number.get(), BigInteger.valueOf(least), BigInteger.valueOf(most));
    }

    private static Optional<BigInteger> wholeNumber(Object one) {
        if (one instanceof Number number) {
            try {
                return Optional.of(new BigDecimal(number.toString()).toBigIntegerExact());
            } catch (ArithmeticException | NumberFormatException e) {
                return Optional.empty();
            }
        }
        String text = String.valueOf(one);
        return WHOLE.matcher(text).matches() ? Optional.of(new BigInteger(text)) : Optional.empty();
    }

    private Finding.WrongValue bounded(BigInteger number, BigInteger least, BigInteger most) {
        BigInteger inType = number.max(least).min(most);
        BigInteger near = valid(inType) ? inType : nearestValid(inType);
        if (near == null) {
            return wrong("NOT VALID");
        }
        return switch (number.compareTo(near)) {
            case 0 -> null;
            case 1 -> wrong("GREATER THAN " + near, near);
            default -> wrong("LESS THAN " + near, near);
        };
    }

    private boolean valid(BigInteger number) {
        String words = definition.validate(number.toString());
        return words == null || words.isEmpty();
    }

    /**
     * A definition says whether a value is within its limits, not what they are: they are found from the default, which is, and
     * {@code number}, which is not.
     */
    private BigInteger nearestValid(BigInteger number) {
        String[] texts = definition.getDefaultValue();
        String text = texts == null || texts.length == 0 ? "" : texts[0];
        if (!WHOLE.matcher(text).matches() || !valid(new BigInteger(text))) {
            return null;
        }
        BigInteger good = new BigInteger(text);
        BigInteger bad = number;
        while (bad.subtract(good).abs().compareTo(BigInteger.ONE) > 0) {
            BigInteger middle = good.add(bad).shiftRight(1);
            if (valid(middle)) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return good;
    }

    private Finding.WrongValue fraction(Object one) {
        try {
            return Double.isFinite(Double.parseDouble(String.valueOf(one))) ? null : wrong("NOT A NUMBER");
        } catch (NumberFormatException e) {
            return wrong("NOT A NUMBER");
        }
    }

    /** The property by which Declarative Services chooses among services. */
    private boolean isTarget() {
        return definition.getID().endsWith(".target");
    }

    private boolean isDeviceName() {
        return SettingKind.DEVICE_NAME.equals(definition.getName());
    }

    private static boolean isFilter(String text) {
        try {
            FrameworkUtil.createFilter(text);
            return true;
        } catch (InvalidSyntaxException e) {
            return false;
        }
    }

    private Finding.WrongValue wrong(String what) {
        String text = defaultText();
        return new Finding.WrongValue(
                definition.getID(),
                shown(),
                what,
                text.isEmpty() ? "ITS DEFAULT" : "ITS DEFAULT " + text,
                Optional.empty());
    }

    private Finding.WrongValue wrong(String what, BigInteger used) {
        return new Finding.WrongValue(
                definition.getID(), shown(), what, used.toString(), Optional.of(used.longValueExact()));
    }

    private String defaultText() {
        String[] texts = definition.getDefaultValue();
        return texts == null ? "" : String.join(",", texts);
    }

    private String shown() {
        List<?> values = list(value);
        String text =
                values.size() == 1 ? String.valueOf(values.get(0)) : values.isEmpty() ? "null" : values.toString();
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
    }
}
