// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.ArrayList;
import java.util.List;

/**
 * What a display shows: to people as lines, to programs as records.
 *
 * @param lines the lines for people
 * @param data the records for programs
 */
record Report(List<String> lines, List<?> data) {
    /** Copies the lists. */
    Report {
        lines = List.copyOf(lines);
        data = List.copyOf(data);
    }

    /** The text, every line ended. */
    String text() {
        return String.join("\n", lines) + "\n";
    }

    /** The lines of a report in the making. */
    static final class Lines {
        private final List<String> lines = new ArrayList<>();

        Lines add(String line) {
            lines.add(line.stripTrailing());
            return this;
        }

        Lines add(String format, Object... values) {
            return add(String.format(java.util.Locale.ROOT, format, values));
        }

        Lines add(Table table) {
            lines.addAll(table.lines());
            return this;
        }

        /** The last lines of a report that counts its rows. */
        Lines count(long shown, long all) {
            return add(shown + " OF " + all + " RECORDS DISPLAYED");
        }

        /** The last lines of a NETSTAT report. */
        Lines end(long shown, long all) {
            return count(shown, all).add("END OF THE REPORT");
        }

        Report report(List<?> data) {
            return new Report(lines, data);
        }
    }
}
