// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a file of configuration: an object with an object of settings for each PID, in JSON with comments. It is read here,
 * before anything starts, because the Configurator does not say where a file is wrong, and goes on without it.
 *
 * @param plain without comments, and with an empty list for each null: for a null the Configurator drops the whole configuration
 *     without a word, of the empty list the operator is told when the settings are checked
 * @param pids what is configured, in the order of the file
 */
record ConfigurationText(String plain, List<String> pids) {
    static ConfigurationText of(String text) throws MalformedException {
        return new Reader(text).file();
    }

    /** Reads once, from the beginning to the end. */
    private static final class Reader {
        private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
        private static final Pattern STRING =
                Pattern.compile("\"([^\"\\\\\\x00-\\x1f]|\\\\[\"\\\\/bfnrt]|\\\\u[0-9a-fA-F]{4})*+\"");
        private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_]+");
        private static final String NO_VALUE = "[]  ";
        private static final int DEEPEST = 100;
        private static final int FILE = 1;
        private static final int SETTINGS = 2;

        private final String text;
        private final StringBuilder plain;
        private final List<String> pids = new ArrayList<>();
        private int at;

        Reader(String text) {
            this.text = text;
            this.plain = new StringBuilder(text);
        }

        ConfigurationText file() throws MalformedException {
            skip();
            if (peek() != '{') {
                throw wrong("{ is expected");
            }
            object(FILE);
            skip();
            if (at < text.length()) {
                throw wrong("the file should end after its last }");
            }
            return new ConfigurationText(plain.toString(), List.copyOf(pids));
        }

        private void object(int depth) throws MalformedException {
            Set<String> names = new HashSet<>();
            int begin = at++;
            skip();
            if (peek() == '}') {
                at++;
                return;
            }
            do {
                skip();
                member(depth, names);
                skip();
            } while (goesOn('}', begin));
        }

        private void member(int depth, Set<String> names) throws MalformedException {
            if (peek() != '"') {
                throw wrong("a name in quotes is expected");
            }
            int begin = at;
            String name = string();
            if (!names.add(depth == SETTINGS ? setting(name) : name)) {
                throw new MalformedException(text, begin, name + " is there twice");
            }
            skip();
            if (peek() != ':') {
                throw wrong(": is expected after \"" + name + "\"");
            }
            at++;
            skip();
            if (depth == FILE && !name.startsWith(":configurator:")) {
                pids.add(name);
                if (peek() != '{') {
                    throw wrong("{ is expected, the settings of \"" + name + "\"");
                }
            }
            value(depth + 1);
        }

        /** Settings are told apart without their types, and by more than upper and lower case. */
        private static String setting(String name) {
            int type = name.indexOf(':', 1);
            return (type < 0 ? name : name.substring(0, type)).toLowerCase(Locale.ROOT);
        }

        private void value(int depth) throws MalformedException {
            if (depth > DEEPEST) {
                throw wrong("this is too deep");
            }
            switch (peek()) {
                case '{' -> object(depth);
                case '[' -> array(depth);
                case '"' -> string();
                default -> word();
            }
        }

        private void array(int depth) throws MalformedException {
            int begin = at++;
            skip();
            if (peek() == ']') {
                at++;
                return;
            }
            do {
                skip();
                value(depth + 1);
                skip();
            } while (goesOn(']', begin));
        }

        private boolean goesOn(char end, int begin) throws MalformedException {
            char next = peek();
            if (next != ',' && next != end) {
                String begun = end == '}' ? "{" : "[";
                throw at < text.length()
                        ? wrong("a comma or " + end + " is expected")
                        : new MalformedException(
                                text, begin, "the " + end + " that belongs to this " + begun + " is missing");
            }
            at++;
            return next == ',';
        }

        private String string() throws MalformedException {
            Matcher matcher = STRING.matcher(text).region(at, text.length());
            if (!matcher.lookingAt()) {
                throw wrong("this text does not end on its line, or has a \\ that stands for nothing");
            }
            at = matcher.end();
            return text.substring(matcher.start() + 1, at - 1);
        }

        private void word() throws MalformedException {
            Matcher number = NUMBER.matcher(text).region(at, text.length());
            Matcher word = WORD.matcher(text).region(at, text.length());
            int begin = at;
            if (number.lookingAt()) {
                at = number.end();
            } else if (word.lookingAt() && List.of("true", "false", "null").contains(word.group())) {
                at = word.end();
                if (word.group().equals("null")) {
                    plain.replace(begin, at, NO_VALUE);
                }
            } else {
                throw wrong(
                        word.lookingAt() ? word.group() + " is no value; a text needs quotes" : "a value is expected");
            }
        }

        private void skip() throws MalformedException {
            while (at < text.length()) {
                if (" \t\r\n".indexOf(text.charAt(at)) >= 0) {
                    at++;
                } else if (text.startsWith("//", at)) {
                    int end = text.indexOf('\n', at);
                    blank(end < 0 ? text.length() : end);
                } else if (text.startsWith("/*", at)) {
                    int end = text.indexOf("*/", at + 2);
                    if (end < 0) {
                        throw wrong("the comment does not end");
                    }
                    blank(end + 2);
                } else {
                    return;
                }
            }
        }

        private void blank(int end) {
            for (; at < end; at++) {
                if (text.charAt(at) != '\n') {
                    plain.setCharAt(at, ' ');
                }
            }
        }

        /** NUL at the end. */
        private char peek() {
            return at < text.length() ? text.charAt(at) : 0;
        }

        private MalformedException wrong(String what) {
            return new MalformedException(text, at, what);
        }
    }
}
