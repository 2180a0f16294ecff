// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import java.io.InputStream;
import java.io.PrintStream;
import org.apache.felix.service.command.CommandProcessor;
import org.ezplex.operator.Caller;
import org.ezplex.operator.Role;
import org.ezplex.operator.provider.OperatorService;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;

/** Who may do everything has Gogo; everybody else has the operator's commands and nothing else. */
final class Interpreters {
    private final CommandProcessor processor;
    private final OperatorService service;

    Interpreters(CommandProcessor processor, OperatorService service) {
        this.processor = processor;
        this.service = service;
    }

    /** For a caller without a terminal. */
    Interpreter of(Caller caller, PrintStream out) {
        return caller.role() == Role.ADMINISTRATE
                ? new GogoLines(processor, InputStream.nullInputStream(), out)
                : new PlainLines(service, caller.role());
    }

    /** For a caller at a terminal. */
    Interpreter of(Caller caller, Terminal terminal, LineReader reader, PrintStream out) {
        if (caller.role() != Role.ADMINISTRATE) {
            return new PlainLines(service, caller.role());
        }
        GogoLines lines = new GogoLines(processor, terminal.input(), out);
        // The names under which the commands of Gogo's line editor look for them.
        lines.put(".terminal", terminal);
        lines.put(".reader", reader);
        return lines;
    }
}
