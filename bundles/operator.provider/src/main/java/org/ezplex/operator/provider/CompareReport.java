// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** DISPLAY PROFILE,COMPARE: what differs between two snapshots, as a unified difference of their statements. */
final class CompareReport {
    private static final int CONTEXT = 3;

    private CompareReport() {}

    record Difference(int from, int to, List<String> lines) {}

    static Report of(int from, List<String> before, int to, List<String> after) {
        List<String> difference = UnifiedDiffUtils.generateUnifiedDiff(
                "SNAPSHOT " + from, "SNAPSHOT " + to, before, DiffUtils.diff(before, after), CONTEXT);
        Report.Lines lines = new Report.Lines();
        if (difference.isEmpty()) {
            lines.add("SNAPSHOT " + from + " AND SNAPSHOT " + to + " ARE THE SAME");
        }
        difference.forEach(lines::add);
        return lines.report(List.of(new Difference(from, to, difference)));
    }
}
