// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator;

/**
 * A terminal's size and kind.
 *
 * @param columns 1 to 1000; 0 becomes 80
 * @param rows 1 to 1000; 0 becomes 24
 * @param terminal its type as in TERM, such as {@code xterm-256color}; {@code dumb} if there is none
 */
public record Screen(int columns, int rows, String terminal) {
    private static final int MOST = 1000;

    /** Puts a size out of range at the nearest. */
    public Screen {
        columns = columns <= 0 ? 80 : Math.min(columns, MOST);
        rows = rows <= 0 ? 24 : Math.min(rows, MOST);
    }
}
