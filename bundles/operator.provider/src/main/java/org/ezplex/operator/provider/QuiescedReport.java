// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import org.ezplex.distributor.QuiesceTarget;
import org.ezplex.system.Message;

/** DISPLAY SYSPLEX,QUIESCED: which servers of this stack get no new connections, in the words that RESUME takes. */
final class QuiescedReport {
    private QuiescedReport() {}

    static Report of(Heading heading, List<QuiesceTarget> quiesced) {
        Report.Lines lines = new Report.Lines()
                .add(heading.message(Message.EZZ8260I, heading.version()))
                .add("QUIESCED DISPLAY FROM %-8s AT %s", heading.tcpname(), heading.sysname());
        return write(lines, quiesced).report(quiesced);
    }

    /** Adds what is quiesced to another report. */
    static Report.Lines write(Report.Lines lines, List<QuiesceTarget> quiesced) {
        lines.add("QUIESCED ON THIS STACK:" + (quiesced.isEmpty() ? " NONE" : ""));
        quiesced.forEach(what -> lines.add("  " + what));
        return lines;
    }
}
