// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.util.ArrayList;
import java.util.List;

/** Aligned columns: numbers to the right, all else to the left. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    /** With its headings. */
    public Table(String... headings) {
        rows.add(List.of(headings));
    }

    /** Adds a row, of as many cells as there are headings. */
    public void row(String... cells) {
        rows.add(List.of(cells));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                String gap = " ".repeat(width(column) - cell.length());
                line.append(numeric(column) ? gap + cell : cell + gap).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private boolean numeric(int column) {
        return rows.size() > 1
                && rows.stream().skip(1).allMatch(row -> row.get(column).matches("[-+]?[\\d.,%x]*"));
    }
}
