// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lines of a profile in the making. */
final class Writing {
    private final List<String> lines = new ArrayList<>();
    private int statements;

    /** A statement on one line: the words that are not empty. */
    Writing statement(Object... words) {
        statements++;
        lines.add(joined(words));
        return this;
    }

    /** A statement with a line for each operand, or nothing where there are none; {@code end} ends its list, if not empty. */
    Writing list(String name, List<String> operands, String end) {
        if (!operands.isEmpty()) {
            statement(name);
            operands.forEach(operand -> lines.add("  " + operand));
            frame(end);
        }
        return this;
    }

    /** What begins or ends a block and is no statement of its own. */
    void frame(String word) {
        if (!word.isEmpty()) {
            lines.add(word);
        }
    }

    ProfileText text() {
        return new ProfileText(lines, statements);
    }

    static String joined(Object... words) {
        return Stream.of(words).map(Object::toString).filter(w -> !w.isEmpty()).collect(Collectors.joining(" "));
    }

    /** {@code word} if {@code there}, else nothing. */
    static String when(boolean there, String word) {
        return there ? word : "";
    }

    /** Options as they were coded: OFF with NO before the name, ON by the name alone, others with their value. */
    static List<String> coded(Map<String, String> options) {
        return new TreeMap<>(options)
                .entrySet().stream()
                        .map(option -> switch (option.getValue()) {
                            case "ON" -> option.getKey();
                            case "OFF" -> "NO" + option.getKey();
                            default -> option.getKey() + " " + option.getValue();
                        })
                        .toList();
    }
}
