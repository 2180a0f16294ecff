// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

/** A file of configuration that nobody could use. */
final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    /** Says what is wrong at {@code offset} of {@code text}, by line and column. */
    MalformedException(String text, int offset, String what) {
        super("line " + line(text, offset) + " column " + column(text, offset) + ": " + what);
    }

    private static long line(String text, int offset) {
        return text.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
    }

    private static int column(String text, int offset) {
        return offset - text.lastIndexOf('\n', offset - 1);
    }
}
