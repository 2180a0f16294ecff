// SPDX-License-Identifier: Apache-2.0
package org.ezplex.microbench;

import java.util.List;
import java.util.Locale;

/** All that was measured in one run, as a table for people. */
final class Results {
    private final List<Measurement> measurements;

    Results(List<Measurement> measurements) {
        this.measurements = List.copyOf(measurements);
    }

    /** Whether nothing that is done for packets makes garbage. */
    boolean right() {
        return measurements.stream().noneMatch(Measurement::isWrong);
    }

    String table() {
        StringBuilder text = new StringBuilder();
        text.append(String.format("%-30s %10s %8s %8s %9s%n", "OPERATION", "NS/OP", "SPREAD", "RATIO", "OCTETS"));
        measurements.forEach(m -> text.append(row(m)));
        text.append(String.format("%nRATIO is to the reference:%n"));
        measurements.stream()
                .map(Measurement::subject)
                .distinct()
                .forEach(subject -> text.append(String.format("  %-10s %s%n", subject, subject.reference())));
        return text.toString();
    }

    private String row(Measurement m) {
        String remark = m.isWrong() ? "  MUST NOT ALLOCATE" : "";
        return String.format(
                Locale.ROOT,
                "%-30s %10.1f %7.0f%% %8.2f %9.2f%s%n",
                m.name(),
                m.nanos(),
                m.spread(),
                ratio(m),
                m.octets(),
                remark);
    }

    private double ratio(Measurement measurement) {
        return measurements.stream()
                .filter(other -> other.isReferenceOf(measurement))
                .mapToDouble(reference -> measurement.nanos() / reference.nanos())
                .findAny()
                .orElseThrow();
    }
}
