// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.ezplex.distributor.QuiesceTarget;

/** Which servers QUIESCE and RESUME are about: {@code TARGET}, or {@code PORT}, {@code JOBNAME} or both. */
final class ServerOperands {
    private OptionalInt port = OptionalInt.empty();
    private Optional<String> jobname = Optional.empty();

    private ServerOperands() {}

    /** Reads to the end of {@code words}. */
    static QuiesceTarget read(Words words) {
        if (words.take("TARGET", 6)) {
            words.end();
            return QuiesceTarget.WHOLE;
        }
        ServerOperands operands = new ServerOperands();
        do {
            operands.one(words);
        } while (!words.done());
        return new QuiesceTarget(operands.port, operands.jobname);
    }

    private void one(Words words) {
        if (port.isEmpty() && words.take("PORT", 2)) {
            port = OptionalInt.of(ReportOptions.number(words, "PORT", words.next("PORT"), 65535));
        } else if (jobname.isEmpty() && words.take("JOBNAME", 7)) {
            jobname = Optional.of(name(words));
        } else {
            throw words.unknown(words.next("TARGET, PORT OR JOBNAME"));
        }
    }

    private static String name(Words words) {
        String name = words.next("JOBNAME");
        if (name.isBlank()) {
            throw words.wrong("JOBNAME IS MISSING");
        }
        return name.toUpperCase(Locale.ROOT);
    }
}
