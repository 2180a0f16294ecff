// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packager;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The options of a verb, each with a value. */
final class Options {
    private final Map<String, String> values = new HashMap<>();

    /** @param known the names of those that there are */
    Options(List<String> words, List<String> known) throws UsageException {
        for (int i = 0; i < words.size(); i += 2) {
            String option = words.get(i);
            if (!known.contains(option)) {
                throw new UsageException("unknown option " + option);
            }
            if (i + 1 == words.size()) {
                throw new UsageException(option + " wants a value");
            }
            values.put(option, words.get(i + 1));
        }
    }

    String text(String option) throws UsageException {
        String value = values.get(option);
        if (value == null) {
            throw new UsageException(option + " is missing");
        }
        return value;
    }

    String text(String option, String otherwise) {
        return values.getOrDefault(option, otherwise);
    }

    Path path(String option) throws UsageException {
        return Path.of(text(option));
    }

    /** From 1 to {@code most}. */
    int number(String option, String otherwise, int most) throws UsageException {
        String value = text(option, otherwise);
        if (value.matches("[1-9][0-9]{0,5}") && Integer.parseInt(value) <= most) {
            return Integer.parseInt(value);
        }
        throw new UsageException(option + " wants a number from 1 to " + most);
    }
}
