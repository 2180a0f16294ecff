// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The words of a command line: options, words, and what stands behind {@code --}. */
final class Arguments {
    private final Map<String, String> options = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    private final List<String> rest = new ArrayList<>();

    /** A command line nobody understands. */
    static final class UsageException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }

        UsageException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Splits a command line.
     *
     * @param flags the options without a value
     * @param valued the options with one
     */
    Arguments(List<String> line, Set<String> flags, Set<String> valued) {
        Deque<String> left = new ArrayDeque<>(line);
        while (!left.isEmpty()) {
            String word = left.pop();
            if (word.equals("--")) {
                rest.addAll(left);
                return;
            }
            if (flags.contains(word)) {
                options.put(word, "");
            } else if (valued.contains(word)) {
                if (left.isEmpty()) {
                    throw new UsageException(word + " needs a value");
                }
                options.put(word, left.pop());
            } else if (word.startsWith("-")) {
                throw new UsageException("unknown option " + word);
            } else {
                words.add(word);
            }
        }
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    Optional<String> value(String option) {
        return Optional.ofNullable(options.get(option));
    }

    /** The value of an option, from {@code least} to {@code most}. */
    int number(String option, int otherwise, int least, int most) {
        return value(option).map(text -> bounded(option, text, least, most)).orElse(otherwise);
    }

    /** The words of a list with commas, each once, in small or capital letters. */
    List<String> choices(String option, List<String> all, List<String> otherwise) {
        return value(option)
                .map(text -> Stream.of(text.split(",", -1))
                        .map(word -> oneOf(option, word, all))
                        .distinct()
                        .toList())
                .orElse(otherwise);
    }

    /** A word. */
    String choice(String option, List<String> all, String otherwise) {
        return value(option).map(word -> oneOf(option, word, all)).orElse(otherwise);
    }

    private static String oneOf(String option, String word, List<String> all) {
        return all.stream()
                .filter(word::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> new UsageException(option + " has no '" + word + "' but " + String.join(", ", all)));
    }

    /** Writes a text to the file that {@code option} names, if it is given. */
    void write(String option, String text) {
        value(option).map(Path::of).ifPresent(file -> {
            try {
                Files.writeString(file, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The {@code index}th word as a number, from {@code least} to {@code most}, or another. */
    int numberOr(int index, String what, int otherwise, int least, int most) {
        return index < words.size() ? bounded(what, words.get(index), least, most) : otherwise;
    }

    private static int bounded(String what, String text, int least, int most) {
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new UsageException(what + " is a number from " + least + " to " + most + ", not " + text, e);
        }
        throw new UsageException(what + " is a number from " + least + " to " + most + ", not " + text);
    }

    /** The {@code index}th word. */
    String word(int index, String what) {
        if (index >= words.size()) {
            throw new UsageException(what + " is missing");
        }
        return words.get(index);
    }

    /** The {@code index}th word, or another. */
    String wordOr(int index, String otherwise) {
        return index < words.size() ? words.get(index) : otherwise;
    }

    /** Fails if there are more than {@code most} words. */
    Arguments atMost(int most) {
        if (words.size() > most) {
            throw new UsageException("what is '" + words.get(most) + "'?");
        }
        return this;
    }

    /** What stands behind {@code --}. */
    List<String> rest() {
        return List.copyOf(rest);
    }
}
