// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import java.util.Map;

/** DISPLAY DISTRIBUTOR: what this stack's distributor and its data path have done. */
final class DistributorReport {
    private DistributorReport() {}

    static Report of(Heading heading, Map<String, Long> counters) {
        Report.Lines lines = new Report.Lines()
                .add(
                        "EZPLEX DISTRIBUTOR %s       TCPIP Name: %-16s%s",
                        heading.version(), heading.tcpname(), heading.time())
                .add("Counters:");
        int width = counters.keySet().stream().mapToInt(String::length).max().orElse(0) + 1;
        counters.forEach((name, value) -> lines.add("  %-" + width + "s %d", name + ":", value));
        return lines.count(counters.size(), counters.size()).report(List.of(counters));
    }
}
