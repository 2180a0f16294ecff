// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import org.ezplex.system.Hardcopy;

/** DISPLAY MESSAGES: the end of the hardcopy log, as it is on file. */
final class MessagesReport {
    private MessagesReport() {}

    static Report of(Heading heading, List<Hardcopy.Line> messages) {
        Report.Lines lines = new Report.Lines();
        for (Hardcopy.Line line : messages) {
            lines.add(line.of(heading.sysname()));
        }
        return lines.count(messages.size(), messages.size()).report(messages);
    }
}
