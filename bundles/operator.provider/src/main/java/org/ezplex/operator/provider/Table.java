// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.ArrayList;
import java.util.List;

/** Columns under headings with dashes, one blank apart, as Netstat draws them. */
final class Table {
    private final String indent;
    private final List<Column> columns;
    private final List<Object> rows = new ArrayList<>();

    /**
     * @param indent blanks before the first column
     * @param columns from left to right
     */
    Table(int indent, Column... columns) {
        this.indent = " ".repeat(indent);
        this.columns = List.of(columns);
    }

    /**
     * A column.
     *
     * @param heading what stands above
     * @param width the least width; a longer cell widens the column
     */
    record Column(String heading, int width) {}

    /** A column of at least {@code width} characters. */
    static Column column(String heading, int width) {
        return new Column(heading, Math.max(width, heading.length()));
    }

    Table row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(cells);
        return this;
    }

    /** A line of its own under the last row. */
    Table note(String line) {
        rows.add(line);
        return this;
    }

    List<String> lines() {
        int[] widths = widths();
        List<String> lines = new ArrayList<>();
        lines.add(line(columns.stream().map(Column::heading).toArray(), widths));
        lines.add(line(
                columns.stream()
                        .map(column -> "-".repeat(column.heading().length()))
                        .toArray(),
                widths));
        for (Object row : rows) {
            lines.add(row instanceof Object[] cells ? line(cells, widths) : indent + row);
        }
        return lines;
    }

    private int[] widths() {
        int[] widths = columns.stream().mapToInt(Column::width).toArray();
        for (Object row : rows) {
            if (row instanceof Object[] cells) {
                for (int i = 0; i < cells.length; i++) {
                    widths[i] = Math.max(widths[i], String.valueOf(cells[i]).length());
                }
            }
        }
        return widths;
    }

    private String line(Object[] cells, int[] widths) {
        StringBuilder line = new StringBuilder(indent);
        for (int i = 0; i < cells.length; i++) {
            String cell = String.valueOf(cells[i]);
            line.append(cell).append(" ".repeat(widths[i] - cell.length() + 1));
        }
        return line.toString().stripTrailing();
    }
}
